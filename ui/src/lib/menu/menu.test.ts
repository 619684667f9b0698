import { beforeEach, expect, test } from "vitest";
import { COMMANDS, type Command } from "../commands/commands";
import { language } from "../i18n/i18n.svelte";
import { commandNamed, menuGroups } from "./menu";

beforeEach(() => language.choose("en"));

test("every command of the palette is in one menu, in words and with its key", () => {
  const items = menuGroups().flatMap(({ items }) => items);
  const offered = COMMANDS.filter((command: Command) => !command.keyOnly).map(({ id }) => id);
  expect(items.map(({ command }) => command).sort()).toEqual([...offered].sort());
  expect(items.find(({ command }) => command === "shortlist")?.label).toBe("Shortlist  (s)");
  expect(items.find(({ command }) => command === "diagnostics")?.label).toBe("Copy diagnostics");
});

test("menus speak the language of the window", () => {
  language.choose("de");
  expect(menuGroups().map(({ title }) => title)).toContain("Entscheiden");
});

test("what a menu names is a command, or nothing", () => {
  expect(commandNamed("undo")).toBe("undo");
  expect(commandNamed("Quit")).toBeNull();
});

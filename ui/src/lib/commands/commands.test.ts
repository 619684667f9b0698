import { expect, test } from "vitest";
import { commandOf, COMMANDS, keyName, type Where } from "./commands";

function struck(written: string) {
  const mod = written.startsWith("Mod+");
  const key = mod ? written.slice(4) : written;
  return { key, ctrlKey: mod, metaKey: false, altKey: false, shiftKey: /^[A-Z]$/.test(key) };
}

test.each<[string, Where, string | null]>([
  ["/", "page", "search"],
  ["/", "search", null],
  ["j", "search", null],
  ["ArrowDown", "search", "next"],
  ["Enter", "search", "open"],
  ["Home", "search", null],
  ["Delete", "search", null],
  ["Delete", "field", null],
  ["Delete", "page", "erase"],
  ["Enter", "control", null],
  ["s", "page", "shortlist"],
  ["s", "search", null],
  ["s", "field", null],
  ["u", "page", "undo"],
  ["U", "page", "redo"],
  ["Mod+z", "page", "undo"],
  ["Mod+z", "search", null],
  ["Mod+Z", "page", "redo"],
  ["Mod+k", "search", "palette"],
  ["Mod+k", "field", "palette"],
  ["Mod+s", "page", null],
  ["j", "control", "next"],
  ["j", "dialog", null],
  ["Escape", "dialog", "leave"],
  ["Escape", "field", "leave"],
  ["y", "page", null],
])("%s in the %s does %s", (key, where, command) => {
  expect(commandOf(struck(key), where)).toBe(command);
});

test("keys with Alt belong to the system", () => {
  expect(commandOf({ ...struck("j"), altKey: true }, "page")).toBeNull();
});

test("no key does two things", () => {
  const keys = COMMANDS.flatMap(({ keys }) => keys as readonly string[]);
  expect(new Set(keys).size).toBe(keys.length);
});

test.each([
  ["j", "j"],
  ["U", "⇧ U"],
  ["ArrowDown", "↓"],
  ["Mod+k", "Ctrl K"],
  ["Mod+Z", "Ctrl ⇧ Z"],
])("%s is called %s", (key, name) => {
  expect(keyName(key)).toBe(name);
});

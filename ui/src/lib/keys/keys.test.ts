import { expect, test } from "vitest";
import { actionOf, SHORTCUTS, type Where } from "./keys";

const struck = (key: string) => ({ key, ctrlKey: false, metaKey: false, altKey: false });

test.each<[string, Where, string | null]>([
  ["/", "page", "search"],
  ["/", "search", null],
  ["j", "search", null],
  ["ArrowDown", "search", "next"],
  ["Enter", "search", "open"],
  ["Enter", "control", null],
  ["j", "control", "next"],
  ["j", "dialog", null],
  ["Escape", "dialog", "leave"],
  ["x", "page", null],
])("%s in the %s does %s", (key, where, action) => {
  expect(actionOf(struck(key), where)).toBe(action);
});

test("keys with a modifier belong to the system", () => {
  expect(actionOf({ ...struck("j"), ctrlKey: true }, "page")).toBeNull();
});

test("no key does two things", () => {
  const keys = SHORTCUTS.flatMap(({ keys }) => keys);
  expect(new Set(keys).size).toBe(keys.length);
});

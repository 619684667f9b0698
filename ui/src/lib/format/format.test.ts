import { beforeEach, expect, test } from "vitest";
import { language } from "../i18n/i18n.svelte";
import { duration, millis, years, yearsShort } from "./format";

beforeEach(() => language.choose("en"));

test.each([
  [() => years(1), "1.0 years", "1,0 Jahre"],
  [() => years(8.25), "8.3 years", "8,3 Jahre"],
  [() => yearsShort(6.1), "6.1y", "6,1 J"],
  [() => millis(0.3), "under 1 ms", "unter 1 ms"],
  [() => millis(6.4), "6 ms", "6 ms"],
  [() => millis(1234), "1,234 ms", "1.234 ms"],
  [() => duration(0.2), "1 s", "1 s"],
  [() => duration(75), "1 min 15 s", "1 min 15 s"],
  [() => duration(4000), "1 h 7 min", "1 h 7 min"],
  [() => duration(7190), "2 h 0 min", "2 h 0 min"],
])("%#: %s", (written, english, german) => {
  expect(written()).toBe(english);
  language.choose("de");
  expect(written()).toBe(german);
});

import { beforeEach, expect, test } from "vitest";
import { language } from "../i18n/i18n.svelte";
import { day, mebibytes, spoken } from "./words";

beforeEach(() => language.choose("en"));

test.each([
  ["P6M", "6 months", "6 Monate"],
  ["P1Y", "1 year", "1 Jahr"],
  ["P1Y2W", "1 year 2 weeks", "1 Jahr 2 Wochen"],
  ["P90D", "90 days", "90 Tage"],
])("%s is spoken", (period, english, german) => {
  expect(spoken(period)).toBe(english);
  language.choose("de");
  expect(spoken(period)).toBe(german);
});

test("days and sizes are those of the language", () => {
  expect([day("2026-11-04"), mebibytes(3_145_728)]).toEqual(["Nov 4, 2026", "3.0 MiB"]);
  language.choose("de");
  expect([day("2026-11-04"), mebibytes(3_145_728)]).toEqual(["04.11.2026", "3,0 MiB"]);
});

import { expect, test } from "vitest";
import type { YearMonth } from "../wire/wire";
import { begins, lasting, monthsBetween, over, read, shown, span } from "./months";

const at = (year: number, month: number | null = null): YearMonth => ({ year, month });

test.each<[string, YearMonth | null]>([
  ["2024-03", at(2024, 3)],
  [" 03/2024 ", at(2024, 3)],
  ["3.2024", at(2024, 3)],
  ["2024", at(2024)],
  ["2024-13", null],
  ["March", null],
  ["", null],
])("%j reads as %o", (text, expected) => {
  expect(read(text)).toEqual(expected);
  if (expected) expect(read(shown(expected))).toEqual(expected);
});

test("a year without a month lasts as long as it can", () => {
  expect(monthsBetween(begins(at(2020)), over(at(2021)))).toBe(24);
  expect(monthsBetween(begins(at(2020, 3)), over(at(2020, 3)))).toBe(1);
});

test.each([
  [{ start: at(2018, 8), end: at(2021, 2), current: false }, "2018-08 – 2021-02"],
  [{ start: at(2021), end: null, current: true }, "since 2021"],
  [{ start: at(2021), end: at(2021), current: false }, "2021"],
  [{ start: at(2021), end: null, current: false }, "from 2021"],
  [{ start: null, end: at(2021), current: false }, "until 2021"],
  [{ start: null, end: null, current: false }, ""],
])("%o is %s", (stay, expected) => {
  expect(span(stay)).toBe(expected);
});

test.each([
  [30, "2 y 6 m"],
  [24, "2 y"],
  [5, "5 m"],
  [0, ""],
])("%i months are %j", (months, expected) => {
  expect(lasting(months)).toBe(expected);
});

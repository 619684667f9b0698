import { expect, test } from "vitest";
import type { Entry, YearMonth } from "../wire/wire";
import { timeline } from "./timeline";

const TODAY = new Date("2026-05-04");
const at = (text: string | null): YearMonth | null => {
  const [year, month] = text?.split("-") ?? [];
  return year ? { year: Number(year), month: month ? Number(month) : null } : null;
};

/** A stay from its dates; without an end it goes on. */
const entry = (start: string | null, end: string | null = null): Entry => ({
  stay: { place: null, title: null, location: null, start: at(start), end: at(end), current: start !== null && end === null },
  place_mark: null,
  title_mark: null,
  dates_mark: null,
  corrected: null,
});

const line = (employment: Entry[], education: Entry[] = []) => timeline({ employment, education }, TODAY);

test("without a date there is nothing to draw", () => {
  expect(line([entry(null)])).toBeNull();
});

test("stays at the same time stand in lanes, studies below work", () => {
  const drawn = line(
    [entry("2022-01"), entry("2021-01", "2023-06"), entry("2018-01", "2020-12")],
    [entry("2014-09", "2018-06")],
  );
  const lanes = Object.fromEntries((drawn?.bars ?? []).map(({ key, lane }) => [key, lane]));
  expect(lanes).toEqual({ work2: 0, work1: 0, work0: 1, study0: 2 });
  expect(drawn?.lanes).toBe(3);
});

test.each<[string, Entry[], number[]]>([
  ["eight months between two jobs", [entry("2022-01"), entry("2018-01", "2021-04")], [8]],
  ["three months are nobody's business", [entry("2021-08"), entry("2018-01", "2021-04")], []],
  ["years without months are read so that the gap is shortest", [entry("2022"), entry("2018", "2021")], []],
  ["a job that covers it", [entry("2022-01"), entry("2018-01", "2020-01"), entry("2017-01", "2022-06")], []],
])("gaps: %s", (_, employment, expected) => {
  expect(line(employment)?.gaps.map(({ months }) => months)).toEqual(expected);
});

test("a study fills a gap", () => {
  const work = [entry("2022-01"), entry("2018-01", "2019-12")];
  expect(line(work)?.gaps.length).toBe(1);
  expect(line(work, [entry("2020-01", "2021-12")])?.gaps).toEqual([]);
});

test("everything lies between the first day and today", () => {
  const drawn = line([entry("2030-01", "2031-01"), entry("2020-01")]);
  expect(drawn?.bars.map(({ key }) => key)).toEqual(["work1"]);
  expect([drawn?.at(new Date("2020-01-01")), drawn?.at(TODAY)]).toEqual([0, 100]);
});

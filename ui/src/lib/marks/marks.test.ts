import { describe, expect, test } from "vitest";
import { depth, neighbour, place, segments, turned, turnedSize, type PlacedMark } from "./marks";

const mark = (key: string, start: number, end: number, page?: number, top = 0): PlacedMark => ({
  key,
  start,
  end,
  kind: "green",
  label: key,
  areas: page === undefined ? [] : [{ page, left: 0, top, right: 10, bottom: top + 10 }],
});

describe("place", () => {
  const page = { width: 200, height: 400 };
  test.each([
    [{ page: 0, left: 21, top: 41, right: 99, bottom: 79 }, ["10.000%", "10.000%", "40.000%", "10.000%"]],
    [{ page: 0, left: 0, top: 0, right: 199, bottom: 399 }, ["0.000%", "0.000%", "100.000%", "100.000%"]],
    [{ page: 0, left: 150, top: 10, right: 900, bottom: 20 }, ["74.500%", "2.250%", "25.500%", "3.000%"]],
  ])("%o", (area, expected) => {
    expect(Object.values(place(area, page))).toEqual(expected);
  });
});

test("depth counts the pages above", () => {
  const pages = [
    { width: 100, height: 100 },
    { width: 100, height: 300 },
  ];
  expect(depth(mark("a", 0, 1, 0, 40), pages, 10)).toBe(0.1);
  expect(depth(mark("b", 0, 1, 1, 100), pages, 10)).toBe(0.5);
  expect(depth(mark("c", 5, 6), pages, 10)).toBe(0.5);
});

describe("segments", () => {
  const shape = (body: string, marks: PlacedMark[]) =>
    segments(body, marks).map(({ text, marks }) => [text, marks.map(({ key }) => key).join()]);

  test.each<[string, PlacedMark[], string[][]]>([
    ["plain", [], [["plain", ""]]],
    ["", [], []],
    ["abcdef", [mark("x", 2, 4)], [["ab", ""], ["cd", "x"], ["ef", ""]]],
    ["abcdef", [mark("x", 0, 4), mark("y", 2, 6)], [["ab", "x"], ["cd", "x,y"], ["ef", "y"]]],
    ["abc", [mark("beyond", 1, 9), mark("empty", 1, 1)], [["abc", ""]]],
  ])("%j", (body, marks, expected) => {
    expect(shape(body, marks)).toEqual(expected);
    expect(segments(body, marks).map(({ text }) => text).join("")).toBe(body);
  });
});

test.each<[string | null, 1 | -1, string]>([
  [null, 1, "a"],
  [null, -1, "c"],
  ["a", 1, "b"],
  ["c", 1, "a"],
  ["a", -1, "c"],
])("the neighbour of %s by %i is %s", (current, step, expected) => {
  const marks = [mark("a", 0, 1), mark("b", 1, 2), mark("c", 2, 3)];
  expect(neighbour(marks, current, step)).toBe(expected);
  expect(neighbour([], current, step)).toBeNull();
});

test("an area turns with its page, and four turns are none", () => {
  const size = { width: 200, height: 400 };
  const area = { page: 0, left: 10, top: 20, right: 30, bottom: 50 };
  expect(turned(area, size, 1)).toEqual({ page: 0, left: 350, top: 10, right: 380, bottom: 30 });
  expect(turned(area, size, 2)).toEqual({ page: 0, left: 170, top: 350, right: 190, bottom: 380 });
  const round = [1, 2, 3, 4].reduce((at, turn) => turned(at, turnedSize(size, turn - 1), 1), area);
  expect(round).toEqual(area);
  expect(turned(area, size, 3)).toEqual(turned(turned(area, size, 2), size, 1));
});

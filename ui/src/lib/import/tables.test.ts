import { expect, test } from "vitest";
import { isNamedLikeTable, pastedPaths } from "./tables";

test.each([
  ["/in/applicants.csv", true],
  ["C:\\in\\Bewerber.TSV", true],
  ["/in/cv.pdf", false],
  ["/in/csv", false],
])("%s is called like a table: %s", (path, expected) => expect(isNamedLikeTable(path)).toBe(expected));

test.each([
  ["file:///in/b%C3%BCcher.pdf\r\nfile:///in/b.csv", ["/in/bücher.pdf", "/in/b.csv"]],
  ["/in/a.pdf\n/in/b.pdf\n", ["/in/a.pdf", "/in/b.pdf"]],
  ["C:\\in\\a.pdf", ["C:\\in\\a.pdf"]],
  ["Ada Brandt\n/in/a.pdf", []],
  ["https://example.org/a.pdf", []],
  ["", []],
])("%j pastes the files %j", (text, expected) => expect(pastedPaths(text)).toEqual(expected));

import { expect, test } from "vitest";
import { trouble } from "./errors";

test.each([
  [{ code: "file_moved", message: "no file at `a.pdf`", query: null }, "file_moved", "no file at `a.pdf`"],
  [{ code: "not_corrected", message: "expected an end", query: null }, "not_corrected", "expected an end"],
  [new Error("boom"), "internal", "boom"],
  ["command not allowed", "internal", "command not allowed"],
  [{ code: "of tomorrow", message: "?", query: null }, "internal", "?"],
])("%o is spoken of as %s", (thrown, code, detail) => {
  const said = trouble(thrown);
  expect([said.code, said.detail]).toEqual([code, detail]);
  expect(said.says).toMatch(/\.$/);
});

import { beforeEach, expect, test } from "vitest";
import { language } from "../i18n/i18n.svelte";
import { trouble } from "./errors";

beforeEach(() => language.choose("en"));

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

test("sentences are those of the window's language, the words of the fault stay as they are", () => {
  language.choose("de");
  const said = trouble({ code: "disk_full", message: "the disk of `/pool` is full", query: null });
  expect(said.says).toBe("Der Datenträger, auf dem der Pool liegt, ist voll.");
  expect([said.severity, said.detail]).toEqual(["problem", "the disk of `/pool` is full"]);
});

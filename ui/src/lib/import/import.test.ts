import { expect, test } from "vitest";
import { fake } from "../backend/fake";
import { Import } from "./import.svelte";

test("the list is renewed while an import runs and after it", async () => {
  const pool = { candidates: 0 };
  const sizes: number[] = [];
  const running = new Import(fake(pool), () => sizes.push(pool.candidates));
  await running.paths(["/inbox"]);
  expect(sizes.length).toBeGreaterThan(1);
  expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
  expect(running.progress).toBeNull();
  expect(running.report?.groups.map(({ outcome }) => outcome)).toContain("added");
});

test("locked files are read again with a password, and only files of a report can be", async () => {
  const asked: unknown[] = [];
  const backend = fake({ candidates: 0 });
  const running = new Import(
    { ...backend, importAgain: (id, again, tell) => (asked.push([id, again]), backend.importAgain(id, again, tell)) },
    () => {},
  );
  await running.again("with_ocr");
  expect(asked).toEqual([]);
  await running.paths(["/inbox"]);
  await running.again({ with_password: "candle" });
  expect(asked).toEqual([[1, { with_password: "candle" }]]);
});

test("nothing chosen imports nothing", async () => {
  const running = new Import({ ...fake({ candidates: 0 }), choose: async () => [] }, () => {});
  await running.choose("folder");
  expect(running.report).toBeNull();
});

test("a failed import is said", async () => {
  const failing = async () => Promise.reject({ code: "pool", message: "disk is full", query: null });
  const running = new Import({ ...fake({ candidates: 0 }), importPaths: failing }, () => {});
  await running.paths(["/inbox"]);
  expect([running.trouble?.code, running.trouble?.detail, running.progress]).toEqual(["pool", "disk is full", null]);
});

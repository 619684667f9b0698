import { beforeEach, expect, test } from "vitest";
import { fake } from "../backend/fake";
import { language } from "../i18n/i18n.svelte";
import type { ImportReport } from "../wire/wire";
import { Ended } from "./ended.svelte";

beforeEach(() => {
  localStorage.clear();
  language.choose("en");
});

function ended(clock = () => 0) {
  const told: unknown[] = [];
  const backend = { ...fake({ candidates: 0 }), tellWorkEnded: async (...said: unknown[]) => (told.push(said), true) };
  return { ended: new Ended(backend, clock), told };
}

const report = (seconds: number, cancelled = false): ImportReport => ({
  id: 1,
  groups: [
    { outcome: "encrypted", count: 1, files: [{ path: "/in/Ada Brandt.pdf", reason: "locked" }] },
    { outcome: "added", count: 1200, files: [{ path: "/in/Bela Conti.pdf", reason: null }] },
  ],
  cancelled,
  seconds,
  read_by: [],
  ocr: null,
});

test("a long import is told by numbers that name nobody, a short one is not", async () => {
  const { ended: it, told } = ended();
  await it.imported(report(9));
  expect(told).toEqual([]);
  await it.imported(report(11));
  expect(told).toEqual([["Import done", "Password needed: 1 · Added: 1,200", true]]);
  await it.imported(report(11, true));
  expect(told.at(-1)).toContain("Import stopped");
  expect(JSON.stringify(told)).not.toMatch(/Brandt|Conti/);
});

test("a long reading again is told at its end alone", async () => {
  let now = 0;
  const { ended: it, told } = ended(() => now);
  await it.reread({ done: 0, total: 3 });
  now = 20_000;
  await it.reread({ done: 2, total: 3 });
  expect(told).toEqual([]);
  await it.reread({ done: 3, total: 3 });
  expect(told).toEqual([["Résumés were read again", "3 candidates", true]]);
  await it.reread({ done: 1, total: 1 });
  expect(told).toHaveLength(1);
});

test("without a wish for notifications only the mark is asked for, in whatever language", async () => {
  language.choose("de");
  const { ended: it, told } = ended();
  it.notify.toggle();
  await it.imported(report(60));
  expect(told).toEqual([["Import fertig", "Kennwort nötig: 1 · Aufgenommen: 1.200", false]]);
});

import { flushSync } from "svelte";
import { expect, test, vi } from "vitest";
import type { Backend } from "../backend/backend";
import { fake } from "../backend/fake";
import { Search } from "../search/search.svelte";
import { Triage } from "./triage.svelte";

async function desk(candidates = 5, over: Partial<Backend> = {}) {
  const backend = { ...fake({ candidates }), ...over };
  const search = new Search(backend);
  await search.refresh();
  const moved: number[] = [];
  const triage = new Triage(backend, search, undefined, () => moved.push(search.cursor));
  return { backend, search, triage, moved, stand: () => Array.from({ length: search.total }, (_, index) => search.row(index)?.decision) };
}

test("a decision shows in its row at once and is told with the name", async () => {
  const { search, triage, stand } = await desk(2);
  const name = search.current?.name;
  await triage.decide("shortlist");
  flushSync();
  expect(stand()).toEqual(["shortlist", "undecided"]);
  expect(triage.told).toMatchObject({ kind: "done", name, step: { deed: { kind: "decided", decision: "shortlist" } } });
  expect(search.cursor).toBe(0);
});

test("in the queue the next undecided one comes up, and the end is told", async () => {
  const { search, triage } = await desk(3);
  triage.toggleQueue();
  search.moveTo(1);
  await triage.decide("reject");
  expect(search.cursor).toBe(2);
  await triage.decide("maybe");
  expect(search.cursor, "those above are not forgotten").toBe(0);
  await triage.decide("maybe");
  expect(triage.told?.kind).toBe("queueDone");
});

test("in the queue the next one is there before the decision is kept, and is never whoever was just decided on", async () => {
  const { search, triage, moved } = await desk(2);
  triage.toggleQueue();
  const first = triage.decide("shortlist");
  await vi.waitFor(() => expect(moved).toEqual([1]));
  const second = triage.decide("maybe");
  await Promise.all([first, second]);
  expect(moved, "the first one was still being kept").toEqual([1]);
  expect([search.row(0)?.decision, search.row(1)?.decision]).toEqual(["shortlist", "maybe"]);
  expect(triage.told?.kind).toBe("queueDone");
});

test("whoever could not be decided on comes back, with the reason", async () => {
  const { search, triage, moved, stand } = await desk(3, { decide: () => Promise.reject(new Error("the disk is full")) });
  triage.toggleQueue();
  await triage.decide("reject");
  expect(moved).toEqual([1, 0]);
  expect(search.cursor).toBe(0);
  expect(triage.trouble).not.toBeNull();
  expect(stand()).toEqual(Array(3).fill("undecided"));
});

test("a selection is decided on as one, and taken back as one", async () => {
  const { search, triage, stand } = await desk(4);
  triage.select(await search.everybody());
  await triage.decide("reject");
  expect(stand()).toEqual(Array(4).fill("reject"));
  expect(triage.selected.size, "it is done with").toBe(0);
  await triage.undo();
  expect(stand()).toEqual(Array(4).fill("undecided"));
  expect(triage.told).toMatchObject({ kind: "undone", step: { candidates: { length: 4 } } });
  await triage.redo();
  expect(stand()).toEqual(Array(4).fill("reject"));
});

test("keys that are struck faster than the disk writes are done in their order", async () => {
  const { triage, stand } = await desk(1);
  void triage.decide("shortlist");
  void triage.decide("reject");
  await triage.undo();
  expect(stand()).toEqual(["shortlist"]);
});

test("nothing to take back is said", async () => {
  const { triage } = await desk(1);
  await triage.undo();
  expect(triage.told?.kind).toBe("nothingToUndo");
  await triage.redo();
  expect(triage.told?.kind).toBe("nothingToRedo");
});

test("what cannot be done is told, and the next can", async () => {
  const { triage } = await desk(1);
  await triage.tag(" ");
  expect(triage.trouble?.code).toBe("no_tag");
  await triage.tag("on site");
  expect(triage.trouble).toBeNull();
});

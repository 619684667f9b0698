import { expect, test } from "vitest";
import { fake } from "../backend/fake";
import { OpenCandidate } from "./candidate.svelte";

test("the newest wish wins, whichever answer comes last", async () => {
  const backend = fake({ candidates: 9 });
  const open = new OpenCandidate({
    ...backend,
    candidate: async (id, query) => {
      if (id === 1) await new Promise((resolve) => setTimeout(resolve, 20));
      return backend.candidate(id, query);
    },
  });
  await Promise.all([open.open(1, ""), open.open(2, "")]);
  expect(open.shown?.id).toBe(2);
});

test("stepping goes through the evidence in the order of the text", async () => {
  const open = new OpenCandidate(fake({ candidates: 1 }));
  await open.open(1, "django");
  const inOrder = open.marks.filter(({ kind }) => kind !== "hit").map(({ key }) => key);
  expect(inOrder.length).toBeGreaterThan(1);
  const seen = inOrder.map(() => (open.step(1), open.current));
  expect(seen).toEqual(inOrder);
  open.step(1);
  expect(open.current).toBe(inOrder[0]);
  open.step(-1);
  expect(open.current).toBe(inOrder.at(-1));
});

test("another query on the same candidate keeps the place", async () => {
  const open = new OpenCandidate(fake({ candidates: 2 }));
  await open.open(1, "");
  open.step(1);
  const place = open.current;
  await open.open(1, "django");
  expect(open.current).toBe(place);
  expect(open.marks.some(({ kind }) => kind === "hit")).toBe(true);
  await open.open(2, "django");
  expect(open.current).toBeNull();
});

test("a candidate that is gone is said, not shown", async () => {
  const open = new OpenCandidate(fake({ candidates: 1 }));
  await open.open(77, "");
  expect([open.shown, open.trouble?.code]).toEqual([null, "not_found"]);
});

test("a fact is put right and back", async () => {
  const open = new OpenCandidate(fake({ candidates: 1 }));
  await open.open(1, "");
  const read = open.shown?.headline;
  await open.correct({ field: "headline", value: "Lead Gardener" });
  expect([open.shown?.headline, open.shown?.corrected.length]).toEqual(["Lead Gardener", 1]);
  await open.undo(open.shown?.corrected[0]?.correction ?? -1);
  expect([open.shown?.headline, open.shown?.corrected.length]).toEqual([read, 0]);
});

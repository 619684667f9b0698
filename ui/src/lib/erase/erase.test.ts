import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fake } from "../backend/fake";
import type { Backend } from "../backend/backend";
import { Erasing, MOMENT_S } from "./erase.svelte";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function erasing(over: Partial<Backend> = {}) {
  const backend = { ...fake({ candidates: 3 }), ...over };
  const gone = vi.fn();
  const listed = async () => (await backend.search({ query: "", offset: 0, limit: 9, facets: 0 })).rows.map(({ id }) => id);
  return { erasing: new Erasing(backend, gone), gone, listed };
}

test("whoever is erased is gone after the moment, and not before", async () => {
  const { erasing: it, gone, listed } = erasing();
  await it.begin([2]);
  await vi.advanceTimersByTimeAsync((MOMENT_S - 1) * 1000);
  expect([it.left, await listed()]).toEqual([1, [3, 2, 1]]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(gone).toHaveBeenCalledExactlyOnceWith(new Set([2]));
  expect([it.waiting.size, await listed()]).toEqual([0, [3, 1]]);
});

test("taken back in time, nobody is erased later", async () => {
  const { erasing: it, gone, listed } = erasing();
  await it.begin([2]);
  await it.takeBack();
  await vi.advanceTimersByTimeAsync(MOMENT_S * 2000);
  expect([gone.mock.calls.length, await listed()]).toEqual([0, [3, 2, 1]]);
});

test("a second erasing waits with the first and gives both the whole moment", async () => {
  const { erasing: it, listed } = erasing();
  await it.begin([2]);
  await vi.advanceTimersByTimeAsync(3000);
  await it.begin([3]);
  expect([it.left, it.has(2), it.has(3)]).toEqual([MOMENT_S, true, true]);
  await vi.advanceTimersByTimeAsync(MOMENT_S * 1000);
  expect(await listed()).toEqual([1]);
});

test("a pool that says no is told, and everybody is still there", async () => {
  const finishErasing = () => Promise.reject({ code: "pool_busy", message: "locked", query: null });
  const { erasing: it, gone, listed } = erasing({ finishErasing });
  await it.begin([2]);
  await vi.advanceTimersByTimeAsync(MOMENT_S * 1000);
  expect([it.trouble?.code, it.waiting.size, gone.mock.calls.length]).toEqual(["pool_busy", 0, 0]);
  expect(await listed()).toEqual([3, 2, 1]);
});

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fake } from "../backend/fake";
import { KeptPlace, removeOldPlace, REST } from "./place";

const START = { query: "", row: 0 };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function kept() {
  const backend = fake({ candidates: 3 });
  const written = vi.spyOn(backend, "keepPlace");
  return { place: new KeptPlace(backend, START), written, now: async () => (await backend.poolLock()).place };
}

test("of the places that somebody passes only the one is kept where they rest", async () => {
  const { place, written, now } = kept();
  [1, 2, 3].forEach((row) => place.keep({ query: "django", row }));
  expect(written).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(REST);
  expect(await now()).toEqual({ query: "django", row: 3 });
  expect(written).toHaveBeenCalledTimes(1);
});

test("a place that is kept already is not written again", async () => {
  const { place, written } = kept();
  place.keep(START);
  await vi.advanceTimersByTimeAsync(REST);
  expect(written).not.toHaveBeenCalled();
});

test("the search by which somebody was found who is erased is kept no more, and the next one is", async () => {
  const { place, now } = kept();
  place.keep({ query: "aubert", row: 0 });
  await place.write();
  place.forget("aubert");
  expect(await now()).toEqual(START);
  place.keep({ query: "aubert", row: 1 });
  await vi.advanceTimersByTimeAsync(REST);
  expect(await now()).toEqual(START);
  place.keep({ query: "django", row: 1 });
  await vi.advanceTimersByTimeAsync(REST);
  expect(await now()).toEqual({ query: "django", row: 1 });
});

test("in the list of everybody, who names nobody, the row is still kept", async () => {
  const { place, now } = kept();
  place.forget("");
  place.keep({ query: "", row: 2 });
  await place.write();
  expect(await now()).toEqual({ query: "", row: 2 });
});

test("a pool that takes nothing stops nobody", async () => {
  const { place, written } = kept();
  written.mockRejectedValueOnce({ code: "pool_read_only", message: "", query: null });
  place.keep({ query: "django", row: 1 });
  await expect(place.write()).resolves.toBeUndefined();
});

test("what older versions kept in the web view is taken away", () => {
  localStorage.setItem("candela.place", JSON.stringify({ query: "aubert", row: 4 }));
  removeOldPlace();
  expect(localStorage.length).toBe(0);
});

import { expect, test, vi } from "vitest";
import { fake } from "../backend/fake";
import type { Backend } from "../backend/backend";
import { Queries } from "./queries.svelte";
import { FIRST, PAGE, Search } from "./search.svelte";

const names = (search: Search) =>
  Array.from({ length: search.total }, (_, index) => search.row(index)).flatMap((row) => row?.name ?? []);

test("the whole pool is there without a query", async () => {
  const search = new Search(fake({ candidates: 3 }));
  await search.refresh();
  expect([search.total, search.pool, names(search).length]).toEqual([3, 3, 3]);
});

test("only the newest query is asked while an answer is awaited", async () => {
  const asked: string[] = [];
  const backend: Backend = { ...fake({ candidates: 3 }) };
  const search = new Search({
    ...backend,
    search: (request) => (asked.push(request.query), backend.search(request)),
  });
  await Promise.all([search.type("d"), search.type("dj"), search.type("django")]);
  expect(asked).toEqual(["d", "django"]);
  expect(search.answered).toBe("django");
});

test("what stands beside the list is counted once the rows are there, for the query that they answer", async () => {
  const counted: string[] = [];
  const backend = fake({ candidates: 3 });
  const search = new Search({ ...backend, search: async (request) => (request.facets > 0 && counted.push(request.query), backend.search(request)) });
  await search.type("d");
  expect([search.total > 0, search.facets]).toEqual([true, []]);
  await search.type("dj");
  await vi.waitFor(() => expect(search.facets).not.toEqual([]));
  expect(counted).toEqual(["dj"]);
});

test("of everybody, how the index is comes with the counts, and it asks again by itself", async () => {
  vi.useFakeTimers();
  const missing = [3, 0];
  const backend = fake({ candidates: 3 });
  const search = new Search({
    ...backend,
    search: async (request) => ({ ...(await backend.search(request)), behind: request.facets > 0 ? (missing.shift() ?? 9) : 0 }),
  });
  await search.refresh();
  await vi.advanceTimersByTimeAsync(100);
  expect(search.behind).toBe(3);
  await vi.advanceTimersByTimeAsync(2100);
  expect([search.behind, missing]).toEqual([0, []]);
  await vi.advanceTimersByTimeAsync(9000);
  expect(search.behind, "nobody is asked any more").toBe(0);
  vi.useRealTimers();
});

test("completion is asked once the rows are drawn, and not for what was put away meanwhile", async () => {
  const asked: string[] = [];
  const backend = fake({ candidates: 3 });
  const search = new Search({ ...backend, search: async (request) => (request.limit > 0 && asked.push("rows"), backend.search(request)) });
  const queries = new Queries({ ...backend, completeQuery: (typed, cursor) => (asked.push(typed), backend.completeQuery(typed, cursor)) }, search);
  await Promise.all([queries.complete("d", 1, search.type("d")), queries.complete("dj", 2, search.type("dj"))]);
  expect(asked).toEqual(["rows", "rows", "dj"]);
  const late = queries.complete("dja", 3, search.type("dja"));
  queries.close();
  await late;
  expect(asked.slice(3)).toEqual(["rows"]);
});

test("completion does not wait for rows that take long", async () => {
  const asked: string[] = [];
  const backend = fake({ candidates: 3 });
  const search = new Search(backend);
  const queries = new Queries({ ...backend, completeQuery: (typed, cursor) => (asked.push(typed), backend.completeQuery(typed, cursor)) }, search);
  await queries.complete("d", 1, new Promise(() => {}));
  expect(asked).toEqual(["d"]);
});

test("while the index cannot find everybody, it asks again by itself", async () => {
  vi.useFakeTimers();
  const missing = [2, 0];
  let behind = 9;
  const backend = fake({ candidates: 3 });
  const search = new Search({
    ...backend,
    search: async (request) => {
      if (request.limit > 0) behind = missing.shift() ?? 9;
      return { ...(await backend.search(request)), behind };
    },
  });
  await search.type("django");
  expect(search.behind).toBe(2);
  await vi.advanceTimersByTimeAsync(2000);
  expect(search.behind).toBe(0);
  await vi.advanceTimersByTimeAsync(9000);
  expect(search.behind, "nobody is asked any more").toBe(0);
  vi.useRealTimers();
});

test("a query that does not read leaves the last good rows", async () => {
  const search = new Search(fake({ candidates: 5 }));
  await search.type("");
  const before = names(search);
  await search.type("django (");
  expect(search.misread).toMatchObject({ start: 7, end: 8 });
  expect(names(search)).toEqual(before);
  await search.follow(search.misread?.suggestion ?? "");
  expect([search.typed, search.misread]).toEqual(["django flask", null]);
});

test("rows further down are fetched when they are needed, once", async () => {
  let calls = 0;
  const backend = fake({ candidates: 3 * PAGE });
  const search = new Search({ ...backend, search: (request) => (calls++, backend.search(request)) });
  await search.refresh();
  expect(search.row(PAGE)).toBeUndefined();
  expect([search.row(FIRST - 1) !== undefined, search.row(FIRST), calls]).toEqual([true, undefined, 1]);
  await search.need(PAGE - 5, PAGE + 5);
  await search.need(PAGE - 5, PAGE + 5);
  expect(names(search).length, "the rest of the first page came with the counts").toBe(2 * PAGE);
  expect(search.row(2 * PAGE)).toBeUndefined();
  expect(calls).toBe(3);
});

test("the rest of the first page is fetched when it is needed, where it did not come with the counts", async () => {
  const backend = fake({ candidates: PAGE });
  const failing: Backend["search"] = async (request) => (request.facets > 0 ? Promise.reject(new Error("no disk")) : backend.search(request));
  const search = new Search({ ...backend, search: failing });
  await search.refresh();
  await search.need(FIRST, FIRST);
  expect([search.trouble !== null, search.row(FIRST)]).toEqual([true, undefined]);
  await search.need(FIRST, FIRST);
  expect(names(search)).toHaveLength(PAGE);
});

test("whoever needs rows that are on their way waits for them", async () => {
  const search = new Search(fake({ candidates: 2 * PAGE }));
  await search.refresh();
  void search.need(PAGE, PAGE);
  await search.need(PAGE, PAGE);
  expect(search.row(PAGE)).toBeDefined();
});

test("rows that the next turns of a wheel bring are fetched before", async () => {
  const search = new Search(fake({ candidates: 3 * PAGE }));
  await search.refresh();
  await search.see(0, 10);
  expect(search.row(PAGE)).toBeUndefined();
  await search.see(PAGE - 20, PAGE - 10);
  expect(search.row(PAGE)).toBeDefined();
});

test("everybody is known without their rows, and somebody is found wherever they stand", async () => {
  const search = new Search(fake({ candidates: 3 * PAGE }));
  await search.refresh();
  const everybody = await search.everybody();
  expect(everybody).toHaveLength(3 * PAGE);
  const last = everybody[3 * PAGE - 1] ?? 0;
  expect(search.nameOf(last)).toBeUndefined();
  expect(await search.rowOf(last)).toBe(3 * PAGE - 1);
  expect(search.nameOf(last)).toBeDefined();
  expect(await search.rowOf(9999)).toBe(-1);
});

test("the row stays while the list grows under it, and starts anew with another query", async () => {
  const pool = { candidates: 4 };
  const search = new Search(fake(pool));
  await search.refresh();
  pool.candidates = 6;
  await search.refresh();
  expect(search.cursor).toBe(0);
  search.moveTo(2);
  const id = search.current?.id;
  pool.candidates = 9;
  await search.refresh();
  expect(search.current?.id).toBe(id);
  expect(search.cursor).toBe(5);
  await search.type("django");
  expect(search.cursor).toBe(0);
});

test("a list that is renewed while somebody reads further down keeps its rows until they are fetched anew", async () => {
  const pool = { candidates: 2 * PAGE };
  const search = new Search(fake(pool));
  await search.refresh();
  await search.need(PAGE, PAGE + 1);
  const before = search.row(PAGE);
  pool.candidates++;
  await search.refresh();
  expect(search.row(PAGE)).toBe(before);
  await search.need(PAGE, PAGE + 1);
  expect(search.row(PAGE)).not.toBe(before);
});

test("the cursor never leaves the list", async () => {
  const search = new Search(fake({ candidates: 2 }));
  search.moveTo(4);
  expect(search.cursor).toBe(0);
  await search.refresh();
  search.moveTo(4);
  expect(search.cursor).toBe(1);
  search.moveTo(-3);
  expect(search.cursor).toBe(0);
});

import { expect, test, vi } from "vitest";
import { fake } from "../backend/fake";
import type { Watched } from "../wire/wire";
import { Watching } from "./watch.svelte";

const REPORT = { id: 7, groups: [], cancelled: false, seconds: 1, read_by: [], ocr: null };

test("what comes in is handed on, and folders that are gone are counted", async () => {
  let tell: (watched: Watched) => void = () => {};
  const onWatched = async (listener: typeof tell) => ((tell = listener), () => {});
  const cameIn = vi.fn();
  const watching = new Watching({ ...fake({ candidates: 1 }), onWatched }, cameIn);
  await watching.listen();
  tell({ report: null, folders: [{ path: "/inbox", is_there: false }] });
  expect([watching.gone, cameIn.mock.calls.length]).toEqual([1, 0]);
  tell({ report: REPORT, folders: [{ path: "/inbox", is_there: true }] });
  expect(watching.gone).toBe(0);
  expect(cameIn).toHaveBeenCalledExactlyOnceWith(REPORT);
});

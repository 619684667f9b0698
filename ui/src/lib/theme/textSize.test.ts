import { beforeEach, expect, test } from "vitest";
import { fake } from "../backend/fake";
import { TextSize } from "./textSize.svelte";

beforeEach(() => localStorage.clear());

test("the size goes from step to step, stops at the ends, and stays over restarts", () => {
  const shown: number[] = [];
  const backend = { ...fake({ candidates: 0 }), setZoom: async (factor: number) => void shown.push(factor) };
  const size = new TextSize(backend);
  expect(shown).toEqual([]);
  for (let n = 0; n < 9; n++) size.step(1);
  expect(size.percent).toBe(200);
  expect(shown).toEqual([1.1, 1.25, 1.5, 1.75, 2]);
  expect(new TextSize(backend).percent).toBe(200);
  size.choose(100);
  size.step(-1);
  expect([size.percent, shown.at(-1)]).toEqual([100, 1]);
});

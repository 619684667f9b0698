import { expect, test } from "vitest";
import { PageLook } from "./look.svelte";

test("zoom goes from step to step and stops at the ends", () => {
  const look = new PageLook();
  look.zoomBy(1);
  expect(look.zoom).toBe(1.25);
  for (let n = 0; n < 9; n++) look.zoomBy(1);
  expect([look.zoom, look.largest]).toEqual([3, true]);
  for (let n = 0; n < 9; n++) look.zoomBy(-1);
  expect([look.zoom, look.smallest]).toEqual([0.5, true]);
  look.fit();
  expect(look.zoom).toBe(1);
});

test("four turns are none, and another candidate begins upright", () => {
  const look = new PageLook();
  for (let n = 0; n < 5; n++) look.turn();
  look.toggleHidden();
  expect([look.turns, look.hidden]).toEqual([1, true]);
  look.settle();
  expect([look.turns, look.hidden]).toEqual([0, false]);
});

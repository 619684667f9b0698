import { expect, test } from "vitest";
import { count, counted, duration, listed, millis, years } from "./format";

test.each([
  [count(2418), "2,418"],
  [counted(1, "file"), "1 file"],
  [counted(1200, "candidate"), "1,200 candidates"],
  [counted(2, "match", "matches"), "2 matches"],
  [years(1), "1.0 year"],
  [years(8.25), "8.3 years"],
  [millis(0.3), "under 1 ms"],
  [millis(6.4), "6 ms"],
  [duration(0.2), "1 s"],
  [duration(75), "1 min 15 s"],
  [duration(4000), "1 h 7 min"],
  [listed(["a", "b"]), "a, b"],
  [listed(["a", "b", "c"], 2), "a, b and 1 more"],
])("%s", (written, expected) => {
  expect(written).toBe(expected);
});

import { expect, test } from "vitest";
import { fake } from "../backend/fake";
import type { Backend } from "../backend/backend";
import type { FacetValue, SearchRequest } from "../wire/wire";
import { calibration } from "./calibration";

/** A pool in which these many of each kind carry a signal. */
function pool(shortlisted: Record<string, number>, others: Record<string, number>): Pick<Backend, "search"> {
  const backend = fake({ candidates: 3 });
  const values = (counts: Record<string, number>): FacetValue[] =>
    Object.entries(counts).map(([label, count]) => ({ label, clause: `flag:${label}`, count, choice: "open" }));
  return {
    search: async (request: SearchRequest) => {
      const isShortlist = request.query === "decision:shortlist";
      const facets = [{ name: "flag" as const, values: values(isShortlist ? shortlisted : others) }];
      return { ...(await backend.search(request)), total: isShortlist ? 10 : 20, facets };
    },
  };
}

test("shares are of those who were decided on so, the greatest difference first", async () => {
  const told = await calibration(pool({ scale: 8, tests: 5, gap: 5 }, { scale: 4, tests: 10, gap: 20 }));
  expect(told).toEqual({
    shortlisted: 10,
    others: 20,
    lines: [
      { label: "scale", shortlisted: 0.8, others: 0.2 },
      { label: "gap", shortlisted: 0.5, others: 1 },
    ],
  });
});

test("a signal that only one side has counts as nothing on the other", async () => {
  const { lines } = await calibration(pool({ scale: 1 }, {}));
  expect(lines).toEqual([{ label: "scale", shortlisted: 0.1, others: 0 }]);
});

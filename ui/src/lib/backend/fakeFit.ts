// How a made-up candidate stands against the made-up roles.

import type { FitLine } from "../wire/wire";
import type { FitBackend } from "./fit";

const line = (over: Partial<FitLine>): FitLine => ({
  need: "must",
  outcome: "pass",
  asked: "3 years of Django",
  found: "7.1 years, last in 2026-05",
  sentence: "Dated work names it for longer than is asked.",
  evidence: [{ quote: "Django", mark: { start: 70, end: 76, areas: [] } }],
  ...over,
});

export function fakeFit(): Pick<FitBackend, "fit"> {
  return {
    fit: async (role) => ({
      counts: { musts_met: role === 1 ? 1 : 0, musts_failed: role === 1 ? 0 : 1, musts: 2, nices_met: 0, nices: 1 },
      lines: [
        role === 1 ? line({}) : line({ outcome: "fail", asked: "3 years of Spark", found: "1.0 year", evidence: [] }),
        line({ outcome: "unknown", asked: "Kubernetes", found: "not named", sentence: "The résumé does not say; ask.", evidence: [] }),
        line({ need: "nice", outcome: "unknown", asked: "German", found: "not named", sentence: "Ask.", evidence: [] }),
      ],
    }),
  };
}

// What a made-up pool looks for: two signals, and what the recruiter adds.

import type { CatalogueRule, OwnSignal, WireError } from "../wire/wire";
import type { FakePool } from "./fake";
import type { SignalsBackend } from "./signals";

const rule = (over: Partial<CatalogueRule>): CatalogueRule => ({
  id: "scale_indicators",
  polarity: "green",
  title: "States the size of what ran",
  why: "Load tells work that had to hold from work that only had to run.",
  about: "Flagged: “1M requests/day”. Not: money.",
  ask: "What broke first?",
  strong: "Knows where the figure was measured.",
  weak: "Cannot say how the figure came about.",
  guides: ["D"],
  ...over,
});

export function fakeSignals(pool: FakePool): SignalsBackend {
  let own: OwnSignal[] = [];
  const standing = () => ({ signals: own, faults: [] });
  return {
    signalCatalogue: async () => [
      rule({}),
      rule({ id: "generic_claims", polarity: "yellow", title: "Praise without a result", why: "Anybody can write it." }),
      ...own.map(({ id, title, why, colour }) => rule({ id, title, why, polarity: colour, about: null, ask: "", strong: "", weak: "", guides: [] })),
    ],
    ownSignals: async () => standing(),
    async tryOwnSignal({ pattern, words }) {
      if (pattern?.includes("(")) throw faulty(`the pattern is wrong at character ${pattern.indexOf("(") + 1}: unclosed group`);
      const word = pattern ?? words[0] ?? "";
      const quote = [
        { text: "Built ", marked: false },
        { text: word, marked: true },
        { text: " for vans.", marked: false },
      ];
      return { candidates: 2, of: pool.candidates, first: [{ id: 1, name: "Ines Aubert", headline: null, quote }] };
    },
    async keepOwnSignal(signal) {
      const id = signal.id || `own_${signal.title.toLowerCase().replace(/\W+/g, "_")}`;
      own = [...own.filter((other) => other.id !== id), { ...signal, id }];
      return standing();
    },
    async removeOwnSignal(id) {
      own = own.filter((other) => other.id !== id);
      return standing();
    },
    importOwnSignals: async () => ({ signals: own, faults: [{ line: 3, message: "expected an id such as `own_fleet`" }] }),
    exportOwnSignals: async () => "/out/signals.toml",
  };
}

const faulty = (message: string): WireError => ({ code: "faulty_signal", message, query: null });

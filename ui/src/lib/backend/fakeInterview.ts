// The interview kit and the market of a made-up candidate.

import type { Kit, KitQuestion, WorkKind } from "../wire/wire";
import type { InterviewBackend } from "./interview";

const KINDS: WorkKind[] = [
  { id: "backend", name: "Backend" },
  { id: "data", name: "Data" },
];

const question = (id: string, ask: string, over: Partial<KitQuestion> = {}): KitQuestion => ({
  id,
  topic: "",
  ask,
  strong: "Names a number, a decision and what it cost.",
  weak: "Speaks of the team in general.",
  tells: "Whether they did it themselves.",
  guides: ["D"],
  quote: null,
  reason: null,
  mark: null,
  ...over,
});

export function fakeInterview(): InterviewBackend {
  return {
    kit: async (_id, role): Promise<Kit> => ({
      // A role of the pool comes by its number; the first is one for backend work.
      roles: KINDS.filter(({ id }) => id === (role === null || role === "1" ? "backend" : role)),
      choices: KINDS,
      own: [
        question("own0", "What broke first at 2M requests?", {
          topic: "Scale indicators",
          quote: "2M requests a day",
          reason: "a number with a unit",
          mark: { start: 20, end: 37, areas: [] },
        }),
      ],
      role: [question("role0", role === "data" ? "How do you know a pipeline is late?" : "How do you roll back a migration?")],
      general: [question("general0", "Which part was yours?")],
      screen: [{ minutes: 10, title: "Their own work", what: "One project in depth.", look_for: "Decisions.", guide: "C" }],
      process: [{ title: "Screen", takes: "45 minutes", what: "A talk by video.", guide: "A" }],
      html: "<!doctype html><title>Kit</title><p>To print</p>",
      markdown: "# Kit\n",
    }),
    market: async () => ({
      country: "DE",
      level: "senior",
      roles: [],
      pay: [
        { guide: "A", year: 2025, place: "Western Europe", amount: "€70,000–95,000 a year", levels: ["senior"], roles: [], note: null },
        { guide: "B", year: 2026, place: "Germany", amount: "€75–110 an hour", levels: [], roles: [], note: "freelance" },
      ],
      changes: [{ guide: "B", year: 2026, what: "Machine learning", amount: "+20 to +40 %" }],
      durations: [{ guide: "A", year: 2025, what: "A senior hire", amount: "14 to 28 days" }],
      guides: [
        { letter: "A", title: "A production screen", levels: null },
        { letter: "B", title: "Rates, skills and questions", levels: "senior from five years" },
      ],
      remarks: ["No guide has a row for Lyon."],
    }),
  };
}

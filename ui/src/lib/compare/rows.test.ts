import { expect, test } from "vitest";
import { fake } from "../backend/fake";
import type { Candidate, Fit } from "../wire/wire";
import { fitRows, signalRows, skillRows } from "./rows";

/** Two candidates: the first uses Django for long, the second knows Rust as well and has no card but one. */
async function pair(): Promise<Candidate[]> {
  const backend = fake({ candidates: 2 });
  const [one, other] = await Promise.all([backend.candidate(1, ""), backend.candidate(2, "")]);
  const rust = { name: "Rust", years: 9.5, last_used: null, place: "work" as const, marks: [], corrected: null };
  const facts = { ...other.facts, skills: [rust, ...other.facts.skills.filter(({ name }) => name !== "Docker")] };
  return [one, { ...other, facts, cards: other.cards.filter(({ polarity }) => polarity === "yellow") }];
}

test("skills of both come before those of one, longest use first, and a gap stays a gap", async () => {
  const rows = skillRows(await pair());
  expect(rows.map(({ label }) => label)).toEqual(["Django", "PostgreSQL", "Rust", "Docker"]);
  expect(rows[2]?.cells.map((cell) => cell?.years ?? null)).toEqual([null, 9.5]);
});

test("signals stand by colour, and nobody's missing signal is filled in", async () => {
  const rows = signalRows(await pair());
  expect(rows.map(({ key, cells }) => [key, cells.map((card) => card !== null)])).toEqual([
    ["quantified_impact", [true, false]],
    ["scale_indicators", [true, false]],
    ["generic_claims", [true, true]],
  ]);
});

test("fit rows are those of the role, also while one answer is awaited", async () => {
  const fit: Fit = await fake({ candidates: 1 }).fit(1, 1);
  const rows = fitRows([null, fit]);
  expect(rows.map(({ label }) => label)).toEqual(["3 years of Django", "Kubernetes", "German"]);
  expect(rows.every(({ cells: [first, second] }) => first === null && second !== null)).toBe(true);
  expect(fitRows([null, null])).toEqual([]);
});

// What candidates are compared by: a row for each skill, signal or thing that is asked, a cell for each candidate.

import { POLARITIES } from "../../components/shared/polarity";
import type { Candidate, Card, Fit, FitLine, FitNeed, SkillUse } from "../wire/wire";

export interface CompareRow<Cell> {
  key: string;
  label: string;
  /** One for each candidate, in their order; null where there is nothing. */
  cells: (Cell | null)[];
}

export interface AskedRow extends CompareRow<FitLine> {
  need: FitNeed;
}

/** What several of them name comes first, then what was used longest. */
export function skillRows(candidates: Candidate[]): CompareRow<SkillUse>[] {
  const rows = rowsOf(candidates, ({ facts }) => facts.skills.map((used) => [used.name, used.name, used]));
  const named = (row: CompareRow<SkillUse>) => row.cells.filter((cell) => cell !== null).length;
  const longest = (row: CompareRow<SkillUse>) => Math.max(...row.cells.map((cell) => cell?.years ?? 0));
  return rows.sort((a, b) => named(b) - named(a) || longest(b) - longest(a) || a.label.localeCompare(b.label));
}

/** By colour, as everywhere; within it those that more of them have. */
export function signalRows(candidates: Candidate[]): CompareRow<Card>[] {
  const rows = rowsOf(candidates, ({ cards }) => cards.map((card) => [card.id, card.title, card]));
  const colour = (row: CompareRow<Card>) => POLARITIES.indexOf(row.cells.find((card) => card !== null)?.polarity ?? "fact");
  const raised = (row: CompareRow<Card>) => row.cells.filter((cell) => cell !== null).length;
  return rows.sort((a, b) => colour(a) - colour(b) || raised(b) - raised(a) || a.label.localeCompare(b.label));
}

/** In the order of the role, which is the same for everybody. */
export function fitRows(fits: (Fit | null)[]): AskedRow[] {
  const first = fits.find((fit) => fit !== null);
  return (first?.lines ?? []).map(({ need, asked }, at) => ({
    key: String(at),
    label: asked,
    need,
    cells: fits.map((fit) => fit?.lines[at] ?? null),
  }));
}

function rowsOf<Cell>(candidates: Candidate[], told: (candidate: Candidate) => [string, string, Cell][]): CompareRow<Cell>[] {
  const rows = new Map<string, CompareRow<Cell>>();
  candidates.forEach((candidate, column) => {
    for (const [key, label, cell] of told(candidate)) {
      const row = rows.get(key) ?? { key, label, cells: candidates.map(() => null) };
      row.cells[column] = cell;
      rows.set(key, row);
    }
  });
  return [...rows.values()];
}

// How often each signal stands with those who were shortlisted, and with those who were not: what one decides by without noticing.

import type { Backend } from "../backend/backend";
import type { FacetGroup } from "../wire/wire";

/** Signals that are counted. */
const SIGNALS = 60;
/** Fewer decisions than these say nothing. */
export const ENOUGH = 10;

export interface Calibration {
  shortlisted: number;
  others: number;
  lines: CalibrationLine[];
}

export interface CalibrationLine {
  label: string;
  /** Shares from 0 to 1. */
  shortlisted: number;
  others: number;
}

/** Over everybody who was decided on; the greatest differences first. */
export async function calibration(backend: Pick<Backend, "search">, most = 10): Promise<Calibration> {
  const flags = async (query: string) => {
    const { total, facets } = await backend.search({ query, offset: 0, limit: 1, facets: SIGNALS });
    return { total, counts: counts(facets) };
  };
  const [chosen, rest] = await Promise.all([flags("decision:shortlist"), flags("decision:maybe OR decision:reject")]);
  const labels = [...new Set([...chosen.counts.keys(), ...rest.counts.keys()])];
  const share = (label: string, { total, counts }: typeof chosen) => (counts.get(label) ?? 0) / Math.max(1, total);
  const lines = labels.map((label) => ({ label, shortlisted: share(label, chosen), others: share(label, rest) }));
  const difference = (line: CalibrationLine) => Math.abs(line.shortlisted - line.others);
  lines.sort((a, b) => difference(b) - difference(a) || a.label.localeCompare(b.label));
  return { shortlisted: chosen.total, others: rest.total, lines: lines.filter((line) => difference(line) > 0).slice(0, most) };
}

const counts = (facets: FacetGroup[]): Map<string, number> =>
  new Map(facets.find(({ name }) => name === "flag")?.values.map(({ label, count }) => [label, count]));

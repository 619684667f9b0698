// The statement and the impact sheet of a made-up pool.

import type { ImpactRate, ImpactRow, WireError } from "../wire/wire";
import type { DutiesBackend } from "./duties";

const rated = (count: number, decided: number, ratio: number | null): ImpactRate => ({ count, rate: count / decided, ratio });
const unrated = (count: number): ImpactRate => ({ count, rate: null, ratio: null });

const ROWS: ImpactRow[] = [
  { group: "f", decided: 10, shortlist: rated(5, 10, 1), kept: rated(6, 10, 1), rejected: rated(4, 10, null), is_small: false },
  { group: "m", decided: 10, shortlist: rated(3, 10, 0.6), kept: rated(6, 10, 1), rejected: rated(4, 10, null), is_small: false },
  { group: "x", decided: 2, shortlist: unrated(1), kept: unrated(1), rejected: unrated(1), is_small: true },
];

export function fakeDuties(): DutiesBackend {
  let contact = "";
  const told = (language: string) => ({ contact, text: `${language === "de" ? "Wen Sie fragen" : "Whom you ask"}\n${contact}` });
  return {
    statement: async (language) => told(language),
    async setContact(text, language) {
      contact = text.trim();
      return told(language);
    },
    saveStatement: async (format) => `/out/statement.${format === "html" ? "html" : "txt"}`,
    async impact(groups, least) {
      const refused: WireError = { code: "no_groups", message: "expected a column `candidate` or `email`", query: null };
      if (!groups.endsWith(".csv")) throw refused;
      return { least, found: 22, left_out: 1, undecided: 0, tables: [{ column: "sex", rows: ROWS }] };
    },
    saveImpact: async ({ format }) => `/out/impact.${format}`,
  };
}

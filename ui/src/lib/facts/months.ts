// Months as the candidate's dates give them: read, written, counted.

import { utcMonth, utcYear } from "d3-time";
import { t } from "../i18n/i18n.svelte";
import type { Stay, YearMonth } from "../wire/wire";

/** `2024-03`, or `2024` when the month is not known. */
export const shown = ({ year, month }: YearMonth): string =>
  month === null ? String(year) : `${year}-${String(month).padStart(2, "0")}`;

/** A month as somebody types it: `2024-03`, `03/2024`, `3.2024` or `2024`; null when it is none of these. */
export function read(text: string): YearMonth | null {
  const found = /^(?:(\d{4})(?:[-/.](\d{1,2}))?|(\d{1,2})[-/.](\d{4}))$/.exec(text.trim());
  if (!found) return null;
  const month = found[2] ?? found[3];
  const at = { year: Number(found[1] ?? found[4]), month: month === undefined ? null : Number(month) };
  return at.month === null || (at.month >= 1 && at.month <= 12) ? at : null;
}

/** Where a month, or a year without one, begins. */
export const begins = ({ year, month }: YearMonth): Date => new Date(Date.UTC(year, (month ?? 1) - 1));

/** Where it is over. */
export const over = (at: YearMonth): Date => (at.month === null ? utcYear : utcMonth).offset(begins(at), 1);

/** Whole months from one date to another. */
export const monthsBetween = (from: Date, to: Date): number => utcMonth.count(from, to);

/** `2018-08 – 2021-02`, `since 2021-03`; empty without a date. */
export function span({ start, end, current }: Pick<Stay, "start" | "end" | "current">): string {
  if (current) return start ? t("candidate:months.since", { at: shown(start) }) : t("candidate:months.present");
  if (start && end && shown(start) !== shown(end)) return `${shown(start)} – ${shown(end)}`;
  if (start) return end ? shown(start) : t("candidate:months.from", { at: shown(start) });
  return end ? t("candidate:months.until", { at: shown(end) }) : "";
}

/** 30 → `2 y 6 m`. */
export function lasting(months: number): string {
  const [years, rest] = [Math.floor(months / 12), months % 12];
  return [years > 0 ? t("candidate:months.years", { n: years }) : "", rest > 0 ? t("candidate:months.months", { n: rest }) : ""].filter(Boolean).join(" ");
}

// Periods, days and sizes, as the window writes them in its language.

import { language, t } from "../i18n/i18n.svelte";

export const UNITS = ["days", "weeks", "months", "years"] as const;
export type Unit = (typeof UNITS)[number];

const LETTERS: Record<string, Unit> = { D: "days", W: "weeks", M: "months", Y: "years" };

/** The parts of a period as ISO 8601 has it: `P1Y6M` is a year and six months. */
export function parts(period: string): { count: number; unit: Unit }[] {
  return [...period.matchAll(/(\d+)([YMWD])/gi)].map(([, count, letter]) => ({
    count: Number(count),
    unit: LETTERS[(letter ?? "").toUpperCase()] ?? "days",
  }));
}

/** `P6M` → `6 months`. */
export const spoken = (period: string): string => parts(period).map(({ count, unit }) => t(`keeping:unit.${unit}`, { count })).join(" ");

/** `2026-11-04` → `Nov 4, 2026`. */
export const day = (iso: string): string => new Intl.DateTimeFormat(language.code, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(iso));

/** 3145728 → `3.0 MiB`. */
export const mebibytes = (bytes: number): string =>
  `${(bytes / 1_048_576).toLocaleString(language.code, { minimumFractionDigits: 1, maximumFractionDigits: 1 })} MiB`;

/** A period as it is typed; no number, no period. */
export interface Span {
  count: number | null;
  unit: Unit;
}

/** What a field begins with. */
export const spanOf = (period: string | null): Span => parts(period ?? "")[0] ?? { count: null, unit: "months" };

/** The period that was typed; null for none. */
export const typed = ({ count, unit }: Span): string | null => (count ? `${count} ${unit}` : null);

// Numbers with their units, as the window writes them in its language.

import { language, t } from "../i18n/i18n.svelte";

const TENTHS = { minimumFractionDigits: 1, maximumFractionDigits: 1 };

const tenths = (n: number): string => n.toLocaleString(language.code, TENTHS);

/** 8.2 → `8.2 years`, 1 → `1.0 year`. */
export const years = (n: number): string => t("units:years", { count: n, number: tenths(n) });

/** 6.1 → `6.1 y`. */
export const yearsShort = (n: number): string => t("units:yearsShort", { number: tenths(n) });

/** 0.4 → `under 1 ms`, 6.2 → `6 ms`. */
export const millis = (n: number): string => (n < 1 ? t("units:instant") : t("units:millis", { n: Math.round(n) }));

/** 5 → `5 s`, 75 → `1 min 15 s`, 4000 → `1 h 7 min`. */
export function duration(seconds: number): string {
  const s = Math.max(1, Math.round(seconds));
  if (s < 60) return t("units:seconds", { s });
  if (s < 3600) return t("units:minutes", { m: Math.floor(s / 60), s: s % 60 });
  const m = Math.round(s / 60);
  return t("units:hours", { h: Math.floor(m / 60), m: m % 60 });
}

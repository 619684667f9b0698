// Numbers with their units, as the window writes them in its language.

import type { LanguageCode } from "../i18n/catalogues";
import { language, t } from "../i18n/i18n.svelte";

/** Made once a language, when it is needed: a list writes some ten numbers a row, and making a format takes longer than writing a hundred. */
function written(options: Intl.NumberFormatOptions): (n: number) => string {
  const formats = new Map<LanguageCode, Intl.NumberFormat>();
  return (n) => {
    const format = formats.get(language.code) ?? new Intl.NumberFormat(language.code, options);
    formats.set(language.code, format);
    return format.format(n);
  };
}

const TENTHS_OF_YEARS = { style: "unit", unit: "year", minimumFractionDigits: 1, maximumFractionDigits: 1 } as const;

/** 98723 → `98,723`. */
export const number = written({});

/** 8.2 → `8.2 years`. */
export const years = written({ ...TENTHS_OF_YEARS, unitDisplay: "long" });

/** 6.1 → `6.1y`, as a search asks for them. */
export const yearsShort = written({ ...TENTHS_OF_YEARS, unitDisplay: "narrow" });

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

/** Makes what the first numbers and plurals of a window wait for, some 30 ms: for a time in which it waits for something else. */
export function warmUp(): void {
  number(0);
  t("list.candidates", { count: 0 });
}

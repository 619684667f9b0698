// Moments, days and languages as the GitHub parts of the window write them.

import { language } from "../i18n/i18n.svelte";
import type { GithubLanguage, GithubWeek } from "../wire/wire";

/** A moment as people say it: the time alone when it is today. */
export function moment(at: string, now = new Date()): string {
  const date = new Date(at);
  const isToday = date.toDateString() === now.toDateString();
  return new Intl.DateTimeFormat(language.code, isToday ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" }).format(date);
}

/** 2418 → `2,418`, or as the language has it. */
export const number = (n: number): string => n.toLocaleString(language.code);

/** The day of a date or a moment. */
export const day = (at: string): string => at.slice(0, 10);

/** What the weeks come to. */
export interface Sum {
  contributions: number;
  active: number;
  last: string | null;
}

export function sum(weeks: GithubWeek[]): Sum {
  const active = weeks.filter(({ contributions }) => contributions > 0);
  return {
    contributions: active.reduce((sum, { contributions }) => sum + contributions, 0),
    active: active.length,
    last: active.at(-1)?.start ?? null,
  };
}

/** A language with its share of all own code, 0 to 1. */
export interface Share {
  name: string;
  share: number;
}

/** The languages of most code, at most `most`; the rest under one name. */
export function shares(languages: GithubLanguage[], others: string, most = 6): Share[] {
  const all = languages.reduce((sum, { bytes }) => sum + bytes, 0);
  if (all === 0) return [];
  const rest = languages.slice(most).reduce((sum, { bytes }) => sum + bytes, 0);
  const named = languages.slice(0, most).map(({ name, bytes }) => ({ name, share: bytes / all }));
  return rest > 0 ? [...named, { name: others, share: rest / all }] : named;
}

export const percent = (share: number): string =>
  new Intl.NumberFormat(language.code, { style: "percent", maximumFractionDigits: share < 0.01 ? 1 : 0 }).format(share);

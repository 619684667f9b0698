// When something was noted and done.

import { language } from "../i18n/i18n.svelte";

/** What `@time` becomes while a note is written: `2026-05-04 14:05`. */
export const stamped = (text: string, now: Date): string =>
  text.replace(/@time\b/gi, () => new Intl.DateTimeFormat("sv", { dateStyle: "short", timeStyle: "short" }).format(now));

/** A moment as it is read: `May 4, 2026, 2:05 PM`. */
export const moment = (rfc3339: string): string =>
  new Intl.DateTimeFormat(language.code, { dateStyle: "medium", timeStyle: "short" }).format(new Date(rfc3339));

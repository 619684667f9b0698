// What is said of the pool's search engine beside an answer.

import { t } from "../i18n/i18n.svelte";
import type { Engine } from "../wire/wire";

/** Sentences; none while the engine answers for everybody and nothing waits. */
export function engineNotes({ kind, answered, missing, refused, removals, trouble }: Engine): string[] {
  const notes: string[] = [];
  if (!answered && trouble !== null) notes.push(t("search.engineFails", { engine: kind }));
  else if (!answered && missing > 0) notes.push(t("search.engineFills", { engine: kind, n: missing }));
  if (answered && refused > 0) notes.push(t("search.engineRefused", { engine: kind, n: refused }));
  if (removals > 0) notes.push(t("search.engineRemovals", { engine: kind, n: removals }));
  return notes;
}

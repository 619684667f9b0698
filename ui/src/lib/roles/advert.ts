// An advert cut into the pieces that something was made of, those that were left out, and the rest.

import type { DraftPart } from "../wire/wire";

export interface Piece {
  text: string;
  kind: "made" | "left" | "rest";
  /** What was made of it, or why nothing was; empty for the rest. */
  what: string;
}

/** The pieces in their order; together they are the whole text. Where parts overlap, the earlier one has the words. */
export function pieces(text: string, made: DraftPart[], left: DraftPart[]): Piece[] {
  const marked = [...made.map((part) => ({ ...part, kind: "made" as const })), ...left.map((part) => ({ ...part, kind: "left" as const }))];
  const found: Piece[] = [];
  let at = 0;
  for (const { start, end, what, kind } of marked.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = found.at(-1);
    // Several things may be made of the same words.
    if (last?.kind === "made" && kind === "made" && end <= at) last.what = `${last.what}; ${what}`;
    if (start < at || end <= start) continue;
    if (start > at) found.push({ text: text.slice(at, start), kind: "rest", what: "" });
    found.push({ text: text.slice(start, end), kind, what });
    at = end;
  }
  if (at < text.length) found.push({ text: text.slice(at), kind: "rest", what: "" });
  return found;
}

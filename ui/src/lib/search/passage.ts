// A passage of a résumé as a row of the list has room for it.

import type { Piece } from "../wire/wire";

/** Characters before the first mark with which it is still seen in a narrow row. */
const SEEN = 40;
/** Characters kept before it otherwise. */
const KEPT = 24;

/** The passage from shortly before its first mark; `…` stands where it was cut. */
export function fromMark(passage: Piece[]): Piece[] {
  const [before, ...rest] = passage;
  if (!before || before.marked || rest.length === 0 || before.text.length <= SEEN) return passage;
  const space = before.text.indexOf(" ", before.text.length - KEPT);
  if (space < 0) return passage;
  return [{ text: `…${before.text.slice(space + 1)}`, marked: false }, ...rest];
}

/** The passages without their marks, a line each. */
export const plain = (passages: Piece[][]): string => passages.map((passage) => passage.map(({ text }) => text).join("")).join("\n");

// Marks: where evidence and search hits stand, and how to bring them on the screen.

import type { Area, Candidate, Mark, PageSize, Polarity } from "../wire/wire";

/** What a mark speaks for: a signal's colour, the search, or a fact that somebody asks the words of. */
export type MarkKind = Polarity | "hit" | "words";

export interface PlacedMark extends Mark {
  /** Unique within a candidate, and stable. */
  key: string;
  kind: MarkKind;
  /** What it is about, for those who do not see it. */
  label: string;
}

export const evidenceKey = (card: string, index: number): string => `${card}/${index}`;

/** The mark of a fact's words. */
export const factMark = (mark: Mark, label: string): PlacedMark => ({
  ...mark,
  key: `fact/${mark.start}-${mark.end}`,
  kind: "words",
  label,
});

/** Every mark of a candidate, in the order of the text. */
export function marksOf(candidate: Candidate): PlacedMark[] {
  const evidence = candidate.cards.flatMap((card) =>
    card.evidence.flatMap(({ mark }, index): PlacedMark[] =>
      mark ? [{ ...mark, key: evidenceKey(card.id, index), kind: card.polarity, label: card.title }] : [],
    ),
  );
  const hits = candidate.hits.map(
    (mark, index): PlacedMark => ({ ...mark, key: `hit/${index}`, kind: "hit", label: "matches the search" }),
  );
  return [...hits, ...evidence].sort((a, b) => a.start - b.start || b.end - a.end);
}

/** An area as parts of its page, in per cent, a little larger than the words. */
export function place(area: Area, page: PageSize): { left: string; top: string; width: string; height: string } {
  const pad = 1;
  const percent = (n: number, of: number) => `${(Math.min(Math.max(n / of, 0), 1) * 100).toFixed(3)}%`;
  const left = Math.max(area.left - pad, 0);
  const top = Math.max(area.top - pad, 0);
  return {
    left: percent(left, page.width),
    top: percent(top, page.height),
    width: percent(Math.min(area.right + pad, page.width) - left, page.width),
    height: percent(Math.min(area.bottom + pad, page.height) - top, page.height),
  };
}

/** A page as it stands after some quarter turns, clockwise. */
export const turnedSize = ({ width, height }: PageSize, turns: number): PageSize =>
  turns % 2 === 0 ? { width, height } : { width: height, height: width };

/** An area on a page that was turned; `size` is that of the page before. */
export function turned(area: Area, size: PageSize, turns: number): Area {
  const { left, top, right, bottom } = area;
  switch (turns % 4) {
    case 1:
      return { ...area, left: size.height - bottom, right: size.height - top, top: left, bottom: right };
    case 2:
      return { ...area, left: size.width - right, right: size.width - left, top: size.height - bottom, bottom: size.height - top };
    case 3:
      return { ...area, left: top, right: bottom, top: size.width - right, bottom: size.width - left };
    default:
      return area;
  }
}

/** How far down all the pages together a mark stands, 0 to 1; by the text where it has no place on a page. */
export function depth(mark: PlacedMark, pages: PageSize[], bodyLength: number): number {
  const [area] = mark.areas;
  if (!area || pages.length === 0) return mark.start / Math.max(bodyLength, 1);
  const heights = pages.map(({ height }) => height);
  const sum = (list: number[]) => list.reduce((a, b) => a + b, 0);
  return (sum(heights.slice(0, area.page)) + area.top) / Math.max(sum(heights), 1);
}

export interface Segment {
  text: string;
  /** The marks that cover it, evidence after hits. */
  marks: PlacedMark[];
}

/** The body cut at every edge of a mark. Marks may overlap; `marks` is in the order of the text. */
export function segments(body: string, marks: PlacedMark[]): Segment[] {
  const inside = marks.filter((mark) => mark.start < mark.end && mark.end <= body.length);
  const edges = [...new Set([0, ...inside.flatMap(({ start, end }) => [start, end]), body.length])];
  edges.sort((a, b) => a - b);
  return edges.slice(0, -1).map((start, index) => {
    const end = edges[index + 1] ?? body.length;
    return {
      text: body.slice(start, end),
      marks: inside.filter((mark) => mark.start <= start && end <= mark.end),
    };
  });
}

/** The key `step` places away from `current` (1 or -1), round the end; the first or last without a current one. */
export function neighbour(marks: PlacedMark[], current: string | null, step: 1 | -1): string | null {
  if (marks.length === 0) return null;
  const at = marks.findIndex(({ key }) => key === current);
  const next = at < 0 ? (step === 1 ? 0 : marks.length - 1) : (at + step + marks.length) % marks.length;
  return marks[next]?.key ?? null;
}

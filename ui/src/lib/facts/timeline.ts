// What is drawn of a candidate's years: stays in lanes, so that none covers another, and the gaps between them.

import { utcMonth, utcTicks } from "d3-time";
import type { Entry, Facts } from "../wire/wire";
import { begins, monthsBetween, over } from "./months";

export interface Bar {
  key: string;
  kind: "work" | "study";
  entry: Entry;
  from: Date;
  to: Date;
  /** Whether it goes on, or nothing says when it ended. */
  open: boolean;
  lane: number;
}

export interface Gap {
  from: Date;
  to: Date;
  months: number;
}

export interface Timeline {
  bars: Bar[];
  gaps: Gap[];
  lanes: number;
  /** How far right a date stands, 0 to 100. */
  at: (date: Date) => number;
  ticks: Date[];
}

/** A shorter time between two stays is nobody's business. */
const SHORTEST_GAP_MONTHS = 3;

/** The timeline as of a date; null when nothing is dated. */
export function timeline({ employment, education }: Pick<Facts, "employment" | "education">, today: Date): Timeline | null {
  const dated = [
    ...employment.flatMap((entry, index) => bar(entry, "work", index, today)),
    ...education.flatMap((entry, index) => bar(entry, "study", index, today)),
  ];
  if (dated.length === 0) return null;
  const from = new Date(Math.min(...dated.map((bar) => bar.from.getTime())));
  const to = new Date(Math.max(...dated.map((bar) => bar.to.getTime())));
  const bars = inLanes(dated);
  return {
    bars,
    gaps: gaps(dated),
    lanes: Math.max(...bars.map(({ lane }) => lane)) + 1,
    at: (date) => ((date.getTime() - from.getTime()) / (to.getTime() - from.getTime())) * 100,
    ticks: utcTicks(from, to, 5).filter((tick) => tick.getUTCMonth() === 0),
  };
}

function bar(entry: Entry, kind: Bar["kind"], index: number, today: Date): Omit<Bar, "lane">[] {
  const { start, end, current } = entry.stay;
  const first = start ?? end;
  if (!first) return [];
  const from = begins(first);
  // What has no end is drawn as a year, so that it can be seen and claims nothing.
  const to = current ? today : end ? over(end) : utcMonth.offset(from, 12);
  const drawn = { key: `${kind}${index}`, kind, entry, from, to: to < today ? to : today, open: current || !end };
  return drawn.to > drawn.from ? [drawn] : [];
}

/** Work above studies, each stay in the first lane of its kind that is free. */
function inLanes(bars: Omit<Bar, "lane">[]): Bar[] {
  const placed: Bar[] = [];
  let first = 0;
  for (const kind of ["work", "study"] as const) {
    const ends: Date[] = [];
    const inOrder = bars.filter((bar) => bar.kind === kind).sort((a, b) => a.from.getTime() - b.from.getTime());
    for (const bar of inOrder) {
      const free = ends.findIndex((end) => end <= bar.from);
      const lane = free < 0 ? ends.length : free;
      ends[lane] = bar.to;
      placed.push({ ...bar, lane: first + lane });
    }
    first += ends.length;
  }
  return placed;
}

/** The times between stays in which there is neither work nor study. A year without a month leaves room for doubt, and none of it counts. */
function gaps(bars: Omit<Bar, "lane">[]): Gap[] {
  const inOrder = [...bars].sort((a, b) => a.from.getTime() - b.from.getTime());
  const found: Gap[] = [];
  let covered = inOrder[0]?.to ?? new Date(0);
  for (const { from, to } of inOrder) {
    const months = monthsBetween(covered, from);
    if (months > SHORTEST_GAP_MONTHS) found.push({ from: covered, to: from, months });
    if (to > covered) covered = to;
  }
  return found;
}

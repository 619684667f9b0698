// The query, its answer, and which row the recruiter is on.

import { createContext } from "svelte";
import { SvelteMap } from "svelte/reactivity";
import { isWireError, type Backend } from "../backend/backend";
import { trouble, type Trouble } from "../errors/errors";
import { painted } from "../page/painted";
import type { Chip, Decision, DidYouMean, Engine, Expansion, FacetGroup, Limit, QueryProblem, Row, Standing, UnknownSkill } from "../wire/wire";

/** Rows fetched at a time: a tall screen full. */
export const PAGE = 50;
/** Rows asked for first: as many as most screens show. The others of their page come with the counts, once these are drawn. */
export const FIRST = 16;
/** Rows fetched above and below those that are wanted, so that whoever scrolls finds them there. */
const AHEAD = 30;
/** How long it waits before it asks again while the index cannot find everybody, in milliseconds. */
const WAIT = 2000;
/** Values shown of a facet. */
const VALUES = 12;

interface Answer {
  query: string;
  total: number;
  pool: number;
  millis: number;
  expansions: Expansion[];
  unknown_skills: UnknownSkill[];
  did_you_mean: DidYouMean[];
  limits: Limit[];
  engine: Engine | null;
  chips: Chip[];
  behind: number;
  outdated: boolean;
}

export interface Misread extends QueryProblem {
  message: string;
}

export class Search {
  #backend: Backend;
  #typed = $state("");
  #answer = $state.raw<Answer | null>(null);
  #facets = $state.raw<FacetGroup[]>([]);
  /** The fetched rows, by page. */
  readonly #pages = new SvelteMap<number, readonly Row[]>();
  #misread = $state.raw<Misread | null>(null);
  #trouble = $state.raw<Trouble | null>(null);
  /** Answers so far. */
  #answers = $state(0);
  #cursor = $state(0);
  /** Whether the recruiter went to the row of the cursor, so that it must not slip away under a growing list. */
  #held = false;
  #running: Promise<void> | null = null;
  #again = false;
  /** The pages that were asked for since the last answer, also those that are on their way. */
  #asked = new Map<number, Promise<void>>();
  #waiting: ReturnType<typeof setTimeout> | undefined;

  readonly total = $derived(this.#answer?.total ?? 0);
  readonly pool = $derived(this.#answer?.pool ?? 0);
  readonly millis = $derived(this.#answer?.millis ?? 0);
  readonly expansions = $derived(this.#answer?.expansions ?? []);
  /** Skills asked for that nobody knows. */
  readonly unknownSkills = $derived(this.#answer?.unknown_skills ?? []);
  readonly didYouMean = $derived(this.#answer?.did_you_mean ?? []);
  /** What of the query could not be done as asked. */
  readonly limits = $derived(this.#answer?.limits ?? []);
  /** The pool's search engine, where it has one. */
  readonly engine = $derived(this.#answer?.engine ?? null);
  /** The answered query as chips. */
  readonly chips = $derived(this.#answer?.chips ?? []);
  /** Candidates that cannot be searched yet. */
  readonly behind = $derived(this.#answer?.behind ?? 0);
  /** Whether an index of another version answered, which may miss some until it is made anew. */
  readonly outdated = $derived(this.#answer?.outdated ?? false);
  readonly current = $derived(this.row(this.#cursor));

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** The numbers beside the list. */
  get facets(): FacetGroup[] {
    return this.#facets;
  }

  get typed(): string {
    return this.#typed;
  }

  get cursor(): number {
    return this.#cursor;
  }

  /** The query that the rows on the screen answer. */
  get answered(): string {
    return this.#answer?.query ?? "";
  }

  /** The row of a match, from 0; undefined while it is not fetched. */
  row(index: number): Row | undefined {
    return this.#pages.get(Math.floor(index / PAGE))?.[index % PAGE];
  }

  /** The row of a candidate, where it was fetched. */
  rowWith(id: number): Row | undefined {
    for (const rows of this.#pages.values()) {
      const row = rows.find((row) => row.id === id);
      if (row) return row;
    }
    return undefined;
  }

  /** How often it was answered: what was fetched before is fetched anew when it is needed. */
  get answers(): number {
    return this.#answers;
  }

  /** Whether the first answer is there. */
  get ready(): boolean {
    return this.#answer !== null;
  }

  /** What is wrong with the typed query; the rows are those of the last one that read. */
  get misread(): Misread | null {
    return this.#misread;
  }

  get trouble(): Trouble | null {
    return this.#trouble;
  }

  type(query: string): Promise<void> {
    this.#typed = query;
    return this.refresh();
  }

  /** Puts a suggestion in the place of what is wrong. */
  follow(suggestion: string): Promise<void> {
    if (!this.#misread) return Promise.resolve();
    const { start, end } = this.#misread;
    return this.type(this.#typed.slice(0, start) + suggestion + this.#typed.slice(end));
  }

  /**
   * Asks again; ends when what is typed by then is answered. While an answer is awaited, only the newest query is remembered:
   * typing never queues up.
   */
  refresh(): Promise<void> {
    this.#again = true;
    return (this.#running ??= this.#run());
  }

  moveTo(index: number): void {
    this.#held = true;
    this.#place(index);
  }

  /** Fetches what is missing of the rows `from` to `to`; they are there when it has ended, whoever asked for them first. */
  async need(from: number, to: number): Promise<void> {
    const pages: Promise<void>[] = [];
    for (let page = Math.floor(from / PAGE); page <= Math.floor(to / PAGE); page++) {
      if (page < 0 || page * PAGE >= this.total) continue;
      const asked = this.#asked.get(page) ?? this.#fetch(page);
      this.#asked.set(page, asked);
      pages.push(asked);
    }
    await Promise.all(pages);
  }

  /** Fetches what is missing of the rows on the screen, and of those that the next turns of a wheel bring. */
  see(from: number, to: number): Promise<void> {
    return this.need(Math.max(from - AHEAD, 0), to + AHEAD);
  }

  /** Notes how candidates stand now, where their rows were fetched. */
  stand(standings: Standing[]): void {
    const now = new Map(standings.map((standing) => [standing.id, standing]));
    for (const [page, rows] of this.#pages) {
      if (!rows.some(({ id }) => now.has(id))) continue;
      this.#pages.set(page, rows.map((row) => ({ ...row, ...now.get(row.id) })));
    }
  }

  /** Where a candidate stands whose row was fetched. */
  decisionOf(id: number): Decision {
    return this.rowWith(id)?.decision ?? "undecided";
  }

  /** The name of a candidate whose row was fetched. */
  nameOf(id: number): string | undefined {
    return this.rowWith(id)?.name;
  }

  /** The row of the next undecided candidate below the cursor, else of the first one above; -1 when nobody is, but for those left out. */
  async nextUndecided(leftOut: ReadonlySet<number> = new Set()): Promise<number> {
    const cursor = this.#cursor;
    const below = await this.#findUndecided(cursor + 1, this.total, leftOut);
    return below >= 0 ? below : this.#findUndecided(0, cursor, leftOut);
  }

  /** The row of a candidate in the list; -1 when they are not in it. */
  async rowOf(id: number): Promise<number> {
    const at = (await this.everybody()).indexOf(id);
    if (at >= 0) await this.need(at, at);
    return at;
  }

  /** Everybody in the list. */
  async everybody(): Promise<number[]> {
    try {
      return await this.#backend.found(this.answered);
    } catch (error) {
      this.#fail(error);
      return [];
    }
  }

  async #findUndecided(from: number, to: number, leftOut: ReadonlySet<number>): Promise<number> {
    for (let index = from; index < to; index++) {
      if (!this.row(index)) await this.need(index, index);
      const row = this.row(index);
      if (!row) return -1; // what is wrong was told by then
      if (row.decision === "undecided" && !leftOut.has(row.id)) return index;
    }
    return -1;
  }

  async #run(): Promise<void> {
    clearTimeout(this.#waiting);
    this.#waiting = undefined;
    while (this.#again) {
      this.#again = false;
      await this.#ask(this.#typed);
    }
    this.#running = null;
    this.#askLater();
  }

  /** Asks again by itself, once, where the index cannot find everybody. */
  #askLater(): void {
    if (this.#waiting === undefined && (this.behind > 0 || this.outdated)) this.#waiting = setTimeout(() => void this.refresh(), WAIT);
  }

  async #ask(query: string): Promise<void> {
    try {
      const sameQuery = this.#answer?.query === query;
      // A renewed list takes its whole first page at once, so that whoever reads in it loses nothing.
      const answer = await this.#backend.search({ query, offset: 0, limit: sameQuery ? PAGE : FIRST, facets: 0 });
      this.#held &&= sameQuery;
      const stay = this.#held ? this.current?.id : undefined;
      const shown = (this.#answer = { ...answer, query });
      const asked = (this.#asked = new Map());
      const counted = this.#count(shown, answer.rows, asked);
      const whole = answer.rows.length >= Math.min(PAGE, answer.total);
      asked.set(0, whole ? Promise.resolve() : counted);
      // Rows of the same query stay on the screen until they are fetched anew.
      for (const page of [...this.#pages.keys()]) {
        if (!sameQuery || page * PAGE >= answer.total) this.#pages.delete(page);
      }
      this.#pages.set(0, answer.rows);
      this.#answers++;
      const at = stay === undefined ? -1 : answer.rows.findIndex(({ id }) => id === stay);
      this.#place(at >= 0 ? at : this.#held ? this.#cursor : 0);
      this.#misread = null;
      this.#trouble = null;
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Fetches what stands beside the list, and the rest of its first page, once the first rows are drawn: they are what somebody waits for. */
  async #count(shown: Answer, first: readonly Row[], asked: Map<number, Promise<void>>): Promise<void> {
    await painted();
    if (this.#answer !== shown) return;
    try {
      const rest = { offset: first.length, limit: Math.min(PAGE, shown.total) - first.length };
      const counted = await this.#backend.search({ query: shown.query, ...rest, facets: VALUES });
      if (this.#answer !== shown) return;
      this.#facets = counted.facets;
      if (counted.rows.length > 0) this.#pages.set(0, [...(this.#pages.get(0) ?? first), ...counted.rows]);
      // The list of everybody is not the index's: how that is comes with its counts.
      const { behind, outdated, engine } = counted;
      this.#answer = { ...shown, behind, outdated, engine };
      this.#askLater();
    } catch (error) {
      asked.delete(0);
      this.#fail(error);
    }
  }

  #place(index: number): void {
    this.#cursor = Math.min(Math.max(index, 0), Math.max(this.total - 1, 0));
  }

  async #fetch(page: number): Promise<void> {
    const asked = this.#asked;
    try {
      const offset = page * PAGE;
      const { rows } = await this.#backend.search({ query: this.answered, offset, limit: PAGE, facets: 0 });
      if (asked !== this.#asked) return; // answers a query that is no longer on the screen
      this.#pages.set(page, rows);
    } catch (error) {
      asked.delete(page);
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    if (isWireError(error) && error.query) {
      this.#misread = { ...error.query, message: error.message };
      this.#trouble = null;
    } else {
      this.#trouble = trouble(error);
    }
  }
}

export const [getSearch, setSearch] = createContext<Search>();

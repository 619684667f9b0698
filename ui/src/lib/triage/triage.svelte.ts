// Deciding, marking and taking back, for the candidate of the cursor or for all that are selected.

import { createContext } from "svelte";
import type { Backend } from "../backend/backend";
import { trouble, type Trouble } from "../errors/errors";
import type { Search } from "../search/search.svelte";
import type { Decision, Deed, Done, Step } from "../wire/wire";

/** What was done, as the window tells it for a moment. */
export interface Told {
  /** Another one each time, so that the same deed twice is told twice. */
  number: number;
  kind: "said" | "done" | "undone" | "nothingToUndo" | "nothingToRedo" | "queueDone";
  step: Step | null;
  /** Of the only candidate it was done to; what is said, where that is all. */
  name: string | null;
  /** Takes back what is told, where that is no step of the journal. */
  undo?: () => void;
}

/** What changes facts, or who is one person. */
const DEEP = new Set<Deed["kind"]>(["corrected", "correction_taken_back", "joined", "parted", "unsaid", "several"]);

export class Triage {
  #backend: Backend;
  #search: Search;
  #deeply: () => void;
  #moved: () => void;
  #selected = $state.raw<ReadonlySet<number>>(new Set());
  #told = $state.raw<Told | null>(null);
  #trouble = $state.raw<Trouble | null>(null);
  #queue = $state(false);
  /** Counts up with every change, so that what is shown of a candidate is asked for again. */
  #version = $state(0);
  #last: Promise<unknown> = Promise.resolve();
  /** Whose decision is on its way to the disk while the next one is on the screen. */
  readonly #deciding = new Set<number>();

  /**
   * `deeply` is called when facts changed, or who is listed: more than a row of the list shows of triage; `moved` when the
   * queue has put the cursor on somebody else.
   */
  constructor(backend: Backend, search: Search, deeply: () => void = () => {}, moved: () => void = () => {}) {
    this.#backend = backend;
    this.#deeply = deeply;
    this.#moved = moved;
    this.#search = search;
  }

  get selected(): ReadonlySet<number> {
    return this.#selected;
  }

  get told(): Told | null {
    return this.#told;
  }

  get trouble(): Trouble | null {
    return this.#trouble;
  }

  /** Whether the next undecided candidate comes up after each decision. */
  get queue(): boolean {
    return this.#queue;
  }

  get version(): number {
    return this.#version;
  }

  /** Whom a command is about: all that are selected, else the candidate of the cursor. */
  get targets(): number[] {
    if (this.#selected.size > 0) return [...this.#selected];
    const row = this.#search.current;
    return row ? [row.id] : [];
  }

  toggleQueue(): void {
    this.#queue = !this.#queue;
  }

  toggle(id: number): void {
    const next = new Set(this.#selected);
    if (!next.delete(id)) next.add(id);
    this.#selected = next;
  }

  select(ids: Iterable<number>): void {
    this.#selected = new Set(ids);
  }

  selectNone(): void {
    this.#selected = new Set();
  }

  putAway(): void {
    this.#told = null;
    this.#trouble = null;
  }

  /** Decides; in the queue the next undecided candidate comes up meanwhile. */
  async decide(decision: Decision, reason: string | null = null): Promise<void> {
    const { targets } = this;
    const [only] = targets;
    if (only === undefined) return;
    const alone = this.#selected.size === 0;
    const deciding = this.#act(() => this.#backend.decide(targets, decision, reason));
    if (alone && this.#queue) return this.#comeNext(only, deciding);
    await deciding;
    if (!alone) this.selectNone();
  }

  /** Decides about these, whoever is selected; whether it could be done. */
  decideOn(ids: number[], decision: Decision): Promise<boolean> {
    return this.#act(() => this.#backend.decide(ids, decision, null));
  }

  tag(tag: string): Promise<boolean> {
    const { targets } = this;
    return this.#act(() => this.#backend.tag(targets, tag));
  }

  untag(tag: string): Promise<boolean> {
    const { targets } = this;
    return this.#act(() => this.#backend.untag(targets, tag));
  }

  undo(): Promise<boolean> {
    return this.#act(() => this.#backend.undo(), "undone");
  }

  redo(): Promise<boolean> {
    return this.#act(() => this.#backend.redo(), "done", "nothingToRedo");
  }

  /** Something was done elsewhere, as a note beside the page: what is shown is asked for again. */
  changed(): void {
    this.#version++;
  }

  /** Tells something else for a moment, and how it is taken back. */
  say(words: string, undo?: () => void): void {
    this.#told = { number: (this.#told?.number ?? 0) + 1, kind: "said", step: null, name: words, ...(undo ? { undo } : {}) };
  }

  fail(error: unknown): void {
    this.#trouble = trouble(error);
  }

  /** Does not wait for the decision on `decided`; when it cannot be kept they come back. */
  async #comeNext(decided: number, deciding: Promise<boolean>): Promise<void> {
    const { cursor } = this.#search;
    this.#deciding.add(decided);
    const next = await this.#search.nextUndecided(this.#deciding);
    if (next >= 0) this.#moveTo(next);
    const done = await deciding;
    this.#deciding.delete(decided);
    if (done && next < 0) this.#tell("queueDone", null);
    if (!done && this.#search.row(cursor)?.id === decided) this.#moveTo(cursor);
  }

  #moveTo(row: number): void {
    this.#search.moveTo(row);
    this.#moved();
  }

  /** One at a time, in the order of the keys, however fast they are struck; whether it could be done. */
  #act(ask: () => Promise<Done>, kind: Told["kind"] = "done", nothing: Told["kind"] = "nothingToUndo"): Promise<boolean> {
    const act = async (): Promise<boolean> => {
      try {
        const { step, rows } = await ask();
        this.#search.stand(rows);
        this.#version++;
        this.#trouble = null;
        if (step && DEEP.has(step.deed.kind)) this.#deeply();
        if (step) this.#tell(kind, step);
        else if (kind === "undone" || nothing === "nothingToRedo") this.#tell(nothing, null);
        return true;
      } catch (error) {
        this.#trouble = trouble(error);
        return false;
      }
    };
    const turn = this.#last.then(act);
    this.#last = turn;
    return turn;
  }

  #tell(kind: Told["kind"], step: Step | null): void {
    const only = step?.candidates.length === 1 ? step.candidates[0] : undefined;
    const name = only === undefined ? null : (this.#search.nameOf(only) ?? null);
    this.#told = { number: (this.#told?.number ?? 0) + 1, kind, step, name };
  }
}

export const [getTriage, setTriage] = createContext<Triage>();

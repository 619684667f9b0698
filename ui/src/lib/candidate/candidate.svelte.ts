// The candidate on the right, and which of the marks the recruiter looks at.

import { createContext } from "svelte";
import type { Backend } from "../backend/backend";
import { trouble, type Trouble } from "../errors/errors";
import { depth, marksOf, neighbour, type PlacedMark } from "../marks/marks";
import type { Candidate, Fix } from "../wire/wire";

export class OpenCandidate {
  #backend: Backend;
  #candidate = $state.raw<Candidate | null>(null);
  #trouble = $state.raw<Trouble | null>(null);
  #fileTrouble = $state.raw<Trouble | null>(null);
  #current = $state<string | null>(null);
  #wanted: { id: number; query: string } | null = null;

  readonly marks = $derived<PlacedMark[]>(this.#candidate ? marksOf(this.#candidate) : []);
  /** Marks with how far down they stand, 0 to 1. */
  readonly rail = $derived(
    this.marks.map((mark) => ({
      mark,
      depth: depth(mark, this.#candidate?.pages ?? [], this.#candidate?.body.length ?? 0),
    })),
  );

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  get shown(): Candidate | null {
    return this.#candidate;
  }

  get trouble(): Trouble | null {
    return this.#trouble;
  }

  /** Why the file itself cannot be drawn, so that its text is shown instead. */
  get fileTrouble(): Trouble | null {
    return this.#fileTrouble;
  }

  /** Key of the mark that is looked at. */
  get current(): string | null {
    return this.#current;
  }

  /** Opens a candidate with the words of `query` marked; the newest wish wins. */
  async open(id: number, query: string): Promise<void> {
    if (this.#wanted?.id === id && this.#wanted.query === query) return;
    const wanted = (this.#wanted = { id, query });
    try {
      const candidate = await this.#backend.candidate(id, query);
      if (this.#wanted !== wanted) return;
      if (this.#candidate?.id !== id) {
        this.#current = null;
        this.#fileTrouble = null;
      }
      this.#candidate = candidate;
      this.#trouble = null;
    } catch (error) {
      if (this.#wanted !== wanted) return;
      this.#wanted = null;
      this.#candidate = null;
      this.#trouble = trouble(error);
    }
  }

  /** Puts a fact of the shown candidate right. */
  correct(fix: Fix): Promise<void> {
    return this.#renew((id, query) => this.#backend.correct(id, fix, query));
  }

  /** Takes a correction of the shown candidate back. */
  undo(correction: number): Promise<void> {
    return this.#renew((id, query) => this.#backend.undoCorrection(id, correction, query));
  }

  async #renew(ask: (id: number, query: string) => Promise<Candidate>): Promise<void> {
    const wanted = this.#wanted;
    if (!wanted) return;
    try {
      const candidate = await ask(wanted.id, wanted.query);
      if (this.#wanted?.id === wanted.id) this.#candidate = candidate;
    } catch (error) {
      if (this.#wanted?.id === wanted.id) this.#trouble = trouble(error);
    }
  }

  file(): Promise<Uint8Array> {
    if (!this.#candidate) throw new Error("no candidate is open");
    return this.#backend.file(this.#candidate.id);
  }

  fileFailed(error: unknown): void {
    this.#fileTrouble = trouble(error, "not_drawn");
  }

  lookAt(key: string | null): void {
    this.#current = key;
  }

  /** Goes to the next or the previous evidence, in the order of the text; hits when there is no evidence. */
  step(by: 1 | -1): void {
    const evidence = this.marks.filter(({ kind }) => kind !== "hit");
    this.#current = neighbour(evidence.length > 0 ? evidence : this.marks, this.#current, by);
  }
}

export const [getCandidate, setCandidate] = createContext<OpenCandidate>();

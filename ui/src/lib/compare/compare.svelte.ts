// The candidates that stand side by side, and which of them the keys are about.

import { createContext } from "svelte";
import type { Backend } from "../backend/backend";
import { trouble, type Trouble } from "../errors/errors";
import type { Candidate, Decision, Fit, GithubOf } from "../wire/wire";

/** Fewer have nothing to be held against, and more cannot be read side by side. */
export const LEAST = 2;
export const MOST = 4;

export interface Compared {
  candidate: Candidate;
  github: GithubOf;
  decision: Decision;
}

export class Comparison {
  #backend: Backend;
  #compared = $state.raw<Compared[]>([]);
  #fits = $state.raw<ReadonlyMap<number, Fit>>(new Map());
  #at = $state(0);
  #trouble = $state.raw<Trouble | null>(null);
  #asked = 0;
  #held = 0;

  /** Whom the keys are about. */
  readonly current = $derived<Compared | null>(this.#compared[this.#at] ?? null);

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** In the order in which they were chosen. */
  get compared(): Compared[] {
    return this.#compared;
  }

  /** How each stands against the role, in the same order; null until it is known. */
  get fits(): (Fit | null)[] {
    return this.#compared.map(({ candidate }) => this.#fits.get(candidate.id) ?? null);
  }

  get at(): number {
    return this.#at;
  }

  get trouble(): Trouble | null {
    return this.#trouble;
  }

  /** Sets these side by side; the newest wish wins. */
  async show(ids: number[]): Promise<void> {
    const asked = ++this.#asked;
    try {
      const compared = await Promise.all(ids.map((id) => this.#ask(id)));
      if (asked !== this.#asked) return;
      this.#compared = compared;
      this.#trouble = null;
      this.moveTo(this.#at);
    } catch (error) {
      if (asked === this.#asked) this.#trouble = trouble(error);
    }
  }

  /** Asks for the same candidates again, because something was decided about them. */
  refresh(): Promise<void> {
    return this.show(this.#compared.map(({ candidate }) => candidate.id));
  }

  /** Holds everybody against a role. */
  async hold(role: number): Promise<void> {
    const held = ++this.#held;
    try {
      const ids = this.#compared.map(({ candidate }) => candidate.id);
      const fits = await Promise.all(ids.map(async (id) => [id, await this.#backend.fit(role, id)] as const));
      if (held === this.#held) this.#fits = new Map(fits);
    } catch (error) {
      if (held === this.#held) this.#trouble = trouble(error);
    }
  }

  moveTo(at: number): void {
    this.#at = Math.min(Math.max(at, 0), Math.max(this.#compared.length - 1, 0));
  }

  /** Takes somebody out of the comparison. */
  remove(id: number): void {
    this.#compared = this.#compared.filter(({ candidate }) => candidate.id !== id);
    this.moveTo(this.#at);
  }

  async #ask(id: number): Promise<Compared> {
    // The candidate comes first: in blind mode, what follows is covered by what it tells.
    const candidate = await this.#backend.candidate(id, "");
    const [github, { decided }] = await Promise.all([this.#backend.candidateGithub(id), this.#backend.triage(id)]);
    return { candidate, github, decision: decided?.decision ?? "undecided" };
  }
}

export const [getComparison, setComparison] = createContext<Comparison>();

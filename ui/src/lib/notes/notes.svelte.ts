// What was written about the open candidate, and everything that was done.

import type { Backend } from "../backend/backend";
import { trouble, type Trouble } from "../errors/errors";
import type { Triage } from "../wire/wire";

export class Notes {
  #backend: Backend;
  #triage = $state.raw<Triage | null>(null);
  #trouble = $state.raw<Trouble | null>(null);
  #asked = 0;
  /** Notes that were begun and not kept, by candidate. They last as long as the window: nothing of them is on the disk. */
  #drafts = new Map<number, string>();

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  get triage(): Triage | null {
    return this.#triage;
  }

  get trouble(): Trouble | null {
    return this.#trouble;
  }

  /** What was begun to be written about a candidate. */
  draft(id: number): string {
    return this.#drafts.get(id) ?? "";
  }

  keepDraft(id: number, text: string): void {
    if (text.trim()) this.#drafts.set(id, text);
    else this.#drafts.delete(id);
  }

  /** Asks again for what was loaded, since something was done meanwhile. */
  async refresh(): Promise<void> {
    if (this.#triage) await this.load(this.#triage.id);
  }

  load(id: number): Promise<boolean> {
    return this.#ask(() => this.#backend.triage(id));
  }

  write(id: number, text: string): Promise<boolean> {
    return this.#ask(() => this.#backend.writeNote(id, text));
  }

  rewrite(id: number, note: number, text: string): Promise<boolean> {
    return this.#ask(() => this.#backend.rewriteNote(id, note, text));
  }

  remove(id: number, note: number): Promise<boolean> {
    return this.#ask(() => this.#backend.removeNote(id, note));
  }

  /** Whether it was done; the newest answer is what is shown. */
  async #ask(ask: () => Promise<Triage>): Promise<boolean> {
    const asked = ++this.#asked;
    try {
      const triage = await ask();
      if (asked === this.#asked) [this.#triage, this.#trouble] = [triage, null];
      return true;
    } catch (error) {
      if (asked === this.#asked) this.#trouble = trouble(error);
      return false;
    }
  }
}

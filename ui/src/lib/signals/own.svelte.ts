// The recruiter's own signals, and the one that is written and tried.

import { createContext } from "svelte";
import { isWireError, type Backend } from "../backend/backend";
import { trouble, type Trouble } from "../errors/errors";
import type { OwnSignal, RoleFault, TriedSignal } from "../wire/wire";

export const blankSignal = (): OwnSignal => ({ id: "", colour: "green", title: "", why: "", ask: "", words: [], pattern: null, in_work: false });

export class OwnSignals {
  #backend: Backend;
  #signals = $state.raw<OwnSignal[] | null>(null);
  #faults = $state.raw<RoleFault[]>([]);
  #draft = $state<OwnSignal | null>(null);
  #tried = $state.raw<TriedSignal | null>(null);
  /** Why the signal that is written cannot be looked for. */
  #problem = $state<string | null>(null);
  #trouble = $state.raw<Trouble | null>(null);
  #asked = 0;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** `null` until they are known. */
  get signals(): OwnSignal[] | null {
    return this.#signals;
  }

  /** What in the file they were read from is left out. */
  get faults(): RoleFault[] {
    return this.#faults;
  }

  get draft(): OwnSignal | null {
    return this.#draft;
  }

  get tried(): TriedSignal | null {
    return this.#tried;
  }

  get problem(): string | null {
    return this.#problem;
  }

  get trouble(): Trouble | null {
    return this.#trouble;
  }

  load(): Promise<boolean> {
    return this.#try(() => this.#backend.ownSignals());
  }

  write(signal: OwnSignal): void {
    this.#draft = structuredClone(signal);
    this.#tried = null;
    this.#problem = null;
    this.#trouble = null;
  }

  leave(): void {
    this.#asked++;
    this.#draft = null;
    this.#trouble = null;
  }

  /** Looks what a signal finds in the pool; the newest wish wins. One that looks for nothing yet finds nothing. */
  async tryOut(signal: OwnSignal): Promise<void> {
    const asked = ++this.#asked;
    if (signal.words.length === 0 && !signal.pattern) {
      [this.#tried, this.#problem] = [null, null];
      return;
    }
    try {
      // What it is called has no part in what it finds.
      const named = { ...signal, id: "own_try", title: signal.title.trim() || "?", why: signal.why.trim() || "?" };
      const tried = await this.#backend.tryOwnSignal(named);
      if (asked === this.#asked) [this.#tried, this.#problem] = [tried, null];
    } catch (error) {
      if (asked !== this.#asked) return;
      this.#tried = null;
      if (isWireError(error) && error.code === "faulty_signal") this.#problem = error.message;
      else this.#trouble = trouble(error);
    }
  }

  /** Whether it was kept. */
  async keep(): Promise<boolean> {
    const draft = $state.snapshot(this.#draft);
    if (!draft) return false;
    const kept = await this.#try(() => this.#backend.keepOwnSignal(draft));
    if (kept) this.#draft = null;
    return kept;
  }

  remove(id: string): Promise<boolean> {
    return this.#try(() => this.#backend.removeOwnSignal(id));
  }

  /** Brings one back that was taken out. */
  bringBack(signal: OwnSignal): Promise<boolean> {
    return this.#try(() => this.#backend.keepOwnSignal(signal));
  }

  importFrom(file: File): Promise<boolean> {
    return this.#try(async () => this.#backend.importOwnSignals(file.name, await file.text()));
  }

  /** The path they were written to; null when the recruiter thought better of it. */
  async export(): Promise<string | null> {
    try {
      return await this.#backend.exportOwnSignals();
    } catch (error) {
      this.#trouble = trouble(error);
      return null;
    }
  }

  async #try(ask: () => Promise<{ signals: OwnSignal[]; faults: RoleFault[] }>): Promise<boolean> {
    try {
      const { signals, faults } = await ask();
      [this.#signals, this.#faults, this.#trouble] = [signals, faults, null];
      return true;
    } catch (error) {
      this.#trouble = trouble(error);
      return false;
    }
  }
}

export const [getOwnSignals, setOwnSignals] = createContext<OwnSignals>();

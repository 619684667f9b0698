// How long candidates are kept, who is due and who is on hold, and the backups of the pool.

import { createContext } from "svelte";
import type { Backend } from "../backend/backend";
import { Attempts } from "../errors/attempts.svelte";
import type { Trouble } from "../errors/errors";
import { Duties } from "./duties.svelte";
import { Restoring } from "./restoring.svelte";
import type { Backups, Kept, LogFormat, Retention, RetentionChoice } from "../wire/wire";

export class Keeping {
  #backend: Backend;
  #retention = $state.raw<Retention | null>(null);
  #backups = $state.raw<Backups | null>(null);
  #saved = $state<string | null>(null);
  readonly #attempts = new Attempts();
  /** Counts up with every hold, so that what is shown of a candidate is asked for again. */
  #version = $state(0);

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Null until it was asked for. */
  get retention(): Retention | null {
    return this.#retention;
  }

  get backups(): Backups | null {
    return this.#backups;
  }

  /** The file that was written last. */
  get saved(): string | null {
    return this.#saved;
  }

  get trouble(): Trouble | null {
    return this.#attempts.trouble;
  }

  get version(): number {
    return this.#version;
  }

  /** How many are to be erased. */
  readonly due = $derived(this.#retention?.due_ids.length ?? 0);

  load(): Promise<boolean> {
    return this.#attempts.make(async () => (this.#retention = await this.#backend.retention()));
  }

  loadBackups(): Promise<boolean> {
    return this.#attempts.make(async () => (this.#backups = await this.#backend.backups()));
  }

  /** Nothing at all: until somebody erases them. */
  keepFor(choice: RetentionChoice): Promise<boolean> {
    return this.#attempts.make(async () => {
      this.#retention = await this.#backend.keepFor(choice);
      this.#version++;
    });
  }

  /** Whether whoever was erased is recognised when they apply again. */
  recognise(on: boolean): Promise<boolean> {
    return this.#attempts.make(async () => (this.#retention = await this.#backend.recogniseErased(on)));
  }

  /** By another profile than the pool's; null for the pool's. */
  keepBy(ids: number[], profile: string | null): Promise<boolean> {
    return this.#change(() => this.#backend.keepBy(ids, profile));
  }

  of(id: number): Promise<Kept> {
    return this.#backend.candidateKept(id);
  }

  hold(ids: number[], reason: string): Promise<boolean> {
    return this.#change(() => this.#backend.hold(ids, reason));
  }

  release(ids: number[]): Promise<boolean> {
    return this.#change(() => this.#backend.release(ids));
  }

  saveLog(format: LogFormat): Promise<boolean> {
    return this.#save(() => this.#backend.saveLog(format));
  }

  async backUp(passphrase: string): Promise<boolean> {
    return (await this.#save(() => this.#backend.backUp(passphrase))) && this.loadBackups();
  }

  /** Asks for a file that is a backup; null when the recruiter thinks better of it. */
  async chooseBackup(): Promise<string | null> {
    return (await this.#backend.choose("files"))[0] ?? null;
  }

  /** What is said to candidates, and how groups of them fare; begun anew each time the room is entered. */
  duties(): Duties {
    return new Duties(this.#backend);
  }

  restoring(path: string): Restoring {
    return new Restoring(this.#backend, path);
  }

  #change(change: () => Promise<void>): Promise<boolean> {
    return this.#attempts.make(async () => {
      await change();
      this.#version++;
      this.#retention = await this.#backend.retention();
    });
  }

  #save(save: () => Promise<string | null>): Promise<boolean> {
    return this.#attempts.make(async () => (this.#saved = await save()));
  }
}

export const [getKeeping, setKeeping] = createContext<Keeping>();

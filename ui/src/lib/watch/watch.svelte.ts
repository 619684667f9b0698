// The folders whose new files are imported by themselves.

import { createContext } from "svelte";
import type { Backend } from "../backend/backend";
import { Attempts } from "../errors/attempts.svelte";
import type { Trouble } from "../errors/errors";
import type { ImportReport, WatchedFolder } from "../wire/wire";

export class Watching {
  #backend: Backend;
  #cameIn: (report: ImportReport) => void;
  #folders = $state.raw<WatchedFolder[]>([]);
  readonly #attempts = new Attempts();

  /** How many are not where they were. */
  readonly gone = $derived(this.#folders.filter(({ is_there }) => !is_there).length);

  /** `cameIn` is called with what became of files that came in. */
  constructor(backend: Backend, cameIn: (report: ImportReport) => void) {
    this.#backend = backend;
    this.#cameIn = cameIn;
  }

  /** By path. */
  get folders(): WatchedFolder[] {
    return this.#folders;
  }

  get trouble(): Trouble | null {
    return this.#attempts.trouble;
  }

  load(): Promise<boolean> {
    return this.#take(() => this.#backend.watchedFolders());
  }

  /** False when the folder cannot be watched; why is then the trouble. */
  add(path: string): Promise<boolean> {
    return this.#take(() => this.#backend.watchFolder(path));
  }

  remove(path: string): Promise<boolean> {
    return this.#take(() => this.#backend.unwatchFolder(path));
  }

  /** Asks for folders to watch. */
  async choose(): Promise<void> {
    for (const path of await this.#backend.choose("folder")) await this.add(path);
  }

  /** Asks for the folders once it listens to what comes in. Returns how to stop. */
  async listen(): Promise<() => void> {
    const stop = await this.#backend.onWatched(({ report, folders }) => {
      this.#folders = folders;
      if (report) this.#cameIn(report);
    });
    await this.load();
    return stop;
  }

  #take(ask: () => Promise<WatchedFolder[]>): Promise<boolean> {
    return this.#attempts.make(async () => (this.#folders = await ask()));
  }
}

export const [getWatching, setWatching] = createContext<Watching>();

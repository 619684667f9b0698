// One import at a time: how far it is, and what became of the files.

import { createContext } from "svelte";
import type { Backend } from "../backend/backend";
import { trouble, type Trouble } from "../errors/errors";
import type { Again, ImportProgress, ImportReport } from "../wire/wire";

export class Import {
  #backend: Backend;
  #grown: () => void;
  #progress = $state.raw<ImportProgress | null>(null);
  #report = $state.raw<ImportReport | null>(null);
  #trouble = $state.raw<Trouble | null>(null);
  #cancelling = $state(false);

  /** `grown` is called whenever there may be more candidates than before. */
  constructor(backend: Backend, grown: () => void) {
    this.#backend = backend;
    this.#grown = grown;
  }

  /** Absent when nothing is being imported. */
  get progress(): ImportProgress | null {
    return this.#progress;
  }

  /** Of the last import, until it is put away. */
  get report(): ImportReport | null {
    return this.#report;
  }

  get trouble(): Trouble | null {
    return this.#trouble;
  }

  get cancelling(): boolean {
    return this.#cancelling;
  }

  paths(paths: string[]): Promise<void> {
    if (paths.length === 0) return Promise.resolve();
    return this.#run((onProgress) => this.#backend.importPaths(paths, onProgress));
  }

  samples(): Promise<void> {
    return this.#run((onProgress) => this.#backend.importSamples(onProgress));
  }

  /** Reads files of the report again, with what they lacked. */
  again(again: Again): Promise<void> {
    const report = this.#report;
    if (!report) return Promise.resolve();
    return this.#run((onProgress) => this.#backend.importAgain(report.id, again, onProgress));
  }

  async choose(what: "folder" | "files"): Promise<void> {
    await this.paths(await this.#backend.choose(what));
  }

  async cancel(): Promise<void> {
    this.#cancelling = true;
    await this.#backend.cancelImport();
  }

  /** Takes the report of files that came in by themselves, unless something is being imported. */
  cameIn(report: ImportReport): void {
    if (!this.#progress) this.#report = report;
    this.#grown();
  }

  putReportAway(): void {
    this.#report = null;
  }

  putTroubleAway(): void {
    this.#trouble = null;
  }

  async #run(start: (onProgress: (progress: ImportProgress) => void) => Promise<ImportReport>): Promise<void> {
    if (this.#progress) return;
    this.#report = null;
    this.#trouble = null;
    this.#cancelling = false;
    this.#progress = { done: 0, total: null, rate: 0, seconds_left: null };
    try {
      this.#report = await start((progress) => {
        this.#progress = progress;
        this.#grown();
      });
    } catch (error) {
      this.#trouble = trouble(error);
    } finally {
      this.#progress = null;
      this.#grown();
    }
  }
}

export const [getImport, setImport] = createContext<Import>();

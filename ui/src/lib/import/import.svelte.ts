// One import at a time: how far it is, and what became of the files.

import { createContext } from "svelte";
import type { Backend } from "../backend/backend";
import { trouble, type Trouble } from "../errors/errors";
import type { Again, ImportProgress, ImportReport, Table, TableImport, TablePreview } from "../wire/wire";
import { isNamedLikeTable } from "./tables";

export class Import {
  #backend: Backend;
  #grown: () => void;
  #progress = $state.raw<ImportProgress | null>(null);
  #report = $state.raw<ImportReport | null>(null);
  #trouble = $state.raw<Trouble | null>(null);
  #cancelling = $state(false);
  #tables = $state.raw<Table[]>([]);

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

  /** The table of applicants whose columns are to be explained next. */
  get asking(): Table | null {
    return this.#tables[0] ?? null;
  }

  /** Imports files and folders; tables of applicants among them wait until it is said what their columns are. */
  async paths(paths: string[]): Promise<void> {
    const files: string[] = [];
    const tables: Table[] = [];
    for (const path of paths) {
      const table = isNamedLikeTable(path) ? await this.#tableOf(path) : null;
      if (table) tables.push(table);
      else files.push(path);
    }
    this.#tables = [...this.#tables, ...tables];
    if (files.length > 0) await this.#run((onProgress) => this.#backend.importPaths(files, onProgress));
  }

  preview(table: TableImport): Promise<TablePreview> {
    return this.#backend.previewTable(table);
  }

  /** Brings in a table whose columns were explained. */
  table(table: TableImport): Promise<void> {
    return this.#run((onProgress) => this.#backend.importTable(table, onProgress));
  }

  /** The table that was asked about is done with, one way or the other. */
  answered(table: Table): void {
    this.#tables = this.#tables.filter((asked) => asked !== table);
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

  /** What cannot be told is imported like any file, whose report says what is wrong. */
  async #tableOf(path: string): Promise<Table | null> {
    try {
      return await this.#backend.readTable(path);
    } catch {
      return null;
    }
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

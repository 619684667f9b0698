// What the page asks of the application behind it. `tauri.ts` asks the real one, `fake.ts` answers by itself.

import type {
  Again,
  Candidate,
  Export,
  Exported,
  Fix,
  ImportProgress,
  ImportReport,
  Overview,
  SearchAnswer,
  SearchRequest,
  Table,
  TableImport,
  TablePreview,
  Watched,
  WatchedFolder,
  WireError,
} from "../wire/wire";
import type { DutiesBackend } from "./duties";
import type { EngineBackend } from "./engine";
import type { FitBackend } from "./fit";
import type { GithubBackend } from "./github";
import type { InterviewBackend } from "./interview";
import type { KeepingBackend } from "./keeping";
import type { QueryBackend } from "./query";
import type { RolesBackend } from "./roles";
import type { SignalsBackend } from "./signals";
import type { SystemBackend } from "./system";
import type { TeamBackend } from "./team";
import type { TriageBackend } from "./triage";
import type { VaultBackend } from "./vault";
import type { VersionsBackend } from "./versions";

export interface Backend
  extends DutiesBackend, EngineBackend, FitBackend, GithubBackend, InterviewBackend, KeepingBackend, QueryBackend, RolesBackend, SignalsBackend, SystemBackend, TeamBackend, TriageBackend, VaultBackend, VersionsBackend {
  overview(): Promise<Overview>;
  /** The columns that an export can have, by name. */
  exportColumns(): Promise<string[]>;
  /** Asks the recruiter for a file and writes candidates there; null when they think better of it. */
  exportCandidates(wanted: Export): Promise<Exported | null>;
  /** Throws a `WireError` of code `query` when the query does not read. */
  search(request: SearchRequest): Promise<SearchAnswer>;
  /** All who match, in the order of the list. */
  found(query: string): Promise<number[]>;
  /** `query` is what the panel marks on the page; a query that does not read marks nothing. */
  candidate(id: number, query: string): Promise<Candidate>;
  /** Puts a fact right; what comes back is what the panel then shows. */
  correct(id: number, fix: Fix, query: string): Promise<Candidate>;
  /** Takes back the correction of that number. */
  undoCorrection(id: number, correction: number, query: string): Promise<Candidate>;
  /** Says that candidates are to be erased, with the reason where that is sooner than a rule allows; nothing is lost until
   * `finishErasing`, or until the window closes. */
  beginErasing(ids: number[], reason: string | null): Promise<void>;
  takeBackErasing(): Promise<void>;
  /** Erases them for good, and says how many they were. */
  finishErasing(): Promise<number>;
  /** The original file. Throws a `WireError` of code `file_moved` when it is not where it was. */
  file(id: number): Promise<Uint8Array>;
  /** Ends when the import does. One import runs at a time. */
  importPaths(paths: string[], onProgress: (progress: ImportProgress) => void): Promise<ImportReport>;
  importSamples(onProgress: (progress: ImportProgress) => void): Promise<ImportReport>;
  /** Reads the files of import `id` again that need a password, or OCR. */
  importAgain(id: number, again: Again, onProgress: (progress: ImportProgress) => void): Promise<ImportReport>;
  /** The table of applicants in a file, with what its columns seem to hold; null when it is none. */
  readTable(path: string): Promise<Table | null>;
  /** What would become of its rows. Throws a `WireError` of code `no_table` when it is none any more. */
  previewTable(table: TableImport): Promise<TablePreview>;
  importTable(table: TableImport, onProgress: (progress: ImportProgress) => void): Promise<ImportReport>;
  /** Files that are being read are finished; the report says what was left out. */
  cancelImport(): Promise<void>;
  /** Asks the recruiter for folders or files; empty when they think better of it. */
  choose(what: "folder" | "files"): Promise<string[]>;
  /** Folders whose new and changed files are imported by themselves. */
  watchedFolders(): Promise<WatchedFolder[]>;
  /** Throws a `WireError` of code `not_watched` when it cannot be. What comes back are all of them. */
  watchFolder(path: string): Promise<WatchedFolder[]>;
  unwatchFolder(path: string): Promise<WatchedFolder[]>;
  /** Called whenever watched folders were gone through. Returns how to stop listening. */
  onWatched(listener: (watched: Watched) => void): Promise<() => void>;
  /** Files over the window, then dropped on it. Returns how to stop listening. */
  onDrop(listener: (drop: Drop) => void): Promise<() => void>;
}

export type Drop = { kind: "over" } | { kind: "left" } | { kind: "dropped"; paths: string[] };

export function isWireError(error: unknown): error is WireError {
  return typeof error === "object" && error !== null && "code" in error && "message" in error;
}

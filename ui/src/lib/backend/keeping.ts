// What the page asks about how long candidates are kept, what is told to them, and the pool's backups.

import type { Backups, Kept, LogFormat, PageLanguage, ReportFormat, Retention, RetentionChoice, TooEarly } from "../wire/wire";

/** What writes a file asks the recruiter for it, and answers where it is; null when they think better of it. */
export interface KeepingBackend {
  retention(): Promise<Retention>;
  /** Throws a `WireError` of code `no_period` when one is none. */
  keepFor(choice: RetentionChoice): Promise<Retention>;
  /** By another profile than the pool's; null for the pool's. */
  keepBy(ids: number[], profile: string | null): Promise<void>;
  /** The rule by which some of them may not be erased yet without a reason. */
  tooEarly(ids: number[]): Promise<TooEarly | null>;
  /** Whether whoever was erased is recognised when they apply again. */
  recogniseErased(on: boolean): Promise<Retention>;
  candidateKept(id: number): Promise<Kept>;
  /** Nobody can erase them until they are released. */
  hold(ids: number[], reason: string): Promise<void>;
  release(ids: number[]): Promise<void>;
  /** All that is stored of a candidate. */
  saveAccessReport(id: number, format: ReportFormat, language: PageLanguage): Promise<string | null>;
  saveLog(format: LogFormat): Promise<string | null>;
  /** Also where the pool itself does not open. */
  backups(): Promise<Backups>;
  /** An empty passphrase locks nothing. */
  backUp(passphrase: string): Promise<string | null>;
  isBackupLocked(path: string): Promise<boolean>;
  /** Puts a backup in the place of the pool; answers where that one was set aside. */
  restoreBackup(path: string, passphrase: string): Promise<string>;
}

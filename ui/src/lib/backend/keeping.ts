// What the page asks about how long candidates are kept, what is told to them, and the pool's backups.

import type { Backups, Kept, LogFormat, PageLanguage, ReportFormat, Retention } from "../wire/wire";

/** What writes a file asks the recruiter for it, and answers where it is; null when they think better of it. */
export interface KeepingBackend {
  retention(): Promise<Retention>;
  /** A period such as `6 months`, or null for none. Throws a `WireError` of code `no_period` when it is none. */
  keepFor(period: string | null): Promise<Retention>;
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

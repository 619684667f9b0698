// What the page asks about a candidate's files, about several résumés of one person, and about re-reading.

import type { Candidate, Reread, Versions } from "../wire/wire";

export interface VersionsBackend {
  versions(id: number): Promise<Versions>;
  /** Makes two candidates one; answers with the number of the one that is left. */
  join(one: number, other: number): Promise<number>;
  /** Says that two candidates are different people, who are not offered again. */
  part(one: number, other: number): Promise<void>;
  /** Takes back what was said of two candidates. */
  unsaySame(one: number, other: number): Promise<void>;
  /** Opens the original in the system's program. Throws `file_moved`, `file_changed` or `not_opened`. */
  openOriginal(id: number): Promise<void>;
  /** Asks the recruiter where the original is now; null when they think better of it. Throws `file_changed` for another file. */
  findOriginal(id: number, query: string): Promise<Candidate | null>;
  /** Tells how far the re-reading of what older rules have read is. Returns how to stop listening. */
  onReread(listener: (progress: Reread) => void): Promise<() => void>;
}

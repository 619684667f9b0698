// What the page asks about roles: the profiles themselves, and who meets them.

import type { FitTable, RoleCounts, RoleDraft, RoleFromFile, RoleProfile, RoleTrap, RoleWords, SavedRole } from "../wire/wire";

export interface RolesBackend {
  /** What can be asked for by name. */
  roleWords(): Promise<RoleWords>;
  role(id: number): Promise<SavedRole>;
  /** Keeps a new role, or another version of one that is there. */
  saveRole(id: number | null, role: RoleProfile): Promise<SavedRole>;
  removeRole(id: number): Promise<void>;
  /** Takes the last change of a role back, a removal too. */
  undoRole(id: number): Promise<SavedRole>;
  /** What works against a role as it is being written. */
  checkRole(role: RoleProfile): Promise<RoleTrap[]>;
  /** A role from a pasted advert; nothing is kept. */
  draftRole(advert: string): Promise<RoleDraft>;
  /** A role from the text of its file; nothing is kept. */
  roleFromFile(text: string): Promise<RoleFromFile>;
  /** Asks the recruiter for a file and writes the role there; its path, or null when they think better of it. */
  exportRole(role: RoleProfile): Promise<string | null>;
  /** Who meets each role, in the order of the list. */
  countFits(): Promise<RoleCounts[]>;
  /** The pool held against a role, most must-haves met first. */
  fitPool(role: number, offset: number, limit: number): Promise<FitTable>;
}

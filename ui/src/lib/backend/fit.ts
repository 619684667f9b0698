// What the page asks about a candidate and a role.

import type { Fit, RoleRow } from "../wire/wire";

export interface FitBackend {
  /** The roles of the pool, by title. */
  roles(): Promise<RoleRow[]>;
  /** A candidate held against a role, line by line. */
  fit(role: number, id: number): Promise<Fit>;
}

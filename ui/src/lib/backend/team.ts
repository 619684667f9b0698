// What the page asks of a team's pool. Passwords go one way only.

import type { TeamChosen, TeamConflict, TeamStand } from "../wire/wire";

export interface TeamBackend {
  /** Null for a pool that is nobody else's. */
  teamStand(): Promise<TeamStand | null>;
  /** Called whenever something about the team's server has changed. Returns how to stop listening. */
  onTeam(listener: (stand: TeamStand) => void): Promise<() => void>;
  /** Decisions that came after somebody else's. */
  teamConflicts(): Promise<TeamConflict[]>;
  /** Decides again as before, over a colleague's decision; what is left to choose. */
  keepMine(id: number): Promise<TeamConflict[]>;
  /** Lets the colleague's decision stand; what is left to choose. */
  keepTheirs(id: number): Promise<TeamConflict[]>;
  /** Says that a candidate is open here; who else has them open. */
  lookAtCandidate(id: number): Promise<string | null>;
  /** Logs in to the team's server; whether the system's keychain has the password from now on. Throws a `WireError` when it is wrong. */
  logInToTeam(password: string): Promise<boolean>;
  /** Opens a team's pool from the next start on. Throws a `WireError` when the server does not let the login in, or when the team has
   * another search engine than the address names. */
  chooseTeam(address: string, password: string): Promise<TeamChosen>;
  chooseNoTeam(): Promise<void>;
}

// What the page asks of the pool's search engine. Passwords go one way only.

import type { EngineStand } from "../wire/wire";

export interface EngineBackend {
  /** Asks the engine how it is; null where the pool has none. */
  engineStand(): Promise<EngineStand | null>;
  /** Gives the pool an engine, without a login where the user is empty; whether the keychain has the password. Throws a `WireError` of
   * code `engine` when it cannot be used. */
  giveEngine(address: string, user: string, password: string): Promise<boolean>;
  /** Logs in to the engine that a colleague gave the team; whether the keychain has the password. */
  logInToEngine(password: string): Promise<boolean>;
  removeEngine(): Promise<void>;
}

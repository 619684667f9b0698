// A made-up search engine, which takes some time to be filled.

import type { EngineStand, WireError } from "../wire/wire";
import type { EngineBackend } from "./engine";

/** A pool without one, unless it is given. */
export function fakeEngine(given: EngineStand | null = null): EngineBackend {
  let stand = given;
  const refuse = (password: string): void => {
    if (password !== "right") throw { code: "engine", message: "the search engine refuses the login", query: null } satisfies WireError;
  };
  return {
    async engineStand() {
      const now = stand;
      if (stand) stand = { ...stand, engine: { ...stand.engine, missing: 0 } };
      return now;
    },
    async giveEngine(address, user, password) {
      if (user) refuse(password);
      const engine = { kind: "OpenSearch", answered: false, missing: 3, refused: 0, removals: 0, trouble: null };
      stand = { address, of_team: false, engine };
      return true;
    },
    async logInToEngine(password) {
      refuse(password);
      if (stand) stand = { ...stand, engine: { ...stand.engine, trouble: null } };
      return false;
    },
    async removeEngine() {
      stand = null;
    },
  };
}

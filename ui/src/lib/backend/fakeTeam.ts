// A made-up team: a colleague who decides first, and a server that goes and comes.

import type { TeamConflict, TeamStand, WireError } from "../wire/wire";
import type { TeamBackend } from "./team";

export interface FakeTeam extends TeamBackend {
  /** Things are with the server as it says from now on. */
  become(changes: Partial<TeamStand>): void;
}

const STAND: TeamStand = {
  server: "db.example.org:5432",
  pool: "team",
  login: "noor",
  role: "recruiter",
  link: "connected",
  why: null,
  waiting: 0,
  conflicts: 0,
  present: ["ann"],
  news: 0,
  coming: null,
  asks_password: false,
};

/** A pool that is nobody else's, unless `conflicts` are given: then it is a team's, with these decisions to choose between. */
export function fakeTeam(conflicts: TeamConflict[] | null = null, keychain = true): FakeTeam {
  let stand: TeamStand | null = conflicts && { ...STAND, conflicts: conflicts.length };
  let left = conflicts ?? [];
  const listeners = new Set<(stand: TeamStand) => void>();
  const become = (changes: Partial<TeamStand>): void => {
    if (!stand) return;
    const next = (stand = { ...stand, ...changes });
    listeners.forEach((listener) => listener(next));
  };
  const settle = async (id: number): Promise<TeamConflict[]> => {
    left = left.filter((conflict) => conflict.id !== id);
    become({ conflicts: left.length });
    return left;
  };
  return {
    become,
    teamStand: async () => stand,
    async onTeam(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    teamConflicts: async () => left,
    keepMine: settle,
    keepTheirs: settle,
    lookAtCandidate: async (id) => (stand && id === 3 ? "ann" : null),
    async logInToTeam(password) {
      if (password !== "right") throw failure("team_login");
      become({ link: "connected", asks_password: false, why: null });
      return keychain;
    },
    async chooseTeam(address, password) {
      if (!address.startsWith("postgres://")) throw failure("team_address");
      if (password !== "right") throw failure("team_login");
      return { is_kept: keychain, lacks_engine: address.includes("engine=") };
    },
    chooseNoTeam: async () => {},
  };
}

const failure = (code: WireError["code"]): WireError => ({ code, message: `the made-up server says ${code}`, query: null });

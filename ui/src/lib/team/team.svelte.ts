// A team's pool: how things stand with its server, decisions to choose between, and who else is at a candidate.

import { createContext } from "svelte";
import type { Backend } from "../backend/backend";
import { Attempts } from "../errors/attempts.svelte";
import type { Trouble } from "../errors/errors";
import type { TeamConflict, TeamStand } from "../wire/wire";

export class Team {
  #backend: Backend;
  #cameIn: () => void;
  #stand = $state.raw<TeamStand | null>(null);
  #conflicts = $state.raw<TeamConflict[]>([]);
  #other = $state.raw<{ candidate: number; author: string } | null>(null);
  #looked: number | null = null;
  #forSession = $state(false);
  #lacksEngine = $state(false);
  readonly #attempts = new Attempts();

  /** `cameIn` is called when colleagues have changed something. */
  constructor(backend: Backend, cameIn: () => void) {
    this.#backend = backend;
    this.#cameIn = cameIn;
  }

  /** Null for a pool that is nobody else's. */
  get stand(): TeamStand | null {
    return this.#stand;
  }

  /** One's own decisions that came after a colleague's. */
  get conflicts(): TeamConflict[] {
    return this.#conflicts;
  }

  get trouble(): Trouble | null {
    return this.#attempts.trouble;
  }

  /** Whether the password was typed and no keychain has it. */
  get forSession(): boolean {
    return this.#forSession;
  }

  /** Whether the address that was chosen names a search engine that the team does not have yet. */
  get lacksEngine(): boolean {
    return this.#lacksEngine;
  }

  /** Who else has a candidate open, as far as is known. */
  otherAt(candidate: number): string | null {
    return this.#other?.candidate === candidate ? this.#other.author : null;
  }

  /** Asks how things stand once it listens: what is told before anybody listens is not told again. Returns how to stop. */
  async listen(): Promise<() => void> {
    let heard = false;
    const stop = await this.#backend.onTeam((stand) => {
      heard = true;
      this.#take(stand);
    });
    await this.#attempts.make(async () => {
      const stand = await this.#backend.teamStand();
      if (!heard) this.#take(stand);
    });
    return stop;
  }

  /** Says that a candidate is open here. */
  async look(candidate: number): Promise<void> {
    if (!this.#stand || this.#looked === candidate) return;
    this.#looked = candidate;
    this.#other = null;
    await this.#attempts.make(async () => {
      const author = await this.#backend.lookAtCandidate(candidate);
      if (this.#looked === candidate) this.#other = author === null ? null : { candidate, author };
    });
  }

  keepMine(candidate: number): Promise<boolean> {
    return this.#choose(() => this.#backend.keepMine(candidate));
  }

  keepTheirs(candidate: number): Promise<boolean> {
    return this.#choose(() => this.#backend.keepTheirs(candidate));
  }

  /** False when it cannot be opened; why is then the trouble. */
  open(address: string, password: string): Promise<boolean> {
    return this.#attempts.make(async () => {
      const chosen = await this.#backend.chooseTeam(address, password);
      this.#forSession = !chosen.is_kept;
      this.#lacksEngine = chosen.lacks_engine;
    });
  }

  /** False when the password is not the right one. */
  logIn(password: string): Promise<boolean> {
    return this.#attempts.make(async () => void (this.#forSession = !(await this.#backend.logInToTeam(password))));
  }

  leave(): Promise<boolean> {
    return this.#attempts.make(() => this.#backend.chooseNoTeam());
  }

  #choose(ask: () => Promise<TeamConflict[]>): Promise<boolean> {
    return this.#attempts.make(async () => {
      this.#conflicts = await ask();
      this.#cameIn();
    });
  }

  #take(stand: TeamStand | null): void {
    const before = this.#stand;
    this.#stand = stand;
    if (stand && (stand.conflicts > 0 || this.#conflicts.length > 0)) void this.#attempts.make(async () => (this.#conflicts = await this.#backend.teamConflicts()));
    if (stand && stand.news !== (before?.news ?? 0)) this.#cameIn();
  }
}

export const [getTeam, setTeam] = createContext<Team>();

// The pool's search engine in the settings: how it is, giving it, logging in to it, taking it away.

import { createContext } from "svelte";
import type { EngineBackend } from "../backend/engine";
import { Attempts } from "../errors/attempts.svelte";
import type { Trouble } from "../errors/errors";
import type { EngineStand } from "../wire/wire";

export class Engine {
  #backend: EngineBackend;
  #stand = $state.raw<EngineStand | null>(null);
  #asked = $state(false);
  #forSession = $state(false);
  readonly #attempts = new Attempts();

  constructor(backend: EngineBackend) {
    this.#backend = backend;
  }

  /** Null where the pool has none, and until it was asked. */
  get stand(): EngineStand | null {
    return this.#stand;
  }

  get asked(): boolean {
    return this.#asked;
  }

  /** Whether a password was typed and no keychain has it. */
  get forSession(): boolean {
    return this.#forSession;
  }

  get trouble(): Trouble | null {
    return this.#attempts.trouble;
  }

  async load(): Promise<void> {
    await this.#attempts.make(() => this.#look());
  }

  give(address: string, user: string, password: string): Promise<boolean> {
    return this.#attempts.make(async () => {
      this.#forSession = !(await this.#backend.giveEngine(address, user, password)) && user !== "";
      await this.#look();
    });
  }

  logIn(password: string): Promise<boolean> {
    return this.#attempts.make(async () => {
      this.#forSession = !(await this.#backend.logInToEngine(password));
      await this.#look();
    });
  }

  remove(): Promise<boolean> {
    return this.#attempts.make(async () => {
      await this.#backend.removeEngine();
      await this.#look();
    });
  }

  async #look(): Promise<void> {
    this.#stand = await this.#backend.engineStand();
    this.#asked = true;
  }
}

export const [getEngine, setEngine] = createContext<Engine>();

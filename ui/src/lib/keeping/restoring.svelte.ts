// One backup on its way back into the place of the pool.

import type { Backend } from "../backend/backend";
import { trouble, type Trouble } from "../errors/errors";

export class Restoring {
  #backend: Backend;
  #path: string;
  #locked = $state(false);
  #running = $state(false);
  #aside = $state<string | null>(null);
  #trouble = $state.raw<Trouble | null>(null);

  constructor(backend: Backend, path: string) {
    this.#backend = backend;
    this.#path = path;
  }

  /** Whether it needs a passphrase. */
  get locked(): boolean {
    return this.#locked;
  }

  get running(): boolean {
    return this.#running;
  }

  /** Where the old pool is; null until it is done. */
  get aside(): string | null {
    return this.#aside;
  }

  get trouble(): Trouble | null {
    return this.#trouble;
  }

  look(): Promise<void> {
    return this.#try(async () => void (this.#locked = await this.#backend.isBackupLocked(this.#path)));
  }

  async restore(passphrase: string): Promise<void> {
    this.#running = true;
    await this.#try(async () => void (this.#aside = await this.#backend.restoreBackup(this.#path, passphrase)));
    this.#running = false;
  }

  async #try(ask: () => Promise<void>): Promise<void> {
    try {
      await ask();
      this.#trouble = null;
    } catch (error) {
      this.#trouble = trouble(error);
    }
  }
}

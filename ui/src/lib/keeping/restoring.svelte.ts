// One backup on its way back into the place of the pool.

import type { Backend } from "../backend/backend";
import { Attempts } from "../errors/attempts.svelte";
import type { Trouble } from "../errors/errors";

export class Restoring {
  #backend: Backend;
  #path: string;
  #locked = $state(false);
  #running = $state(false);
  #aside = $state<string | null>(null);
  readonly #attempts = new Attempts();

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
    return this.#attempts.trouble;
  }

  look(): Promise<boolean> {
    return this.#attempts.make(async () => void (this.#locked = await this.#backend.isBackupLocked(this.#path)));
  }

  async restore(passphrase: string): Promise<void> {
    this.#running = true;
    await this.#attempts.make(async () => void (this.#aside = await this.#backend.restoreBackup(this.#path, passphrase)));
    this.#running = false;
  }
}

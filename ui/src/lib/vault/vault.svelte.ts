// Whether the pool is encrypted and open, and what changes that. No passphrase is kept here.

import { createContext } from "svelte";
import type { Backend } from "../backend/backend";
import { trouble, type Trouble } from "../errors/errors";
import type { PoolLock } from "../wire/wire";

export class Vault {
  #backend: Backend;
  #lock = $state.raw<PoolLock | null>(null);
  #busy = $state(false);
  #trouble = $state.raw<Trouble | null>(null);

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** `null` until it is known. */
  get lock(): PoolLock | null {
    return this.#lock;
  }

  /** Whether a change is under way, which takes seconds for a large pool. */
  get busy(): boolean {
    return this.#busy;
  }

  get trouble(): Trouble | null {
    return this.#trouble;
  }

  async load(): Promise<void> {
    await this.#do(() => this.#backend.poolLock());
    // What is wrong with the pool is told by whatever asks it something.
    this.#lock ??= { encrypted: false, locked: false, remembered: false, place: { query: "", row: 0 } };
  }

  unlock(passphrase: string, remember: boolean): Promise<boolean> {
    return this.#do(() => this.#backend.unlockPool(passphrase, remember));
  }

  /** Closes an encrypted pool until its passphrase is given. */
  shut(): Promise<boolean> {
    return this.#do(() => this.#backend.lockPool());
  }

  encrypt(passphrase: string, remember: boolean): Promise<boolean> {
    return this.#do(() => this.#backend.encryptPool(passphrase, remember));
  }

  decrypt(passphrase: string): Promise<boolean> {
    return this.#do(() => this.#backend.decryptPool(passphrase));
  }

  change(old: string, passphrase: string): Promise<boolean> {
    return this.#do(() => this.#backend.changePassphrase(old, passphrase));
  }

  remember(on: boolean): Promise<boolean> {
    return this.#do(() => this.#backend.rememberPool(on));
  }

  /** Whether it was done. */
  async #do(ask: () => Promise<PoolLock>): Promise<boolean> {
    this.#busy = true;
    this.#trouble = null;
    try {
      this.#lock = await ask();
      return true;
    } catch (error) {
      this.#trouble = trouble(error);
      return false;
    } finally {
      this.#busy = false;
    }
  }
}

export const [getVault, setVault] = createContext<Vault>();

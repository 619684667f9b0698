// Asking the backend, and what went wrong the last time.

import { trouble, type Trouble } from "./errors";

export class Attempts {
  #trouble = $state.raw<Trouble | null>(null);

  /** Null when the last one went well. */
  get trouble(): Trouble | null {
    return this.#trouble;
  }

  forget(): void {
    this.#trouble = null;
  }

  /** Whether it went well. */
  async make(ask: () => Promise<unknown>): Promise<boolean> {
    try {
      await ask();
      this.#trouble = null;
      return true;
    } catch (error) {
      this.#trouble = trouble(error);
      return false;
    }
  }
}

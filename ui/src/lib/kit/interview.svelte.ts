// The interview kit and the market rows of the open candidate.

import type { Backend } from "../backend/backend";
import { trouble, type Trouble } from "../errors/errors";
import type { Kit, MarketReference } from "../wire/wire";

export class Interview {
  #backend: Backend;
  #kit = $state.raw<Kit | null>(null);
  #market = $state.raw<MarketReference | null>(null);
  #trouble = $state.raw<Trouble | null>(null);
  #asked = 0;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  get kit(): Kit | null {
    return this.#kit;
  }

  get market(): MarketReference | null {
    return this.#market;
  }

  get trouble(): Trouble | null {
    return this.#trouble;
  }

  /** Asks for a kind of work by its id, or for what they did most; the newest wish wins. */
  async load(id: number, role: string | null): Promise<void> {
    const asked = ++this.#asked;
    try {
      const [kit, market] = await Promise.all([
        this.#backend.kit(id, role),
        this.#backend.market({ candidate: id, country: null, level: null, role }),
      ]);
      if (asked === this.#asked) [this.#kit, this.#market, this.#trouble] = [kit, market, null];
    } catch (error) {
      if (asked === this.#asked) [this.#kit, this.#market, this.#trouble] = [null, null, trouble(error)];
    }
  }
}

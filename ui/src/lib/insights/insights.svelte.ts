// What the pool tells of its recruiter.

import { createContext } from "svelte";
import type { Backend } from "../backend/backend";
import { Attempts } from "../errors/attempts.svelte";
import type { Trouble } from "../errors/errors";
import { calibration, type Calibration } from "./calibration";

export class Insights {
  #backend: Backend;
  #told = $state.raw<Calibration | null>(null);
  readonly #attempts = new Attempts();

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  get told(): Calibration | null {
    return this.#told;
  }

  get trouble(): Trouble | null {
    return this.#attempts.trouble;
  }

  load(): Promise<boolean> {
    return this.#attempts.make(async () => (this.#told = await calibration(this.#backend)));
  }
}

export const [getInsights, setInsights] = createContext<Insights>();

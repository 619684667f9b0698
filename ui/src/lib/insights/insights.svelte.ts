// What the pool tells of its recruiter.

import { createContext } from "svelte";
import type { Backend } from "../backend/backend";
import { trouble, type Trouble } from "../errors/errors";
import { calibration, type Calibration } from "./calibration";

export class Insights {
  #backend: Backend;
  #told = $state.raw<Calibration | null>(null);
  #trouble = $state.raw<Trouble | null>(null);

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  get told(): Calibration | null {
    return this.#told;
  }

  get trouble(): Trouble | null {
    return this.#trouble;
  }

  async load(): Promise<void> {
    try {
      this.#told = await calibration(this.#backend);
      this.#trouble = null;
    } catch (error) {
      this.#trouble = trouble(error);
    }
  }
}

export const [getInsights, setInsights] = createContext<Insights>();

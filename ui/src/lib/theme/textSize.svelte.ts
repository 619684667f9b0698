// How large everything is shown, text and all.

import { createContext } from "svelte";
import type { Backend } from "../backend/backend";

/** In percent of the usual size. */
export const SIZES = [100, 110, 125, 150, 175, 200] as const;
type Size = (typeof SIZES)[number];

const KEY = "candela.size";

export class TextSize {
  #backend: Backend;
  #percent = $state<Size>(SIZES.find((size) => String(size) === localStorage.getItem(KEY)) ?? 100);

  constructor(backend: Backend) {
    this.#backend = backend;
    if (this.#percent !== 100) this.#show();
  }

  get percent(): Size {
    return this.#percent;
  }

  choose(percent: number): void {
    this.#percent = SIZES.find((size) => size === percent) ?? 100;
    localStorage.setItem(KEY, String(this.#percent));
    this.#show();
  }

  /** One step larger or smaller. */
  step(by: 1 | -1): void {
    const next = SIZES[SIZES.indexOf(this.#percent) + by];
    if (next !== undefined) this.choose(next);
  }

  #show(): void {
    void this.#backend.setZoom(this.#percent / 100);
  }
}

export const [getTextSize, setTextSize] = createContext<TextSize>();

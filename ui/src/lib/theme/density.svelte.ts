// How close the rows of the list stand.

import { createContext } from "svelte";
import { Kept } from "../kept/kept.svelte";

/** Pixels. */
const LEAST_HEIGHT = 47;

export class Density {
  #compact = new Kept("compact");

  get compact(): boolean {
    return this.#compact.on;
  }

  toggle(): void {
    this.#compact.toggle();
  }

  /** Pixels; no row is ever less tall. */
  readonly leastHeight = LEAST_HEIGHT;

  /** Pixels. Every row is as tall as the next, so that nothing jumps while rows are fetched; a search adds why a row is there. */
  rowHeight(searching: boolean): number {
    if (this.compact) return searching ? 64 : LEAST_HEIGHT;
    return searching ? 92 : 75;
  }
}

export const [getDensity, setDensity] = createContext<Density>();

// How close the rows of the list stand.

import { createContext } from "svelte";
import { Kept } from "../kept/kept.svelte";

export class Density {
  #compact = new Kept("compact");

  get compact(): boolean {
    return this.#compact.on;
  }

  toggle(): void {
    this.#compact.toggle();
  }

  /** Pixels. Every row is as tall as the next, so that nothing jumps while rows are fetched; a search adds why a row is there. */
  rowHeight(searching: boolean): number {
    if (this.compact) return searching ? 64 : 47;
    return searching ? 92 : 75;
  }
}

export const [getDensity, setDensity] = createContext<Density>();

// Whether scans are read while they are imported, and what reads them.

import { createContext } from "svelte";
import type { Backend } from "../backend/backend";
import { Kept } from "../kept/kept.svelte";
import type { Ocr } from "../wire/wire";

export class Scans {
  #backend: Backend;
  #ocr = $state.raw<Ocr | null>(null);
  #atOnce = new Kept("ocr");

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** `null` until it is known. */
  get ocr(): Ocr | null {
    return this.#ocr;
  }

  get atOnce(): boolean {
    return this.#atOnce.on;
  }

  /** Tells the application what was chosen before. */
  async start(): Promise<void> {
    if (this.atOnce) await this.#backend.switchOcr(true);
  }

  async load(): Promise<void> {
    this.#ocr = await this.#backend.ocr();
  }

  async toggle(): Promise<void> {
    this.#atOnce.toggle();
    await this.#backend.switchOcr(this.atOnce);
  }
}

export const [getScans, setScans] = createContext<Scans>();

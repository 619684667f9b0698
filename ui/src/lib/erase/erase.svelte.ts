// Erasing for good, with a moment in which it can be taken back.

import { createContext } from "svelte";
import type { Backend } from "../backend/backend";
import { trouble, type Trouble } from "../errors/errors";

/** How long it can be taken back. */
export const MOMENT_S = 8;

export class Erasing {
  #backend: Backend;
  #gone: (ids: ReadonlySet<number>) => void;
  #waiting = $state.raw<ReadonlySet<number>>(new Set());
  #left = $state(0);
  #trouble = $state.raw<Trouble | null>(null);
  #clock: ReturnType<typeof setInterval> | undefined;

  /** `gone` is called with those who were erased. */
  constructor(backend: Backend, gone: (ids: ReadonlySet<number>) => void) {
    this.#backend = backend;
    this.#gone = gone;
  }

  /** Those who are to go. */
  get waiting(): ReadonlySet<number> {
    return this.#waiting;
  }

  /** Seconds in which it can still be taken back; 0 while they are being erased. */
  get left(): number {
    return this.#left;
  }

  get trouble(): Trouble | null {
    return this.#trouble;
  }

  has(id: number): boolean {
    return this.#waiting.has(id);
  }

  /** Whoever waits already waits on, with these. The reason is why it is sooner than a rule allows. */
  async begin(ids: number[], reason: string | null = null): Promise<void> {
    this.#trouble = null;
    await this.#backend.beginErasing(ids, reason);
    this.#waiting = new Set([...this.#waiting, ...ids]);
    this.#left = MOMENT_S;
    clearInterval(this.#clock);
    this.#clock = setInterval(() => this.#tick(), 1000);
  }

  async takeBack(): Promise<void> {
    if (this.#left === 0) return;
    this.#stop();
    this.#waiting = new Set();
    await this.#backend.takeBackErasing();
  }

  putTroubleAway(): void {
    this.#trouble = null;
  }

  #tick(): void {
    this.#left--;
    if (this.#left === 0) void this.#finish();
  }

  async #finish(): Promise<void> {
    this.#stop();
    const ids = this.#waiting;
    try {
      await this.#backend.finishErasing();
      this.#waiting = new Set();
      this.#gone(ids);
    } catch (error) {
      this.#trouble = trouble(error);
      await this.#backend.takeBackErasing();
      this.#waiting = new Set();
    }
  }

  #stop(): void {
    clearInterval(this.#clock);
    this.#left = 0;
  }
}

export const [getErasing, setErasing] = createContext<Erasing>();

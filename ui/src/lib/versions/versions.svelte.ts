// The résumés of the open candidate's person.

import type { Backend } from "../backend/backend";
import { Attempts } from "../errors/attempts.svelte";
import type { Trouble } from "../errors/errors";
import type { Versions } from "../wire/wire";

export class Same {
  #backend: Backend;
  #of = $state<number | null>(null);
  #versions = $state.raw<Versions | null>(null);
  readonly #attempts = new Attempts();
  /** Who was just said to be somebody else. */
  #parted = $state<number | null>(null);

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Whose résumés these are. */
  get of(): number | null {
    return this.#of;
  }

  get versions(): Versions | null {
    return this.#versions;
  }

  get trouble(): Trouble | null {
    return this.#attempts.trouble;
  }

  get parted(): number | null {
    return this.#parted;
  }

  async load(id: number): Promise<void> {
    if (id !== this.#of) this.#parted = null;
    await this.#attempts.make(async () => {
      const versions = await this.#backend.versions(id);
      [this.#of, this.#versions] = [id, versions];
    });
  }

  /** The candidate that is left; null when they were not joined. */
  async join(one: number, other: number): Promise<number | null> {
    let left: number | null = null;
    await this.#attempts.make(async () => void (left = await this.#backend.join(one, other)));
    if (left !== null) await this.load(left);
    return left;
  }

  async part(one: number, other: number): Promise<void> {
    const done = await this.#attempts.make(() => this.#backend.part(one, other));
    if (!done) return;
    this.#parted = other;
    await this.load(one);
  }

  async unsay(one: number, other: number): Promise<boolean> {
    const done = await this.#attempts.make(() => this.#backend.unsaySame(one, other));
    if (!done) return false;
    this.#parted = null;
    await this.load(one);
    return true;
  }
}

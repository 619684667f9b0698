// The role that candidates are held against, and how the open one stands.

import type { Backend } from "../backend/backend";
import { trouble, type Trouble } from "../errors/errors";
import type { Fit, RoleRow } from "../wire/wire";

const KEY = "candela.role";

export class Fits {
  #backend: Backend;
  #roles = $state.raw<RoleRow[] | null>(null);
  /** The role that was chosen last, which need not be there any more. */
  #chosen = $state<number | null>(Number(localStorage.getItem(KEY)) || null);
  #fit = $state.raw<Fit | null>(null);
  #trouble = $state.raw<Trouble | null>(null);
  #asked = 0;

  readonly role = $derived(this.#roles?.find(({ id }) => id === this.#chosen) ?? this.#roles?.[0] ?? null);

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** `null` until they are known. */
  get roles(): RoleRow[] | null {
    return this.#roles;
  }

  get fit(): Fit | null {
    return this.#fit;
  }

  get trouble(): Trouble | null {
    return this.#trouble;
  }

  choose(role: number): void {
    this.#chosen = role;
    localStorage.setItem(KEY, String(role));
  }

  /** Asks for the roles, whose profiles may have changed elsewhere. */
  async load(): Promise<void> {
    try {
      this.#roles = await this.#backend.roles();
    } catch (error) {
      this.#trouble = trouble(error);
    }
  }

  /** Holds a candidate against a role; the newest wish wins. */
  async hold(role: number, id: number): Promise<void> {
    const asked = ++this.#asked;
    try {
      const fit = await this.#backend.fit(role, id);
      if (asked === this.#asked) [this.#fit, this.#trouble] = [fit, null];
    } catch (error) {
      if (asked === this.#asked) [this.#fit, this.#trouble] = [null, trouble(error)];
    }
  }
}

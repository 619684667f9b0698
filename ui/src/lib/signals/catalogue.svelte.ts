// What is looked for, as the help shows it.

import { createContext } from "svelte";
import type { Backend } from "../backend/backend";
import { Attempts } from "../errors/attempts.svelte";
import type { Trouble } from "../errors/errors";
import type { CatalogueRule, Polarity } from "../wire/wire";

export class Catalogue {
  #backend: Backend;
  #rules = $state.raw<CatalogueRule[]>([]);
  readonly #attempts = new Attempts();

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  get rules(): CatalogueRule[] {
    return this.#rules;
  }

  get trouble(): Trouble | null {
    return this.#attempts.trouble;
  }

  load(): Promise<boolean> {
    return this.#attempts.make(async () => (this.#rules = await this.#backend.signalCatalogue()));
  }

  /** Rules of a colour that hold every word that was typed, anywhere in what is said of them. */
  find(typed: string, colour: Polarity | null): CatalogueRule[] {
    const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
    return this.#rules.filter((rule) => {
      const { id, title, why, about, ask, strong, weak } = rule;
      const said = [id, title, why, about, ask, strong, weak].join(" ").toLowerCase();
      return (colour === null || rule.polarity === colour) && words.every((word) => said.includes(word));
    });
  }
}

export const [getCatalogue, setCatalogue] = createContext<Catalogue>();

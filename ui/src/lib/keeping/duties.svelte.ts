// What is said to candidates, and how groups of them fare: a sheet of a file that is kept nowhere.

import type { Backend } from "../backend/backend";
import { Attempts } from "../errors/attempts.svelte";
import type { Trouble } from "../errors/errors";
import type { Impact, ImpactFormat, PageLanguage, Statement, StatementFormat } from "../wire/wire";

/** Groups with fewer decided candidates are not rated. */
const LEAST = 5;

export class Duties {
  #backend: Backend;
  #statement = $state.raw<Statement | null>(null);
  #impact = $state.raw<Impact | null>(null);
  #groups: string | null = null;
  #saved = $state<string | null>(null);
  readonly #attempts = new Attempts();

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  get statement(): Statement | null {
    return this.#statement;
  }

  get impact(): Impact | null {
    return this.#impact;
  }

  /** The file that was written last. */
  get saved(): string | null {
    return this.#saved;
  }

  get trouble(): Trouble | null {
    return this.#attempts.trouble;
  }

  loadStatement(language: PageLanguage): Promise<boolean> {
    return this.#attempts.make(async () => (this.#statement = await this.#backend.statement(language)));
  }

  setContact(text: string, language: PageLanguage): Promise<boolean> {
    return this.#attempts.make(async () => (this.#statement = await this.#backend.setContact(text, language)));
  }

  saveStatement(format: StatementFormat, language: PageLanguage): Promise<boolean> {
    return this.#attempts.make(async () => (this.#saved = await this.#backend.saveStatement(format, language)));
  }

  /** Asks for a file of groups and reads it. */
  chooseGroups(): Promise<boolean> {
    return this.#attempts.make(async () => {
      const [groups] = await this.#backend.choose("files");
      if (groups === undefined) return;
      this.#impact = await this.#backend.impact(groups, LEAST);
      this.#groups = groups;
    });
  }

  saveImpact(format: ImpactFormat, language: PageLanguage): Promise<boolean> {
    return this.#attempts.make(async () => {
      if (this.#groups !== null) this.#saved = await this.#backend.saveImpact({ groups: this.#groups, least: LEAST, format, language });
    });
  }
}

// Changing the query by mouse, completing it, and the queries that are kept.

import { createContext } from "svelte";
import type { Backend } from "../backend/backend";
import { Attempts } from "../errors/attempts.svelte";
import type { Trouble } from "../errors/errors";
import { painted, waited } from "../page/painted";
import type { Completion, Offer, QueryEdit, SavedSearch } from "../wire/wire";
import type { Search } from "./search.svelte";

/** How long completion waits for the rows, in milliseconds. */
const LONG = 200;

export class Queries {
  #backend: Backend;
  #search: Search;
  #completion = $state.raw<Completion | null>(null);
  /** The offer that is looked at; -1 while none is. */
  #at = $state(-1);
  #saved = $state.raw<SavedSearch[]>([]);
  #past = $state.raw<string[]>([]);
  readonly #attempts = new Attempts();
  #asked = 0;

  readonly offers = $derived<Offer[]>(this.#completion?.offers ?? []);

  constructor(backend: Backend, search: Search) {
    this.#backend = backend;
    this.#search = search;
  }

  get at(): number {
    return this.#at;
  }

  get saved(): SavedSearch[] {
    return this.#saved;
  }

  /** The last queries, newest first. */
  get past(): string[] {
    return this.#past;
  }

  get trouble(): Trouble | null {
    return this.#attempts.trouble;
  }

  /** Fetches what is kept. */
  async load(): Promise<void> {
    await this.#attempts.make(async () => {
      this.#past = await this.#backend.pastSearches();
      this.#saved = await this.#backend.savedSearches();
    });
  }

  /** Changes the query and asks it. A query that does not read stays as it is. */
  edit(edit: QueryEdit): Promise<boolean> {
    return this.#attempts.make(async () => {
      const { text } = await this.#backend.editQuery(this.#search.typed, edit);
      await this.ask(text);
    });
  }

  /** Asks a whole query, and remembers it. */
  async ask(query: string): Promise<void> {
    this.close();
    await this.#search.type(query);
    await this.remember();
  }

  /** Somebody has finished typing. What does not read, or is not answered yet, is not finished. */
  async remember(): Promise<void> {
    const query = this.#search.answered.trim();
    if (query !== this.#search.typed.trim()) return;
    if (query !== "" && this.#past[0] !== query) await this.#attempts.make(async () => (this.#past = await this.#backend.rememberSearch(query)));
  }

  /** Replaces a part of the query, such as a word that was misspelled. */
  replace(start: number, end: number, instead: string): Promise<void> {
    const { typed } = this.#search;
    return this.ask(typed.slice(0, start) + instead + typed.slice(end));
  }

  moreLike(id: number): Promise<boolean> {
    return this.#attempts.make(async () => this.ask(await this.#backend.moreLike(id)));
  }

  /**
   * What could stand at the cursor; the newest wish wins. The rows come first, unless they take long: they are what somebody
   * waits for.
   */
  async complete(typed: string, cursor: number, rows: Promise<void>): Promise<void> {
    const asked = ++this.#asked;
    await Promise.race([rows.then(painted), waited(LONG)]);
    if (asked !== this.#asked) return;
    try {
      const completion = await this.#backend.completeQuery(typed, cursor);
      if (asked !== this.#asked) return;
      this.#completion = completion;
      this.#at = -1;
    } catch {
      // Completion helps where it can; what is wrong with the query is told by the search.
      if (asked === this.#asked) this.close();
    }
  }

  /** Looks at the next or the previous offer, and round again. */
  look(by: 1 | -1): void {
    const length = this.offers.length;
    if (length > 0) this.#at = this.#at < 0 ? (by > 0 ? 0 : length - 1) : (this.#at + by + length) % length;
  }

  /** Puts an offer in; gives where the cursor then stands. */
  async take(offer: Offer): Promise<number> {
    const completion = this.#completion;
    if (!completion) return 0;
    const { typed } = this.#search;
    const before = typed.slice(0, completion.start) + offer.text;
    // The name of a field waits for its value; after anything else comes the next word.
    const gap = offer.facet === null || typed.slice(completion.end).startsWith(" ") ? "" : " ";
    this.close();
    await this.#search.type(before + gap + typed.slice(completion.end));
    return before.length + gap.length;
  }

  close(): void {
    this.#asked++;
    this.#completion = null;
    this.#at = -1;
  }

  save(name: string): Promise<boolean> {
    return this.#attempts.make(async () => (this.#saved = await this.#backend.saveSearch(name, this.#search.answered)));
  }

  async open(search: SavedSearch): Promise<void> {
    await this.ask(search.query);
    await this.#attempts.make(async () => (this.#saved = await this.#backend.lookAtSavedSearch(search.id)));
  }

  remove(id: number): Promise<boolean> {
    return this.#attempts.make(async () => (this.#saved = await this.#backend.removeSavedSearch(id)));
  }

  forget(): Promise<boolean> {
    return this.#attempts.make(async () => {
      await this.#backend.forgetSearches();
      this.#past = [];
    });
  }
}

export const [getQueries, setQueries] = createContext<Queries>();

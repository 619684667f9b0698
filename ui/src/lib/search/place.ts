// Where the recruiter is in the list: the search and the row. The pool keeps it, so that the next start goes on there, and what
// erases or encrypts the pool reaches it.

import type { Backend } from "../backend/backend";
import type { Place } from "../wire/wire";

/** How long somebody rests at a place before it is kept, in milliseconds: whoever goes down the list passes many. */
export const REST = 300;

const START: Place = { query: "", row: 0 };

export class KeptPlace {
  #backend: Backend;
  #kept: Place;
  #next: Place | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** A search that may name somebody who is erased; it is kept no more until another one was made. */
  #forgotten = "";

  /** `kept` is what the pool has. */
  constructor(backend: Backend, kept: Place) {
    this.#backend = backend;
    this.#kept = kept;
  }

  keep(place: Place): void {
    if (place.query !== this.#forgotten) this.#forgotten = "";
    else if (place.query !== "") return;
    this.#next = place;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.write(), REST);
  }

  /** Keeps nothing of this search any more: it may name somebody who is erased. */
  forget(query: string): void {
    this.#forgotten = query;
    this.#next = START;
    void this.write();
  }

  /** Keeps at once what waits. A place that cannot be kept is no reason to stop anybody. */
  async write(): Promise<void> {
    clearTimeout(this.#timer);
    const place = this.#next;
    this.#next = null;
    if (!place || (place.query === this.#kept.query && place.row === this.#kept.row)) return;
    this.#kept = place;
    await this.#backend.keepPlace(place).catch(() => undefined);
  }
}

/** Takes out of the web view's own storage what older versions kept there. */
export function removeOldPlace(): void {
  localStorage.removeItem("candela.place");
}

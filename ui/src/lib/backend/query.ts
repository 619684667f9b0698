// What the page asks about queries: chips, completion, those that are kept.

import type { Completion, QueryEdit, QueryView, SavedSearch } from "../wire/wire";

/** Text that does not read throws a `WireError` of code `query`. */
export interface QueryBackend {
  viewQuery(text: string): Promise<QueryView>;
  /** What comes back is the query in its canonical form. */
  editQuery(text: string, edit: QueryEdit): Promise<QueryView>;
  /** `cursor` counts code units, as the field does. */
  completeQuery(typed: string, cursor: number): Promise<Completion>;
  /** The query for others like a candidate, by skills and work. */
  moreLike(id: number): Promise<string>;
  savedSearches(): Promise<SavedSearch[]>;
  /** A name is given once: the query takes the place of another one of that name. */
  saveSearch(name: string, query: string): Promise<SavedSearch[]>;
  /** Its results are on the screen: nothing in them is new any more. */
  lookAtSavedSearch(id: number): Promise<SavedSearch[]>;
  removeSavedSearch(id: number): Promise<SavedSearch[]>;
  /** To be called when somebody has finished typing; gives the last queries, newest first. */
  rememberSearch(query: string): Promise<string[]>;
  pastSearches(): Promise<string[]>;
  forgetSearches(): Promise<void>;
}

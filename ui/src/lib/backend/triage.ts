// What the page asks about decisions, tags, notes and the journal.

import type { Decision, Done, Step, TagCount, Triage } from "../wire/wire";

/** Everything that changes something is on disk when it is answered, and is one step that can be taken back. */
export interface TriageBackend {
  /** What was decided, marked and written about a candidate, with the history of it. */
  triage(id: number): Promise<Triage>;
  decide(ids: number[], decision: Decision, reason: string | null): Promise<Done>;
  /** Throws a `WireError` of code `no_tag` when it is none. */
  tag(ids: number[], tag: string): Promise<Done>;
  untag(ids: number[], tag: string): Promise<Done>;
  /** `text` is Markdown. */
  writeNote(id: number, text: string): Promise<Triage>;
  rewriteNote(id: number, note: number, text: string): Promise<Triage>;
  removeNote(id: number, note: number): Promise<Triage>;
  /** Takes back what was done last; no step when nothing is left. */
  undo(): Promise<Done>;
  /** Does again what was taken back last; no step when there is nothing, or when something else was done since. */
  redo(): Promise<Done>;
  /** The last steps of the pool, the newest first. */
  journal(limit: number): Promise<Step[]>;
  tags(): Promise<TagCount[]>;
  /** What is offered as the reason of a decision. */
  reasons(): Promise<string[]>;
  setReasons(reasons: string[]): Promise<string[]>;
}

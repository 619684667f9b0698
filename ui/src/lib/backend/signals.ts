// What the page asks about signals: what is looked for, and what the recruiter adds to that.

import type { CatalogueRule, OwnSignal, OwnSignals, TriedSignal } from "../wire/wire";

export interface SignalsBackend {
  /** Every signal with what is said of it, the recruiter's own last. */
  signalCatalogue(): Promise<CatalogueRule[]>;
  ownSignals(): Promise<OwnSignals>;
  /** What a signal finds in the pool. Throws a `WireError` of code `faulty_signal` when it cannot be looked for. */
  tryOwnSignal(signal: OwnSignal): Promise<TriedSignal>;
  /** Keeps a new signal (its id is empty) or one that was changed; the pool is then read again by it. */
  keepOwnSignal(signal: OwnSignal): Promise<OwnSignals>;
  removeOwnSignal(id: string): Promise<OwnSignals>;
  /** Takes over the signals of a file; `faults` says what was left out of it. */
  importOwnSignals(name: string, text: string): Promise<OwnSignals>;
  /** Asks the recruiter for a file and writes them there; its path, or null when they think better of it. */
  exportOwnSignals(): Promise<string | null>;
}

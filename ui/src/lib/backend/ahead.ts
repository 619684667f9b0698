// A backend that fetches a candidate before somebody asks, so that the next one of a queue is there at once.

import type { Candidate } from "../wire/wire";
import type { Backend } from "./backend";

export interface AheadBackend extends Backend {
  /** Fetches a candidate and their file, and keeps both for the next time they are asked for. */
  fetchAhead(id: number, query: string): void;
  /** Forgets what was fetched: something was changed. */
  forget(): void;
}

/** Candidates kept at most. */
const MOST = 4;

export function ahead(backend: Backend): AheadBackend {
  const candidates = new Map<string, Promise<Candidate>>();
  const files = new Map<number, Promise<Uint8Array>>();

  function keep<Key, Value>(kept: Map<Key, Promise<Value>>, key: Key, value: Promise<Value>): void {
    kept.set(key, value);
    // What failed is asked for again when it is wanted, and fails there.
    value.catch(() => kept.delete(key));
    const [oldest] = kept.keys();
    if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
  }

  function forget(): void {
    candidates.clear();
  }

  const changing = <Arguments extends unknown[], Answer>(ask: (...asked: Arguments) => Promise<Answer>) =>
    (...asked: Arguments): Promise<Answer> => (forget(), ask(...asked));

  return {
    ...backend,
    forget,
    fetchAhead(id, query) {
      const key = `${id} ${query}`;
      if (!candidates.has(key)) keep(candidates, key, backend.candidate(id, query));
      if (!files.has(id)) keep(files, id, backend.file(id));
    },
    candidate: (id, query) => candidates.get(`${id} ${query}`) ?? backend.candidate(id, query),
    // Whoever draws a file may take its bytes away, so each asker gets their own.
    file: async (id) => (await (files.get(id) ?? backend.file(id))).slice(),
    correct: changing(backend.correct),
    undoCorrection: changing(backend.undoCorrection),
    finishErasing: changing(backend.finishErasing),
    importPaths: changing(backend.importPaths),
    importAgain: changing(backend.importAgain),
  };
}

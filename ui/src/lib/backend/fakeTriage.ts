// Decisions, tags and notes of a made-up pool, with a journal that goes back and forth.

import type { Deed, Decision, Done, Note, Standing, Step, Triage } from "../wire/wire";
import type { TriageBackend } from "./triage";

interface State {
  decided: Triage["decided"];
  tags: string[];
  notes: Note[];
}

interface Entry {
  step: Step;
  before: Map<number, State>;
  after: Map<number, State>;
}

const MADE = "2026-05-04T09:30:00Z";
const AUTHOR = "anna";

export interface FakeTriage extends TriageBackend {
  standing(id: number): Standing;
}

export function fakeTriage(): FakeTriage {
  const states = new Map<number, State>();
  const steps: Entry[] = [];
  let undone: Entry[] = [];
  let reasons = ["Skills missing", "Ask first"];
  let notes = 0;

  const state = (id: number): State => states.get(id) ?? { decided: null, tags: [], notes: [] };
  const standing = (id: number): Standing => ({
    id,
    decision: state(id).decided?.decision ?? "undecided",
    tags: state(id).tags,
  });
  const answer = (entry: Entry | undefined): Done =>
    entry ? { step: entry.step, rows: entry.step.candidates.map(standing) } : { step: null, rows: [] };

  function act(ids: number[], deed: Deed, change: (state: State) => State): Done {
    const changed = ids.filter((id) => JSON.stringify(change(state(id))) !== JSON.stringify(state(id)));
    if (changed.length === 0) return answer(undefined);
    const step = { id: steps.length + 1, author: AUTHOR, made: MADE, undone: false, deed, candidates: changed };
    const before = new Map(changed.map((id) => [id, state(id)]));
    const after = new Map(changed.map((id) => [id, change(state(id))]));
    after.forEach((value, id) => states.set(id, value));
    steps.push({ step, before, after });
    undone = [];
    return answer(steps.at(-1));
  }

  const triage = (id: number): Triage => ({
    id,
    ...state(id),
    history: [...steps, ...undone].map(({ step }) => step).filter(({ candidates }) => candidates.includes(id)),
  });

  return {
    standing,
    triage: async (id) => triage(id),
    decide: async (ids, decision: Decision, reason) =>
      act(ids, { kind: "decided", decision, reason }, (before) => ({
        ...before,
        decided: decision === "undecided" ? null : { decision, reason, author: AUTHOR, made: MADE },
      })),
    tag: async (ids, tag) => {
      if (!tag.trim()) throw { code: "no_tag", message: "expected a tag", query: null };
      return act(ids, { kind: "tagged", tag }, (before) => ({
        ...before,
        tags: [...new Set([...before.tags, tag])].sort(),
      }));
    },
    untag: async (ids, tag) =>
      act(ids, { kind: "untagged", tag }, (before) => ({ ...before, tags: before.tags.filter((other) => other !== tag) })),
    async writeNote(id, text) {
      const note: Note = { id: ++notes, text, author: AUTHOR, made: MADE, changed: null };
      act([id], { kind: "note_written" }, (before) => ({ ...before, notes: [...before.notes, note] }));
      return triage(id);
    },
    async rewriteNote(id, which, text) {
      const rewritten = (note: Note): Note => (note.id === which ? { ...note, text, changed: MADE } : note);
      act([id], { kind: "note_rewritten" }, (before) => ({ ...before, notes: before.notes.map(rewritten) }));
      return triage(id);
    },
    async removeNote(id, which) {
      const others = (before: State): State => ({ ...before, notes: before.notes.filter((note) => note.id !== which) });
      act([id], { kind: "note_removed" }, others);
      return triage(id);
    },
    async undo() {
      const entry = steps.pop();
      if (!entry) return answer(undefined);
      entry.before.forEach((value, id) => states.set(id, value));
      entry.step = { ...entry.step, undone: true };
      undone.push(entry);
      return answer(entry);
    },
    async redo() {
      const entry = undone.pop();
      if (!entry) return answer(undefined);
      entry.after.forEach((value, id) => states.set(id, value));
      entry.step = { ...entry.step, undone: false };
      steps.push(entry);
      return answer(entry);
    },
    journal: async (limit) => steps.map(({ step }) => step).reverse().slice(0, limit),
    async tags() {
      const counts = new Map<string, number>();
      for (const { tags } of states.values()) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
      return [...counts].map(([tag, count]) => ({ tag, count })).sort((a, b) => a.tag.localeCompare(b.tag));
    },
    reasons: async () => reasons,
    setReasons: async (others) => (reasons = others),
  };
}

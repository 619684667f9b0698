// Queries of the made-up pool: words between blanks, each a chip.

import type { Chip, FacetGroup, QueryEdit, QueryView, SavedSearch } from "../wire/wire";
import type { QueryBackend } from "./query";

export function fakeQuery(): QueryBackend {
  let saved: SavedSearch[] = [];
  let past: string[] = [];
  return {
    viewQuery: async (text) => view(text),
    editQuery: async (text, edit) => view(edited(text, edit)),
    async completeQuery(typed, cursor) {
      const start = typed.lastIndexOf(" ", cursor - 1) + 1;
      const word = typed.slice(start, cursor);
      const offer = { text: "skill:Kubernetes", label: "Kubernetes", facet: "skill" as const, count: 7, through: "k8s" };
      return { start, end: cursor, offers: word && "k8s".startsWith(word) ? [offer] : [] };
    },
    moreLike: async (id) => `skill:=Django ^skill:=Django -id:${id}`,
    savedSearches: async () => saved,
    async saveSearch(name, query) {
      const id = Math.max(0, ...saved.map(({ id }) => id)) + 1;
      saved = [...saved.filter((other) => other.name !== name), { id, name, query, total: 5, new: 0 }];
      return saved;
    },
    async lookAtSavedSearch(id) {
      saved = saved.map((search) => (search.id === id ? { ...search, new: 0 } : search));
      return saved;
    },
    removeSavedSearch: async (id) => (saved = saved.filter((search) => search.id !== id)),
    rememberSearch: async (query) => (past = [query, ...past.filter((other) => other !== query)]),
    pastSearches: async () => past,
    forgetSearches: async () => void (past = []),
  };
}

/** Words between blanks; `-` excludes. */
export function chips(text: string): Chip[] {
  return [...text.matchAll(/\S+/g)].map(({ 0: word, index }) => {
    const excluded = word.startsWith("-");
    const bare = excluded ? word.slice(1) : word;
    return {
      text: bare,
      start: index + (excluded ? 1 : 0),
      end: index + word.length,
      sign: excluded ? "excluded" : "asked",
      alternatives: [bare],
      facet: bare.startsWith("role:") ? "role" : null,
    };
  });
}

function view(text: string): QueryView {
  return { text, chips: chips(text) };
}

function edited(text: string, edit: QueryEdit): string {
  const words = text.split(/\s+/).filter((word) => word !== "");
  switch (edit.kind) {
    case "add":
      return [...words, edit.text].join(" ");
    case "remove":
      return words.toSpliced(edit.chip, 1).join(" ");
    case "choose": {
      const others = words.filter((word) => word !== edit.clause && word !== `-${edit.clause}`);
      const chosen = { open: [], asked: [edit.clause], excluded: [`-${edit.clause}`] }[edit.choice];
      return [...others, ...chosen].join(" ");
    }
    default:
      return text;
  }
}

/** One facet, with what the query chooses in it. */
export function facets(query: string, total: number): FacetGroup[] {
  const value = (label: string, count: number) => {
    const clause = `role:${label}`;
    const words = query.split(/\s+/);
    const choice = words.includes(clause) ? "asked" : words.includes(`-${clause}`) ? "excluded" : "open";
    return { label, clause, count, choice } as const;
  };
  return [{ name: "role", values: [value("backend", total), value("data", Math.floor(total / 2))] }];
}

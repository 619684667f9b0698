// The roles of the pool, the one that is written, and who meets the one that is chosen.

import { createContext } from "svelte";
import type { Backend } from "../backend/backend";
import { Attempts } from "../errors/attempts.svelte";
import { trouble, type Trouble } from "../errors/errors";
import type { Fits } from "../fit/fit.svelte";
import type { DraftPart, Fit, FitTable, RoleCounts, RoleFault, RoleProfile, RoleTrap, RoleWords, SavedRole } from "../wire/wire";
import { blankRole } from "./blank";

/** Rows of the table that are fetched at a time. */
export const PAGE = 100;

/** The advert that a role was drafted from. */
export interface Advert {
  text: string;
  parts: DraftPart[];
  leftOut: DraftPart[];
}

/** A role as it is being written. */
export interface Draft {
  /** Of the role that is changed; null for a new one. */
  id: number | null;
  role: RoleProfile;
  advert: Advert | null;
  /** What could not be read of its file. */
  faults: RoleFault[];
}

export class Roles {
  #backend: Backend;
  #fits: Fits;
  #words = $state.raw<RoleWords>({ kinds: [], domains: [] });
  #counts = $state.raw<ReadonlyMap<number, RoleCounts>>(new Map());
  #shown = $state.raw<SavedRole | null>(null);
  #table = $state.raw<FitTable | null>(null);
  #draft = $state<Draft | null>(null);
  #left = $state.raw<Draft | null>(null);
  #traps = $state.raw<RoleTrap[]>([]);
  readonly #attempts = new Attempts();
  #removed = $state<number | null>(null);
  #asked = 0;
  #checked = 0;

  readonly list = $derived.by(() => this.#fits.roles);
  /** The role that is chosen, here and for the tabs of a candidate. */
  readonly chosen = $derived.by(() => this.#fits.role);

  constructor(backend: Backend, fits: Fits) {
    this.#backend = backend;
    this.#fits = fits;
  }

  get words(): RoleWords {
    return this.#words;
  }

  /** The chosen role with its traps and its search; null until it is there. */
  get shown(): SavedRole | null {
    return this.#shown;
  }

  /** Who meets it, as far as was fetched. */
  get table(): FitTable | null {
    return this.#table;
  }

  /** What was left before it was kept. */
  get left(): Draft | null {
    return this.#left;
  }

  get draft(): Draft | null {
    return this.#draft;
  }

  /** What works against the role that is being written. */
  get traps(): RoleTrap[] {
    return this.#traps;
  }

  get trouble(): Trouble | null {
    return this.#attempts.trouble;
  }

  countsOf(id: number): RoleCounts | undefined {
    return this.#counts.get(id);
  }

  /** Fetches the roles, and how many meet each: the pool may have changed since. */
  async load(): Promise<void> {
    await this.#attempts.make(async () => {
      await this.#fits.load();
      this.#words = await this.#backend.roleWords();
    });
    void this.#attempts.make(async () => {
      const counts = await this.#backend.countFits();
      this.#counts = new Map(counts.map((counted) => [counted.role, counted]));
    });
  }

  choose(id: number): void {
    this.#fits.choose(id);
  }

  /** Shows the chosen role and the first of those who meet it; the newest wish wins. */
  async show(id: number): Promise<void> {
    const asked = ++this.#asked;
    if (this.#shown?.id !== id) [this.#shown, this.#table] = [null, null];
    await this.#attempts.make(async () => {
      const shown = await this.#backend.role(id);
      if (asked === this.#asked) this.#shown = shown;
      const table = await this.#backend.fitPool(id, 0, PAGE);
      if (asked === this.#asked) this.#table = table;
    });
  }

  async more(): Promise<void> {
    const [asked, shown, table] = [this.#asked, this.#shown, this.#table];
    if (!shown || !table) return;
    await this.#attempts.make(async () => {
      const next = await this.#backend.fitPool(shown.id, table.rows.length, PAGE);
      if (asked === this.#asked) this.#table = { ...next, rows: [...table.rows, ...next.rows] };
    });
  }

  begin(): void {
    this.#write({ id: null, role: blankRole(), advert: null, faults: [] });
  }

  edit({ id, role }: SavedRole): void {
    this.#write({ id, role: structuredClone(role), advert: null, faults: [] });
  }

  duplicate({ role }: SavedRole, title: string): void {
    this.#write({ id: null, role: { ...structuredClone(role), title }, advert: null, faults: [] });
  }

  async draftFrom(text: string): Promise<void> {
    await this.#attempts.make(async () => {
      const { role, parts, left_out } = await this.#backend.draftRole(text);
      this.#write({ id: null, role, advert: { text, parts, leftOut: left_out }, faults: [] });
    });
  }

  async importFrom(file: File): Promise<void> {
    await this.#attempts.make(async () => {
      const { role, faults } = await this.#backend.roleFromFile(await file.text());
      this.#write({ id: null, role, advert: null, faults });
    });
  }

  /** The path it was written to; null when the recruiter thought better of it. */
  async export({ role }: SavedRole): Promise<string | null> {
    let path: string | null = null;
    await this.#attempts.make(async () => (path = await this.#backend.exportRole(role)));
    return path;
  }

  /** Leaves what is written, so that it can be gone on with. */
  leave(): void {
    this.#left = this.#draft;
    this.#draft = null;
    this.#attempts.forget();
  }

  goOn(): void {
    if (this.#left) this.#write(this.#left);
  }

  /** Whether it was kept. */
  async save(): Promise<boolean> {
    const draft = $state.snapshot(this.#draft);
    if (!draft) return false;
    return this.#attempts.make(async () => {
      const saved = await this.#backend.saveRole(draft.id, draft.role);
      this.#draft = null;
      await this.load();
      this.choose(saved.id);
      await this.show(saved.id);
    });
  }

  async remove({ id }: SavedRole): Promise<boolean> {
    return this.#attempts.make(async () => {
      await this.#backend.removeRole(id);
      this.#removed = id;
      await this.load();
    });
  }

  /** Brings the role back that was removed last. */
  async undo(): Promise<boolean> {
    const id = this.#removed;
    if (id === null) return false;
    return this.#attempts.make(async () => {
      await this.#backend.undoRole(id);
      this.#removed = null;
      await this.load();
      this.choose(id);
    });
  }

  /** How a candidate stands against a role, with the words; why not, where that cannot be told. */
  async linesOf(role: number, candidate: number): Promise<{ fit: Fit | null; trouble: Trouble | null }> {
    try {
      return { fit: await this.#backend.fit(role, candidate), trouble: null };
    } catch (error) {
      return { fit: null, trouble: trouble(error) };
    }
  }

  /** Asks what works against a role; the newest wish wins. */
  async check(role: RoleProfile): Promise<void> {
    const checked = ++this.#checked;
    try {
      const traps = await this.#backend.checkRole(role);
      if (checked === this.#checked) this.#traps = traps;
    } catch {
      // The check helps where it can; what is wrong with a role is told when it is kept.
    }
  }

  /** Skills of the pool's index that begin like this. */
  async suggest(typed: string): Promise<string[]> {
    const word = typed.trim();
    if (word.length < 2) return [];
    try {
      const asked = `skill:${word}`;
      const { offers } = await this.#backend.completeQuery(asked, asked.length);
      return offers.filter(({ facet }) => facet === "skill").map(({ label }) => label);
    } catch {
      return [];
    }
  }

  #write(draft: Draft): void {
    this.#traps = [];
    this.#left = null;
    this.#draft = draft;
  }
}

export const [getRoles, setRoles] = createContext<Roles>();

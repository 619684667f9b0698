// The candidate on the right, and which of the marks the recruiter looks at.

import { createContext } from "svelte";
import type { Backend } from "../backend/backend";
import { trouble, type Trouble } from "../errors/errors";
import { Fits } from "../fit/fit.svelte";
import { Github } from "../github/github.svelte";
import { Interview } from "../kit/interview.svelte";
import { PageLook } from "../page/look.svelte";
import { PdfAhead } from "../pdf/ahead";
import { openPdf, type Pdf } from "../pdf/pdf";
import { Notes } from "../notes/notes.svelte";
import { depth, factMark, marksOf, neighbour, type PlacedMark } from "../marks/marks";
import { Same } from "../versions/versions.svelte";
import type { Candidate, Fix, Mark } from "../wire/wire";
import type { Tab } from "./tabs";

export class OpenCandidate {
  #backend: Backend;
  #candidate = $state.raw<Candidate | null>(null);
  #trouble = $state.raw<Trouble | null>(null);
  #fileTrouble = $state.raw<Trouble | null>(null);
  #current = $state<string | null>(null);
  /** Words of a fact, which are marked only while somebody asks for them. */
  #pointed = $state.raw<PlacedMark | null>(null);
  #fixTrouble = $state.raw<Trouble | null>(null);
  #tab = $state<Tab>("signals");
  #noteWanted = $state(false);
  #drawn = $state(false);
  #wanted: { id: number; query: string } | null = null;
  readonly #ahead = new PdfAhead();

  readonly #told = $derived<PlacedMark[]>(this.#candidate ? marksOf(this.#candidate) : []);
  /** In the order of the text, but for the words of a fact, which come last. */
  readonly marks = $derived<PlacedMark[]>(this.#pointed ? [...this.#told, this.#pointed] : this.#told);
  /** Marks with how far down they stand, 0 to 1. */
  readonly rail = $derived(
    this.marks.map((mark) => ({
      mark,
      depth: depth(mark, this.#candidate?.pages ?? [], this.#candidate?.body.length ?? 0),
    })),
  );

  /** How the page is looked at. */
  readonly look = new PageLook();
  /** What was written about them, and done. */
  readonly notes: Notes;
  readonly fits: Fits;
  readonly interview: Interview;
  readonly github: Github;
  /** Their résumés, and who else may be them. */
  readonly same: Same;

  constructor(backend: Backend) {
    this.#backend = backend;
    this.notes = new Notes(backend);
    this.fits = new Fits(backend);
    this.interview = new Interview(backend);
    this.github = new Github(backend);
    this.same = new Same(backend);
  }

  get shown(): Candidate | null {
    return this.#candidate;
  }

  get trouble(): Trouble | null {
    return this.#trouble;
  }

  /** Why the file itself cannot be drawn, so that its text is shown instead. */
  get fileTrouble(): Trouble | null {
    return this.#fileTrouble;
  }

  /** Why a fact was not put right. */
  get fixTrouble(): Trouble | null {
    return this.#fixTrouble;
  }

  /** What stands beside the page; the same for the next candidate. */
  get tab(): Tab {
    return this.#tab;
  }

  show(tab: Tab): void {
    this.#tab = tab;
  }

  /** Whether somebody wants to write a note and the field has not come up yet. */
  get noteWanted(): boolean {
    return this.#noteWanted;
  }

  writeNote(): void {
    this.#tab = "notes";
    this.#noteWanted = true;
  }

  noteBegun(): void {
    this.#noteWanted = false;
  }

  /** Key of the mark that is looked at. */
  get current(): string | null {
    return this.#current;
  }

  /** Opens a candidate with the words of `query` marked; the newest wish wins. */
  async open(id: number, query: string): Promise<void> {
    if (this.#wanted?.id === id && this.#wanted.query === query) return;
    const wanted = (this.#wanted = { id, query });
    try {
      const candidate = await this.#backend.candidate(id, query);
      if (this.#wanted !== wanted) return;
      if (this.#candidate?.id !== id) {
        this.#current = null;
        this.#pointed = null;
        this.#fileTrouble = null;
        this.#fixTrouble = null;
        this.#drawn = false;
        this.look.settle();
      }
      this.#candidate = candidate;
      this.#trouble = null;
    } catch (error) {
      if (this.#wanted !== wanted) return;
      this.#wanted = null;
      this.#candidate = null;
      this.#trouble = trouble(error);
    }
  }

  /** Marks the words of another query on whoever is open, or about to be. */
  async mark(query: string): Promise<void> {
    if (this.#wanted) await this.open(this.#wanted.id, query);
  }

  /** Nobody is open any more. */
  close(): void {
    this.#wanted = null;
    this.#candidate = null;
  }

  /** Opens a candidate anew, whatever is shown, because the pool has changed. */
  async reopen(id: number): Promise<void> {
    const query = this.#wanted?.query ?? "";
    this.#wanted = null;
    await this.open(id, query);
  }

  /** Opens the original in the system's program. */
  async openOriginal(): Promise<void> {
    if (!this.#candidate) return;
    try {
      await this.#backend.openOriginal(this.#candidate.id);
    } catch (error) {
      this.#fileTrouble = trouble(error);
    }
  }

  /** Asks where the original is now; says why, when it is not what was pointed to. */
  async findOriginal(): Promise<void> {
    const wanted = this.#wanted;
    if (!wanted) return;
    try {
      const candidate = await this.#backend.findOriginal(wanted.id, wanted.query);
      if (!candidate || this.#wanted?.id !== wanted.id) return;
      this.#candidate = candidate;
      this.#fileTrouble = null;
    } catch (error) {
      this.#fileTrouble = trouble(error);
    }
  }

  /** Puts a fact of the shown candidate right. */
  correct(fix: Fix): Promise<void> {
    return this.#renew((id, query) => this.#backend.correct(id, fix, query));
  }

  /** Takes a correction of the shown candidate back. */
  undo(correction: number): Promise<void> {
    return this.#renew((id, query) => this.#backend.undoCorrection(id, correction, query));
  }

  async #renew(ask: (id: number, query: string) => Promise<Candidate>): Promise<void> {
    const wanted = this.#wanted;
    if (!wanted) return;
    try {
      const candidate = await ask(wanted.id, wanted.query);
      if (this.#wanted?.id !== wanted.id) return;
      this.#candidate = candidate;
      this.#fixTrouble = null;
    } catch (error) {
      if (this.#wanted?.id === wanted.id) this.#fixTrouble = trouble(error);
    }
  }

  /** Their file, to be drawn; whoever asks closes it. */
  async pdf(): Promise<Pdf> {
    if (!this.#candidate) throw new Error("no candidate is open");
    const { id } = this.#candidate;
    return this.#ahead.take(id) ?? this.#backend.file(id).then(openPdf);
  }

  /** Whether their first page, or their text, is on the screen. */
  get drawn(): boolean {
    return this.#drawn;
  }

  pageDrawn(): void {
    this.#drawn = true;
  }

  /** Draws the first page of somebody who will probably be opened next. */
  async drawAhead(id: number, query: string): Promise<void> {
    try {
      const { file, pages } = await this.#backend.candidate(id, query);
      if (file.is_pdf && pages.length > 0) this.#ahead.draw(id, () => this.#backend.file(id));
    } catch {
      // What is wrong is told when they are opened.
    }
  }

  fileFailed(error: unknown): void {
    this.#fileTrouble = trouble(error, "not_drawn");
  }

  lookAt(key: string | null): void {
    this.#current = key;
    if (key !== this.#pointed?.key) this.#pointed = null;
  }

  /** Marks the words of a fact without going there, until `unpoint`. */
  point(mark: Mark, label: string): void {
    if (this.#pointed?.key !== this.#current) this.#pointed = factMark(mark, label);
  }

  unpoint(): void {
    if (this.#pointed?.key !== this.#current) this.#pointed = null;
  }

  /** Goes to the words of a fact; to the next of them, where it stands on several. */
  lookAtWords(marks: Mark[], label: string): void {
    const places = marks.map((mark) => factMark(mark, label));
    const at = places.findIndex(({ key }) => key === this.#current);
    this.#pointed = places[(at + 1) % places.length] ?? null;
    this.#current = this.#pointed?.key ?? null;
  }

  /** Goes to the next or the previous evidence, in the order of the text; hits when there is no evidence. */
  step(by: 1 | -1): void {
    const evidence = this.#told.filter(({ kind }) => kind !== "hit");
    this.lookAt(neighbour(evidence.length > 0 ? evidence : this.#told, this.#current, by));
  }
}

export const [getCandidate, setCandidate] = createContext<OpenCandidate>();

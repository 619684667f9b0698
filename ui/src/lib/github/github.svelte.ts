// GitHub: whether it may be asked, the token, the queue, and the account of the open candidate.

import type { Backend } from "../backend/backend";
import { trouble, type Trouble } from "../errors/errors";
import type { GithubOf, GithubSignIn, GithubStatus, GithubWishes } from "../wire/wire";

/** The interface of GitHub itself. */
const GITHUB = "https://api.github.com";
/** A timer holds no longer than so many milliseconds. */
const LONGEST_WAIT = 3_600_000;

export class Github {
  #backend: Backend;
  #status = $state.raw<GithubStatus | null>(null);
  #account = $state.raw<GithubOf | null>(null);
  #signIn = $state.raw<GithubSignIn | null>(null);
  #trouble = $state.raw<Trouble | null>(null);
  /** What is wrong with the token that was entered last. */
  #tokenTrouble = $state.raw<Trouble | null>(null);
  #checking = $state(false);
  #shown: number | null = null;
  #working = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** `null` until it is known. */
  get status(): GithubStatus | null {
    return this.#status;
  }

  /** Of the candidate that was asked for last; `null` until it is known. */
  get account(): GithubOf | null {
    return this.#account;
  }

  /** A sign-in whose code waits to be entered in the browser. */
  get signIn(): GithubSignIn | null {
    return this.#signIn;
  }

  get trouble(): Trouble | null {
    return this.#trouble;
  }

  get tokenTrouble(): Trouble | null {
    return this.#tokenTrouble;
  }

  /** A token is being checked. */
  get checking(): boolean {
    return this.#checking;
  }

  /** The page of an account in the browser. */
  pageOf(login: string): string {
    const api = this.#status?.api ?? GITHUB;
    return `${api === GITHUB ? "https://github.com" : new URL(api).origin}/${login}`;
  }

  /** Asks how things stand, and goes on with whoever waits since the window was closed. */
  async load(): Promise<void> {
    await this.#do(() => this.#backend.githubStatus());
    this.work();
  }

  /** Shows the account of a candidate, who comes next when they wait. */
  async show(id: number): Promise<void> {
    if (this.#shown !== id) this.#account = null;
    this.#shown = id;
    try {
      if (!this.#status) await this.load();
      const account = await this.#backend.candidateGithub(id);
      if (this.#shown !== id) return;
      this.#account = account;
      if (account.is_waiting) await this.#backend.preferGithub(id);
    } catch (error) {
      if (this.#shown === id) this.#trouble = trouble(error);
    }
  }

  async wish(wishes: Partial<GithubWishes>): Promise<void> {
    const { is_on, api, client_id } = this.#status ?? { is_on: false, api: "", client_id: null };
    await this.#do(() => this.#backend.switchGithub({ is_on, api, client_id: client_id ?? "", ...wishes }));
    this.work();
  }

  /** Looks at a candidate, anew when `refresh`; at everybody never looked at when `id` is null. */
  async look(id: number | null, refresh = false): Promise<void> {
    await this.#do(() => this.#backend.queueGithub(id, refresh));
    await this.#renewShown();
    this.work();
  }

  async pause(on: boolean): Promise<void> {
    await this.#do(() => this.#backend.pauseGithub(on));
    this.work();
  }

  async cancel(): Promise<void> {
    await this.#do(() => this.#backend.cancelGithub());
    await this.#renewShown();
  }

  /** Takes a token when it is good. */
  async enter(token: string): Promise<boolean> {
    return await this.#ofToken(() => this.#backend.setGithubToken(token));
  }

  async forget(): Promise<void> {
    await this.#do(() => this.#backend.forgetGithubToken());
  }

  /** Shows a code and waits until it was entered in the browser. */
  async signInByBrowser(): Promise<void> {
    await this.#ofToken(async () => {
      this.#signIn = await this.#backend.startGithubSignIn();
      return await this.#backend.finishGithubSignIn();
    });
    this.#signIn = null;
  }

  async giveUpSignIn(): Promise<void> {
    this.#signIn = null;
    await this.#backend.cancelGithubSignIn();
  }

  async browse(url: string): Promise<void> {
    try {
      await this.#backend.browseGithub(url);
    } catch (error) {
      this.#trouble = trouble(error);
    }
  }

  putTroubleAway(): void {
    this.#trouble = this.#tokenTrouble = null;
  }

  /** Works the queue off, if anybody waits, and again at the moment that GitHub has named. */
  work(): void {
    const status = this.#status;
    clearTimeout(this.#timer);
    if (!status?.is_on || status.is_paused || status.waiting === 0 || this.#working) return;
    const wait = status.until ? Date.parse(status.until) - Date.now() : 0;
    if (wait > 0) {
      this.#timer = setTimeout(() => void this.load(), Math.min(wait + 1000, LONGEST_WAIT));
      return;
    }
    void this.#work();
  }

  async #work(): Promise<void> {
    this.#working = true;
    if (this.#status) this.#status = { ...this.#status, is_running: true };
    const done = await this.#do(() =>
      this.#backend.workGithub((status) => {
        this.#status = status;
        void this.#renewShown();
      }),
    );
    this.#working = false;
    await this.#renewShown();
    if (done) this.work();
  }

  async #renewShown(): Promise<void> {
    if (this.#shown !== null) await this.show(this.#shown);
  }

  async #ofToken(ask: () => Promise<GithubStatus>): Promise<boolean> {
    this.#checking = true;
    try {
      this.#status = await ask();
      this.#tokenTrouble = null;
      return true;
    } catch (error) {
      this.#tokenTrouble = trouble(error);
      return false;
    } finally {
      this.#checking = false;
      this.work();
    }
  }

  async #do(ask: () => Promise<GithubStatus>): Promise<boolean> {
    try {
      this.#status = await ask();
      this.#trouble = null;
      return true;
    } catch (error) {
      this.#trouble = trouble(error);
      return false;
    }
  }
}

// What the page asks about GitHub. Nothing is asked of GitHub itself before `switchGithub` has said so.

import type { GithubOf, GithubSignIn, GithubStatus, GithubWishes } from "../wire/wire";

export interface GithubBackend {
  githubStatus(): Promise<GithubStatus>;
  switchGithub(wishes: GithubWishes): Promise<GithubStatus>;
  /** Checks the token at once; throws a `WireError` that says what is wrong with it. */
  setGithubToken(token: string): Promise<GithubStatus>;
  forgetGithubToken(): Promise<GithubStatus>;
  /** Gives a code, and opens the browser where it is entered. */
  startGithubSignIn(): Promise<GithubSignIn>;
  /** Ends when the code was entered, or the sign-in given up. */
  finishGithubSignIn(): Promise<GithubStatus>;
  cancelGithubSignIn(): Promise<void>;
  /** Puts a candidate into the queue, or everybody who was never looked at when `id` is null. */
  queueGithub(id: number | null, refresh: boolean): Promise<GithubStatus>;
  preferGithub(id: number): Promise<void>;
  pauseGithub(on: boolean): Promise<GithubStatus>;
  cancelGithub(): Promise<GithubStatus>;
  /** Works the queue off until nobody can be asked for now. One at a time; another ends at once. */
  workGithub(onProgress: (status: GithubStatus) => void): Promise<GithubStatus>;
  candidateGithub(id: number): Promise<GithubOf>;
  /** Opens a page of GitHub in the browser. */
  browseGithub(url: string): Promise<void>;
}

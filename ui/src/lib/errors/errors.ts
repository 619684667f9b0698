// What a failure is called in the window: one row a code.

import { isWireError } from "../backend/backend";
import type { ErrorCode } from "../wire/wire";

export interface Sentence {
  severity: "note" | "problem";
  /** What happened. */
  says: string;
  /** What to do about it. */
  todo: string;
}

/** Codes of the application, and those that only the page can know. */
export type Code = ErrorCode | "not_drawn" | "blind";

const SENTENCES: Record<Code, Sentence> = {
  query: { severity: "note", says: "This search does not read.", todo: "The last results stay until it does." },
  not_found: {
    severity: "note",
    says: "This candidate is no longer in the pool.",
    todo: "Search again to renew the list.",
  },
  file_moved: {
    severity: "note",
    says: "The original file is not where it was, so its text is shown as it was read.",
    todo: "Put the file back, or import it again from its new place.",
  },
  file_changed: {
    severity: "note",
    says: "The original file has changed since it was imported, so its text is shown as it was read.",
    todo: "Import it again to read it anew.",
  },
  not_watched: {
    severity: "note",
    says: "This folder cannot be watched.",
    todo: "Give the whole path of a folder that is there and does not hold the pool itself.",
  },
  no_skill: {
    severity: "note",
    says: "This skill is not known.",
    todo: "Write it another way, or add it to your own skills first.",
  },
  not_corrected: {
    severity: "note",
    says: "This fact cannot be put right so.",
    todo: "See what was expected, and write it another way. What was there stands as it was.",
  },
  not_opened: {
    severity: "note",
    says: "No program of this system opens the file.",
    todo: "Its text is here as it was read.",
  },
  not_drawn: {
    severity: "note",
    says: "This file's pages cannot be drawn, so its text is shown as it was read.",
    todo: "Open the file in another program to see its pages.",
  },
  no_tag: {
    severity: "note",
    says: "This is no tag.",
    todo: "Use a few words without commas and quotes.",
  },
  empty_note: {
    severity: "note",
    says: "The note is empty.",
    todo: "Write something, or leave it.",
  },
  faulty_role: {
    severity: "note",
    says: "This role cannot be kept as it is.",
    todo: "Give it a title, and see what is said beside its fields.",
  },
  no_earlier_role: {
    severity: "note",
    says: "This role has no earlier version.",
    todo: "There is nothing to take back.",
  },
  faulty_signal: {
    severity: "problem",
    says: "This signal cannot be kept as it is.",
    todo: "See what is said below, and put it right.",
  },
  blind: {
    severity: "note",
    says: "Blind mode shows the text alone: the printed page would tell who it is.",
    todo: "Switch blind mode off (b) to see the page.",
  },
  not_written: {
    severity: "problem",
    says: "The file could not be written.",
    todo: "See that its folder is there and has room, or choose another one.",
  },
  import_running: {
    severity: "note",
    says: "An import is running already.",
    todo: "Wait for it to end, or cancel it first.",
  },
  pool_busy: {
    severity: "problem",
    says: "Another program is writing to the pool.",
    todo: "Try again in a moment.",
  },
  disk_full: {
    severity: "problem",
    says: "The disk that holds the pool is full.",
    todo: "Make room and try again. What was confirmed before is safe.",
  },
  pool_newer: {
    severity: "problem",
    says: "A newer Candela made this pool.",
    todo: "Please update this one. Nothing in the pool was touched.",
  },
  pool: {
    severity: "problem",
    says: "The pool could not be read or written.",
    todo: "See that its disk has room and that you may write to its folder, then try again.",
  },
  github: {
    severity: "problem",
    says: "GitHub did not answer.",
    todo: "What was found is kept, and whoever waits goes on later.",
  },
  github_token: {
    severity: "problem",
    says: "GitHub does not accept this token: it is wrong, or was taken back.",
    todo: "Copy it once more, or make a new one on GitHub.",
  },
  github_token_expired: {
    severity: "problem",
    says: "This token has expired.",
    todo: "Make a new one on GitHub and enter it.",
  },
  github_token_rights: {
    severity: "problem",
    says: "This token may not read public repositories.",
    todo: "Make one with “Public repositories (read-only)”; it needs no other right.",
  },
  github_sign_in: {
    severity: "note",
    says: "The sign-in was not finished.",
    todo: "Begin it again, or paste a token.",
  },
  github_address: {
    severity: "problem",
    says: "This is no address of GitHub.",
    todo: "Write https://HOST/api/v3 for an Enterprise server; leave it empty for GitHub itself.",
  },
  no_github: {
    severity: "note",
    says: "This résumé names no GitHub account.",
    todo: "Put the account right among the contacts, if you know it.",
  },
  no_ocr: {
    severity: "note",
    says: "Scans cannot be read on this machine yet.",
    todo: "Install Tesseract (on Debian and Ubuntu: apt install tesseract-ocr), then try again.",
  },
  internal: {
    severity: "problem",
    says: "Something went wrong in Candela itself.",
    todo: "Nothing that was decided is lost. Start it again; if it comes back, report it with the words below.",
  },
};

export interface Trouble extends Sentence {
  code: Code;
  /** The words of the fault itself. */
  detail: string;
}

/** The sentence for anything that was thrown. What is not an error of the wire is `otherwise`: our own fault. */
export function trouble(error: unknown, otherwise: Code = "internal"): Trouble {
  const code = isWireError(error) && error.code in SENTENCES ? error.code : otherwise;
  const detail = isWireError(error) || error instanceof Error ? error.message : String(error);
  return { ...SENTENCES[code], code, detail };
}

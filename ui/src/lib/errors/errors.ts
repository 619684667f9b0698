// What a failure is called in the window: one row a code.

import { isWireError } from "../backend/backend";
import { t } from "../i18n/i18n.svelte";
import type { ErrorCode } from "../wire/wire";

/** Codes of the application, and those that only the page can know. */
export type Code = ErrorCode | "not_drawn" | "blind";

/** Whether something is wrong, or only to be known. What is said of each stands in the catalogues. */
const SEVERITY: Record<Code, Trouble["severity"]> = {
  query: "note",
  not_found: "note",
  file_moved: "note",
  file_changed: "note",
  not_watched: "note",
  no_table: "note",
  no_skill: "note",
  not_corrected: "note",
  not_opened: "note",
  not_drawn: "note",
  no_tag: "note",
  empty_note: "note",
  faulty_role: "note",
  no_earlier_role: "note",
  faulty_signal: "problem",
  blind: "note",
  no_period: "note",
  no_groups: "problem",
  on_hold: "problem",
  too_early: "problem",
  no_backup: "problem",
  wrong_passphrase: "note",
  not_written: "problem",
  import_running: "note",
  pool_busy: "problem",
  disk_full: "problem",
  pool_newer: "problem",
  pool_read_only: "problem",
  pool_gone: "problem",
  pool_damaged: "problem",
  pool_locked: "note",
  wrong_pool_passphrase: "note",
  short_passphrase: "note",
  pool_in_use: "note",
  no_keychain: "note",
  team_address: "problem",
  team_login: "problem",
  team_away: "note",
  team: "problem",
  only_reading: "note",
  engine: "problem",
  pool: "problem",
  github: "problem",
  github_token: "problem",
  github_token_expired: "problem",
  github_token_rights: "problem",
  github_sign_in: "note",
  github_address: "problem",
  no_github: "note",
  no_ocr: "note",
  internal: "problem",
};

export interface Trouble {
  severity: "note" | "problem";
  /** What happened. */
  says: string;
  /** What to do about it. */
  todo: string;
  code: Code;
  /** The words of the fault itself. */
  detail: string;
}

/** The sentence for anything that was thrown. What is not an error of the wire is `otherwise`: our own fault. */
export function trouble(error: unknown, otherwise: Code = "internal"): Trouble {
  const code = isWireError(error) && error.code in SEVERITY ? error.code : otherwise;
  const detail = isWireError(error) || error instanceof Error ? error.message : String(error);
  return { severity: SEVERITY[code], says: t(`errors:${code}.says`), todo: t(`errors:${code}.todo`), code, detail };
}

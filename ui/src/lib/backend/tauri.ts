// The application behind the page, by Tauri's commands. The only file that knows Tauri.

import { Channel, invoke } from "@tauri-apps/api/core";
import { listen, TauriEvent } from "@tauri-apps/api/event";
import { open } from "@tauri-apps/plugin-dialog";
import type { Reread, Watched } from "../wire/wire";
import type { Backend, Drop } from "./backend";

export const tauri: Backend = {
  exportColumns: () => invoke("export_columns"),
  exportCandidates: (wanted) => invoke("export_candidates", { export: wanted }),
  beginErasing: (ids, reason) => invoke("begin_erasing", { ids, reason }),
  takeBackErasing: () => invoke("take_back_erasing"),
  finishErasing: () => invoke("finish_erasing"),
  retention: () => invoke("retention"),
  keepFor: (choice) => invoke("keep_for", { choice }),
  keepBy: (ids, profile) => invoke("keep_by", { ids, profile }),
  tooEarly: (ids) => invoke("too_early", { ids }),
  candidateKept: (id) => invoke("candidate_kept", { id }),
  hold: (ids, reason) => invoke("hold_candidates", { ids, reason }),
  release: (ids) => invoke("release_candidates", { ids }),
  saveAccessReport: (id, format, language) => invoke("save_access_report", { id, format, language }),
  saveLog: (format) => invoke("save_log", { format }),
  backups: () => invoke("backups"),
  backUp: (passphrase) => invoke("back_up", { passphrase }),
  isBackupLocked: (path) => invoke("is_backup_locked", { path }),
  restoreBackup: (path, passphrase) => invoke("restore_backup", { path, passphrase }),
  overview: () => invoke("pool_overview"),
  search: (request) => invoke("search_candidates", { request }),
  viewQuery: (text) => invoke("view_query", { text }),
  editQuery: (text, edit) => invoke("edit_query", { text, edit }),
  completeQuery: (typed, cursor) => invoke("complete_query", { typed, cursor }),
  moreLike: (id) => invoke("more_like", { id }),
  savedSearches: () => invoke("saved_searches"),
  saveSearch: (name, query) => invoke("save_search", { name, query }),
  lookAtSavedSearch: (id) => invoke("look_at_saved_search", { id }),
  removeSavedSearch: (id) => invoke("remove_saved_search", { id }),
  rememberSearch: (query) => invoke("remember_search", { query }),
  pastSearches: () => invoke("past_searches"),
  forgetSearches: () => invoke("forget_searches"),
  candidate: (id, query) => invoke("open_candidate", { id, query }),
  correct: (id, fix, query) => invoke("correct_fact", { id, fix, query }),
  undoCorrection: (id, correction, query) => invoke("undo_correction", { id, correction, query }),
  roles: () => invoke("list_roles"),
  roleWords: () => invoke("role_words"),
  role: (id) => invoke("open_role", { id }),
  saveRole: (id, role) => invoke("save_role", { id, role }),
  removeRole: (id) => invoke("remove_role", { id }),
  undoRole: (id) => invoke("undo_role", { id }),
  checkRole: (role) => invoke("check_role", { role }),
  draftRole: (advert) => invoke("draft_role", { advert }),
  roleFromFile: (text) => invoke("role_from_file", { text }),
  exportRole: (role) => invoke("export_role", { role }),
  countFits: () => invoke("count_fits"),
  fitPool: (role, offset, limit) => invoke("fit_pool", { role, offset, limit }),
  signalCatalogue: () => invoke("signal_catalogue"),
  ownSignals: () => invoke("list_own_signals"),
  tryOwnSignal: (signal) => invoke("try_own_signal", { signal }),
  keepOwnSignal: (signal) => invoke("keep_own_signal", { signal }),
  removeOwnSignal: (id) => invoke("remove_own_signal", { id }),
  importOwnSignals: (name, text) => invoke("import_own_signals", { name, text }),
  exportOwnSignals: () => invoke("export_own_signals"),
  fit: (role, id) => invoke("fit_candidate", { role, id }),
  githubStatus: () => invoke("github_status"),
  switchGithub: (wishes) => invoke("switch_github", { wishes }),
  setGithubToken: (token) => invoke("set_github_token", { token }),
  forgetGithubToken: () => invoke("forget_github_token"),
  startGithubSignIn: () => invoke("start_github_sign_in"),
  finishGithubSignIn: () => invoke("finish_github_sign_in"),
  cancelGithubSignIn: () => invoke("cancel_github_sign_in"),
  queueGithub: (id, refresh) => invoke("queue_github", { id, refresh }),
  preferGithub: (id) => invoke("prefer_github", { id }),
  pauseGithub: (on) => invoke("pause_github", { on }),
  cancelGithub: () => invoke("cancel_github"),
  workGithub: (onProgress) => invoke("work_github", { progress: channel(onProgress) }),
  candidateGithub: (id) => invoke("candidate_github", { id }),
  browseGithub: (url) => invoke("browse_github", { url }),
  kit: (id, role, blind = false) => invoke("interview_kit", { id, role, blind }),
  market: (request) => invoke("market_reference", { request }),
  versions: (id) => invoke("candidate_versions", { id }),
  join: (one, other) => invoke("join_candidates", { one, other }),
  part: (one, other) => invoke("part_candidates", { one, other }),
  unsaySame: (one, other) => invoke("unsay_same", { one, other }),
  openOriginal: (id) => invoke("open_original", { id }),
  async findOriginal(id, query) {
    const path = await open({ directory: false, multiple: false });
    return path === null ? null : invoke("find_original", { id, path, query });
  },
  onReread: (listener) => listen<Reread>("reread", ({ payload }) => listener(payload)),
  file: async (id) => new Uint8Array(await invoke<ArrayBuffer>("candidate_file", { id })),
  triage: (id) => invoke("candidate_triage", { id }),
  decide: (ids, decision, reason) => invoke("decide", { ids, decision, reason }),
  tag: (ids, tag) => invoke("tag_candidates", { ids, tag }),
  untag: (ids, tag) => invoke("untag_candidates", { ids, tag }),
  writeNote: (id, text) => invoke("write_note", { id, text }),
  rewriteNote: (id, note, text) => invoke("rewrite_note", { id, note, text }),
  removeNote: (id, note) => invoke("remove_note", { id, note }),
  undo: () => invoke("undo"),
  redo: () => invoke("redo"),
  journal: (limit) => invoke("journal", { limit }),
  tags: () => invoke("pool_tags"),
  reasons: () => invoke("decision_reasons"),
  setReasons: (reasons) => invoke("set_decision_reasons", { reasons }),
  importPaths: (paths, onProgress) => invoke("import_paths", { paths, progress: channel(onProgress) }),
  importSamples: (onProgress) => invoke("import_samples", { progress: channel(onProgress) }),
  importAgain: (id, again, onProgress) => invoke("import_again", { id, again, progress: channel(onProgress) }),
  readTable: (path) => invoke("read_table", { path }),
  previewTable: (table) => invoke("preview_table", { table }),
  importTable: (table, onProgress) => invoke("import_table", { table, progress: channel(onProgress) }),
  watchedFolders: () => invoke("watched_folders"),
  watchFolder: (path) => invoke("watch_folder", { path }),
  unwatchFolder: (path) => invoke("unwatch_folder", { path }),
  onWatched: (listener) => listen<Watched>("watched", ({ payload }) => listener(payload)),
  diagnostics: () => invoke("diagnostics"),
  openedPaths: () => invoke("opened_paths"),
  onOpened: (listener) => listen("opened", () => listener()),
  showMenu: (groups) => invoke("show_menu", { groups }),
  onMenu: (listener) => listen<string>("menu", ({ payload }) => listener(payload)),
  ocr: () => invoke("ocr"),
  tellWorkEnded: (title, body, notify) => invoke("tell_work_ended", { title, body, notify }),
  switchOcr: (on) => invoke("switch_ocr", { on }),
  cancelImport: () => invoke("cancel_import"),
  async choose(what) {
    const chosen = await open({ directory: what === "folder", multiple: true, recursive: false });
    return chosen ?? [];
  },
  async onDrop(listener) {
    const on = (event: TauriEvent, drop: (paths: string[]) => Drop) =>
      listen<{ paths?: string[] }>(event, ({ payload }) => listener(drop(payload?.paths ?? [])));
    const stops = await Promise.all([
      on(TauriEvent.DRAG_ENTER, () => ({ kind: "over" })),
      on(TauriEvent.DRAG_LEAVE, () => ({ kind: "left" })),
      on(TauriEvent.DRAG_DROP, (paths) => ({ kind: "dropped", paths })),
    ]);
    return () => stops.forEach((stop) => stop());
  },
};

function channel<Progress>(onProgress: (progress: Progress) => void): Channel<Progress> {
  const progress = new Channel<Progress>();
  progress.onmessage = onProgress;
  return progress;
}

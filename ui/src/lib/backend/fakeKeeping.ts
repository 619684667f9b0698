// How long the candidates of a made-up pool are kept, and its backups.

import type { Backup, Hold, Kept, Retention, WireError } from "../wire/wire";
import type { KeepingBackend } from "./keeping";

const MADE = "2026-05-04T09:30:00Z";
const DUE = "2026-11-04";

const refused = (code: WireError["code"], message: string): WireError => ({ code, message, query: null });

/** With a period, candidate 1 is due and nobody else. */
export function fakeKeeping(nameOf: (id: number) => string, isThere: (id: number) => boolean): KeepingBackend {
  let keep: string | null = null;
  const holds = new Map<number, Hold>();
  let backups: Backup[] = [
    { path: "/pool/backups/2026-05-04.candela", made: MADE, size_bytes: 3_145_728, is_daily: true, is_locked: false },
    { path: "/media/usb/pool.age", made: "2026-05-01T09:30:00Z", size_bytes: null, is_daily: false, is_locked: true },
  ];

  const kept = (id: number): Kept => {
    const hold = holds.get(id) ?? null;
    const due = keep ? (id === 1 ? DUE : "2999-01-01") : null;
    return { id, name: nameOf(id), headline: null, since: "2026-05-04", due, is_due: due === DUE && !hold, hold };
  };
  const retention = (): Retention => {
    const due = keep && isThere(1) && !holds.has(1) ? [kept(1)] : [];
    const by = keep ? { author: "anna", made: MADE } : { author: null, made: null };
    return { keep, ...by, due_ids: due.map(({ id }) => id), due, held: [...holds.keys()].filter(isThere).map(kept) };
  };

  return {
    retention: async () => retention(),
    async keepFor(period) {
      const [, number, unit] = /^(\d+) (day|week|month|year)s$/.exec(period ?? "") ?? [];
      if (period !== null && !unit) throw refused("no_period", "expected a period");
      keep = period === null ? null : `P${number}${unit?.slice(0, 1).toUpperCase()}`;
      return retention();
    },
    candidateKept: async (id) => kept(id),
    hold: async (ids, reason) => ids.forEach((id) => holds.set(id, { reason, author: "anna", made: MADE })),
    release: async (ids) => ids.forEach((id) => holds.delete(id)),
    saveAccessReport: async (id, format) => `/out/candidate-${id}.${format}`,
    saveLog: async (format) => `/out/log.${format}`,
    backups: async () => ({ backups, trouble: null }),
    async backUp(passphrase) {
      const path = passphrase ? "/out/pool.age" : "/out/pool.candela";
      backups = [{ path, made: "2026-05-05T09:30:00Z", size_bytes: 2_097_152, is_daily: false, is_locked: passphrase !== "" }, ...backups];
      return path;
    },
    isBackupLocked: async (path) => path.endsWith(".age"),
    async restoreBackup(path, passphrase) {
      if (path.endsWith(".age") && passphrase !== "right") throw refused("wrong_passphrase", "locked with another passphrase");
      return "/pool/backups/replaced-1";
    },
  };
}

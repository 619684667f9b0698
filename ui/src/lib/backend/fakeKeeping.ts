// How long the candidates of a made-up pool are kept, and its backups.

import type { Backup, Hold, Kept, Retention, RetentionChoice, RetentionProfile, WireError } from "../wire/wire";
import type { KeepingBackend } from "./keeping";

const MADE = "2026-05-04T09:30:00Z";
const DUE = "2026-11-04";

const refused = (code: WireError["code"], message: string): WireError => ({ code, message, query: null });

const PROFILES: RetentionProfile[] = [
  {
    id: "us_private",
    title: { en: "United States, private employer", de: "USA, privater Arbeitgeber" },
    says: { en: "At least one year.", de: "Mindestens ein Jahr." },
    source: "29 CFR 1602.14",
    url: "https://www.ecfr.gov/current/title-29/section-1602.14",
    year: 2026,
    keep: "P1Y",
    at_least: "P1Y",
  },
];

/** `6 months` → `P6M`. */
function iso(period: string | null): string | null {
  if (period === null || period.startsWith("P")) return period;
  const [, number, unit] = /^(\d+) (day|week|month|year)s$/.exec(period) ?? [];
  if (!unit) throw refused("no_period", "expected a period");
  return `P${number}${unit.slice(0, 1).toUpperCase()}`;
}

/** With a period and no least, candidate 1 is due and nobody else. */
export function fakeKeeping(nameOf: (id: number) => string, isThere: (id: number) => boolean): KeepingBackend {
  let chosen: RetentionChoice = { profile: null, keep: null, at_least: null };
  const otherwise = new Map<number, string>();
  let recognises = false;
  const holds = new Map<number, Hold>();
  let backups: Backup[] = [
    { path: "/pool/backups/2026-05-04.candela", made: MADE, size_bytes: 3_145_728, is_daily: true, is_locked: false },
    { path: "/media/usb/pool.age", made: "2026-05-01T09:30:00Z", size_bytes: null, is_daily: false, is_locked: true },
  ];

  const kept = (id: number): Kept => {
    const hold = holds.get(id) ?? null;
    const least = otherwise.has(id) ? "P1Y" : chosen.at_least;
    const due = chosen.keep ? (id === 1 && !least ? DUE : "2999-01-01") : null;
    const own_profile = otherwise.get(id) ?? null;
    const until = { at_least_until: least ? "2027-05-04" : null, is_early: least !== null };
    return { id, name: nameOf(id), headline: null, since: "2026-05-04", own_profile, ...until, due, is_due: due === DUE && !hold, hold };
  };
  const retention = (): Retention => {
    const due = isThere(1) && kept(1).is_due ? [kept(1)] : [];
    const by = chosen.keep ? { author: "anna", made: MADE } : { author: null, made: null };
    const held = [...holds.keys()].filter(isThere).map(kept);
    return { ...chosen, ...by, profiles: PROFILES, due_ids: due.map(({ id }) => id), due, held, recognises, early: [] };
  };

  return {
    retention: async () => retention(),
    async keepFor({ profile, keep, at_least }) {
      chosen = { profile, keep: iso(keep), at_least: iso(at_least) };
      return retention();
    },
    async recogniseErased(on) {
      recognises = on;
      return retention();
    },
    keepBy: async (ids, profile) => ids.forEach((id) => (profile ? otherwise.set(id, profile) : otherwise.delete(id))),
    async tooEarly(ids) {
      const candidates = ids.filter((id) => kept(id).is_early).length;
      return candidates > 0 ? { candidates, until: "2027-05-04", rule: "29 CFR 1602.14" } : null;
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

// Roles of a made-up pool: kept as they are written, checked for one trap, drafted by words everybody knows.

import type { FitCell, FitColumn, RoleAsk, RoleProfile, RoleTrap, SavedRole, WireError } from "../wire/wire";
import type { FakePool } from "./fake";
import type { FitBackend } from "./fit";
import type { RolesBackend } from "./roles";

const ask = (skill: string, years: number | null = null): RoleAsk => ({ any: [skill], years, within: null, since: null });

export const ROLE: RoleProfile = {
  title: "",
  role: null,
  level: null,
  years: null,
  domains: [],
  place: null,
  must: [],
  nice: [],
  questions: [],
};

const BACKEND: RoleProfile = { ...ROLE, title: "Backend, Lyon", role: "backend", must: [ask("Django", 3), ask("Kubernetes")], nice: [ask("German")] };
const DATA: RoleProfile = { ...ROLE, title: "Data, remote", role: "data", must: [ask("Spark", 3), ask("Kubernetes")], nice: [ask("German")] };

const RIVALS: RoleTrap = {
  id: "rival_frameworks",
  title: "Django and Flask do the same work.",
  why: "Nearly nobody works with both at once.",
  advice: "Ask for either of them.",
  guides: ["B"],
  about: ["Django", "Flask"],
};

export function fakeRoles(pool: FakePool): RolesBackend & Pick<FitBackend, "roles"> {
  const roles = new Map<number, RoleProfile[]>([
    [1, [BACKEND]],
    [2, [DATA]],
  ]);
  const removed = new Set<number>();
  const there = () => [...roles].filter(([id]) => !removed.has(id));
  const saved = (id: number): SavedRole => {
    const role = roles.get(id)?.at(-1);
    if (!role || removed.has(id)) throw missing(id);
    return { id, version: String(roles.get(id)?.length), role, traps: traps(role), search: role.must.map(({ any }) => `skill:${any[0]}`).join(" ") };
  };
  return {
    roles: async () =>
      there().map(([id, versions]) => {
        const role = versions.at(-1) ?? ROLE;
        return { id, title: role.title, musts: role.must.length, nices: role.nice.length, author: "anna", made: "2026-05-04T09:30:00Z" };
      }),
    roleWords: async () => ({
      kinds: [
        { kind: "backend", title: "backend" },
        { kind: "data", title: "data engineering" },
      ],
      domains: [
        { id: "payments", title: "Payments" },
        { id: "health", title: "Health" },
      ],
    }),
    role: async (id) => saved(id),
    async saveRole(id, role) {
      if (!role.title.trim()) throw faulty;
      const number = id ?? Math.max(0, ...roles.keys()) + 1;
      roles.set(number, [...(roles.get(number) ?? []), role]);
      return saved(number);
    },
    removeRole: async (id) => void removed.add(id),
    async undoRole(id) {
      if (!removed.delete(id)) roles.get(id)?.pop();
      return saved(id);
    },
    checkRole: async (role) => traps(role),
    async draftRole(advert) {
      const known = ["Django", "Flask", "PostgreSQL"].filter((skill) => advert.includes(skill));
      const part = (words: string, what: string) => ({ what, start: advert.indexOf(words), end: advert.indexOf(words) + words.length });
      const role = { ...ROLE, title: advert.split("\n")[0] ?? "", must: known.map((skill) => ask(skill)) };
      const leftOut = advert.includes("team player") ? [part("team player", "no skill, and nothing a résumé could show")] : [];
      return { role, parts: known.map((skill) => part(skill, `must have: ${skill}`)), left_out: leftOut, traps: traps(role) };
    },
    async roleFromFile(text) {
      const title = /title = "(.*)"/.exec(text)?.[1];
      const faults = title === undefined ? [{ line: 1, message: "expected `title`, found nothing" }] : [];
      const role = { ...ROLE, title: title ?? "" };
      return { role, faults, traps: traps(role) };
    },
    exportRole: async (role) => `/out/${role.title}.toml`,
    countFits: async () => there().map(([role]) => ({ role, musts: 2, all: 1, most: 2, of: pool.candidates })),
    async fitPool(id, offset, limit) {
      const { role } = saved(id);
      const asked: FitColumn[] = [
        ...role.must.map(({ any }) => ({ need: "must" as const, asked: any.join(" or ") })),
        ...role.nice.map(({ any }) => ({ need: "nice" as const, asked: any.join(" or ") })),
      ];
      const length = Math.max(0, Math.min(limit, pool.candidates - offset));
      const cell = (at: number): FitCell => (at === 0 ? { outcome: "pass", found: "4.2 years" } : { outcome: "unknown", found: "not named" });
      const rows = Array.from({ length }, (_, index) => ({
        id: offset + index + 1,
        name: `Candidate number ${offset + index + 1}`,
        headline: "Backend engineer",
        counts: { musts_met: 1, musts_failed: 0, musts: role.must.length, nices_met: 0, nices: role.nice.length },
        cells: asked.map((_, at) => cell(at)),
      }));
      return { total: pool.candidates, order: "most must-haves met first", asked, rows };
    },
  };
}

function traps(role: RoleProfile): RoleTrap[] {
  const names = role.must.flatMap(({ any }) => (any.length === 1 ? any : []));
  return names.includes("Django") && names.includes("Flask") ? [RIVALS] : [];
}

const missing = (id: number): WireError => ({ code: "not_found", message: `no role ${id}`, query: null });
const faulty: WireError = { code: "faulty_role", message: "expected `title`, found nothing", query: null };

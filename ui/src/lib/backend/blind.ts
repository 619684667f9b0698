// A backend that tells nobody's name: what crosses from the application is covered before any part of the window sees it.
//
// Covered are the name, contacts, links and schools, wherever they stand, letter by letter, so that marks stay in place. The
// page as it is printed cannot be covered, so it is not given: its text stands in for it.

import type { Backend } from "./backend";
import type { Github, GithubEvidence, GithubOf, Kit } from "../wire/wire";

type Cover = (text: string) => string;

const ADDRESS =
  /[^\s<>()[\],;:]+@[^\s<>()[\],;:]+\.\p{L}+|(?:https?:\/\/|www\.)[^\s<>]+|(?:\p{L}+\.)?(?:github|gitlab|linkedin|xing|bitbucket|stackoverflow|twitter|medium|dev)\.(?:com|org|io|to)\/[^\s<>]+/giu;

/** What a field of the wire is called that holds a file's path or name. */
const FILE_FIELDS = new Set(["path", "file"]);

/** What is asked of queries, roles, places on this machine and files, not of people. */
const OF_NOBODY = new Set<string>([
  "overview",
  "beginErasing",
  "takeBackErasing",
  "finishErasing",
  "backups",
  "statement",
  "setContact",
  "saveStatement",
  "impact",
  "saveImpact",
  "tooEarly",
  "keepBy",
  "backUp",
  "isBackupLocked",
  "restoreBackup",
  "saveLog",
  "githubStatus",
  "switchGithub",
  "setGithubToken",
  "forgetGithubToken",
  "startGithubSignIn",
  "finishGithubSignIn",
  "queueGithub",
  "pauseGithub",
  "cancelGithub",
  "workGithub",
  "exportColumns",
  "choose",
  "onDrop",
  "onReread",
  "diagnostics",
  "openedPaths",
  "onOpened",
  "showMenu",
  "onMenu",
  "poolLock",
  "keepPlace",
  "unlockPool",
  "lockPool",
  "encryptPool",
  "decryptPool",
  "changePassphrase",
  "rememberPool",
  "teamStand",
  "onTeam",
  "teamConflicts",
  "keepMine",
  "keepTheirs",
  "lookAtCandidate",
  "chooseTeam",
  "logInToTeam",
  "chooseNoTeam",
  "engineStand",
  "giveEngine",
  "logInToEngine",
  "removeEngine",
  "ocr",
  "switchOcr",
  "tellWorkEnded",
  "setZoom",
  "onWatched",
  "watchedFolders",
  "watchFolder",
  "unwatchFolder",
  "roles",
  "roleWords",
  "role",
  "saveRole",
  "removeRole",
  "undoRole",
  "checkRole",
  "draftRole",
  "roleFromFile",
  "exportRole",
  "countFits",
  "signalCatalogue",
  "ownSignals",
  "keepOwnSignal",
  "removeOwnSignal",
  "importOwnSignals",
  "exportOwnSignals",
] satisfies (keyof Backend)[]);

/** Which argument is the candidate's number, where it is not the first; -1 for none. */
const CANDIDATE_AT: Partial<Record<string, number>> = { fit: 1, fitPool: -1 } satisfies Partial<Record<keyof Backend, number>>;

interface Person {
  id: number;
  name: string;
  headline: unknown;
  contacts?: { value: string }[];
  facts?: { other_name?: { value: string } | null; education?: { stay?: { place?: string | null } }[] };
}

const isPerson = (value: object): value is Person =>
  "id" in value && typeof value.id === "number" && "name" in value && typeof value.name === "string" && "headline" in value;

const dots: Cover = (text) => text.replace(/\S/g, "•");

/** A sentence without the files that it names, which are often called like a person. */
const unnamed: Cover = (text) => text.replace(/`[^`]*`/g, "`•••`");

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Not as a part of a longer word. */
const whole = (literal: string): string => `(?<![\\p{L}\\p{N}])${escaped(literal)}(?![\\p{L}\\p{N}])`;

/** Words of a name without particles such as "van"; as written, in capitals, and with only the first letter large. */
function spellings(name: string): string[] {
  const words = name.split(/[^\p{L}\p{N}'’]+/u).filter((word) => word.length > 1 && !/^\p{Ll}/u.test(word));
  return words.flatMap((word) => [word, word.toUpperCase(), word.slice(0, 1) + word.slice(1).toLowerCase()]);
}

function coverOf({ name, contacts = [], facts }: Person): Cover {
  const schools = (facts?.education ?? []).map(({ stay }) => stay?.place ?? "");
  const literals = [...contacts.map(({ value }) => value), ...schools].filter((text) => text.trim().length > 1);
  const names = [name, facts?.other_name?.value ?? ""].flatMap(spellings);
  const patterns = [
    ADDRESS,
    ...(names.length > 0 ? [new RegExp(names.map(whole).join("|"), "gu")] : []),
    ...(literals.length > 0 ? [new RegExp(literals.map(whole).join("|"), "giu")] : []),
    // A telephone number in the way it was written: its digits with anything between them that is no letter.
    ...contacts.flatMap(({ value }) => (/^\+?[\d\s]{7,}$/.test(value) ? [written(value)] : [])),
  ];
  return (text) => patterns.reduce((text, pattern) => text.replace(pattern, dots), text);
}

/** The last digits of a number are the same however its beginning is written. */
function written(number: string): RegExp {
  const digits = number.replace(/\D/g, "").slice(-6).split("");
  return new RegExp(`[+(]?[\\d()/. \\-]*${digits.join("[^\\p{L}\\p{N}]?")}`, "gu");
}

/** What an account shows, without its owner. */
function veiled(known: Github): Github {
  const evidence = (it: GithubEvidence): GithubEvidence => ({ ...it, url: null });
  return {
    ...known,
    asked: "•••",
    reason: null,
    account: null,
    reasons: [],
    signals: known.signals.map((signal) => ({ ...signal, evidence: signal.evidence.map(evidence) })),
    repositories: known.repositories.map((it) => ({ ...it, url: "" })),
    merged: known.merged.map((it) => ({ ...it, url: "" })),
  };
}

export function blinded(backend: Backend): Backend {
  const covers = new Map<number, Cover>();

  function cover(value: unknown, by: Cover, key = ""): unknown {
    if (typeof value === "string") return FILE_FIELDS.has(key) ? "•••" : key === "reason" ? unnamed(by(value)) : by(value);
    if (Array.isArray(value)) return value.map((item) => cover(item, by, key));
    if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value;
    if (isPerson(value)) {
      // A row of the list knows less of them than the page does.
      if ("contacts" in value || !covers.has(value.id)) covers.set(value.id, coverOf(value));
      const own = covers.get(value.id) ?? by;
      return { ...fields({ ...value, name: "" }, own), name: `#${value.id}`, ...("contacts" in value ? { contacts: [] } : {}) };
    }
    return fields(value, by);
  }

  const fields = (value: object, by: Cover): Record<string, unknown> => {
    const covered = Object.fromEntries(Object.entries(value).map(([key, field]) => [key, cover(field, by, key)]));
    // The note on a candidate's file.
    return "is_pdf" in value ? { ...covered, name: "•••", path: "", is_pdf: false } : covered;
  };

  const anybody: Cover = (text) => text.replace(ADDRESS, dots);
  const hidden = () => Promise.reject({ code: "blind", message: "blind mode is on", query: null });

  const all = Object.entries(backend as unknown as Record<string, (...asked: unknown[]) => Promise<unknown>>);
  const wrapped = Object.fromEntries(
    all.map(([name, ask]) => {
      if (OF_NOBODY.has(name)) return [name, ask];
      const covered = async (...asked: unknown[]) => {
        const whose = asked[CANDIDATE_AT[name] ?? 0];
        return cover(await ask(...asked), (typeof whose === "number" && covers.get(whose)) || anybody);
      };
      return [name, covered];
    }),
  ) as unknown as Backend;

  /** Of an account, what tells who somebody is: names, addresses, and reasons with names in them. */
  async function candidateGithub(id: number): Promise<GithubOf> {
    const { known, ...rest } = (await wrapped.candidateGithub(id)) as GithubOf;
    return { ...rest, login: rest.login === null ? null : "•••", known: known && veiled(known) };
  }

  return {
    ...wrapped,
    candidateGithub,
    browseGithub: hidden,
    kit: async (id, role) => cover(await backend.kit(id, role, true), covers.get(id) ?? anybody) as Kit,
    // The page gives the table's own path back.
    async readTable(path) {
      const table = await backend.readTable(path);
      return table && { ...table, columns: table.columns.map((column) => ({ ...column, samples: column.samples.map(() => "•••") })) };
    },
    exportCandidates: (wanted) => backend.exportCandidates({ ...wanted, blind: true }),
    file: hidden,
    openOriginal: hidden,
    saveAccessReport: hidden,
  };
}

// A pool that is made up on the spot: for tests, and for work on the page in a browser.

import type { Backend } from "./backend";
import { fakeDuties } from "./fakeDuties";
import { facts, fixed } from "./fakeFacts";
import { fakeFit } from "./fakeFit";
import { fakeGithub } from "./fakeGithub";
import { fakeInterview } from "./fakeInterview";
import { fakeKeeping } from "./fakeKeeping";
import { chips, facets as fakeFacets, fakeQuery } from "./fakeQuery";
import { fakeRoles } from "./fakeRoles";
import { fakeSignals } from "./fakeSignals";
import { fakeSystem } from "./fakeSystem";
import { fakeTable } from "./fakeTable";
import { fakeEngine } from "./fakeEngine";
import { fakeTeam } from "./fakeTeam";
import { fakeTriage } from "./fakeTriage";
import { fakeVault } from "./fakeVault";
import { fakeVersions } from "./fakeVersions";
import type { Candidate, Card, Fix, ImportProgress, ImportReport, Mark, Row, WatchedFolder, WireError } from "../wire/wire";

export interface FakePool {
  candidates: number;
}

const NAMES = ["Ines Aubert", "Tariq Halloran", "Mei Okafor", "Jonas Wild", "Adaeze Lindqvist"];
const PLACES = ["Lyon", "Dublin", "Lagos", "Leipzig", "Malmö"];

const BODY = `Backend engineer

Experience
Backend engineer, Halvard Payments, since 2019
• Own the card payments API in Django, serving 2M requests a day
• Cut the nightly settlement from 4 hours to 22 minutes
• Passionate team player who worked on various projects
Developer, Tide & Co, 2016 – 2018
• Kept the tracking service running

Education
BSc Mathematics, Univ. Nord, 2012 – 2015

Skills
Python, Django, PostgreSQL, Docker, CKA, German (C1)
`;

/** A backend whose pool is `pool`, read anew at every question. */
export function fake(pool: FakePool): Backend {
  let cancelled = false;
  let watched: WatchedFolder[] = [];
  let leaving: number[] = [];
  const erased = new Set<number>();
  const { standing, ...triage } = fakeTriage();
  const fixes = new Map<number, Map<number, Fix>>();
  let corrections = 0;
  const runImport = async (files: number, onProgress: (progress: ImportProgress) => void): Promise<ImportReport> => {
    cancelled = false;
    let done = 0;
    while (done < files && !cancelled) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      done++;
      pool.candidates++;
      onProgress({ done, total: files, rate: 100, seconds_left: (files - done) / 100 });
    }
    return report(done, cancelled);
  };
  const found = (query: string): number[] => {
    const total = query ? Math.ceil(pool.candidates / 2) : pool.candidates;
    return Array.from({ length: total }, (_, index) => total - index).filter((id) => !erased.has(id));
  };
  return {
    ...triage,
    ...fakeDuties(),
    ...fakeFit(),
    ...fakeGithub(),
    ...fakeRoles(pool),
    ...fakeSignals(pool),
    ...fakeInterview(),
    ...fakeKeeping((id) => row(id, "").name, (id) => id <= pool.candidates && !erased.has(id)),
    ...fakeSystem(),
    ...fakeEngine(),
    ...fakeTeam(),
    ...fakeVault(),
    ...fakeVersions(),
    findOriginal: async (id, query) => candidate(id, query),
    exportColumns: async () => ["id", "name", "decision"],
    exportCandidates: async ({ ids }) => ({ count: ids?.length ?? pool.candidates, path: "/out/candidates.xlsx" }),
    ...fakeQuery(),
    beginErasing: async (ids) => void (leaving = [...leaving, ...ids]),
    takeBackErasing: async () => void (leaving = []),
    async finishErasing() {
      leaving.forEach((id) => erased.add(id));
      const count = leaving.length;
      leaving = [];
      return count;
    },
    overview: async () => ({ folder: "in memory" }),
    found: async (query) => found(query),
    async search({ query, offset, limit, facets }) {
      const open = query.indexOf("(");
      if (open >= 0 && !query.includes(")")) throw misread(open);
      const ids = found(query);
      const total = ids.length;
      const rows = ids.slice(offset, offset + limit).map((id) => ({ ...row(id, query), ...standing(id) }));
      const expansions = query.includes("k8s") ? [{ typed: "k8s", start: query.indexOf("k8s"), end: query.indexOf("k8s") + 3, on: true, switched: "=k8s", also: ["Kubernetes"], implied_by: ["Helm"] }] : [];
      const counted = facets > 0 ? fakeFacets(query, total) : [];
      const rest = { unknown_skills: [], did_you_mean: [], limits: [], engine: null, behind: 0, outdated: false };
      return { total, pool: pool.candidates, millis: 3.4, rows, expansions, chips: chips(query), facets: counted, ...rest };
    },
    async candidate(id, query) {
      if (id > pool.candidates || erased.has(id)) throw failure("not_found", `no candidate ${id}`);
      return corrected(candidate(id, query), fixes.get(id));
    },
    async correct(id, fix, query) {
      fixes.set(id, (fixes.get(id) ?? new Map<number, Fix>()).set(++corrections, fix));
      return corrected(candidate(id, query), fixes.get(id));
    },
    async undoCorrection(id, correction, query) {
      fixes.get(id)?.delete(correction);
      return corrected(candidate(id, query), fixes.get(id));
    },
    file: async () => Promise.reject(failure("file_moved", "a made-up candidate has no file")),
    importPaths: (paths, onProgress) => runImport(paths.length * 12, onProgress),
    importSamples: (onProgress) => runImport(12, onProgress),
    importAgain: (_id, _again, onProgress) => runImport(1, onProgress),
    ...fakeTable(runImport),
    cancelImport: async () => void (cancelled = true),
    watchedFolders: async () => watched,
    async watchFolder(path) {
      if (!path.startsWith("/")) throw failure("not_watched", "there is no such folder");
      watched = [...watched, { path, is_there: !path.endsWith("gone") }];
      return watched;
    },
    unwatchFolder: async (gone) => (watched = watched.filter(({ path }) => path !== gone)),
    onWatched: async () => () => {},
    choose: async () => ["/inbox"],
    onDrop: async () => () => {},
  };
}

function row(id: number, query: string): Row {
  return {
    id,
    name: NAMES[id % NAMES.length] ?? "",
    headline: "Backend engineer",
    place: PLACES[id % PLACES.length] ?? "",
    years: 3 + (id % 9),
    skills: [
      { name: "Django", years: 4.2 },
      { name: "PostgreSQL", years: null },
    ],
    why: query ? [{ words: "Django 4.2 y, last used 2026", points: 510 }] : [],
    snippets: query
      ? [
          [
            { text: "card payments API in ", marked: false },
            { text: "Django", marked: true },
            { text: ", serving 2M requests a day", marked: false },
          ],
        ]
      : [],
    counts: { green: 2, yellow: 1, red: 0, fact: 0 },
    decision: "undecided",
    tags: [],
  };
}

function candidate(id: number, query: string): Candidate {
  const { name, headline, place, years } = row(id, query);
  const body = `${name}\n${BODY}`;
  const markOf = (words: string): Mark => ({ start: body.indexOf(words), end: body.indexOf(words) + words.length, areas: [] });
  const card = (id: string, polarity: Card["polarity"], title: string, quote: string): Card => ({
    id,
    polarity,
    title,
    why: "Says something that can be checked.",
    ask: "What broke first, and how did you know?",
    is_own: false,
    guides: ["D"],
    evidence: [{ quote, reason: "seen in work done", mark: markOf(quote) }],
  });
  return {
    id,
    name,
    headline,
    place,
    years,
    contacts: [
      { kind: "email", value: "someone@example.org", mark: null, corrected: null },
      { kind: "link", value: "https://www.linkedin.com/in/someone", mark: null, corrected: null },
    ],
    corrected: [],
    facts: facts(markOf),
    file: { name: "made-up.txt", path: "made-up.txt", is_pdf: false, reason: null },
    pages: [],
    body,
    cards: [
      card("generic_claims", "yellow", "Generic claim", "Passionate team player"),
      card("scale_indicators", "green", "Scale indicators", "2M requests a day"),
      card("quantified_impact", "green", "Quantified impact", "from 4 hours to 22 minutes"),
    ],
    hidden: [],
    hits: query.includes("django") ? [markOf("Django")] : [],
  };
}

/** The candidate with every fix made, in the order they were made. */
const corrected = (candidate: Candidate, fixes: Map<number, Fix> = new Map()): Candidate =>
  [...fixes].reduce((fixedSoFar, [correction, fix]) => fixed(fixedSoFar, fix, correction), candidate);

function report(added: number, cancelled: boolean): ImportReport {
  const files = [{ path: "/inbox/scan.pdf", reason: "the pages are pictures" }];
  const locked = [{ path: "/inbox/locked.pdf", reason: "the file needs a password" }];
  return {
    id: 1,
    groups: [
      { outcome: "encrypted", count: 1, files: locked },
      { outcome: "no_text", count: 1, files },
      { outcome: "added", count: added, files: [] },
    ],
    cancelled,
    seconds: added / 100,
    read_by: [],
    ocr: "Tesseract 5.3.0",
  };
}

const failure = (code: WireError["code"], message: string): WireError => ({ code, message, query: null });

const misread = (start: number): WireError => ({
  ...failure("query", "a parenthesis is opened and never closed"),
  query: { start, end: start + 1, suggestion: "flask" },
});

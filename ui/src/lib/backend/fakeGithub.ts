// A made-up GitHub: off at first, with one account that was looked at and one of each other kind.

import type { Github, GithubOf, GithubState, GithubStatus, GithubWeek, WireError } from "../wire/wire";
import type { GithubBackend } from "./github";

const DAY = 86_400_000;

const OFF: GithubStatus = {
  is_on: false,
  api: "https://api.github.com",
  client_id: null,
  token: null,
  token_until: null,
  token_refusal: null,
  waiting: 0,
  until: null,
  reason: null,
  is_running: false,
  is_paused: false,
  calls: null,
  points: null,
  candidates: null,
};

const RESET = "2026-11-21T14:05:00Z";

const weeks = (): GithubWeek[] =>
  Array.from({ length: 104 }, (_, at) => ({
    start: new Date(Date.UTC(2024, 10, 17) + at * 7 * DAY).toISOString().slice(0, 10),
    contributions: at % 13 === 5 ? 0 : ((at * 7) % 11) + (at > 70 ? 6 : 0),
  }));

export const account = (state: GithubState = "ok"): Github => ({
  found: "2026-11-20T09:30:00Z",
  asked: "ines-aubert",
  status: state,
  reason: state === "renamed" ? "the account is now called `iaubert`" : null,
  account: {
    login: state === "renamed" ? "iaubert" : "ines-aubert",
    name: "Ines Aubert",
    bio: "<b>Keeps</b> things running",
    company: "Halvard Payments",
    place: "Lyon",
    site: "https://aubert.example",
    since: "2018-02-01",
    followers: 41,
  },
  is_sure: true,
  reasons: [
    { speaks_for: true, words: "the name agrees with Ines Aubert" },
    { speaks_for: false, words: "the account names another place" },
  ],
  own_repositories: 9,
  listed: 9,
  read: 3,
  files: 41,
  not_seen: ["the files of 6 further repositories, below their root"],
  signals: [
    {
      id: "gh_bare_except",
      polarity: "yellow",
      evidence: [
        { repo: "orders-api", path: "app/io.py", line: 7, date: "2026-10-20", url: "https://github.com/ines-aubert/orders-api/blob/c0ffee/app/io.py#L7", note: null },
      ],
    },
    {
      id: "gh_tests_present",
      polarity: "green",
      evidence: [
        { repo: "orders-api", path: "tests/test_orders.py", line: 12, date: null, url: "https://github.com/ines-aubert/orders-api/blob/c0ffee/tests/test_orders.py#L12", note: null },
      ],
    },
  ],
  weeks: weeks(),
  private_contributions: 120,
  languages: [
    { name: "Python", bytes: 82_000 },
    { name: "TypeScript", bytes: 17_000 },
    { name: "Shell", bytes: 900 },
  ],
  repositories: [
    {
      name: "orders-api",
      url: "https://github.com/ines-aubert/orders-api",
      description: "Takes <i>orders</i>",
      is_own: true,
      is_archived: false,
      pushed: "2026-10-20",
      stars: 3,
      licence: "MIT",
      language: "Python",
      commits: 140,
      is_read: true,
      tests: true,
      types: "31 of 40 functions",
      ci: true,
    },
    {
      name: "course-notes",
      url: "https://github.com/ines-aubert/course-notes",
      description: null,
      is_own: false,
      is_archived: true,
      pushed: "2022-03-01",
      stars: 0,
      licence: null,
      language: null,
      commits: 2,
      is_read: false,
      tests: false,
      types: null,
      ci: false,
    },
  ],
  forks: 4,
  merged: [{ repository: "sea/tides", title: "Fix the tide of leap days", stars: 900, date: "2026-10-02T00:00:00Z", url: "https://github.com/sea/tides/pull/4" }],
  claimed_and_seen: ["Django", "Python"],
  claimed_not_seen: ["Kubernetes"],
  seen_not_claimed: ["TypeScript"],
});

const failure = (code: WireError["code"]): WireError => ({ code, message: code, query: null });

/** Candidate 1 has an account, 2 names none; whoever is queued is found when the queue is worked off. */
export function fakeGithub(known: Github = account()): GithubBackend {
  let status = OFF;
  const logins = new Map<number, string | null>([[2, null]]);
  const found = new Map<number, Github>();
  const queue: number[] = [];
  const now = (): GithubStatus => ({ ...status, waiting: queue.length });
  const set = (change: Partial<GithubStatus>): GithubStatus => ((status = { ...status, ...change }), now());
  const budget = { calls: { limit: 5000, left: 4990, reset: RESET }, points: { limit: 5000, left: 4900, reset: RESET }, candidates: 2450 };
  return {
    githubStatus: async () => now(),
    switchGithub: async ({ is_on, api, client_id }) => set({ is_on, api: api || OFF.api, client_id: client_id || null }),
    async setGithubToken(token) {
      if (token.includes("expired")) throw failure("github_token_expired");
      if (token.includes("rights")) throw failure("github_token_rights");
      if (!token.startsWith("ghp_")) throw failure("github_token");
      return set({ token: "memory", token_until: "2027-01-31T09:30:00Z", ...budget });
    },
    forgetGithubToken: async () => set({ token: null, token_until: null, calls: null, points: null, candidates: null }),
    startGithubSignIn: async () => ({ code: "WDJB-MJHT", page: "https://github.com/login/device" }),
    finishGithubSignIn: async () => set({ token: "keychain", ...budget }),
    cancelGithubSignIn: async () => {},
    async queueGithub(id) {
      if (id !== null && logins.get(id) === null) throw failure("no_github");
      queue.push(...(id === null ? [1, 3] : [id]).filter((one) => !queue.includes(one)));
      return now();
    },
    preferGithub: async () => {},
    pauseGithub: async (on) => set({ is_paused: on }),
    cancelGithub: async () => (queue.splice(0), now()),
    async workGithub(onProgress) {
      while (queue.length > 0 && !status.is_paused) {
        const id = queue.shift();
        if (id !== undefined) found.set(id, known);
        onProgress(now());
      }
      return now();
    },
    async candidateGithub(id): Promise<GithubOf> {
      const login = logins.has(id) ? (logins.get(id) ?? null) : known.asked;
      return { login, is_waiting: queue.includes(id), until: null, reason: null, known: found.get(id) ?? null };
    },
    browseGithub: async () => {},
  };
}

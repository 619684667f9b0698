import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import App from "../App.svelte";
import { fake } from "../lib/backend/fake";
import { fakeTeam } from "../lib/backend/fakeTeam";
import { language } from "../lib/i18n/i18n.svelte";
import { faults } from "../lib/testing/axe";
import { TestId } from "../lib/testing/testId";
import WithSettings from "../lib/testing/WithSettings.svelte";
import type { TeamConflict } from "../lib/wire/wire";

// Pages are drawn in the real window; what draws them does not load here.
vi.mock("../lib/pdf/pdf", () => ({ openPdf: () => Promise.reject(new Error("nothing is drawn here")) }));

const CONFLICT: TeamConflict = {
  id: 2,
  mine: { decision: "shortlist", reason: null, author: "noor", made: "2026-05-04T10:00:00Z" },
  theirs: { decision: "reject", reason: "on the phone", author: "ann", made: "2026-05-04T09:58:00Z" },
};

beforeEach(() => {
  localStorage.clear();
  language.choose("en");
});

/** The window over a made-up team's pool. */
function desk(conflicts: TeamConflict[]) {
  const team = fakeTeam(conflicts);
  return { team, ...render(App, { backend: { ...fake({ candidates: 3 }), ...team } }) };
}

test("a pool of one's own says nothing of teams at the foot of the window", async () => {
  render(App, { backend: fake({ candidates: 3 }) });
  await screen.findByTestId(TestId.total);
  expect(screen.queryByTestId(TestId.team)).toBeNull();
});

test("who is there is said, and what waits for the server while it is away", async () => {
  const { team } = desk([]);
  const note = await screen.findByTestId(TestId.team);
  expect(note.textContent).toContain("with ann");
  team.become({ link: "away", why: "the team's server db.example.org:5432 cannot be reached", waiting: 3, present: [] });
  await vi.waitFor(() => expect(note.textContent).toContain("3 changes wait for the server"));
  await userEvent.click(note);
  const dialog = await screen.findByTestId("team-dialog");
  expect((await within(dialog).findByTestId(TestId.teamWaiting)).textContent).toContain("3 changes");
  expect(dialog.textContent).toContain("cannot be reached");
});

test("who decided first is told, and one of both is chosen", async () => {
  desk([CONFLICT]);
  const note = await screen.findByTestId(TestId.team);
  await vi.waitFor(() => expect(note.textContent).toContain("1 decision to choose"));
  await userEvent.click(note);
  const conflict = await screen.findByTestId(TestId.teamConflict);
  expect(conflict.textContent).toMatch(/ann: Reject.*This holds/s);
  expect(conflict.textContent).toContain("You: Shortlist");
  expect(await faults(screen.getByTestId("team-dialog"))).toEqual([]);
  await userEvent.click(screen.getByTestId(TestId.keepTheirs));
  await vi.waitFor(() => expect(screen.queryByTestId(TestId.teamConflict)).toBeNull());
  expect(note.textContent).not.toContain("to choose");
});

test("a colleague who looks at the same candidate is named", async () => {
  desk([]);
  await screen.findByTestId(TestId.total);
  await userEvent.keyboard("{Enter}");
  expect((await screen.findByTestId(TestId.atThem)).textContent).toContain("ann is looking at them too");
});

test("what colleagues do is asked for when the server calls", async () => {
  const team = fakeTeam([]);
  const plain = fake({ candidates: 3 });
  const search = vi.fn(plain.search);
  render(App, { backend: { ...plain, ...team, search } });
  await screen.findByTestId(TestId.total);
  const before = search.mock.calls.length;
  team.become({ news: 1 });
  await vi.waitFor(() => expect(search.mock.calls.length).toBeGreaterThan(before));
});

test("what became of the server before the window listened is asked for", async () => {
  const team = fakeTeam([]);
  team.become({ link: "connecting" });
  const plain = fake({ candidates: 3 });
  const search = vi.fn(plain.search);
  const onTeam: typeof team.onTeam = async (listener) => {
    await vi.waitFor(() => expect(search).toHaveBeenCalled());
    team.become({ link: "connected", news: 1 });
    return team.onTeam(listener);
  };
  render(App, { backend: { ...plain, ...team, onTeam, search } });
  expect((await screen.findByTestId(TestId.team)).textContent).toContain("with ann");
  await vi.waitFor(() => expect(search.mock.calls.length).toBeGreaterThan(1));
});

test("a team's pool is chosen by its address, and a wrong password is said plainly and not kept", async () => {
  const { container } = render(WithSettings, { backend: fake({ candidates: 3 }) });
  const address = await screen.findByTestId(TestId.teamAddress);
  const password = screen.getByTestId<HTMLInputElement>(TestId.teamPassword);
  await userEvent.type(address, "postgres://noor@db.example.org/candidates");
  await userEvent.type(password, "wrong");
  await userEvent.click(screen.getByTestId(TestId.openTeam));
  expect(await screen.findByText(/does not let this login in/)).toBeTruthy();
  expect(password.value).toBe("");
  await userEvent.type(password, "right");
  await userEvent.click(screen.getByTestId(TestId.openTeam));
  expect((await screen.findByTestId(TestId.teamNext)).textContent).toContain("start it again");
  expect(container.innerHTML).not.toContain("right\"");
  expect(await faults(container)).toEqual([]);
});

test("that the team lacks the search engine of an address is said where it was chosen", async () => {
  render(WithSettings, { backend: fake({ candidates: 3 }) });
  await userEvent.type(await screen.findByTestId(TestId.teamAddress), "postgres://noor@db.example.org/candidates?engine=https://search.example:9200");
  await userEvent.type(screen.getByTestId(TestId.teamPassword), "right");
  await userEvent.click(screen.getByTestId(TestId.openTeam));
  expect((await screen.findByTestId(TestId.teamNext)).textContent).toContain("start it again");
  expect(screen.getByTestId(TestId.teamLacksEngine).textContent).toContain("has no search engine yet");
});

test("a password that is missing is asked for, and kept until the window closes where there is no keychain", async () => {
  const team = fakeTeam([], false);
  render(App, { backend: { ...fake({ candidates: 3 }), ...team } });
  const note = await screen.findByTestId(TestId.team);
  team.become({ link: "refused", asks_password: true });
  await vi.waitFor(() => expect(note.textContent).toContain("asks for your password"));
  await userEvent.click(note);
  const password = await screen.findByTestId<HTMLInputElement>(TestId.teamLoginPassword);
  await userEvent.type(password, "wrong");
  await userEvent.click(screen.getByTestId(TestId.teamLogin));
  expect(await screen.findByText(/does not let this login in/)).toBeTruthy();
  expect(password.value).toBe("");
  expect(await faults(screen.getByTestId("team-dialog"))).toEqual([]);
  await userEvent.type(password, "right");
  await userEvent.click(screen.getByTestId(TestId.teamLogin));
  expect((await screen.findByTestId(TestId.teamForSession)).textContent).toContain("until Candela is closed");
  expect(screen.queryByTestId(TestId.teamLoginPassword)).toBeNull();
  expect(note.textContent).toContain("with ann");
});

test("while many are brought here, how many of how many is said", async () => {
  const { team } = desk([]);
  const note = await screen.findByTestId(TestId.team);
  team.become({ link: "connecting", coming: { got: 1234, of: 5000 } });
  await vi.waitFor(() => expect(note.textContent).toContain("1,234 of 5,000"));
  team.become({ link: "connected", coming: null });
  await vi.waitFor(() => expect(note.textContent).toContain("with ann"));
});

import { screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { blinded } from "../../lib/backend/blind";
import { fake } from "../../lib/backend/fake";
import { account, fakeGithub } from "../../lib/backend/fakeGithub";
import { faults } from "../../lib/testing/axe";
import { withCandidate } from "../../lib/testing/withCandidate";
import type { GithubState } from "../../lib/wire/wire";
import GithubTab from "./GithubTab.svelte";

vi.mock("../../lib/chart/chart", () => ({ drawBars: () => () => {} }));

beforeEach(() => localStorage.clear());

const backendOf = (state: GithubState = "ok") => ({ ...fake({ candidates: 3 }), ...fakeGithub(account(state)) });

/** The tab with GitHub switched on and the account looked at. */
async function looked(state: GithubState = "ok") {
  const backend = backendOf(state);
  await backend.switchGithub({ is_on: true, api: "", client_id: "" });
  const opened = await withCandidate(GithubTab, backend);
  await userEvent.click(await screen.findByText("Look at GitHub"));
  await screen.findByText("Look again");
  return { ...opened, backend };
}

test("off until it is switched on, with a sentence on what is sent", async () => {
  await withCandidate(GithubTab, backendOf());
  expect(await screen.findByText("GitHub is switched off")).toBeTruthy();
  expect(screen.getByText(/sends its name and the names of its repositories/)).toBeTruthy();
  expect(screen.queryByText("Look at GitHub")).toBeNull();
  await userEvent.click(screen.getByText("Switch it on"));
  expect(await screen.findByText("Not looked at yet.")).toBeTruthy();
});

test("an account is told whole, without faults of accessibility", async () => {
  const { container } = await looked();
  for (const words of ["This is most likely their account.", "Errors caught and silenced", "Fix the tide of leap days", "Kubernetes"]) {
    expect(screen.getByText(words)).toBeTruthy();
  }
  expect(screen.getByText("orders-api/app/io.py:7")).toBeTruthy();
  expect(screen.getByText(/Of 9 own repositories 9 were listed and 3 read/)).toBeTruthy();
  expect(screen.getAllByRole("img", { name: /contributions, in \d+ of 104 weeks|Python 8\d%/ }).length).toBe(2);
  expect(await faults(container)).toEqual([]);
});

test("what its owner wrote is text, never markup", async () => {
  const { container } = await looked();
  expect(screen.getByText("“<b>Keeps</b> things running”")).toBeTruthy();
  expect(screen.getByText("Takes <i>orders</i>")).toBeTruthy();
  expect(container.querySelector("i")).toBeNull();
});

test("evidence opens the browser", async () => {
  const { backend } = await looked();
  const browse = vi.spyOn(backend, "browseGithub");
  await userEvent.click(screen.getByText("orders-api/app/io.py:7"));
  expect(browse).toHaveBeenCalledWith("https://github.com/ines-aubert/orders-api/blob/c0ffee/app/io.py#L7");
});

test.each<[GithubState, RegExp, boolean]>([
  ["renamed", /has a new name/, true],
  ["private_profile", /hides the activity, so/, true],
  ["empty", /shows no repository of its own/, false],
  ["organization", /an organisation, not a person/, false],
  ["missing", /never was, was renamed, or is suspended/, false],
  ["failed", /cannot be read/, false],
])("%s is told in plain words", async (state, words, told) => {
  await looked(state);
  expect(screen.getByText(words)).toBeTruthy();
  expect(screen.queryByText("The same person?") !== null).toBe(told);
});

test("whoever waits sees until when, and why", async () => {
  const backend = backendOf();
  await backend.switchGithub({ is_on: true, api: "", client_id: "" });
  const until = new Date(Date.now() + 3_600_000).toISOString();
  const waits = { login: "ines-aubert", is_waiting: true, until, reason: "GitHub answers no more questions for now", known: null };
  await withCandidate(GithubTab, { ...backend, candidateGithub: async () => waits });
  expect(await screen.findByText(/Waits. It goes on at/)).toBeTruthy();
  expect(screen.getByText("GitHub answers no more questions for now")).toBeTruthy();
});

test("an account that the résumé does not name is written in", async () => {
  const backend = backendOf();
  await backend.switchGithub({ is_on: true, api: "", client_id: "" });
  const nameless = { login: null, is_waiting: false, until: null, reason: null, known: null };
  const { open } = await withCandidate(GithubTab, { ...backend, candidateGithub: async () => nameless });
  const correct = vi.spyOn(open, "correct");
  await userEvent.click(await screen.findByText("Write it in"));
  await userEvent.type(screen.getByLabelText("GitHub account"), "ines-aubert");
  await userEvent.click(screen.getByText("Keep"));
  expect(correct).toHaveBeenCalledWith({ field: "add_contact", contact: { kind: "github", value: "ines-aubert" }, instead_of: null });
});

test("blind mode shows the work and nobody", async () => {
  const backend = backendOf();
  await backend.switchGithub({ is_on: true, api: "", client_id: "" });
  await backend.queueGithub(1, false);
  await backend.workGithub(() => {});
  const { container } = await withCandidate(GithubTab, blinded(backend));
  const signals = await screen.findByText("What own code shows");
  expect(within(signals.closest("section") as HTMLElement).getByText("orders-api/•••:7")).toBeTruthy();
  await waitFor(() => expect(container.textContent).not.toMatch(/aubert|Ines|Halvard/i));
  expect(container.innerHTML).not.toMatch(/aubert/i);
});

import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import App from "../App.svelte";
import type { Backend } from "../lib/backend/backend";
import { fake } from "../lib/backend/fake";
import { language } from "../lib/i18n/i18n.svelte";
import { faults } from "../lib/testing/axe";
import { TestId } from "../lib/testing/testId";

// Pages are drawn in the real window; what draws them does not load here.
vi.mock("../lib/pdf/pdf", () => ({ openPdf: () => Promise.reject(new Error("nothing is drawn here")) }));

beforeEach(() => {
  localStorage.clear();
  language.choose("en");
});

/** The room of a made-up pool, by its key. */
async function data(backend: Backend = fake({ candidates: 3 })) {
  const { container } = render(App, { backend });
  await screen.findByTestId(TestId.total);
  const user = userEvent.setup();
  await user.keyboard("5");
  await screen.findByTestId(TestId.period);
  return { backend, container, user };
}

/** Chooses a period of six months. */
async function choose(user: ReturnType<typeof userEvent.setup>) {
  await user.type(screen.getByTestId(TestId.periodCount), "6");
  await user.click(screen.getByTestId(TestId.keepPeriod));
}

test("a period says who is due, there and at the foot of the window", async () => {
  const { container, user } = await data();
  expect(screen.getByText(/no period was chosen/)).toBeTruthy();
  await choose(user);
  expect((await screen.findByTestId(TestId.period)).textContent).toContain("6 months");
  expect((await screen.findAllByTestId(TestId.dueCandidate)).length).toBe(1);
  expect(screen.getByTestId(TestId.dueNote).textContent).toContain("1 candidate is due");
  expect(await faults(container)).toEqual([]);
  await user.click(screen.getByText("No period"));
  await waitFor(() => expect(screen.queryByTestId(TestId.dueNote)).toBeNull());
});

test("whoever is held is not due, and is again when released", async () => {
  const { backend, user } = await data();
  await choose(user);
  await user.click(await screen.findByRole("button", { name: /^Put .* on hold$/ }));
  expect(screen.getByTestId<HTMLButtonElement>(TestId.holdNow).disabled).toBe(true);
  await user.type(screen.getByTestId(TestId.holdReason), "a complaint{Enter}");
  expect((await screen.findByTestId(TestId.heldCandidate)).textContent).toContain("a complaint");
  expect(screen.queryByTestId(TestId.dueCandidate)).toBeNull();
  expect((await backend.candidateKept(1)).hold?.reason).toBe("a complaint");
  await user.click(screen.getByTestId(TestId.release));
  expect(await screen.findByTestId(TestId.dueCandidate)).toBeTruthy();
});

test("erasing who is due is asked, and can be taken back", async () => {
  const { user } = await data();
  await choose(user);
  await user.click(await screen.findByTestId(TestId.eraseDue));
  const dialog = await screen.findByTestId("erase");
  await user.click(within(dialog).getByTestId(TestId.eraseNow));
  expect(await screen.findByTestId(TestId.erasing)).toBeTruthy();
  await user.keyboard("u");
  await waitFor(() => expect(screen.queryByTestId(TestId.erasing)).toBeNull());
});

test("the rules of a country are chosen with their source, and erasing sooner takes a reason", async () => {
  const asked: unknown[][] = [];
  const backend = fake({ candidates: 3 });
  const { container, user } = await data({ ...backend, beginErasing: async (...all) => void asked.push(all) });
  await user.selectOptions(screen.getByTestId(TestId.profile), "us_private");
  expect((await screen.findByTestId(TestId.period)).textContent).toContain("Erasing anybody takes a reason for 1 year");
  expect(screen.getByText(/29 CFR 1602.14 .*looked at in 2026/)).toBeTruthy();
  expect(await faults(container)).toEqual([]);
  await user.click(document.body);
  await user.keyboard("1");
  await user.keyboard("{Delete}");
  const dialog = await screen.findByTestId("erase");
  expect(within(dialog).getByText(/29 CFR 1602.14 .* until May 4, 2027/)).toBeTruthy();
  expect(screen.getByTestId<HTMLButtonElement>(TestId.eraseNow).disabled).toBe(true);
  await user.type(screen.getByTestId(TestId.earlyReason), "asked for");
  await user.click(screen.getByTestId(TestId.eraseNow));
  await waitFor(() => expect(asked).toEqual([[[3], "asked for"]]));
});

test("a candidate is kept by the rules of another place", async () => {
  const { backend, user } = await data();
  await user.keyboard("1{Enter}n");
  await user.selectOptions(await screen.findByTestId(TestId.candidateProfile), "us_private");
  expect(await screen.findByText(/Erasing them takes a reason until/)).toBeTruthy();
  expect((await backend.candidateKept(3)).own_profile).toBe("us_private");
});

test("a candidate is put on hold by a key, and told so beside their notes", async () => {
  const { backend, user } = await data();
  await user.keyboard("1");
  await user.keyboard("{Enter}n");
  expect((await screen.findByTestId(TestId.keptUntil)).textContent).toContain("no period was chosen");
  await user.click(document.body);
  await user.keyboard("{Escape}h");
  await user.type(await screen.findByTestId(TestId.holdReason), "a dispute{Enter}");
  expect((await screen.findByTestId(TestId.onHold)).textContent).toContain("a dispute");
  expect((await backend.retention()).held.length).toBe(1);
});

test("what is stored of a candidate is saved in the language that is chosen", async () => {
  const asked: unknown[][] = [];
  const backend = fake({ candidates: 3 });
  const { user } = await data({ ...backend, saveAccessReport: async (...all) => (asked.push(all), "/out/c.html") });
  await user.keyboard("1{Control>}k{/Control}");
  await user.type(screen.getByTestId(TestId.paletteInput), "stored of this{Enter}");
  await user.click(within(await screen.findByTestId("access")).getByLabelText("Deutsch"));
  await user.click(screen.getByTestId(TestId.saveAccess));
  await waitFor(() => expect(asked).toEqual([[3, "html", "de"]]));
  expect((await screen.findByTestId(TestId.toast)).textContent).toContain("/out/c.html");
});

test("backups are listed with their size, and another one is written", async () => {
  const { container, user } = await data();
  expect((await screen.findAllByTestId(TestId.backup)).map((row) => row.textContent)).toEqual([
    expect.stringContaining("3.0 MiB"),
    expect.stringContaining("not there now"),
  ]);
  expect(screen.getByTestId(TestId.dailyBackup).textContent).toContain("May 4, 2026");
  await user.type(screen.getByTestId(TestId.backupPassphrase), "right");
  await user.click(screen.getByTestId(TestId.backUp));
  expect(await screen.findByText("Written: /out/pool.age")).toBeTruthy();
  expect(screen.getByTestId<HTMLInputElement>(TestId.backupPassphrase).value).toBe("");
  expect(await faults(container)).toEqual([]);
});

test("a locked backup is restored with its passphrase alone, after saying what goes and what stays", async () => {
  const { user } = await data({ ...fake({ candidates: 3 }), choose: async () => ["/media/pool.age"] });
  await user.click(screen.getByTestId(TestId.chooseBackup));
  const dialog = await screen.findByTestId("restore");
  expect(within(dialog).getByText(/Replaced: candidates/)).toBeTruthy();
  expect(within(dialog).getByText(/Stays: the original files/)).toBeTruthy();
  await user.type(await screen.findByTestId(TestId.restorePassphrase), "wrong{Enter}");
  expect(await within(dialog).findByText(/does not open the backup/)).toBeTruthy();
  await user.clear(screen.getByTestId(TestId.restorePassphrase));
  await user.type(screen.getByTestId(TestId.restorePassphrase), "right{Enter}");
  expect(await within(dialog).findByText("/pool/backups/replaced-1")).toBeTruthy();
  await user.click(screen.getByTestId(TestId.restored));
  // The desk is begun anew over the other pool.
  expect(await screen.findByTestId(TestId.total)).toBeTruthy();
});

test("the log is saved as a table or as JSON", async () => {
  const { user } = await data();
  await user.click(screen.getByTestId(TestId.saveLog));
  expect(await screen.findByText("Written: /out/log.csv")).toBeTruthy();
});

test("the statement names whom candidates may ask, and is saved in either language", async () => {
  const { backend, user } = await data();
  await user.type(await screen.findByTestId(TestId.contact), "Anna Brandt");
  await user.click(screen.getByTestId(TestId.keepContact));
  await waitFor(async () => expect((await backend.statement("en")).contact).toBe("Anna Brandt"));
  await user.selectOptions(screen.getByTestId(TestId.statementLanguage), "de");
  await waitFor(() => expect(screen.getByTestId(TestId.statement).textContent).toBe("Wen Sie fragen\nAnna Brandt"));
  await user.click(screen.getByTestId(TestId.saveStatement));
  expect(await screen.findByText("Written: /out/statement.html")).toBeTruthy();
});

test("rates by group come of a chosen file, and groups that are too small have none", async () => {
  let path = "/home/anna/groups.txt";
  const { container, user } = await data({ ...fake({ candidates: 3 }), choose: async () => [path] });
  await user.click(screen.getByTestId(TestId.chooseGroups));
  expect(await screen.findByText("This is no table of groups.")).toBeTruthy();
  path = "/home/anna/groups.csv";
  await user.click(screen.getByTestId(TestId.chooseGroups));
  const rows = await screen.findAllByTestId(TestId.impactRow);
  expect(rows.map((row) => row.textContent)).toEqual([
    expect.stringContaining("1.00"),
    expect.stringContaining("0.60"),
    expect.stringContaining("too few to be rated"),
  ]);
  expect(await faults(container)).toEqual([]);
  await user.click(screen.getAllByTestId(TestId.saveImpact)[0] as HTMLElement);
  expect(await screen.findByText("Written: /out/impact.html")).toBeTruthy();
});

test("recognising whoever was erased is off until it is switched on", async () => {
  const { backend, user } = await data();
  const box = screen.getByTestId<HTMLInputElement>(TestId.recognise);
  expect(box.checked).toBe(false);
  await user.click(box);
  await waitFor(async () => expect((await backend.retention()).recognises).toBe(true));
});

test("blind mode names nobody there", async () => {
  const backend = fake({ candidates: 3 });
  await backend.keepFor({ profile: null, keep: "6 months", at_least: null });
  const { container, user } = await data(backend);
  expect(screen.getByTestId(TestId.dueCandidate).textContent).toContain("Tariq Halloran");
  await user.keyboard("b");
  await screen.findByTestId(TestId.total);
  await user.keyboard("5");
  expect((await screen.findByTestId(TestId.dueCandidate)).textContent).toContain("#1");
  expect(container.textContent).not.toContain("Halloran");
});

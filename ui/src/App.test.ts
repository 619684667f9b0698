import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import App from "./App.svelte";
import { fake } from "./lib/backend/fake";
import { language } from "./lib/i18n/i18n.svelte";
import { faults } from "./lib/testing/axe";
import { TestId } from "./lib/testing/testId";

// Pages are drawn in the real window; what draws them does not load here.
vi.mock("./lib/pdf/pdf", () => ({ openPdf: () => Promise.reject(new Error("nothing is drawn here")) }));

beforeEach(() => {
  localStorage.clear();
  language.choose("en");
});

async function desk(candidates = 3) {
  const backend = fake({ candidates });
  const { container } = render(App, { backend });
  await screen.findByTestId(TestId.total);
  return { backend, container, user: userEvent.setup() };
}

const decided = async (backend: ReturnType<typeof fake>) =>
  (await backend.search({ query: "", offset: 0, limit: 9, facets: 0 })).rows.map(({ decision }) => decision);

test("a whole triage by keys: open, decide, take back, do again", async () => {
  const { backend, user } = await desk();
  await user.keyboard("{Enter}");
  await screen.findByRole("main", { name: "Candidate" });
  await user.keyboard("s");
  await waitFor(async () => expect(await decided(backend)).toEqual(["shortlist", "undecided", "undecided"]));
  expect((await screen.findByTestId(TestId.toast)).textContent).toContain("Shortlist");
  await user.keyboard("u");
  await waitFor(async () => expect(await decided(backend)).toEqual(Array(3).fill("undecided")));
  await user.keyboard("U");
  await waitFor(async () => expect(await decided(backend)).toContain("shortlist"));
});

test("the desk comes with its first rows, and without them where they take long", async () => {
  const backend = fake({ candidates: 3 });
  let answer = (): void => undefined;
  const asked = new Promise<void>((done) => (answer = done));
  const { container } = render(App, { backend: { ...backend, search: async (request) => (await asked, backend.search(request)) } });
  const desk = await waitFor(() => container.querySelector<HTMLElement>(".window") ?? expect.fail("there is no desk"));
  expect(desk.hidden).toBe(true);
  await waitFor(() => expect(desk.hidden).toBe(false));
  expect(screen.queryByTestId(TestId.total)).toBeNull();
  answer();
  await screen.findByTestId(TestId.total);
});

test("in the queue the next candidate is open after a decision", async () => {
  const { user } = await desk();
  await user.keyboard("{Enter}q");
  const name = (await screen.findByTestId(TestId.candidateName)).textContent;
  await user.keyboard("r");
  await waitFor(() => expect(screen.getByTestId(TestId.candidateName).textContent).not.toBe(name));
  expect(screen.getByTestId(TestId.decision).dataset["decision"]).toBe("undecided");
});

test("letters that are typed into the search decide nothing", async () => {
  const { backend, user } = await desk();
  await user.keyboard("/");
  expect(document.activeElement).toBe(screen.getByTestId(TestId.search));
  await user.type(screen.getByTestId(TestId.search), "srm");
  expect(screen.getByTestId<HTMLInputElement>(TestId.search).value).toBe("srm");
  expect(await decided(backend)).toEqual(Array(3).fill("undecided"));
});

test("every command is in the palette and runs from there", async () => {
  const { backend, user } = await desk();
  await user.keyboard("{Control>}k{/Control}");
  await user.type(screen.getByTestId(TestId.paletteInput), "select every");
  await user.keyboard("{Enter}m");
  await waitFor(async () => expect(await decided(backend)).toEqual(Array(3).fill("maybe")));
});

test("a tag is typed and shows in the row, and is taken off the same way", async () => {
  const { backend, user } = await desk(1);
  for (const expected of [["on site"], []]) {
    await user.keyboard("t");
    await user.type(await screen.findByTestId(TestId.tagInput), "on site{Enter}");
    await waitFor(async () => expect((await backend.triage(1)).tags).toEqual(expected));
  }
});

test("a reason goes with a decision", async () => {
  const { backend, user } = await desk(1);
  await user.keyboard("w");
  const dialog = await screen.findByTestId("reason");
  await user.click(within(dialog).getByRole("button", { name: "Skills missing" }));
  await user.click(within(dialog).getByRole("button", { name: "Reject" }));
  await waitFor(async () => expect((await backend.triage(1)).decided).toMatchObject({ decision: "reject", reason: "Skills missing" }));
});

test("in blind mode nothing in the window tells a name, and it is all there again afterwards", async () => {
  const { backend, container, user } = await desk(5);
  const { rows } = await backend.search({ query: "", offset: 0, limit: 9, facets: 0 });
  const names = rows.flatMap(({ name }) => name.split(" "));
  await user.keyboard("b");
  await screen.findByTestId(TestId.blind);
  await user.keyboard("{Enter}");
  expect((await screen.findByTestId(TestId.candidateName)).textContent).toMatch(/^#\d+$/);
  await user.keyboard("s");
  await screen.findByTestId(TestId.toast);
  for (const name of [...names, "someone@example.org"]) {
    expect(container.innerHTML).not.toContain(name);
    expect(document.title).not.toContain(name);
  }
  await user.keyboard("b");
  await waitFor(() => expect(screen.queryByTestId(TestId.blind)).toBeNull());
  await user.keyboard("{Enter}");
  expect(names).toContain((await screen.findByTestId(TestId.candidateName)).textContent?.split(" ")[0]);
});

test("the next start goes on with the search and the row of the last one, and the browser keeps neither", async () => {
  localStorage.setItem("candela.place", JSON.stringify({ query: "Aubert", row: 0 }));
  const backend = fake({ candidates: 6 });
  const { unmount } = render(App, { backend });
  const user = userEvent.setup();
  await user.type(await screen.findByTestId(TestId.search), "django");
  await waitFor(() => expect(screen.getByTestId(TestId.total).textContent).toContain("3"));
  await user.keyboard("{Escape}jj");
  await waitFor(async () => expect((await backend.poolLock()).place).toEqual({ query: "django", row: 2 }));
  unmount();
  render(App, { backend });
  const field = await screen.findByTestId<HTMLInputElement>(TestId.search);
  await waitFor(() => expect(field.value).toBe("django"));
  await waitFor(() => expect(screen.getByRole("listbox").getAttribute("aria-activedescendant")).toBe("row-2"));
  expect(JSON.stringify(localStorage)).not.toMatch(/django|Aubert/);
});

test("a filter asks, and leaves out", async () => {
  const { user } = await desk(4);
  await user.keyboard("f");
  if (!screen.queryByTestId(TestId.facets)) await user.keyboard("f");
  await user.click(await screen.findByRole("checkbox", { name: /Backend/ }));
  const field = screen.getByTestId<HTMLInputElement>(TestId.search);
  await waitFor(() => expect(field.value).toBe("role:backend"));
  await user.click(screen.getByRole("button", { name: "Leave out Backend" }));
  await waitFor(() => expect(field.value).toBe("-role:backend"));
  await user.click(screen.getByRole("button", { name: "Remove role:backend" }));
  await waitFor(() => expect(field.value).toBe(""));
});

test("what is offered while typing is taken by keys", async () => {
  const { user } = await desk(4);
  const field = screen.getByTestId<HTMLInputElement>(TestId.search);
  await user.type(field, "k8");
  await screen.findByTestId(TestId.offer);
  await user.keyboard("{ArrowDown}{Enter}");
  await waitFor(() => expect(field.value).toBe("skill:Kubernetes "));
  expect(screen.queryByTestId(TestId.offer)).toBeNull();
});

test("the list is exported from the window", async () => {
  const { user } = await desk(4);
  await user.keyboard("{Control>}e{/Control}");
  await user.click(await screen.findByTestId(TestId.exportNow));
  expect((await screen.findByTestId(TestId.toast)).textContent).toContain("4 candidates exported");
});

test("the window speaks German when it is told to", async () => {
  language.choose("de");
  const { user } = await desk();
  await user.keyboard("?");
  expect(await screen.findByRole("heading", { name: "Tasten" })).toBeTruthy();
  expect(screen.getByText("Ablehnen")).toBeTruthy();
});

/** Without a size nothing of the list is drawn, so the row that it names is not there. */
const onDesk = async (desk: Element) => (await faults(desk)).filter((fault) => !fault.includes("aria-activedescendant"));

test("nothing on the desk stands in the way of a screen reader", async () => {
  const { container, user } = await desk();
  await user.keyboard("{Enter}");
  await screen.findByTestId(TestId.decision);
  expect(await onDesk(container)).toEqual([]);
  for (const keys of ["{Control>}k{/Control}", "t", "w"]) {
    await user.keyboard(keys);
    await waitFor(() => expect(container.querySelector("dialog")).not.toBeNull());
    expect(await onDesk(container)).toEqual([]);
    await user.click(within(container).getByRole("button", { name: "Close" }));
    await waitFor(() => expect(container.querySelector("dialog")).toBeNull());
  }
});

test("files that the system gives are imported, and a menu's command runs", async () => {
  let choose: (command: string) => void = () => {};
  const backend = fake({ candidates: 3 });
  const given = {
    ...backend,
    openedPaths: async () => ["/inbox/cv.pdf"],
    onMenu: async (listener: typeof choose) => ((choose = listener), () => {}),
  };
  render(App, { backend: given });
  await screen.findByTestId(TestId.report);
  choose("help");
  expect(await screen.findByRole("main", { name: "Help" })).toBeTruthy();
});

test("whoever has gone nowhere stays at the top of a list that an import makes longer", async () => {
  const { container, user } = await desk();
  const at = () => container.querySelector("[role=listbox]")?.getAttribute("aria-activedescendant");
  expect(at()).toBe("row-0");
  await user.click(screen.getByRole("button", { name: "Files" }));
  await screen.findByTestId(TestId.report);
  await waitFor(() => expect(Number(container.querySelector(`[data-testid=${TestId.total}] b`)?.textContent)).toBeGreaterThan(3));
  expect(at()).toBe("row-0");
});

test("diagnostics go to the clipboard", async () => {
  const { user } = await desk();
  const written = vi.spyOn(navigator.clipboard, "writeText");
  await user.keyboard("{Control>}k{/Control}");
  await user.type(screen.getByTestId(TestId.paletteInput), "copy diag{Enter}");
  expect((await screen.findByTestId(TestId.toast)).textContent).toContain("Diagnostics copied");
  expect(written).toHaveBeenCalledExactlyOnceWith(expect.stringContaining("Candela 0.1.0"));
});

test("columns of an export are called in the window's language", async () => {
  language.choose("de");
  const { user } = await desk();
  await user.keyboard("{Control>}e{/Control}");
  expect(await screen.findByRole("checkbox", { name: "Entscheidung" })).toBeTruthy();
});

import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import App from "../App.svelte";
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

/** The desk with the first rows of the list selected. */
async function selected(count: number, keys = "") {
  const backend = fake({ candidates: 6 });
  const { container } = render(App, { backend });
  await screen.findByTestId(TestId.total);
  const user = userEvent.setup();
  if (keys) await user.keyboard(keys);
  await screen.findByTestId(TestId.total);
  for (let at = 0; at < count; at++) await user.keyboard("xj");
  await user.keyboard("c");
  return { backend, container, user };
}

const columns = () => screen.findAllByTestId(TestId.compared);
const cells = (label: string) => within(screen.getByRole("row", { name: new RegExp(`^${label}`) })).getAllByRole("cell");

test.each([0, 1, 5])("%d candidates are not compared, and the window says how many are", async (count) => {
  await selected(count);
  expect((await screen.findByTestId(TestId.toast)).textContent).toContain("Select 2 to 4 candidates");
  expect(screen.queryByTestId(TestId.compare)).toBeNull();
});

test("three stand side by side by fit, skills, signals and GitHub", async () => {
  const { container } = await selected(3);
  expect(await columns()).toHaveLength(3);
  expect(cells("Django").map((cell) => cell.textContent)).toEqual(Array(3).fill(expect.stringContaining("7.1y")));
  expect(cells("Scale indicators")).toHaveLength(3);
  await waitFor(() => expect(cells("3 years of Django")[0]?.textContent).toContain("shown"));
  await userEvent.selectOptions(screen.getByLabelText("Role"), "Data, remote");
  await waitFor(() => expect(cells("3 years of Spark")[0]?.textContent).toContain("otherwise"));
  expect(await faults(container)).toEqual([]);
});

test("keys go from one to the next, decide about that one alone, and take it back", async () => {
  const { backend, user } = await selected(2);
  await columns();
  await user.keyboard("js");
  await waitFor(async () => expect((await backend.triage(5)).decided?.decision).toBe("shortlist"));
  expect((await backend.triage(6)).decided).toBeNull();
  await waitFor(async () => expect(within((await columns())[1] as HTMLElement).getByText("Shortlist")).toBeTruthy());
  await user.keyboard("u");
  await waitFor(async () => expect((await backend.triage(5)).decided).toBeNull());
});

test("one is taken out, and two less than two lead back to the list", async () => {
  const { user } = await selected(3);
  await columns();
  await user.keyboard("x");
  await waitFor(async () => expect(await columns()).toHaveLength(2));
  await user.click(screen.getAllByTestId(TestId.compareRemove)[0] as HTMLElement);
  await waitFor(() => expect(screen.queryByTestId(TestId.compare)).toBeNull());
});

test("Escape leads back with the selection as it was, Enter opens whom the keys are about", async () => {
  const { user } = await selected(2);
  await columns();
  await user.keyboard("{Escape}");
  expect(screen.getByTestId(TestId.selection).textContent).toContain("2 selected");
  await user.keyboard("c");
  const name = within((await columns())[0] as HTMLElement).getByTestId(TestId.compareOpen).textContent;
  await user.keyboard("{Enter}");
  expect((await screen.findByTestId(TestId.candidateName)).textContent).toBe(name);
});

test("in blind mode nobody has a name here", async () => {
  const { backend, container } = await selected(4, "b");
  expect(await columns()).toHaveLength(4);
  const { rows } = await backend.search({ query: "", offset: 0, limit: 9, facets: 0 });
  for (const { name } of rows) expect(container.innerHTML).not.toContain(name.split(" ")[0]);
  expect(container.innerHTML).not.toContain("someone@example.org");
});

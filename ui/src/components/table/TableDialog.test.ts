import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import App from "../../App.svelte";
import type { Backend, Drop } from "../../lib/backend/backend";
import { fake } from "../../lib/backend/fake";
import { language } from "../../lib/i18n/i18n.svelte";
import { faults } from "../../lib/testing/axe";
import { TestId } from "../../lib/testing/testId";
import type { TableImport } from "../../lib/wire/wire";

// Pages are drawn in the real window; what draws them does not load here.
vi.mock("../../lib/pdf/pdf", () => ({ openPdf: () => Promise.reject(new Error("nothing is drawn here")) }));

beforeEach(() => {
  localStorage.clear();
  language.choose("en");
});

async function dropped(paths: string[]) {
  const asked: { tables: TableImport[]; paths: string[][] } = { tables: [], paths: [] };
  let drop: (drop: Drop) => void = () => {};
  const plain = fake({ candidates: 3 });
  const backend: Backend = {
    ...plain,
    onDrop: async (listener) => ((drop = listener), () => {}),
    importTable: (table, tell) => (asked.tables.push(table), plain.importTable(table, tell)),
    importPaths: (paths, tell) => (asked.paths.push(paths), plain.importPaths(paths, tell)),
  };
  render(App, { backend });
  await screen.findByTestId(TestId.total);
  drop({ kind: "dropped", paths });
  return { asked, user: userEvent.setup() };
}

/** The import has ended, so that nothing goes on after the test. */
const reported = () => screen.findByTestId(TestId.report);

test("a dropped table shows its columns with guesses, which are changed by keys", async () => {
  const { asked, user } = await dropped(["/in/applicants.csv"]);
  const dialog = await screen.findByTestId("table");
  const chosen = () => within(dialog).getAllByRole<HTMLSelectElement>("combobox").map(({ value }) => value);
  expect(chosen()).toEqual(["name", "resume_file", "ignore"]);
  expect(within(dialog).getByText("cv/ines.pdf")).toBeTruthy();
  expect(await faults(dialog)).toEqual([]);
  await waitFor(() => expect(within(dialog).getByTestId(TestId.tableOutcome).textContent).toContain("11 rows bring a candidate"));
  await user.selectOptions(within(dialog).getByLabelText("What “Stage” holds"), "tags");
  await user.click(await within(dialog).findByLabelText(/1 résumé lies outside/));
  await waitFor(() => expect(within(dialog).getByTestId(TestId.tableNow).textContent).toContain("Import 12 rows"));
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect(asked.tables).toEqual([{ path: "/in/applicants.csv", mapping: ["name", "resume_file", "tags"], outside: true }]);
  expect(screen.queryByTestId("table")).toBeNull();
  await reported();
});

test("without a résumé's column nothing can be imported, and it is said why", async () => {
  const { asked, user } = await dropped(["/in/applicants.csv"]);
  const dialog = await screen.findByTestId("table");
  await user.selectOptions(within(dialog).getByLabelText("What “CV” holds"), "ignore");
  expect(await within(dialog).findByText(/Choose the column with the résumé/)).toBeTruthy();
  expect(within(dialog).getByTestId<HTMLButtonElement>(TestId.tableNow).disabled).toBe(true);
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect(asked.tables).toEqual([]);
});

test("Escape is the dialog's own key", async () => {
  const { user } = await dropped(["/in/applicants.csv"]);
  const dialog = await screen.findByTestId("table");
  let prevented = true;
  window.addEventListener("keydown", (event) => (prevented = event.defaultPrevented), { once: true });
  await user.type(within(dialog).getAllByRole("combobox")[0] as HTMLElement, "{Escape}", { skipClick: true });
  expect(prevented).toBe(false);
});

test("other files that are dropped with a table are imported, and what is no table is too", async () => {
  const { asked, user } = await dropped(["/in/cv.pdf", "/in/applicants.csv", "/in/none.csv"]);
  await user.click(await screen.findByTestId("close-table"));
  expect(asked.paths).toEqual([["/in/cv.pdf", "/in/none.csv"]]);
  expect(asked.tables).toEqual([]);
  await reported();
});

test("in blind mode no value of a table is shown", async () => {
  localStorage.setItem("candela.blind", "on");
  await dropped(["/in/applicants.csv"]);
  const dialog = await screen.findByTestId("table");
  expect(within(dialog).getByText("applicants.csv", { exact: false })).toBeTruthy();
  for (const telling of ["Ines", "ines.pdf", "outside.pdf"]) expect(dialog.textContent).not.toContain(telling);
});

test("the dialog speaks German", async () => {
  language.choose("de");
  await dropped(["/in/applicants.csv"]);
  expect(await screen.findByRole("heading", { name: "Bewerbertabelle einlesen" })).toBeTruthy();
});

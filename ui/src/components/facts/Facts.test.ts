import { screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { fake } from "../../lib/backend/fake";
import { faults } from "../../lib/testing/axe";
import { withCandidate } from "../../lib/testing/withCandidate";
import Facts from "./Facts.svelte";

const section = (name: string) => within(screen.getByRole("region", { name }));
const press = (name: string | RegExp, inside: ReturnType<typeof within> | typeof screen = screen) =>
  userEvent.click(inside.getByRole("button", { name }));

test("every kind of fact is told, and nothing is wrong for those who do not see it", async () => {
  const { container } = await withCandidate(Facts);
  const told = section("About them");
  for (const words of ["Tariq Halloran", "Senior", "Backend", "80 %", "Bachelor", "German", "CKA", "English"]) {
    expect(told.getByText(words), words).toBeTruthy();
  }
  expect(section("Contacts").getByText("LinkedIn")).toBeTruthy();
  expect(section("Work").getByText("since 2019-03")).toBeTruthy();
  expect(section("Not found, or left out").getByText(/nothing says when it ended/)).toBeTruthy();
  expect(await faults(container)).toEqual([]);
});

test("a fact shows its words, and is left again by the next one", async () => {
  const { open } = await withCandidate(Facts);
  await press(/^Halvard Payments ?, show/);
  const first = open.marks.find(({ key }) => key === open.current);
  expect(open.shown?.body.slice(first?.start, first?.end)).toBe("Halvard Payments");
  await press(/^since 2019-03 ?, show/);
  const second = open.marks.filter(({ kind }) => kind === "words");
  expect(second.map(({ start, end }) => open.shown?.body.slice(start, end))).toEqual(["since 2019"]);
});

test("an employment is put right, and taken back", async () => {
  await withCandidate(Facts);
  const work = section("Work");
  await userEvent.click(work.getAllByRole("button", { name: "Put this employment right" })[1]!);
  const form = within(screen.getByRole("form", { name: "An employment" }));
  await userEvent.clear(form.getByLabelText("To"));
  await userEvent.type(form.getByLabelText("To"), "soon");
  expect(form.getByRole("alert").textContent).toContain("2024-03");
  await userEvent.clear(form.getByLabelText("To"));
  await userEvent.type(form.getByLabelText("To"), "2018-09{Enter}");
  expect(await work.findByText("2016-01 – 2018-09")).toBeTruthy();
  await press("Take back the corrected employment", work);
  expect(await work.findByText("2016-01 – 2018-02")).toBeTruthy();
});

test("Escape leaves a form with nothing changed", async () => {
  const { open } = await withCandidate(Facts);
  const before = open.shown;
  await press("Add a study");
  await userEvent.keyboard("MSc{Escape}");
  expect(screen.queryByRole("form")).toBeNull();
  expect(open.shown).toBe(before);
});

test("a skill is added with its years, one is taken away and brought back", async () => {
  await withCandidate(Facts);
  const skills = section("Skills");
  await press("Add a skill");
  await userEvent.type(screen.getByLabelText("Skill"), "Rust");
  await userEvent.type(screen.getByLabelText("Years"), "2,5{Enter}");
  expect(await skills.findByText("2.5y")).toBeTruthy();
  await press("Put the use of Docker right");
  await press("This is none");
  expect(skills.queryByText(/^Docker/)).toBeNull();
  await press("Take back the corrected Docker");
  expect(await skills.findByText(/^Docker/)).toBeTruthy();
});

test("a contact that is none at all is refused, a right one stands for the wrong one", async () => {
  await withCandidate(Facts);
  const contacts = section("Contacts");
  await press("Put someone@example.org right");
  const value = screen.getByLabelText("Value");
  await userEvent.clear(value);
  await userEvent.type(value, "nobody");
  expect(screen.getByRole("alert").textContent).toContain("@");
  await userEvent.type(value, "@example.org{Enter}");
  expect(await contacts.findByText("nobody@example.org")).toBeTruthy();
  expect(contacts.queryByText("someone@example.org")).toBeNull();
});

test("what the pool refuses is said where it was asked", async () => {
  const backend = fake({ candidates: 3 });
  const refuse = () => Promise.reject({ code: "pool_busy", message: "locked", query: null });
  await withCandidate(Facts, { ...backend, correct: refuse });
  await press("Add a skill");
  await userEvent.type(screen.getByLabelText("Skill"), "Rust{Enter}");
  expect((await screen.findByRole("alert")).textContent).toContain("Another program is writing");
});

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

/** The roles of a made-up pool, by their key. */
async function roles(candidates = 3) {
  const backend = fake({ candidates });
  const { container } = render(App, { backend });
  await screen.findByTestId(TestId.total);
  const user = userEvent.setup();
  await user.keyboard("2");
  await screen.findByRole("main", { name: "Roles" });
  await screen.findAllByTestId(TestId.roleItem);
  return { backend, container, user };
}

const titles = async (backend: ReturnType<typeof fake>) => (await backend.roles()).map(({ title }) => title);

const addSkill = async (user: ReturnType<typeof userEvent.setup>, skill: string) => {
  await user.click(screen.getByRole("button", { name: "Add to: Must have" }));
  await user.type(screen.getAllByTestId(TestId.askInput).at(-1) as HTMLElement, `${skill}{Enter}`);
};

test("each role says how many meet it, and its table says how it is ordered", async () => {
  const { container } = await roles();
  expect((await screen.findAllByText("meet all")).length).toBe(2);
  expect((await screen.findAllByTestId(TestId.roleRow)).length).toBe(3);
  expect(screen.getByText(/^Order: most must-haves met first/)).toBeTruthy();
  expect(screen.getByRole("columnheader", { name: /Must have\s*Django/ })).toBeTruthy();
  expect(await faults(container)).toEqual([]);
});

test("a role is written, and what works against it is told while one types", async () => {
  const { backend, container, user } = await roles();
  await user.click(screen.getByTestId(TestId.newRole));
  await user.type(screen.getByTestId(TestId.roleTitle), "Web, Porto");
  await addSkill(user, "Django");
  expect(await screen.findByText("Nothing in this role stands in its own way.")).toBeTruthy();
  await addSkill(user, "Flask");
  expect((await screen.findByTestId(TestId.trap)).textContent).toContain("Django and Flask do the same work.");
  expect(await faults(container)).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Remove Flask" }));
  await user.type(screen.getByLabelText("Another that will do instead of Django"), "Flask{Enter}");
  await waitFor(() => expect(screen.queryByTestId(TestId.trap)).toBeNull());
  await user.type(screen.getByLabelText("Least years of Django or Flask"), "2,5");
  await user.selectOptions(screen.getByLabelText("When Django or Flask was used last"), "used within");
  await user.click(screen.getByTestId(TestId.saveRole));
  await waitFor(async () => expect(await titles(backend)).toContain("Web, Porto"));
  expect((await backend.role(3)).role.must).toEqual([{ any: ["Django", "Flask"], years: 2.5, within: 2, since: null }]);
});

test("a role is drafted from an advert, with what was left out, and put right before it is kept", async () => {
  const { backend, container, user } = await roles();
  await user.click(screen.getByTestId(TestId.fromAdvert));
  await user.type(screen.getByTestId(TestId.advertInput), "Backend in Porto{Enter}Django, PostgreSQL, a team player");
  await user.click(screen.getByTestId(TestId.draftNow));
  expect((await screen.findAllByTestId(TestId.advertPart)).map((part) => part.textContent)).toEqual(["Django", "PostgreSQL", "team player"]);
  expect(screen.getByText("no skill, and nothing a résumé could show")).toBeTruthy();
  expect(await faults(container)).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Move PostgreSQL to: Nice to have" }));
  await user.click(screen.getByTestId(TestId.saveRole));
  await waitFor(async () => expect(await titles(backend)).toContain("Backend in Porto"));
  const { role } = await backend.role(3);
  expect([role.must, role.nice].map((asks) => asks.map(({ any }) => any))).toEqual([[["Django"]], [["PostgreSQL"]]]);
});

test("a deleted role is brought back by a key", async () => {
  const { backend, user } = await roles();
  await user.click(await screen.findByRole("button", { name: "Delete" }));
  await waitFor(async () => expect(await titles(backend)).toEqual(["Data, remote"]));
  await user.keyboard("u");
  await waitFor(async () => expect(await titles(backend)).toEqual(["Backend, Lyon", "Data, remote"]));
});

test("a role is doubled, exported, and read from a file with its faults", async () => {
  const { user } = await roles();
  await user.click(await screen.findByRole("button", { name: "Export" }));
  expect((await screen.findByTestId(TestId.toast)).textContent).toContain("/out/Backend, Lyon.toml");
  await user.click(screen.getByRole("button", { name: "Duplicate" }));
  expect(screen.getByTestId<HTMLInputElement>(TestId.roleTitle).value).toBe("Backend, Lyon (copy)");
  await user.upload(screen.getByLabelText("A role’s file"), new File(["must = 1"], "role.toml"));
  expect((await screen.findByRole("alert")).textContent).toBe("Line 1 of the file: expected `title`, found nothing");
});

test("what was left before it was kept can be gone on with", async () => {
  const { user } = await roles();
  await user.click(screen.getByTestId(TestId.newRole));
  await user.type(screen.getByTestId(TestId.roleTitle), "Half");
  await user.keyboard("{Escape}{Escape}");
  expect(screen.queryByTestId(TestId.roleForm)).toBeNull();
  await user.click(screen.getByRole("button", { name: "Go on writing “Half”" }));
  expect(screen.getByTestId<HTMLInputElement>(TestId.roleTitle).value).toBe("Half");
});

test("the words behind a row are shown, and lead to the candidate in the pool", async () => {
  const { user } = await roles();
  const rows = await screen.findAllByTestId(TestId.roleRow);
  await user.click(within(rows[1] as HTMLElement).getByRole("button", { expanded: false }));
  await user.click(await screen.findByRole("button", { name: "“Django”" }));
  await screen.findByTestId(TestId.candidateName);
  expect(screen.getByRole("tab", { selected: true }).textContent).toContain("Fit");
  // What is decided now is about them.
  await user.keyboard("s");
  expect((await screen.findByTestId(TestId.toast)).textContent).toContain(screen.getByTestId(TestId.candidateName).textContent ?? "?");
});

test("one click searches for a role", async () => {
  const { user } = await roles();
  await user.click(await screen.findByTestId(TestId.roleSearch));
  expect((await screen.findByTestId<HTMLInputElement>(TestId.search)).value).toBe("skill:Django skill:Kubernetes");
});

test("the role that is chosen here is that of the tabs", async () => {
  const { user } = await roles();
  await user.click(screen.getByRole("button", { name: /^Data, remote/ }));
  await user.keyboard("1{Enter}");
  await user.click(await screen.findByRole("tab", { name: "Fit" }));
  expect((await screen.findByLabelText<HTMLSelectElement>("Role")).selectedOptions[0]?.text).toBe("Data, remote");
});

test("letters decide nothing among the roles", async () => {
  const { backend, user } = await roles();
  await user.keyboard("srmt");
  const { rows } = await backend.search({ query: "", offset: 0, limit: 9, facets: 0 });
  expect(rows.map(({ decision }) => decision)).toEqual(Array(3).fill("undecided"));
});

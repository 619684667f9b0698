import { render, screen, waitFor } from "@testing-library/svelte";
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

async function own() {
  const backend = fake({ candidates: 3 });
  const { container } = render(App, { backend });
  await screen.findByTestId(TestId.total);
  const user = userEvent.setup();
  await user.keyboard("4");
  await user.click(await screen.findByTestId(TestId.newOwn));
  return { backend, container, user };
}

test("a signal is tried while it is written, kept, taken out, and brought back", async () => {
  const { backend, container, user } = await own();
  await user.type(screen.getByTestId(TestId.ownTitle), "Fleets");
  await user.type(screen.getByTestId(TestId.ownWords), "telematics");
  expect((await screen.findByTestId(TestId.ownTried)).textContent).toBe("2 of 3 candidates have it");
  expect(screen.getByText("telematics", { selector: "mark" })).toBeTruthy();
  expect(screen.getByTestId<HTMLButtonElement>(TestId.keepOwn).disabled).toBe(true); // it does not say why yet
  await user.type(screen.getByTestId(TestId.ownWhy), "We route vans.");
  expect(await faults(container)).toEqual([]);
  await user.click(screen.getByTestId(TestId.keepOwn));
  expect((await screen.findByTestId(TestId.ownItem)).textContent).toContain("Fleets");
  await user.click(screen.getByRole("button", { name: "Take out: Fleets" }));
  await waitFor(() => expect(screen.queryByTestId(TestId.ownItem)).toBeNull());
  await user.keyboard("u");
  await screen.findByTestId(TestId.ownItem);
  expect((await backend.ownSignals()).signals.map(({ id, words }) => [id, words])).toEqual([["own_fleets", ["telematics"]]]);
});

test("a bad pattern says where it is wrong, and is not kept", async () => {
  const { user } = await own();
  await user.type(screen.getByTestId(TestId.ownTitle), "Fleets");
  await user.type(screen.getByTestId(TestId.ownWhy), "We route vans.");
  await user.click(screen.getByLabelText("Pattern"));
  await user.type(screen.getByTestId(TestId.ownPattern), "fleet (");
  expect((await screen.findByRole("alert")).textContent).toBe("the pattern is wrong at character 7: unclosed group");
  expect(screen.getByTestId<HTMLButtonElement>(TestId.keepOwn).disabled).toBe(true);
});

test("a file's faults are told with their line", async () => {
  const { user } = await own();
  await user.upload(screen.getByLabelText("A file of signals"), new File(["[[signal]]"], "signals.toml"));
  expect((await screen.findByRole("alert")).textContent).toBe("Line 3 of the file: expected an id such as `own_fleet`");
});

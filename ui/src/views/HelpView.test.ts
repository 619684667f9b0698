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

async function help() {
  const { container } = render(App, { backend: fake({ candidates: 3 }) });
  await screen.findByTestId(TestId.total);
  const user = userEvent.setup();
  await user.keyboard("?");
  await screen.findByRole("main", { name: "Help" });
  await screen.findAllByTestId(TestId.lookedFor);
  return { container, user };
}

const shown = () => screen.queryAllByTestId(TestId.lookedFor).map((rule) => rule.dataset["signal"]);

test("what is looked for is searched by its words and by colour", async () => {
  const { container, user } = await help();
  expect(shown()).toEqual(["scale_indicators", "generic_claims"]);
  expect(screen.getByText("What broke first?", { selector: "[data-signal=scale_indicators] *" })).toBeTruthy();
  expect(await faults(container)).toEqual([]);
  await user.type(screen.getByTestId(TestId.helpSearch), "praise");
  expect(shown()).toEqual(["generic_claims"]);
  await user.click(screen.getByRole("button", { name: "Speaks for them" }));
  expect(shown()).toEqual([]);
  expect(screen.getByText("Nothing that is looked for has these words.")).toBeTruthy();
});

test("every key stands beside it, and Escape goes back to the pool", async () => {
  const { user } = await help();
  expect(screen.getByText("Undo", { selector: "dd" })).toBeTruthy();
  await user.keyboard("{Escape}{Escape}");
  await waitFor(() => expect(screen.queryByRole("main", { name: "Help" })).toBeNull());
});

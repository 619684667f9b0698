import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import App from "../App.svelte";
import { fake } from "../lib/backend/fake";
import { language } from "../lib/i18n/i18n.svelte";
import { faults } from "../lib/testing/axe";
import { TestId } from "../lib/testing/testId";

// Pages and charts are drawn in the real window; what draws them does not load here.
vi.mock("../lib/pdf/pdf", () => ({ openPdf: () => Promise.reject(new Error("nothing is drawn here")) }));
vi.mock("../lib/chart/chart", () => ({ drawRows: () => () => {} }));

beforeEach(() => {
  localStorage.clear();
  language.choose("en");
});

async function insights(candidates = 6) {
  const { container } = render(App, { backend: fake({ candidates }) });
  await screen.findByTestId(TestId.total);
  const user = userEvent.setup();
  await user.keyboard("3");
  await screen.findByRole("main", { name: "Insights" });
  return { container, user };
}

test("each line is a search for those it counts", async () => {
  const { container, user } = await insights();
  const [roles] = await screen.findAllByTestId(TestId.insight);
  expect(within(roles as HTMLElement).getByRole("heading").textContent).toBe("Kind of work");
  expect(await faults(container)).toEqual([]);
  await user.click(within(roles as HTMLElement).getByRole("button", { name: "Backend" }));
  await waitFor(() => expect(screen.getByTestId<HTMLInputElement>(TestId.search).value).toBe("role:backend"));
  await user.keyboard("{Escape}3");
  expect((await screen.findByRole("button", { name: "Backend" })).getAttribute("aria-pressed")).toBe("true");
  await user.click(screen.getByRole("button", { name: "Show the whole pool" }));
  await waitFor(() => expect(screen.getByText(/All 6 candidates of the pool/)).toBeTruthy());
});

test("a handful of decisions says nothing yet, and that is said", async () => {
  await insights();
  expect((await screen.findByTestId(TestId.calibration)).textContent).toMatch(/no order follows from it/);
});

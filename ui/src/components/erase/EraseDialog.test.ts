import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import App from "../../App.svelte";
import { fake } from "../../lib/backend/fake";
import { language } from "../../lib/i18n/i18n.svelte";
import { faults } from "../../lib/testing/axe";
import { TestId } from "../../lib/testing/testId";

// Pages are drawn in the real window; what draws them does not load here.
vi.mock("../../lib/pdf/pdf", () => ({ openPdf: () => Promise.reject(new Error("nothing is drawn here")) }));

beforeEach(() => {
  localStorage.clear();
  language.choose("en");
});

async function asked() {
  const backend = fake({ candidates: 3 });
  render(App, { backend });
  await screen.findByTestId(TestId.total);
  const user = userEvent.setup();
  await user.keyboard("{Delete}");
  return { backend, user, dialog: await screen.findByTestId("erase") };
}

test("the dialog says what goes and what stays, and what is safe has the focus", async () => {
  const { dialog, user } = await asked();
  expect(within(dialog).getByRole("heading", { level: 2 }).textContent).toBe("Erase Jonas Wild?");
  expect(within(dialog).getAllByRole("listitem")).toHaveLength(5);
  expect(within(dialog).getByText(/The files themselves are not touched/)).toBeTruthy();
  expect(await faults(dialog)).toEqual([]);
  expect(document.activeElement?.textContent?.trim()).toBe("Keep");
  await user.keyboard("{Enter}");
  expect(screen.queryByTestId(TestId.erasing)).toBeNull();
});

test("erasing is shown on the note, and `u` takes it back", async () => {
  const { user } = await asked();
  await user.click(screen.getByTestId(TestId.eraseNow));
  expect((await screen.findByTestId(TestId.erasing)).textContent).toContain("1 candidate is erased in 8 s");
  await user.keyboard("u");
  await waitFor(() => expect(screen.queryByTestId(TestId.erasing)).toBeNull());
});

test("the dialog speaks German", async () => {
  language.choose("de");
  const { dialog } = await asked();
  expect(within(dialog).getByRole("heading", { level: 2 }).textContent).toBe("Jonas Wild löschen?");
});

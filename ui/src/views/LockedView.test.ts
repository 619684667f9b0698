import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import App from "../App.svelte";
import { fake } from "../lib/backend/fake";
import { fakeVault } from "../lib/backend/fakeVault";
import { faults } from "../lib/testing/axe";
import { language } from "../lib/i18n/i18n.svelte";
import { TestId } from "../lib/testing/testId";

// Pages are drawn in the real window; what draws them does not load here.
vi.mock("../lib/pdf/pdf", () => ({ openPdf: () => Promise.reject(new Error("nothing is drawn here")) }));

const RIGHT = "five invented words of mine";

beforeEach(() => {
  localStorage.clear();
  language.choose("en");
});

test("a locked pool shows nothing but the question, says a wrong passphrase, and opens with the right one", async () => {
  const { container } = render(App, { backend: { ...fake({ candidates: 3 }), ...fakeVault(RIGHT) } });
  const field = await screen.findByTestId<HTMLInputElement>(TestId.passphrase);
  expect(screen.queryByTestId(TestId.total)).toBeNull();
  expect(document.activeElement).toBe(field);
  expect(await faults(container)).toEqual([]);
  await userEvent.type(field, "other words{Enter}");
  expect(await screen.findByText(/This is not the passphrase/)).toBeTruthy();
  expect(field.value).toBe("");
  await userEvent.type(field, `${RIGHT}{Enter}`);
  await screen.findByTestId(TestId.total);
  expect(container.innerHTML).not.toContain(RIGHT);
});

test("an encrypted pool is locked from the desk, and nothing of anybody stays on the page", async () => {
  const backend = { ...fake({ candidates: 3 }), ...fakeVault(RIGHT) };
  await backend.unlockPool(RIGHT, false);
  const { container } = render(App, { backend });
  await screen.findByTestId(TestId.total);
  await userEvent.keyboard("{Enter}");
  const name = (await screen.findByTestId(TestId.candidateName)).textContent;
  await userEvent.keyboard("{Control>}l{/Control}");
  await screen.findByTestId(TestId.locked);
  expect(container.textContent).not.toContain(name);
});

import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { fake } from "../lib/backend/fake";
import type { Backend } from "../lib/backend/backend";
import { faults } from "../lib/testing/axe";
import { language } from "../lib/i18n/i18n.svelte";
import { TestId } from "../lib/testing/testId";
import WithSettings from "../lib/testing/WithSettings.svelte";

beforeEach(() => {
  localStorage.clear();
  language.choose("en");
});

const shown = (backend: Backend = fake({ candidates: 3 })) => render(WithSettings, { backend });

test("GitHub is off at first, and switched on with a sentence on what is sent", async () => {
  const { container } = shown();
  const on = await screen.findByRole<HTMLInputElement>("checkbox", { name: /Look at the GitHub accounts/ });
  expect(on.checked).toBe(false);
  expect(screen.getByText(/and nothing else of a résumé/)).toBeTruthy();
  await userEvent.click(on);
  expect(on.checked).toBe(true);
  expect(await faults(container)).toEqual([]);
});

test.each([
  ["nonsense", /does not accept this token/],
  ["ghp_expired", /has expired/],
  ["ghp_rights", /may not read public repositories/],
])("the token %s is refused in plain words", async (token, words) => {
  shown();
  await userEvent.type(await screen.findByLabelText("Token"), token);
  await userEvent.click(screen.getByText("Check and keep"));
  expect((await screen.findAllByText(words)).length).toBeGreaterThan(0);
  expect(screen.getByText("Known once GitHub was asked.")).toBeTruthy();
});

test("a good token says where it is kept and what is left, and is not shown again", async () => {
  const { container } = shown();
  await userEvent.type(await screen.findByLabelText("Token"), "ghp_good");
  await userEvent.click(screen.getByText("Check and keep"));
  expect(await screen.findByText(/Kept in memory only, until you quit/)).toBeTruthy();
  expect(screen.getByText(/It lasts until 2027-01-31/)).toBeTruthy();
  expect(screen.getByText(/4,900 of 5,000 left/)).toBeTruthy();
  expect(screen.getByText("2,450 candidates")).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>("Another token").value).toBe("");
  expect(container.innerHTML).not.toContain("ghp_good");
  await userEvent.click(screen.getByText("Forget it"));
  expect(screen.queryByText(/Kept in memory only/)).toBeNull();
});

test("sign-in by the browser shows its code while it waits", async () => {
  let enter = () => {};
  const plain = fake({ candidates: 3 });
  const entered = new Promise<void>((resolve) => (enter = resolve));
  const backend: Backend = { ...plain, finishGithubSignIn: async () => (await entered, plain.finishGithubSignIn()) };
  await backend.switchGithub({ is_on: true, api: "", client_id: "Iv1.example" });
  shown(backend);
  await userEvent.click(await screen.findByText("Sign in by the browser"));
  expect(await screen.findByText("WDJB-MJHT")).toBeTruthy();
  enter();
  expect(await screen.findByText(/Kept in the keychain/)).toBeTruthy();
  expect(screen.queryByText("WDJB-MJHT")).toBeNull();
});

test("a paused queue waits, and is emptied", async () => {
  const backend = fake({ candidates: 3 });
  await backend.switchGithub({ is_on: true, api: "", client_id: "" });
  await backend.pauseGithub(true);
  shown(backend);
  await userEvent.click(await screen.findByText("Look at everybody not seen yet"));
  expect(await screen.findByText("2 candidates wait. Paused.")).toBeTruthy();
  await userEvent.click(screen.getByText("Empty the queue"));
  expect(await screen.findByText("Nobody waits.")).toBeTruthy();
});

test("the language changes at once", async () => {
  shown();
  await userEvent.selectOptions(await screen.findByLabelText("Language"), "Deutsch");
  expect(screen.getByText("Allgemein")).toBeTruthy();
});

test("folders are watched and no longer watched, and one that is gone says so", async () => {
  const { container } = shown();
  const field = await screen.findByLabelText("Folder");
  await userEvent.type(field, "/srv/inbox{Enter}");
  expect((await screen.findByTestId(TestId.watchedFolder)).textContent).toContain("/srv/inbox");
  await userEvent.type(field, "/media/gone{Enter}");
  expect(await screen.findByText(/not there; watched again/)).toBeTruthy();
  expect(await faults(container)).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "Watch /srv/inbox no longer" }));
  expect((await screen.findAllByTestId(TestId.watchedFolder)).map((item) => item.textContent)).toEqual([expect.stringContaining("/media/gone")]);
});

test("a folder that cannot be watched is told, and what was typed stays", async () => {
  shown();
  const field = await screen.findByLabelText<HTMLInputElement>("Folder");
  await userEvent.type(field, "nowhere{Enter}");
  expect(await screen.findByText("This folder cannot be watched.")).toBeTruthy();
  expect(field.value).toBe("nowhere");
});

test("rows are set close, and scans are read at once when they can be", async () => {
  const switched: boolean[] = [];
  const { container } = shown({ ...fake({ candidates: 1 }), switchOcr: async (on) => void switched.push(on) });
  await userEvent.selectOptions(await screen.findByLabelText("Rows of the list"), "compact");
  expect(localStorage.getItem("candela.compact")).toBe("on");
  await userEvent.click(await screen.findByTestId(TestId.ocrSwitch));
  expect(switched).toEqual([true]);
  expect(screen.getByText("By Tesseract 5.3.0, in: eng, deu.")).toBeTruthy();
  expect(await faults(container)).toEqual([]);
});

test("without Tesseract it says how to get it", async () => {
  shown({ ...fake({ candidates: 1 }), ocr: async () => ({ program: null, languages: [] }) });
  expect(await screen.findByText(/apt install tesseract-ocr/)).toBeTruthy();
});

test("the pool is encrypted with a passphrase that is typed twice, and decrypted with it", async () => {
  const { container } = shown();
  await userEvent.type(await screen.findByTestId(TestId.newPassphrase), "five invented words");
  await userEvent.type(screen.getByTestId(TestId.newPassphraseAgain), "five invented wor");
  expect(screen.getByText("The two are not the same.")).toBeTruthy();
  expect(screen.getByTestId<HTMLButtonElement>(TestId.encrypt).disabled).toBe(true);
  await userEvent.type(screen.getByTestId(TestId.newPassphraseAgain), "ds");
  await userEvent.click(screen.getByTestId(TestId.encrypt));
  const old = await screen.findByTestId(TestId.oldPassphrase);
  expect(screen.getByTestId(TestId.encryption).dataset["on"]).toBe("true");
  expect(await faults(container)).toEqual([]);
  await userEvent.type(old, "other words");
  await userEvent.click(screen.getByTestId(TestId.decrypt));
  expect(await screen.findByText(/This is not the passphrase/)).toBeTruthy();
  await userEvent.clear(old);
  await userEvent.type(old, "five invented words");
  await userEvent.click(screen.getByTestId(TestId.decrypt));
  expect((await screen.findByText("Encrypt the pool")).tagName).toBe("BUTTON");
});

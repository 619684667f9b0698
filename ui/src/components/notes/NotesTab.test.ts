import { screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { rendered } from "../../lib/notes/markdown";
import { stamped } from "../../lib/notes/moments";
import { faults } from "../../lib/testing/axe";
import { withCandidate } from "../../lib/testing/withCandidate";
import NotesTab from "./NotesTab.svelte";

test("a note is written, shown, rewritten and removed, and the history tells", async () => {
  const { container } = await withCandidate(NotesTab);
  await userEvent.type(screen.getByLabelText("A new note"), "Call **back**{Control>}{Enter}{/Control}");
  expect((await screen.findByText("back")).tagName).toBe("STRONG");
  expect(screen.getByText("Note written")).toBeTruthy();
  expect(await faults(container)).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "Rewrite this note" }));
  await userEvent.clear(screen.getByLabelText("Rewrite the note"));
  await userEvent.type(screen.getByLabelText("Rewrite the note"), "Called{Control>}{Enter}{/Control}");
  expect(await screen.findByText("Called")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: /^Remove this note/ }));
  expect(await screen.findByText("Nothing is written yet.")).toBeTruthy();
});

test("a note that was not kept stays where it was written", async () => {
  const { open } = await withCandidate(NotesTab);
  const field = screen.getByLabelText<HTMLTextAreaElement>("A new note");
  await userEvent.type(field, "   ");
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Keep" }).disabled).toBe(true);
  await userEvent.type(field, "x{Escape}");
  expect([field.value.trim(), open.notes.triage?.notes.length]).toEqual(["x", 0]);
});

test("a note that was begun is there again after a look at somebody else", async () => {
  const { open, unmount } = await withCandidate(NotesTab);
  await userEvent.type(screen.getByLabelText("A new note"), "Ask about");
  unmount();
  expect([open.notes.draft(open.shown?.id ?? 0), open.notes.draft(-1)]).toEqual(["Ask about", ""]);
  open.notes.keepDraft(open.shown?.id ?? 0, " ");
  expect(open.notes.draft(open.shown?.id ?? 0)).toBe("");
});

test.each([
  ["<img src=x onerror=alert(1)>", "<p>&lt;img src=x onerror=alert(1)&gt;</p>\n"],
  ["[away](https://example.org)", "<p>[away](https://example.org)</p>\n"],
  ["![seen](https://example.org/x.png)", "<p>![seen](https://example.org/x.png)</p>\n"],
  ["- one\n- *two*", "<ul>\n<li>one</li>\n<li><em>two</em></li>\n</ul>\n"],
])("%s is shown without leading anywhere", (text, expected) => {
  expect(rendered(text)).toBe(expected);
});

test("@time becomes the time of day, words that begin so do not", () => {
  const now = new Date(2026, 4, 4, 14, 5);
  expect(stamped("@time: said yes, @timeless", now)).toBe("2026-05-04 14:05: said yes, @timeless");
});

test("whoever wants to write a note finds the field ready", async () => {
  const { open } = await withCandidate(NotesTab);
  expect(document.activeElement).toBe(document.body);
  open.writeNote();
  await expect.poll(() => document.activeElement).toBe(screen.getByLabelText("A new note"));
  expect([open.tab, open.noteWanted]).toEqual(["notes", false]);
});

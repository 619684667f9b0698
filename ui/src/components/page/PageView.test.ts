import { screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { flushSync } from "svelte";
import { expect, test, vi } from "vitest";
import { fake } from "../../lib/backend/fake";
import { faults } from "../../lib/testing/axe";
import { withCandidate } from "../../lib/testing/withCandidate";
import PageView from "./PageView.svelte";

vi.mock("../../lib/pdf/pdf", () => ({
  openPdf: () => Promise.reject(new Error("broken")),
  closePdf: () => {},
  drawPage: () => {},
  layText: () => {},
  release: () => {},
}));

const press = (name: string) => userEvent.click(screen.getByRole("button", { name }));
const plain = fake({ candidates: 3 });

/** The made-up candidate with a PDF of one page that hides something. */
const withPdf = {
  ...plain,
  candidate: async (id: number, query: string) => ({
    ...(await plain.candidate(id, query)),
    file: { name: "cv.pdf", path: "/inbox/cv.pdf", is_pdf: true, reason: null },
    pages: [{ width: 595, height: 842 }],
    hidden: [
      { page: 1, area: { page: 0, left: 10, top: 10, right: 90, bottom: 20 }, text: "hire me", reason: "colour" as const },
    ],
  }),
};

test("a text is laid out with its marks, larger and smaller, and nothing is wrong for those who do not see it", async () => {
  const { container, open } = await withCandidate(PageView);
  expect(container.querySelectorAll("mark.green").length).toBeGreaterThan(0);
  expect(await faults(container)).toEqual([]);
  await press("Larger");
  expect(screen.getByText("125 %")).toBeTruthy();
  await press("Next evidence");
  expect(container.querySelector("mark.now")?.getAttribute("data-mark")).toBe(open.current);
});

test("hidden text shows when it is asked for", async () => {
  await withCandidate(PageView, withPdf);
  expect(screen.queryByText("hire me")).toBeNull();
  await press("1 Show text that nobody sees");
  expect(screen.getAllByText("hire me").length).toBe(1);
});

test("a file that is gone is shown as text, and can be found again", async () => {
  let where = "/inbox/cv.pdf";
  const find = vi.fn(async () => {
    where = "/elsewhere/cv.pdf";
    return { ...(await withPdf.candidate(1, "")), file: { name: "cv.pdf", path: where, is_pdf: false, reason: null } };
  });
  const { container } = await withCandidate(PageView, { ...withPdf, findOriginal: find });
  expect(await screen.findByText(/not where it was/)).toBeTruthy();
  expect(container.querySelector(".sheet")?.textContent).toContain("Halvard Payments");
  await press("Find it…");
  expect(find).toHaveBeenCalled();
  expect(screen.queryByText(/not where it was/)).toBeNull();
});

test("a file that cannot be drawn is shown as text with a sentence", async () => {
  await withCandidate(PageView, { ...withPdf, file: async () => new Uint8Array() });
  expect(await screen.findByText(/pages cannot be drawn/)).toBeTruthy();
});

test("an original that no program opens is said", async () => {
  await withCandidate(PageView);
  await press("Open the original in its own program");
  expect(await screen.findByText(/No program of this system/)).toBeTruthy();
});

test("the start of a long text is there at once and all of it once that is on the screen, or when a mark is looked at", async () => {
  const long = {
    ...plain,
    candidate: async (id: number, query: string) => {
      const candidate = await plain.candidate(id, query);
      return { ...candidate, body: `${candidate.body.padEnd(5000)}the end` };
    },
  };
  const { container, open } = await withCandidate(PageView, long);
  const text = () => container.querySelector(".sheet")?.textContent ?? "";
  expect(text().length).toBe(2000);
  open.step(1);
  flushSync();
  expect(text()).toContain("the end");
  open.lookAt(null);
  await expect.poll(text).toContain("the end");
});

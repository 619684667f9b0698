import { cleanup, render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { language } from "../../lib/i18n/i18n.svelte";
import { faults } from "../../lib/testing/axe";
import { TestId } from "../../lib/testing/testId";
import type { Again, ImportReport as Report } from "../../lib/wire/wire";
import ImportReport from "./ImportReport.svelte";

beforeEach(() => language.choose("en"));

const REPORT: Report = {
  id: 7,
  cancelled: false,
  seconds: 75,
  read_by: [],
  ocr: "tesseract 5.3.0",
  groups: [
    { outcome: "encrypted", count: 2, files: [{ path: "/in/a.pdf", reason: "a password is needed" }] },
    { outcome: "no_text", count: 1, files: [{ path: "/in/scan.pdf", reason: null }] },
    { outcome: "added", count: 1200, files: [] },
  ],
};

function shown(report: Partial<Report> = {}) {
  const asked: Again[] = [];
  const closed: string[] = [];
  const { container } = render(ImportReport, {
    report: { ...REPORT, ...report },
    onagain: (again: Again) => asked.push(again),
    onclose: () => closed.push("closed"),
  });
  return { asked, closed, container, group: (outcome: string) => container.querySelector<HTMLElement>(`[data-outcome=${outcome}]`) };
}

test("every group says how many files ended so, what can be done, and which are not listed", async () => {
  const { container, group } = shown();
  expect(screen.getByText(/1,203 files in 1 min 15 s/)).toBeTruthy();
  expect(group("encrypted")?.textContent).toMatch(/Password needed\s*2\s*Enter its password/);
  expect(group("encrypted")?.textContent).toContain("and 1 more");
  expect(group("added")?.querySelector(".todo")).toBeNull();
  for (const details of container.querySelectorAll("details")) details.open = true;
  expect(await faults(container)).toEqual([]);
});

test("how many files each colleague's computer read is said in words", async () => {
  const { container } = shown({ read_by: [{ who: "ann", files: 1 }, { who: "noor", files: 1100 }] });
  expect(screen.getAllByTestId(TestId.readBy).map((line) => line.textContent)).toEqual([
    "1 of them was read at the same time on the computer of ann.",
    "1,100 of them were read at the same time on the computer of noor.",
  ]);
  expect(await faults(container)).toEqual([]);
  cleanup();
  language.choose("de");
  shown({ read_by: [{ who: "noor", files: 1100 }] });
  expect(screen.getByTestId(TestId.readBy).textContent).toBe("1.100 davon wurden zur gleichen Zeit auf dem Rechner von noor gelesen.");
  cleanup();
  shown();
  expect(screen.queryByTestId(TestId.readBy)).toBeNull();
});

test("a password is tried once on all locked files, and then forgotten", async () => {
  const { asked, group } = shown();
  const locked = group("encrypted")!;
  locked.setAttribute("open", "");
  const field = within(locked).getByLabelText<HTMLInputElement>(/Password for 2 locked files/);
  expect(within(locked).getByRole<HTMLButtonElement>("button").disabled).toBe(true);
  await userEvent.type(field, "candle{Enter}");
  expect(asked).toEqual([{ with_password: "candle" }]);
  expect(field.value).toBe("");
});

test("scans are offered to what reads them, or it is said what to install", async () => {
  const { asked, group } = shown();
  group("no_text")!.setAttribute("open", "");
  await userEvent.click(within(group("no_text")!).getByRole("button", { name: "Read 1 file by OCR" }));
  expect(asked).toEqual(["with_ocr"]);
  expect(shown({ ocr: null }).group("no_text")?.textContent).toContain("apt install tesseract-ocr");
});

test("the report speaks German, numbers too", () => {
  language.choose("de");
  const { group } = shown({ cancelled: true });
  expect(screen.getByRole("heading").textContent).toBe("Importbericht");
  expect(group("added")?.textContent).toMatch(/Aufgenommen\s*1\.200/);
  expect(screen.getByText(/Vor dem Ende angehalten/)).toBeTruthy();
});

test("an import of nothing says so", () => {
  shown({ groups: [] });
  expect(screen.getByText(/no file to read/)).toBeTruthy();
});

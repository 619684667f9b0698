import { screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { fake } from "../../lib/backend/fake";
import { printPage } from "../../lib/kit/print";
import { faults } from "../../lib/testing/axe";
import { withCandidate } from "../../lib/testing/withCandidate";
import KitTab from "./KitTab.svelte";

test("the candidate's own questions stand first, with their words, and the market last", async () => {
  const { container, open } = await withCandidate(KitTab);
  await screen.findByText("What broke first at 2M requests?");
  const titles = screen.getAllByRole("heading", { level: 2 }).map(({ textContent }) => textContent);
  expect(titles).toEqual(["Their own questions", "For Backend", "For anybody", "The screen", "The whole process", "The market"]);
  expect(screen.getByText("€70,000–95,000 a year")).toBeTruthy();
  expect(await faults(container)).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: /2M requests a day/ }));
  expect(open.current).toBe("fact/20-37");
});

test("another kind of work asks other questions", async () => {
  await withCandidate(KitTab);
  await userEvent.selectOptions(await screen.findByLabelText("Kind of work"), "Data");
  expect(await screen.findByText("How do you know a pipeline is late?")).toBeTruthy();
});

test("a kit that cannot be made is said", async () => {
  const refuse = () => Promise.reject({ code: "pool_busy", message: "locked", query: null });
  await withCandidate(KitTab, { ...fake({ candidates: 1 }), kit: refuse });
  expect((await screen.findByRole("alert")).textContent).toContain("Another program");
});

test("a page is printed apart from the window, and gone afterwards", () => {
  let printed = "";
  vi.stubGlobal("CSSStyleSheet", class { replaceSync(styles: string): void { printed += styles; } });
  vi.stubGlobal("print", () => (printed += document.querySelector(".on-paper")?.shadowRoot?.textContent));
  printPage("<!doctype html><style>body { color: red }</style><h1>Kit</h1>");
  expect(printed).toBe(".body { color: red }Kit");
  dispatchEvent(new Event("afterprint"));
  expect(document.querySelector(".on-paper")).toBeNull();
  vi.unstubAllGlobals();
});

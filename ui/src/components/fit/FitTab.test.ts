import { screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { fake } from "../../lib/backend/fake";
import { faults } from "../../lib/testing/axe";
import { withCandidate } from "../../lib/testing/withCandidate";
import FitTab from "./FitTab.svelte";

beforeEach(() => localStorage.clear());

test("every line of a role stands with a word for how it stands, and shows what it rests on", async () => {
  const { container, open } = await withCandidate(FitTab);
  expect(await screen.findByText("3 years of Django")).toBeTruthy();
  expect(screen.getByText("shown")).toBeTruthy();
  expect(screen.getAllByText("not known").length).toBe(2);
  expect(screen.getByText("1 of 2 shown")).toBeTruthy();
  expect(await faults(container)).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: /“Django”/ }));
  expect(open.current).toBe("fact/70-76");
});

test("another role is chosen, and kept for the next candidate", async () => {
  const { open } = await withCandidate(FitTab);
  await userEvent.selectOptions(await screen.findByLabelText("Role"), "Data, remote");
  expect(await screen.findByText("otherwise")).toBeTruthy();
  await open.open(2, "");
  expect(open.fits.role?.title).toBe("Data, remote");
});

test("without a role it says what one is for", async () => {
  await withCandidate(FitTab, { ...fake({ candidates: 1 }), roles: async () => [] });
  expect(await screen.findByText("No role yet")).toBeTruthy();
});

import { screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { faults } from "../../lib/testing/axe";
import { withCandidate } from "../../lib/testing/withCandidate";
import VersionsTab from "./VersionsTab.svelte";

const press = async (name: string) => userEvent.click(await screen.findByRole("button", { name }));

test("who may be the same person is offered with reasons, joined, and taken apart again", async () => {
  const { container } = await withCandidate(VersionsTab);
  expect(await screen.findByText("91 % of their texts are the same")).toBeTruthy();
  expect(await faults(container)).toEqual([]);
  await press("One person: join");
  expect(await screen.findByText("cv-old.pdf")).toBeTruthy();
  expect(screen.getByText("Perl")).toBeTruthy();
  expect(screen.queryByText("The same person?")).toBeNull();
  await press("Take apart again");
  expect(await screen.findByText("The same person?")).toBeTruthy();
  expect(screen.queryByText("cv-old.pdf")).toBeNull();
});

test("different people are not offered again, until that is taken back", async () => {
  await withCandidate(VersionsTab);
  await press("Different people");
  await press("Take that back");
  expect(await screen.findByText("Mei Okafor")).toBeTruthy();
});

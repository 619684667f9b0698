import { render, screen } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { faults } from "../../lib/testing/axe";
import RereadNote from "./RereadNote.svelte";

test("how far the re-reading is stands in words and as a bar", async () => {
  const { container } = render(RereadNote, { progress: { done: 64, total: 1200 } });
  expect(screen.getByRole("status").textContent).toBe("Reading again by newer rules: 64 of 1,200");
  expect(screen.getByRole<HTMLProgressElement>("progressbar").value).toBe(64);
  expect(await faults(container)).toEqual([]);
});

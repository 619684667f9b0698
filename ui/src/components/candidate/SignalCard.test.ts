import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { faults } from "../../lib/testing/axe";
import type { Card } from "../../lib/wire/wire";
import SignalCard from "./SignalCard.svelte";

const CARD: Card = {
  id: "scale_indicators",
  polarity: "green",
  title: "Names the load it carried",
  why: "Load is hard to invent.",
  ask: "What broke first?",
  is_own: false,
  guides: ["D"],
  evidence: [
    { quote: "2M requests a day", reason: "a number with a unit", mark: { start: 3, end: 20, areas: [] } },
    { quote: null, reason: "nothing says when", mark: null },
  ],
};

test("a card says colour and title in words, why, and what to ask", async () => {
  const { container } = render(SignalCard, { card: CARD, current: null, onlook: () => {} });
  expect(screen.getByRole("heading").textContent).toMatch(/green signal:\s*Names the load it carried/);
  expect(screen.getByText(/Load is hard to invent/)).toBeTruthy();
  expect(screen.getByText(/What broke first/)).toBeTruthy();
  expect(await faults(container)).toEqual([]);
});

test("words on the page can be gone to, words that are not there cannot", async () => {
  const onlook = vi.fn();
  render(SignalCard, { card: CARD, current: "scale_indicators/0", onlook });
  const [quote, ...others] = screen.getAllByRole("button");
  expect(others).toEqual([]);
  expect(quote?.getAttribute("aria-current")).toBe("true");
  await userEvent.click(quote!);
  expect(onlook).toHaveBeenCalledWith("scale_indicators/0");
});

import { screen } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { fake } from "../../lib/backend/fake";
import { withCandidate } from "../../lib/testing/withCandidate";
import Signals from "./Signals.svelte";

const plain = fake({ candidates: 1 });

/** Somebody with this many cards, all alike. */
const withCards = (count: number) => ({
  ...plain,
  candidate: async (id: number, query: string) => {
    const candidate = await plain.candidate(id, query);
    const [card] = candidate.cards;
    return { ...candidate, cards: Array.from({ length: count }, (_, index) => ({ ...card!, id: `signal-${index}`, polarity: "green" as const })) };
  },
});

test("the first cards come at once and the rest once they are on the screen, with the count of all", async () => {
  const { container } = await withCandidate(Signals, withCards(9));
  const cards = () => container.querySelectorAll("article").length;
  expect(cards()).toBe(4);
  expect(screen.getByRole("heading", { level: 2 }).textContent).toContain("9");
  await expect.poll(cards).toBe(9);
});

import { render, screen } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import { fake } from "../../lib/backend/fake";
import type { Backend } from "../../lib/backend/backend";
import { language } from "../../lib/i18n/i18n.svelte";
import { faults } from "../../lib/testing/axe";
import { TestId } from "../../lib/testing/testId";
import WithSearch from "../../lib/testing/WithSearch.svelte";
import type { Engine, Limit } from "../../lib/wire/wire";

afterEach(() => language.choose("en"));

const well: Engine = { kind: "Quickwit", answered: true, missing: 0, refused: 0, removals: 0, trouble: null };
const misspelt: Limit = { kind: "misspelt", engine: "Quickwit", typed: "paymants~1" };
const order: Limit = { kind: "order", engine: "Quickwit", typed: "" };

function shown(limits: Limit[], engine: Engine | null) {
  const backend = fake({ candidates: 3 });
  const search: Backend["search"] = async (request) => ({ ...(await backend.search(request)), limits, engine });
  return render(WithSearch, { backend: { ...backend, search }, typed: "django paymants~1" });
}

const said = async (id: string) => (await screen.findAllByTestId(id)).map(({ textContent }) => textContent);

test("what an engine cannot do is said in both languages", async () => {
  const { container } = shown([misspelt, order], well);
  expect(await said(TestId.searchLimit)).toEqual([
    "Quickwit finds no misspelt words: paymants~1 was looked for as it is written.",
    "Quickwit also counts words near each other that stand in another order.",
  ]);
  expect(screen.queryByTestId(TestId.engineNote), "nothing is said of an engine that is well").toBeNull();
  expect(await faults(container)).toEqual([]);
  language.choose("de");
  expect((await said(TestId.searchLimit))[0]).toBe("Quickwit findet keine verschriebenen Wörter: paymants~1 wurde gesucht, wie es da steht.");
});

test.each<[string, Partial<Engine>, string[]]>([
  ["fails", { answered: false, trouble: "cannot be reached" }, ["Quickwit does not answer as it should; the index of this computer answered."]],
  ["is being filled", { answered: false, missing: 1200 }, ["Quickwit still lacks 1,200; the index of this computer answers until it has everybody."]],
  ["refused some", { refused: 2 }, ["Quickwit refused 2, who are missing here."]],
  ["has to remove some", { removals: 3 }, ["Removal pending in Quickwit: 3. They are shown no more."]],
])("an engine that %s is told", async (_, state, expected) => {
  shown([], { ...well, ...state });
  expect(await said(TestId.engineNote)).toEqual(expected);
});

test("nothing is said without an engine", async () => {
  shown([], null);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect([screen.queryByTestId(TestId.engineNote), screen.queryByTestId(TestId.searchLimit)]).toEqual([null, null]);
});

import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { fake } from "../lib/backend/fake";
import { fakeEngine } from "../lib/backend/fakeEngine";
import { language } from "../lib/i18n/i18n.svelte";
import { faults } from "../lib/testing/axe";
import { TestId } from "../lib/testing/testId";
import WithSettings from "../lib/testing/WithSettings.svelte";
import type { EngineStand } from "../lib/wire/wire";

const TEAMS: EngineStand = {
  address: "https://search.example:9200",
  of_team: true,
  engine: { kind: "OpenSearch", answered: false, missing: 0, refused: 0, removals: 2, trouble: "refuses the login" },
};

beforeEach(() => language.choose("en"));

test("an engine is given by its address, a wrong password is said, and it is taken away again", async () => {
  const { container } = render(WithSettings, { backend: fake({ candidates: 3 }) });
  await userEvent.type(await screen.findByTestId(TestId.engineAddress), "https://search.example:9200");
  await userEvent.type(screen.getByTestId(TestId.engineUser), "ann");
  const password = screen.getByTestId<HTMLInputElement>(TestId.enginePassword);
  await userEvent.type(password, "wrong");
  await userEvent.click(screen.getByTestId(TestId.engineGive));
  expect(await screen.findByText(/refuses the login/)).toBeTruthy();
  expect(password.value).toBe("");
  await userEvent.type(password, "right");
  await userEvent.click(screen.getByTestId(TestId.engineGive));
  const stand = await screen.findByTestId(TestId.engineStand);
  expect(stand.textContent).toMatch(/OpenSearch at https:\/\/search\.example:9200\..*still lacks 3 candidates/s);
  await waitFor(() => expect(screen.getByTestId(TestId.engineStand).textContent).toContain("It answers"), { timeout: 4000 });
  expect(container.innerHTML).not.toContain("right\"");
  expect(await faults(container)).toEqual([]);
  await userEvent.click(screen.getByTestId(TestId.engineRemove));
  expect(await screen.findByTestId(TestId.engineAddress)).toBeTruthy();
});

test("of a team's engine it is said that it is for all, and one's own password is given", async () => {
  render(WithSettings, { backend: { ...fake({ candidates: 3 }), ...fakeEngine(TEAMS) } });
  const stand = await screen.findByTestId(TestId.engineStand);
  expect(stand.textContent).toMatch(/for the whole team.*refuses the login.*Removal pending in OpenSearch: 2/s);
  await userEvent.type(screen.getByTestId(TestId.enginePassword), "right");
  await userEvent.click(screen.getByTestId(TestId.engineLogIn));
  await waitFor(() => expect(stand.textContent).toContain("It answers"));
  expect(screen.getByText(/until Candela is closed/)).toBeTruthy();
});

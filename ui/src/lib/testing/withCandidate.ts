// A component under test beside a made-up candidate that is open.

import { render } from "@testing-library/svelte";
import type { Component } from "svelte";
import type { Backend } from "../backend/backend";
import { fake } from "../backend/fake";
import { OpenCandidate } from "../candidate/candidate.svelte";
import type { Candidate } from "../wire/wire";
import WithCandidate from "./WithCandidate.svelte";

export interface Opened {
  open: OpenCandidate;
  container: HTMLElement;
  unmount: () => void;
}

/** Shows the component with the candidate that is open; it follows every change to them. */
export async function withCandidate(
  component: Component<{ candidate: Candidate }>,
  backend: Backend = fake({ candidates: 3 }),
): Promise<Opened> {
  const open = new OpenCandidate(backend);
  await open.open(1, "");
  const { container, unmount } = render(WithCandidate, { backend, open, component });
  return { open, container, unmount };
}

// What keys do while candidates stand side by side: the columns are then what the rows of the list are elsewhere.

import type { CommandId } from "../commands/commands";
import type { Triage } from "../triage/triage.svelte";
import type { Decision } from "../wire/wire";
import type { Comparison } from "./compare.svelte";

export function compareKeys(
  comparison: Comparison,
  triage: Triage,
  onopen: (candidate: number) => void,
  onremove: (candidate: number) => void,
  onerase: (candidate: number) => void,
): Partial<Record<CommandId, () => unknown>> {
  const current = (act: (candidate: number) => unknown) => () => comparison.current && act(comparison.current.candidate.id);
  const decide = (decision: Decision) => current((id) => triage.decideOn([id], decision));
  return {
    next: () => comparison.moveTo(comparison.at + 1),
    previous: () => comparison.moveTo(comparison.at - 1),
    first: () => comparison.moveTo(0),
    last: () => comparison.moveTo(comparison.compared.length - 1),
    open: current(onopen),
    select: current(onremove),
    shortlist: decide("shortlist"),
    maybe: decide("maybe"),
    reject: decide("reject"),
    undecide: decide("undecided"),
    erase: current(onerase),
    redo: () => triage.redo(),
  };
}

// What a value of a facet is called: the words of the window where it has some, else those of the index.

import type { FacetGroup, FacetValue } from "../wire/wire";
import { english } from "../i18n/catalogues";
import { t } from "../i18n/i18n.svelte";

const { decision } = english.desk;
const { role, level } = english.candidate;

const isKeyOf = <T extends object>(words: T, id: string): id is Extract<keyof T, string> => Object.hasOwn(words, id);

export function facetLabel(group: Pick<FacetGroup, "name">, { clause, label }: Pick<FacetValue, "clause" | "label">): string {
  const id = clause.slice(clause.indexOf(":") + 1);
  if (group.name === "decision" && isKeyOf(decision, id)) return t(`decision.${id}`);
  if (group.name === "role" && isKeyOf(role, id)) return t(`candidate:role.${id}`);
  if (group.name === "level" && isKeyOf(level, id)) return t(`candidate:level.${id}`);
  return label;
}

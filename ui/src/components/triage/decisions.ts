// How a decision looks: always an icon and a word, and a colour besides.

import type { Decision } from "../../lib/wire/wire";
import type { IconName } from "../shared/icons";

export const DECISIONS = ["shortlist", "maybe", "reject"] as const satisfies readonly Decision[];

export const DECISION_ICON: Record<Decision, IconName> = {
  shortlist: "star",
  maybe: "maybe",
  reject: "reject",
  undecided: "open",
};

// How a file can end, as the report shows it: one row an outcome. Its words stand in the catalogues.

import type { IconName } from "../../components/shared/icons";
import { t } from "../i18n/i18n.svelte";
import type { Outcome } from "../wire/wire";

export interface OutcomeLook {
  icon: IconName;
  tone: "green" | "yellow" | "red" | "fact";
}

export const OUTCOMES: Record<Outcome, OutcomeLook> = {
  encrypted: { icon: "lock", tone: "yellow" },
  no_text: { icon: "scan", tone: "yellow" },
  unreadable: { icon: "stop", tone: "red" },
  too_large: { icon: "stop", tone: "red" },
  unsupported: { icon: "file", tone: "fact" },
  rejected: { icon: "stop", tone: "yellow" },
  added_partly: { icon: "warn", tone: "yellow" },
  cancelled: { icon: "stop", tone: "fact" },
  added: { icon: "ok", tone: "green" },
  opened: { icon: "file", tone: "fact" },
  duplicate: { icon: "same", tone: "fact" },
};

/** What can be done about a file that ended so; absent where there is nothing to do. */
export function todo(outcome: Outcome): string | null {
  switch (outcome) {
    case "added":
    case "opened":
    case "duplicate":
      return null;
    default:
      return t(`import:outcome.${outcome}.todo`);
  }
}

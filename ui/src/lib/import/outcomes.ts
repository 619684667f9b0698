// How a file can end, as the report shows it: one row an outcome. What to do about it comes with the report.

import type { IconName } from "../../components/shared/icons";
import type { Outcome } from "../wire/wire";

export interface OutcomeWords {
  icon: IconName;
  tone: "green" | "yellow" | "red" | "fact";
  title: string;
}

export const OUTCOMES: Record<Outcome, OutcomeWords> = {
  encrypted: { icon: "lock", tone: "yellow", title: "Password needed" },
  no_text: { icon: "scan", tone: "yellow", title: "No text" },
  unreadable: { icon: "stop", tone: "red", title: "Damaged" },
  too_large: { icon: "stop", tone: "red", title: "Too large" },
  unsupported: { icon: "file", tone: "fact", title: "Another kind of file" },
  rejected: { icon: "stop", tone: "yellow", title: "Not opened" },
  added_partly: { icon: "warn", tone: "yellow", title: "Read in part" },
  cancelled: { icon: "stop", tone: "fact", title: "Left out" },
  added: { icon: "ok", tone: "green", title: "Added" },
  opened: { icon: "file", tone: "fact", title: "Opened: archives and messages" },
  duplicate: { icon: "same", tone: "fact", title: "Known already" },
};

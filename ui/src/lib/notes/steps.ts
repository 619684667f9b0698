// What was done, in words.

import { t } from "../i18n/i18n.svelte";
import type { Deed } from "../wire/wire";

export function inWords(deed: Deed): string {
  switch (deed.kind) {
    case "decided":
      return t(`candidate:step.${deed.decision}`) + (deed.reason ? `: ${deed.reason}` : "");
    case "tagged":
    case "untagged":
      return t(`candidate:step.${deed.kind}`, { tag: deed.tag });
    case "corrected":
    case "correction_taken_back":
      return t(`candidate:step.${deed.kind}`, { subject: t(`candidate:step.subject.${deed.subject}`) });
    default:
      return t(`candidate:step.${deed.kind}`);
  }
}

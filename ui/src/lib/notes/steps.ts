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
    default:
      return t(`candidate:step.${deed.kind}`);
  }
}

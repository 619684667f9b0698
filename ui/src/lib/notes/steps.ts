// What was done, in words.

import type { Deed } from "../wire/wire";

const DECISIONS = { shortlist: "Put on the shortlist", maybe: "Marked as maybe", reject: "Rejected", undecided: "Decision taken off" };

export function inWords(deed: Deed): string {
  switch (deed.kind) {
    case "decided":
      return DECISIONS[deed.decision] + (deed.reason ? `: ${deed.reason}` : "");
    case "tagged":
      return `Tagged “${deed.tag}”`;
    case "untagged":
      return `Tag “${deed.tag}” taken off`;
    case "note_written":
      return "Note written";
    case "note_rewritten":
      return "Note rewritten";
    case "note_removed":
      return "Note removed";
  }
}

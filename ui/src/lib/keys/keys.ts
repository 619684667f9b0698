// The keyboard: one table for what is done and for what `?` shows.

export type Action =
  | "search"
  | "next"
  | "previous"
  | "open"
  | "nextEvidence"
  | "previousEvidence"
  | "import"
  | "theme"
  | "keys"
  | "leave";

export interface Shortcut {
  action: Action;
  /** Values of `KeyboardEvent.key`. */
  keys: string[];
  does: string;
}

export const SHORTCUTS: Shortcut[] = [
  { action: "search", keys: ["/"], does: "Go to the search box" },
  { action: "next", keys: ["j", "ArrowDown"], does: "Next candidate" },
  { action: "previous", keys: ["k", "ArrowUp"], does: "Previous candidate" },
  { action: "open", keys: ["Enter", "o"], does: "Open the candidate" },
  { action: "nextEvidence", keys: ["]"], does: "Next evidence on the page" },
  { action: "previousEvidence", keys: ["["], does: "Previous evidence on the page" },
  { action: "import", keys: ["i"], does: "Import a folder" },
  { action: "theme", keys: ["l"], does: "Light, dark, or as the system has it" },
  { action: "keys", keys: ["?"], does: "Show these keys" },
  { action: "leave", keys: ["Escape"], does: "Leave the search box or this list" },
];

const NAMES: Record<string, string> = { ArrowDown: "↓", ArrowUp: "↑", Escape: "Esc" };

export const keyName = (key: string): string => NAMES[key] ?? key;

/** Where the key was struck. */
export type Where = "page" | "search" | "control" | "dialog";

/** What a key does there; nothing with a modifier, for those belong to the system. */
export function actionOf(
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">,
  where: Where,
): Action | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const action = SHORTCUTS.find(({ keys }) => keys.includes(event.key))?.action ?? null;
  switch (where) {
    case "dialog":
      return action === "leave" ? action : null;
    case "search":
      // Letters are typed; arrows and Enter still work on the list below.
      return event.key.length > 1 ? action : null;
    case "control":
      // A button or a link has Enter for itself.
      return event.key === "Enter" ? null : action;
    case "page":
      return action;
  }
}

// Everything that can be done: one list for keys, tooltips, the help, the palette and the menus of the system.

export type Group = "move" | "decide" | "read" | "pool" | "window";

export interface Command {
  id: string;
  group: Group;
  /** Values of `KeyboardEvent.key`; `Mod+` for Ctrl, or Cmd on a Mac. The first one is shown beside buttons. */
  keys: readonly string[];
  /** Kept out of the palette: what only makes sense as a key. */
  keyOnly?: true;
}

export const COMMANDS = [
  { id: "next", group: "move", keys: ["j", "ArrowDown"], keyOnly: true },
  { id: "previous", group: "move", keys: ["k", "ArrowUp"], keyOnly: true },
  { id: "first", group: "move", keys: ["Home"] },
  { id: "last", group: "move", keys: ["End"] },
  { id: "open", group: "move", keys: ["Enter", "o"] },
  { id: "queue", group: "move", keys: ["q"] },
  { id: "shortlist", group: "decide", keys: ["s"] },
  { id: "maybe", group: "decide", keys: ["m"] },
  { id: "reject", group: "decide", keys: ["r"] },
  { id: "undecide", group: "decide", keys: ["0"] },
  { id: "because", group: "decide", keys: ["w"] },
  { id: "tag", group: "decide", keys: ["t"] },
  { id: "note", group: "decide", keys: ["n"] },
  { id: "hold", group: "decide", keys: ["h"] },
  { id: "erase", group: "decide", keys: ["Delete"] },
  { id: "undo", group: "decide", keys: ["u", "Mod+z"] },
  { id: "redo", group: "decide", keys: ["U", "Mod+Z"] },
  { id: "select", group: "decide", keys: ["x"] },
  { id: "selectAll", group: "decide", keys: ["Mod+a"] },
  { id: "selectNone", group: "decide", keys: ["X"] },
  { id: "nextEvidence", group: "read", keys: ["]"] },
  { id: "previousEvidence", group: "read", keys: ["["] },
  { id: "signals", group: "read", keys: ["e"] },
  { id: "github", group: "read", keys: ["g"] },
  { id: "compare", group: "read", keys: ["c"] },
  { id: "accessReport", group: "read", keys: [] },
  { id: "search", group: "pool", keys: ["/", "Mod+f"] },
  { id: "facets", group: "pool", keys: ["f"] },
  { id: "import", group: "pool", keys: ["i"] },
  { id: "importFiles", group: "pool", keys: ["Mod+o"] },
  { id: "export", group: "pool", keys: ["Mod+e"] },
  { id: "blind", group: "window", keys: ["b"] },
  { id: "theme", group: "window", keys: ["l"] },
  { id: "density", group: "window", keys: ["d"] },
  { id: "larger", group: "window", keys: ["Mod++", "Mod+="] },
  { id: "smaller", group: "window", keys: ["Mod+-"] },
  { id: "usualSize", group: "window", keys: ["Mod+0"] },
  { id: "pool", group: "window", keys: ["1"] },
  { id: "roles", group: "window", keys: ["2"] },
  { id: "insights", group: "window", keys: ["3"] },
  { id: "own", group: "window", keys: ["4"] },
  { id: "data", group: "window", keys: ["5"] },
  { id: "settings", group: "window", keys: ["Mod+,"] },
  { id: "lockPool", group: "window", keys: ["Mod+l"] },
  { id: "diagnostics", group: "window", keys: [] },
  { id: "palette", group: "window", keys: ["Mod+k"] },
  { id: "help", group: "window", keys: ["?"] },
  { id: "leave", group: "window", keys: ["Escape"], keyOnly: true },
] as const satisfies readonly Command[];

export type CommandId = (typeof COMMANDS)[number]["id"];

export const GROUPS: readonly Group[] = ["move", "decide", "read", "pool", "window"];

/** Where the key was struck. */
export type Where = "page" | "search" | "field" | "control" | "dialog";

type Struck = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** What the recruiter struck, as the list writes it. */
function written(event: Struck): string {
  const mod = event.ctrlKey || event.metaKey;
  // With Ctrl, some systems give the letter of Shift in lower case.
  const key = mod && event.shiftKey ? event.key.toUpperCase() : event.key;
  return mod ? `Mod+${key}` : key;
}

/** Commands whose keys have another meaning where something is typed. */
const TYPED: readonly CommandId[] = ["first", "last", "erase"];

/** The command of a key where it was struck; none with Alt, which belongs to the system. */
export function commandOf(event: Struck, where: Where): CommandId | null {
  if (event.altKey) return null;
  const key = written(event);
  const id = COMMANDS.find(({ keys }) => (keys as readonly string[]).includes(key))?.id ?? null;
  switch (where) {
    case "dialog":
      return id === "leave" ? id : null;
    case "field":
      // What is typed into a text stays there; only leaving it and the list of commands work.
      return id === "leave" || id === "palette" ? id : null;
    case "search":
      if (key.startsWith("Mod+")) return id === "undo" || id === "redo" || id === "selectAll" ? null : id;
      // Letters are typed and Home goes to the start of the query; arrows and Enter work on the list below.
      return key.length > 1 && id !== null && !TYPED.includes(id) ? id : null;
    case "control":
      // A button or a link has Enter for itself.
      return key === "Enter" ? null : id;
    case "page":
      return id;
  }
}

/** Whether a command works in a room other than the pool, where nobody is open and no list has a cursor. */
export function worksAnywhere(id: CommandId): boolean {
  const group = COMMANDS.find((command) => command.id === id)?.group;
  return id === "undo" || group === "pool" || group === "window";
}

/** The first key of a command, for its button. */
export const keyOf = (id: CommandId): string => COMMANDS.find((command: Command) => command.id === id)?.keys[0] ?? "";

const NAMES: Record<string, string> = { ArrowDown: "↓", ArrowUp: "↑", Escape: "Esc" };

export const isMac = (): boolean => navigator.userAgent.includes("Mac OS");

/** A key as people know it: `Mod+Z` is `Ctrl ⇧ Z`. */
export function keyName(key: string): string {
  if (!key.startsWith("Mod+")) return NAMES[key] ?? (/^[A-Z]$/.test(key) ? `⇧ ${key}` : key);
  const letter = key.slice("Mod+".length);
  const shift = /^[A-Z]$/.test(letter) ? "⇧ " : "";
  return `${isMac() ? "⌘" : "Ctrl"} ${shift}${letter.toUpperCase()}`;
}

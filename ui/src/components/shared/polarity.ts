// How the colour of a signal looks and what it is called: colour never stands alone.

import type { Polarity } from "../../lib/wire/wire";
import type { IconName } from "./icons";

export const POLARITIES: Polarity[] = ["green", "yellow", "red", "fact"];

export const POLARITY: Record<Polarity, { icon: IconName; word: string; many: string; group: string }> = {
  green: { icon: "ok", word: "green signal", many: "green signals", group: "Speaks for them" },
  yellow: { icon: "warn", word: "yellow signal", many: "yellow signals", group: "Worth asking about" },
  red: { icon: "stop", word: "red signal", many: "red signals", group: "Take care" },
  fact: { icon: "info", word: "fact", many: "facts", group: "Facts" },
};

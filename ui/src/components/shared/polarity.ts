// How the colour of a signal looks: colour never stands alone. What it is called stands in the catalogues.

import type { Polarity } from "../../lib/wire/wire";
import type { IconName } from "./icons";

export const POLARITIES: Polarity[] = ["green", "yellow", "red", "fact"];

export const POLARITY: Record<Polarity, { icon: IconName }> = {
  green: { icon: "ok" },
  yellow: { icon: "warn" },
  red: { icon: "stop" },
  fact: { icon: "info" },
};

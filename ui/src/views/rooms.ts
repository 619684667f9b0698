// What each room shows, but for the pool, which is the desk itself.

import type { Room, RoomView } from "../lib/rooms/rooms.svelte";
import CompareView from "./CompareView.svelte";
import DataView from "./DataView.svelte";
import InsightsView from "./InsightsView.svelte";
import HelpView from "./HelpView.svelte";
import OwnSignalsView from "./OwnSignalsView.svelte";
import RolesView from "./RolesView.svelte";

export const VIEWS: Record<Exclude<Room, "pool">, RoomView> = {
  compare: CompareView,
  roles: RolesView,
  insights: InsightsView,
  own: OwnSignalsView,
  data: DataView,
  help: HelpView,
};

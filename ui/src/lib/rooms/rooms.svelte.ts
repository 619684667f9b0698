// The rooms of the window, and which of them is open.

import { createContext, type Component } from "svelte";
import type { IconName } from "../../components/shared/icons";
import type { Tab } from "../candidate/tabs";

/** The pool comes first and is always there; what the others show stands in `views/rooms.ts`. */
export const ROOMS = ["pool", "roles", "insights", "own", "data", "help"] as const;

/** Also the command that goes there, and its name in the catalogues. */
export type NamedRoom = (typeof ROOMS)[number];

/** Where candidates stand side by side is entered with those who are selected, so it has no place of its own among the rooms. */
export type Room = NamedRoom | "compare";

export const ROOM_ICONS: Record<NamedRoom, IconName> = { pool: "queue", roles: "role", insights: "chart", own: "tag", data: "lock", help: "info" };

/** What a room's view may ask of the desk. */
export interface RoomProps {
  /** Opens a candidate in the pool, with the cursor of the list on them. */
  onopen: (candidate: number, tab: Tab) => void;
  /** Takes a candidate out of the comparison. */
  onleaveOut: (candidate: number) => void;
  /** Asks whether candidates are to be erased. */
  onerase: (candidates: number[]) => void;
  /** The pool is another one: the desk is begun anew. */
  onanew: () => void;
}

export type RoomView = Component<RoomProps>;

export class Rooms {
  #at = $state<Room>("pool");

  get at(): Room {
    return this.#at;
  }

  go(room: Room): void {
    this.#at = room;
  }
}

export const [getRooms, setRooms] = createContext<Rooms>();

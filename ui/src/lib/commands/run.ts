// How a button anywhere runs a command: by its id, as its key does.

import { createContext } from "svelte";
import type { CommandId } from "./commands";

export const [getRun, setRun] = createContext<(id: CommandId) => void>();

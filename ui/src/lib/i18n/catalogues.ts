// Every word that people read, by language and room: a file a room, the same keys in each language.

import deDesk from "./de/desk.json";
import enDesk from "./en/desk.json";

/** English is complete; its keys are the ones that can be asked for. */
export const english = { desk: enDesk };

export const CATALOGUES = { en: english, de: { desk: deDesk } } satisfies Record<string, { desk: object }>;

/** The rooms, the desk first: its keys go without a prefix. */
export const ROOMS = ["desk"] as const;

export type LanguageCode = keyof typeof CATALOGUES;

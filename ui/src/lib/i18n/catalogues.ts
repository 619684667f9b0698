// Every word that people read, by language and room: a file a room, the same keys in each language.

import deCandidate from "./de/candidate.json";
import deDesk from "./de/desk.json";
import enCandidate from "./en/candidate.json";
import enDesk from "./en/desk.json";

/** English is complete; its keys are the ones that can be asked for. */
export const english = { desk: enDesk, candidate: enCandidate };

export const CATALOGUES = { en: english, de: { desk: deDesk, candidate: deCandidate } } satisfies Record<string, { desk: object; candidate: object }>;

/** The rooms, the desk first: its keys go without a prefix. */
export const ROOMS = ["desk", "candidate"] as const;

export type LanguageCode = keyof typeof CATALOGUES;

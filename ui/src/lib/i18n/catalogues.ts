// Every word that people read, by language and room: a file a room, the same keys in each language.

import deCandidate from "./de/candidate.json";
import deDesk from "./de/desk.json";
import deErrors from "./de/errors.json";
import deGithub from "./de/github.json";
import deImport from "./de/import.json";
import deInsights from "./de/insights.json";
import deKeeping from "./de/keeping.json";
import deRoles from "./de/roles.json";
import deSettings from "./de/settings.json";
import deTeam from "./de/team.json";
import deUnits from "./de/units.json";
import enCandidate from "./en/candidate.json";
import enDesk from "./en/desk.json";
import enErrors from "./en/errors.json";
import enGithub from "./en/github.json";
import enImport from "./en/import.json";
import enInsights from "./en/insights.json";
import enKeeping from "./en/keeping.json";
import enRoles from "./en/roles.json";
import enSettings from "./en/settings.json";
import enTeam from "./en/team.json";
import enUnits from "./en/units.json";

/** English is complete; its keys are the ones that can be asked for. */
export const english = {
  desk: enDesk,
  candidate: enCandidate,
  errors: enErrors,
  github: enGithub,
  import: enImport,
  insights: enInsights,
  keeping: enKeeping,
  roles: enRoles,
  settings: enSettings,
  team: enTeam,
  units: enUnits,
};

const german = {
  desk: deDesk,
  candidate: deCandidate,
  errors: deErrors,
  github: deGithub,
  import: deImport,
  insights: deInsights,
  keeping: deKeeping,
  roles: deRoles,
  settings: deSettings,
  team: deTeam,
  units: deUnits,
};

export const CATALOGUES = { en: english, de: german } satisfies Record<string, Record<Room, object>>;

/** The rooms, the desk first: its keys go without a prefix. */
export const ROOMS = ["desk", "candidate", "errors", "github", "import", "insights", "keeping", "roles", "settings", "team", "units"] as const;

type Room = (typeof ROOMS)[number];

export type LanguageCode = keyof typeof CATALOGUES;

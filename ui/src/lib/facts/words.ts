// What facts are called in the window: one table a kind.

import type {
  ContactKind,
  DegreeLevel,
  FactKind,
  LevelStep,
  NameSource,
  PresentBasis,
  Role,
  SkillPlace,
  SpokenLevel,
} from "../wire/wire";

export const ROLES: Record<Role, string> = {
  backend: "Backend",
  frontend: "Frontend",
  data: "Data",
  ml_ai: "ML and AI",
  devops: "DevOps",
  automation: "Automation",
  mobile: "Mobile",
  embedded: "Embedded",
  quality: "Quality",
  security: "Security",
  games: "Games",
};

export const LEVELS: Record<LevelStep, string> = { junior: "Junior", mid: "Mid-level", senior: "Senior" };

export const DEGREES: Record<DegreeLevel, string> = {
  school: "School",
  vocational: "Vocational training",
  bachelor: "Bachelor",
  master: "Master",
  doctorate: "Doctorate",
};

export const SPOKEN_LEVELS: Record<SpokenLevel, string> = {
  a1: "A1",
  a2: "A2",
  b1: "B1",
  b2: "B2",
  c1: "C1",
  c2: "C2",
  native: "native",
};

export const NAME_SOURCES: Record<NameSource, string> = {
  confirmed: "on the page, and spelt so in an address or the file’s name",
  page: "on the page alone",
  file_name: "only in the file’s name: please check",
  email: "only in the e-mail address: please check",
};

export const PRESENT: Record<PresentBasis, string> = {
  given: "the date that was asked for",
  last_change: "the file’s own last change",
  newest_date: "the newest date in the text",
  read: "the day it was read",
};

export const SKILL_PLACES: Record<SkillPlace, string> = {
  work: "used at work",
  project: "used in a project",
  list: "only listed",
};

export const CONTACTS: Record<ContactKind, string> = {
  email: "E-mail",
  phone: "Telephone",
  github: "GitHub",
  link: "Link",
};

export const KINDS: Record<FactKind, string> = {
  contact: "Contact",
  skill: "Skill",
  language: "Language",
  certificate: "Certificate",
  employment: "Employment",
  education: "Education",
};

/** What is absent, as the pool names it. */
export const ABSENT: Record<string, string> = {
  name: "Name",
  employment: "Employment",
  education: "Education",
  language: "Language",
  years_experience: "Years",
};

const SITES: Record<string, string> = {
  "linkedin.com": "LinkedIn",
  "gitlab.com": "GitLab",
  "bitbucket.org": "Bitbucket",
  "stackoverflow.com": "Stack Overflow",
  "kaggle.com": "Kaggle",
  "xing.com": "XING",
  "medium.com": "Medium",
  "dev.to": "DEV",
  "huggingface.co": "Hugging Face",
  "twitter.com": "Twitter",
  "x.com": "X",
};

/** What a link leads to: a site that everybody knows by name, else their own. */
export function site(address: string): string {
  const host = URL.canParse(address) ? new URL(address).hostname.replace(/^www\./, "") : address;
  const known = Object.entries(SITES).find(([name]) => host === name || host.endsWith(`.${name}`));
  return known?.[1] ?? "Website";
}

/** An address without what every address has. */
export const bare = (address: string): string => address.replace(/^https?:\/\/(www\.)?|\/$/g, "");

/** Languages that can be chosen, by ISO 639-1 code. */
export const LANGUAGE_CODES: readonly string[] =
  "ar bg bn ca cs da de el en es et fa fi fr ga he hi hr hu id is it ja ko lt lv mr ms nl no pa pl pt ro ru sk sl sq sr sv sw ta te th tr uk ur vi zh".split(" ");

const names = { language: new Intl.DisplayNames("en", { type: "language" }), region: new Intl.DisplayNames("en", { type: "region" }) };

/** `de` → `German`, `DE` → `Germany`; the code itself where nobody knows it. */
export function nameOf(kind: keyof typeof names, code: string): string {
  try {
    return names[kind].of(code) ?? code;
  } catch {
    return code;
  }
}

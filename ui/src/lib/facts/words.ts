// What facts are called in the window.

import { language, t } from "../i18n/i18n.svelte";
import type { DegreeLevel, LevelStep, Role, SpokenLevel } from "../wire/wire";

export const ROLES: readonly Role[] = [
  "backend",
  "frontend",
  "data",
  "ml_ai",
  "devops",
  "automation",
  "mobile",
  "embedded",
  "quality",
  "security",
  "games",
];
export const LEVELS: readonly LevelStep[] = ["junior", "mid", "senior"];
export const DEGREES: readonly DegreeLevel[] = ["school", "vocational", "bachelor", "master", "doctorate"];

/** The letters of the European framework, or a word. */
export const spokenLevel = (level: SpokenLevel): string => (level === "native" ? t("candidate:spoken.native") : level.toUpperCase());

const ABSENT = ["name", "employment", "education", "language", "years_experience"] as const;

/** What is absent, as the pool names it, in words. */
export function absent(what: string): string {
  const known = ABSENT.find((name) => name === what);
  return known ? t(`candidate:absent.${known}`) : what.replaceAll("_", " ");
}

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


/** `de` → `German`, `DE` → `Germany`; the code itself where nobody knows it. */
export function nameOf(kind: "language" | "region", code: string): string {
  try {
    return new Intl.DisplayNames(language.code, { type: kind }).of(code) ?? code;
  } catch {
    return code;
  }
}

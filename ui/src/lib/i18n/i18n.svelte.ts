// The window's language: `t("list.best")` in the desk's catalogue, `t("candidate:head.title")` in that of another room.

import i18next, { type TFunction } from "i18next";
import { CATALOGUES, ROOMS, type LanguageCode } from "./catalogues";

type Speak = TFunction<typeof ROOMS>;

/** The languages that the window has words in. */
export const CODES = Object.keys(CATALOGUES) as LanguageCode[];

export const LANGUAGES = ["system", "en", "de"] as const;
export type Choice = (typeof LANGUAGES)[number];

const KEY = "candela.language";

void i18next.init({
  lng: "en",
  fallbackLng: "en",
  ns: ROOMS,
  defaultNS: "desk",
  resources: CATALOGUES,
  initAsync: false,
  // Svelte escapes what it writes.
  interpolation: { escapeValue: false },
});

const ofSystem = (): LanguageCode =>
  navigator.languages.map((tag) => tag.slice(0, 2)).find((code) => code in CATALOGUES) === "de" ? "de" : "en";

const kept = (): Choice => LANGUAGES.find((choice) => choice === localStorage.getItem(KEY)) ?? "system";

class Language {
  #choice = $state<Choice>(kept());
  readonly code = $derived<LanguageCode>(this.#choice === "system" ? ofSystem() : this.#choice);

  get choice(): Choice {
    return this.#choice;
  }

  choose(choice: Choice): void {
    this.#choice = choice;
    localStorage.setItem(KEY, choice);
    document.documentElement.lang = this.code;
  }
}

/** What the window speaks. */
export const language = new Language();
document.documentElement.lang = language.code;

/** The words of a key in the language of the window; whatever shows them changes with it. */
export const t = say as unknown as Speak;

/** Counts whose words are kept. */
const FEW = 100;
/** What was said before, by language, key and count: a list says the same few words at every row, and each takes i18next long. */
const said = new Map<string, unknown>();

function say(key: string, values?: { count?: number }): unknown {
  const { code } = language;
  const count = countOf(values);
  if (count === null) return look(key, code, values);
  const name = `${code} ${key} ${count}`;
  if (!said.has(name)) said.set(name, look(key, code, values));
  return said.get(name);
}

/** The one small count that the words depend on, "" when on nothing; null when on more. */
function countOf(values: { count?: number } | undefined): number | "" | null {
  if (!values) return "";
  const { count, ...others } = values;
  const isFew = count !== undefined && Number.isInteger(count) && count >= 0 && count < FEW;
  return isFew && Object.keys(others).length === 0 ? count : null;
}

// What fixes the language copies all settings at every word, which a list that is scrolled has no time for.
const look = (key: string, lng: LanguageCode, values?: object): unknown => i18next.t(key as "list.label", { ...values, lng });

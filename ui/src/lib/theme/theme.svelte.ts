// Light or dark: as the system has it, or as the recruiter chose.

import { createContext } from "svelte";

export const CHOICES = ["system", "light", "dark"] as const;
export type Choice = (typeof CHOICES)[number];

const KEY = "candela.theme";

export class Theme {
  #choice = $state<Choice>("system");
  #systemDark: MediaQueryList;

  constructor() {
    const kept = localStorage.getItem(KEY);
    this.#choice = CHOICES.find((choice) => choice === kept) ?? "system";
    this.#systemDark = matchMedia("(prefers-color-scheme: dark)");
    this.#systemDark.addEventListener("change", () => this.#paint());
    this.#paint();
  }

  get choice(): Choice {
    return this.#choice;
  }

  /** System, light, dark, and round again. */
  next(): void {
    this.choose(CHOICES[(CHOICES.indexOf(this.#choice) + 1) % CHOICES.length] ?? "system");
  }

  choose(choice: Choice): void {
    this.#choice = choice;
    localStorage.setItem(KEY, this.#choice);
    this.#paint();
  }

  #paint(): void {
    const dark = this.#choice === "dark" || (this.#choice === "system" && this.#systemDark.matches);
    document.documentElement.dataset["theme"] = dark ? "dark" : "light";
  }
}

export const [getTheme, setTheme] = createContext<Theme>();

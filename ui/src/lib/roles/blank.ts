// A role and an ask with nothing in them yet.

import type { RoleAsk, RolePlace, RoleProfile } from "../wire/wire";

export const blankAsk = (): RoleAsk => ({ any: [], years: null, within: null, since: null });

export const blankPlace = (): RolePlace => ({ city: null, country: null, remote: false });

export const blankRole = (): RoleProfile => ({
  title: "",
  role: null,
  level: null,
  years: null,
  domains: [],
  place: null,
  must: [],
  nice: [],
  questions: [],
});

/** A number as it was typed; null for none, and for what is none. */
export function numberOf(typed: string): number | null {
  const number = Number(typed.replace(",", "."));
  return typed.trim() === "" || !Number.isFinite(number) || number < 0 ? null : number;
}

// The facts of a made-up candidate, and putting them right.

import type { ByHand, Candidate, Entry, Facts, Fix, Mark, Stay, YearMonth } from "../wire/wire";

const at = (year: number, month: number | null = null): YearMonth => ({ year, month });

/** Facts whose words stand in the body, as `markOf` finds them. */
export function facts(markOf: (words: string) => Mark): Facts {
  const stay = (title: string, place: string, start: YearMonth, end: YearMonth | null): Stay => ({ title, place, location: null, start, end, current: !end });
  const entry = (stay: Stay, dates: string): Entry => ({
    stay,
    place_mark: stay.place ? markOf(stay.place) : null,
    title_mark: stay.title ? markOf(stay.title) : null,
    dates_mark: markOf(dates),
    corrected: null,
  });
  const skill = (name: string, years: number | null, last_used: YearMonth | null) => ({
    name,
    years,
    last_used,
    place: years === null ? ("list" as const) : ("work" as const),
    marks: [markOf(name)],
    corrected: null,
  });
  return {
    name_source: "confirmed",
    name: null,
    other_name: null,
    headline: markOf("Backend engineer"),
    place: null,
    country: "FR",
    written_in: "en",
    present: { date: "2026-05-04", basis: "last_change" },
    roles: [
      { role: "backend", share: 0.8, years: 7.1, marks: [markOf("Backend engineer")] },
      { role: "data", share: 0.2, years: null, marks: [] },
    ],
    level: { step: "senior", years: 7.1, months: 82, internship_months: 6 },
    degree: { level: "bachelor", mark: markOf("BSc Mathematics") },
    languages: [{ code: "de", level: "c1", mark: markOf("German"), corrected: null }],
    certificates: [{ value: "CKA", mark: markOf("CKA"), corrected: null }],
    employment: [
      entry(stay("Backend engineer", "Halvard Payments", at(2019, 3), null), "since 2019"),
      entry(stay("Developer", "Tide & Co", at(2016, 1), at(2018, 2)), "2016 – 2018"),
    ],
    education: [entry(stay("BSc Mathematics", "Univ. Nord", at(2012), at(2015)), "2012 – 2015")],
    skills: [
      skill("Django", 7.1, at(2026, 5)),
      skill("PostgreSQL", 4.2, at(2024, 1)),
      skill("Docker", null, null),
    ],
    absent: [{ what: "education", reason: "nothing says when it ended", mark: null }],
    taken_away: [],
  };
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The candidate with one more fix made, which carries this number. */
export function fixed(candidate: Candidate, fix: Fix, correction: number): Candidate {
  const by: ByHand = { correction, author: "somebody" };
  const { facts } = candidate;
  const withFacts = (changed: Partial<Facts>): Candidate => ({ ...candidate, facts: { ...facts, ...changed } });
  const entries = (kind: "employment" | "education", wrong: Stay | null, right: Stay | null) => {
    const left = facts[kind].filter(({ stay }) => !same(stay, wrong));
    const words = { place_mark: null, title_mark: null, dates_mark: null };
    return withFacts({ [kind]: right ? [{ stay: right, ...words, corrected: by }, ...left] : left });
  };
  switch (fix.field) {
    case "name":
    case "headline":
    case "place":
    case "years":
    case "role":
    case "level":
    case "degree": {
      const corrected = [...candidate.corrected.filter(({ field }) => field !== fix.field), { field: fix.field, ...by }];
      const given: Partial<Facts> =
        fix.field === "role"
          ? { roles: fix.value ? [{ role: fix.value, share: 1, years: null, marks: [] }] : [] }
          : fix.field === "level"
            ? { level: fix.value && { step: fix.value, years: 0, months: 0, internship_months: 0 } }
            : fix.field === "degree"
              ? { degree: fix.value && { level: fix.value, mark: null } }
              : {};
      const value = fix.field === "name" ? (fix.value ?? "") : fix.value;
      const head = Object.keys(given).length > 0 ? {} : { [fix.field]: value };
      return { ...candidate, ...head, corrected, facts: { ...facts, ...given } };
    }
    case "add_contact": {
      const left = candidate.contacts.filter(({ kind, value }) => !same({ kind, value }, fix.instead_of));
      return { ...candidate, contacts: [{ ...fix.contact, mark: null, corrected: by }, ...left] };
    }
    case "remove_contact":
      return {
        ...candidate,
        contacts: candidate.contacts.filter(({ kind, value }) => !same({ kind, value }, fix.contact)),
        facts: { ...facts, taken_away: [...facts.taken_away, { what: "contact", value: fix.contact.value, by }] },
      };
    case "add_skill": {
      const read = facts.skills.find(({ name }) => name === fix.skill);
      const right = { name: fix.skill, years: fix.years, last_used: fix.last_used, place: "list" as const, marks: read?.marks ?? [], corrected: by };
      return withFacts({ skills: [...facts.skills.filter((used) => used !== read), right] });
    }
    case "remove_skill":
      return withFacts({
        skills: facts.skills.filter(({ name }) => name !== fix.skill),
        taken_away: [...facts.taken_away, { what: "skill", value: fix.skill, by }],
      });
    case "add_language": {
      const left = facts.languages.filter(({ code }) => code !== fix.code);
      return withFacts({ languages: [...left, { code: fix.code, level: fix.level, mark: null, corrected: by }] });
    }
    case "remove_language":
      return withFacts({
        languages: facts.languages.filter(({ code }) => code !== fix.code),
        taken_away: [...facts.taken_away, { what: "language", value: fix.code, by }],
      });
    case "add_certificate": {
      const left = facts.certificates.filter(({ value }) => value !== fix.instead_of);
      return withFacts({ certificates: [...left, { value: fix.certificate, mark: null, corrected: by }] });
    }
    case "remove_certificate":
      return withFacts({ certificates: facts.certificates.filter(({ value }) => value !== fix.certificate) });
    case "add_employment":
      return entries("employment", fix.instead_of, fix.stay);
    case "remove_employment":
      return entries("employment", fix.stay, null);
    case "add_education":
      return entries("education", fix.instead_of, fix.stay);
    case "remove_education":
      return entries("education", fix.stay, null);
  }
}

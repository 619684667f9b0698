// What the page asks about the statement for candidates, and about how groups of them fare.

import type { Impact, ImpactFile, PageLanguage, Statement, StatementFormat } from "../wire/wire";

/** What writes a file asks the recruiter for it, and answers where it is; null when they think better of it. */
export interface DutiesBackend {
  statement(language: PageLanguage): Promise<Statement>;
  /** Names whom candidates may ask. */
  setContact(text: string, language: PageLanguage): Promise<Statement>;
  saveStatement(format: StatementFormat, language: PageLanguage): Promise<string | null>;
  /** Holds the decisions against a file of groups, of which nothing is kept. Throws a `WireError` of code `no_groups`. */
  impact(groups: string, least: number): Promise<Impact>;
  saveImpact(file: ImpactFile): Promise<string | null>;
}

// Generated from src-tauri/src/wire.rs; run its test with UPDATE_WIRE=1 to renew.

/**
 * The pool as the window finds it.
 */
export type Overview = { 
/**
 * Where it lives, for the recruiter to know what to back up.
 */
folder: string, };

/**
 * A query and the part of its answer that is wanted.
 */
export type SearchRequest = { 
/**
 * As typed; empty for the whole pool.
 */
query: string, 
/**
 * Rows to leave out at the start.
 */
offset: number, 
/**
 * Rows at most.
 */
limit: number, 
/**
 * Values of each facet at most; 0 when none are to be counted, as for further rows of the same answer.
 */
facets: number, };

/**
 * Some rows of an answer.
 */
export type SearchAnswer = { 
/**
 * Candidates that match.
 */
total: number, 
/**
 * Candidates in the pool.
 */
pool: number, 
/**
 * Time the search took, in milliseconds.
 */
millis: number, 
/**
 * Best match first; newest first without a query.
 */
rows: Array<Row>, 
/**
 * What words were taken to mean besides themselves.
 */
expansions: Array<Expansion>, 
/**
 * Skills that were asked for and are not known.
 */
unknown_skills: Array<UnknownSkill>, 
/**
 * Words that no résumé holds, where something near is held.
 */
did_you_mean: Array<DidYouMean>, 
/**
 * What of the query could not be done as asked.
 */
limits: Array<Limit>, 
/**
 * The pool's search engine, where it has one.
 */
engine: Engine | null, 
/**
 * The query as chips.
 */
chips: Array<Chip>, 
/**
 * The numbers beside the list; only facets that hold something.
 */
facets: Array<FacetGroup>, 
/**
 * Candidates that cannot be searched yet, and so may be missing.
 */
behind: number, 
/**
 * Whether an index of another version answered, which may miss some until it is made anew.
 */
outdated: boolean, };

/**
 * Something of a query that a search engine cannot do as asked.
 */
export type Limit = { kind: LimitKind, 
/**
 * The engine's name.
 */
engine: string, 
/**
 * The part of the query that is meant; nothing where it is the whole.
 */
typed: string, };

/**
 * What an engine may not be able to do: find misspelt words, or tell the order of words near each other.
 */
export type LimitKind = "misspelt" | "order";

/**
 * How the pool's search engine is.
 */
export type Engine = { 
/**
 * Its name.
 */
kind: string, 
/**
 * Whether it answered; otherwise the index of this machine did.
 */
answered: boolean, 
/**
 * Candidates that it does not hold yet.
 */
missing: number, 
/**
 * Candidates that it will not hold.
 */
refused: number, 
/**
 * Erased or merged candidates of whom it may still hold something.
 */
removals: number, 
/**
 * What was the matter with it.
 */
trouble: string | null, };

/**
 * One candidate in the list.
 */
export type Row = { id: number, 
/**
 * The candidate's name, or the file's when the résumé has none.
 */
name: string, headline: string | null, place: string | null, 
/**
 * Years of dated employment.
 */
years: number | null, 
/**
 * The skills used longest, those used at work first.
 */
skills: Array<RowSkill>, 
/**
 * Why the row is here; empty without a query.
 */
why: Array<Reason>, 
/**
 * Words of the résumé that match, with what is around them: at most two passages, best first.
 */
snippets: Array<Array<Piece>>, counts: Counts, decision: Decision, tags: Array<string>, };

/**
 * A skill as the list shows it.
 */
export type RowSkill = { name: string, 
/**
 * Years of dated use; absent when only listed.
 */
years: number | null, };

/**
 * A run of text, marked or not.
 */
export type Piece = { text: string, marked: boolean, };

/**
 * Signals by colour.
 */
export type Counts = { green: number, yellow: number, red: number, fact: number, };

/**
 * Where a candidate stands.
 */
export type Decision = "shortlist" | "maybe" | "reject" | "undecided";

/**
 * What was decided, marked and written about a candidate.
 */
export type Triage = { 
/**
 * Whose.
 */
id: number, 
/**
 * Absent while nobody has decided.
 */
decided: Decided | null, 
/**
 * In alphabetical order.
 */
tags: Array<string>, 
/**
 * The first one written first.
 */
notes: Array<Note>, 
/**
 * Everything that was done, the first step first, those taken back included.
 */
history: Array<Step>, };

/**
 * A decision with who made it, when and why.
 */
export type Decided = { decision: Decision, reason: string | null, author: string, 
/**
 * A moment, as RFC 3339 writes it.
 */
made: string, };

/**
 * Something written about a candidate.
 */
export type Note = { id: number, 
/**
 * Markdown.
 */
text: string, author: string, 
/**
 * A moment, as RFC 3339 writes it.
 */
made: string, 
/**
 * The same; absent when the text never was another.
 */
changed: string | null, };

/**
 * Something that was done in one go.
 */
export type Step = { id: number, author: string, 
/**
 * A moment, as RFC 3339 writes it.
 */
made: string, 
/**
 * Whether it was taken back.
 */
undone: boolean, deed: Deed, 
/**
 * Whom it was done to; never empty.
 */
candidates: Array<number>, };

/**
 * What was done.
 */
export type Deed = { "kind": "decided", decision: Decision, reason: string | null, } | { "kind": "tagged", tag: string, } | { "kind": "untagged", tag: string, } | { "kind": "note_written" } | { "kind": "note_rewritten" } | { "kind": "note_removed" } | { "kind": "corrected", subject: Subject, } | { "kind": "correction_taken_back", subject: Subject, } | { "kind": "joined" } | { "kind": "parted" } | { "kind": "unsaid" } | { "kind": "several" };

/**
 * What a correction is about.
 */
export type Subject = "name" | "headline" | "place" | "years" | "role" | "level" | "degree" | "contact" | "skill" | "language" | "certificate" | "employment" | "education";

/**
 * What came of a wish to do, take back or do again.
 */
export type Done = { 
/**
 * Absent when there was nothing to change.
 */
step: Step | null, 
/**
 * How everybody stands that it changed.
 */
rows: Array<Standing>, };

/**
 * What a row of the list shows of triage.
 */
export type Standing = { id: number, decision: Decision, tags: Array<string>, };

/**
 * A tag of the pool.
 */
export type TagCount = { tag: string, 
/**
 * How many candidates have it.
 */
count: number, };

/**
 * Who and what is exported.
 */
export type Export = { 
/**
 * These; absent for all that the query finds.
 */
ids: Array<number> | null, query: string, 
/**
 * By name, in their order.
 */
columns: Array<string>, format: Format, 
/**
 * Whether what tells who somebody is stays out.
 */
blind: boolean, };

/**
 * What an export is written as.
 */
export type Format = "csv" | "xlsx" | "json" | "html";

/**
 * An export that was written.
 */
export type Exported = { 
/**
 * Candidates in it.
 */
count: number, path: string, };

/**
 * Why a row is in the list, in part.
 */
export type Reason = { 
/**
 * "Django 6.1 y, last used 2026".
 */
words: string, 
/**
 * What it adds to the row's score; 0 where it only lets the row be found. The points of a row make its place.
 */
points: number, };

/**
 * A word that no résumé holds, and what was probably meant.
 */
export type DidYouMean = { typed: string, 
/**
 * Where it stands in the query.
 */
start: number, end: number, 
/**
 * What to put there.
 */
instead: string, };

/**
 * What a facet is about; the name is that of its field in a query.
 */
export type FacetName = "skill" | "role" | "level" | "years" | "city" | "flag" | "decision" | "tag" | "folder" | "imported" | "has" | "lang";

/**
 * A facet, counted over the candidates that match. What is chosen in a facet does not narrow that facet.
 */
export type FacetGroup = { name: FacetName, values: Array<FacetValue>, };

/**
 * A line of a facet.
 */
export type FacetValue = { 
/**
 * In words: "German", "3–5".
 */
label: string, 
/**
 * The part of a query that keeps just these, for `edit_query`.
 */
clause: string, count: number, choice: Choice, };

/**
 * What a query says of a value.
 */
export type Choice = "open" | "asked" | "excluded";

/**
 * A part of a query as one thing to click on; counted from 0, in the order of the query.
 */
export type Chip = { 
/**
 * In canonical form, without its sign.
 */
text: string, 
/**
 * Where it stands in what was typed, without sign and parentheses.
 */
start: number, end: number, sign: Sign, 
/**
 * The alternatives of an `OR`; one where there is none.
 */
alternatives: Array<string>, 
/**
 * The facet that it chooses values of.
 */
facet: FacetName | null, };

/**
 * How a part of a query is meant.
 */
export type Sign = "asked" | "excluded" | "strong" | "weak";

/**
 * A change to a query, by mouse.
 */
export type QueryEdit = { "kind": "add", text: string, } | { "kind": "remove", chip: number, } | { "kind": "remove_alternative", chip: number, alternative: number, } | { "kind": "sign", chip: number, sign: Sign, } | { "kind": "or", chips: Array<number>, } | { "kind": "apart", chip: number, } | { "kind": "choose", clause: string, choice: Choice, };

/**
 * A query as text and as chips: the same query.
 */
export type QueryView = { 
/**
 * In canonical form after a change; as typed where none was made.
 */
text: string, chips: Array<Chip>, };

/**
 * What could stand at the cursor.
 */
export type Completion = { 
/**
 * What an offer takes the place of.
 */
start: number, end: number, 
/**
 * Best first; at most twelve.
 */
offers: Array<Offer>, };

/**
 * Something that could be typed.
 */
export type Offer = { 
/**
 * What to put in.
 */
text: string, 
/**
 * What it is, in words.
 */
label: string, 
/**
 * What it is a value of; absent for the name of a field.
 */
facet: FacetName | null, 
/**
 * Candidates that have it.
 */
count: number | null, 
/**
 * The spelling that was typed the beginning of, where that is not the label.
 */
through: string | null, };

/**
 * A search that is kept.
 */
export type SavedSearch = { id: number, name: string, query: string, 
/**
 * Candidates that match.
 */
total: number, 
/**
 * Of them those that came since its results were last looked at.
 */
new: number, };

/**
 * What a word of the query was taken to mean.
 */
export type Expansion = { 
/**
 * As typed.
 */
typed: string, 
/**
 * Where it stands in the query.
 */
start: number, end: number, 
/**
 * Whether it is on.
 */
on: boolean, 
/**
 * What to put there to switch it.
 */
switched: string | null, 
/**
 * Other spellings of the same skill that are found as well, its proper name first; would be found, where it is off.
 */
also: Array<string>, 
/**
 * Skills that imply it and are found as well.
 */
implied_by: Array<string>, };

/**
 * A skill that was asked for and is not known.
 */
export type UnknownSkill = { 
/**
 * As typed.
 */
typed: string, 
/**
 * Where it is asked in the query.
 */
start: number, end: number, 
/**
 * What was probably meant.
 */
suggestion: string | null, };

/**
 * One candidate with everything the panel shows.
 */
export type Candidate = { id: number, name: string, headline: string | null, place: string | null, years: number | null, contacts: Array<Contact>, 
/**
 * What was put right by hand of the facts there is one of; each field once.
 */
corrected: Array<Corrected>, facts: Facts, file: FileNote, 
/**
 * The laid-out pages; empty when nothing could be read.
 */
pages: Array<PageSize>, 
/**
 * The text in reading order.
 */
body: string, 
/**
 * In the order of the catalogue.
 */
cards: Array<Card>, hidden: Array<HiddenNote>, 
/**
 * Where the words of the query stand.
 */
hits: Array<Mark>, };

/**
 * A way to reach or look up the candidate.
 */
export type Contact = { kind: ContactKind, value: string, 
/**
 * Its words; absent when it stands only behind a link, or was given by hand.
 */
mark: Mark | null, corrected: ByHand | null, };

/**
 * Which way that is.
 */
export type ContactKind = "email" | "phone" | "github" | "link";

/**
 * A fact there is one of, put right by hand.
 */
export type Corrected = { field: FixField, 
/**
 * The number by which it can be taken back.
 */
correction: number, 
/**
 * Who made it.
 */
author: string, };

/**
 * A fact there is one of.
 */
export type FixField = "name" | "headline" | "place" | "years" | "role" | "level" | "degree";

/**
 * A fact put right; no value says that there is none. What is added may take the place of a wrong one.
 */
export type Fix = { "field": "name", value: string | null, } | { "field": "headline", value: string | null, } | { "field": "place", value: string | null, } | { "field": "years", value: number | null, } | { "field": "role", value: Role | null, } | { "field": "level", value: LevelStep | null, } | { "field": "degree", value: DegreeLevel | null, } | { "field": "add_language", code: string, level: SpokenLevel | null, } | { "field": "remove_language", code: string, } | { "field": "add_certificate", certificate: string, instead_of: string | null, } | { "field": "remove_certificate", certificate: string, } | { "field": "add_contact", contact: ContactValue, instead_of: ContactValue | null, } | { "field": "remove_contact", contact: ContactValue, } | { "field": "add_skill", skill: string, years: number | null, last_used: YearMonth | null, } | { "field": "remove_skill", skill: string, } | { "field": "add_employment", stay: Stay, instead_of: Stay | null, } | { "field": "remove_employment", stay: Stay, } | { "field": "add_education", stay: Stay, instead_of: Stay | null, } | { "field": "remove_education", stay: Stay, };

/**
 * A way to reach or look up the candidate, by itself.
 */
export type ContactValue = { kind: ContactKind, value: string, };

/**
 * What is known of a candidate besides what the head of the panel says.
 */
export type Facts = { 
/**
 * Where the name was found; absent when it was given by hand, or is the file's.
 */
name_source: NameSource | null, 
/**
 * The words of the name.
 */
name: Mark | null, 
/**
 * The name in another script.
 */
other_name: Named | null, 
/**
 * The words of the headline.
 */
headline: Mark | null, 
/**
 * The words of the place.
 */
place: Mark | null, 
/**
 * ISO 3166-1 code of the place's country.
 */
country: string | null, 
/**
 * ISO 639-1 code of the language that most of the text is written in.
 */
written_in: string | null, 
/**
 * The date that "present" stands for.
 */
present: Present | null, 
/**
 * Largest share first.
 */
roles: Array<RoleShare>, level: Level | null, degree: Degree | null, 
/**
 * In the order of the page.
 */
languages: Array<Spoken>, 
/**
 * In the order of the page.
 */
certificates: Array<Named>, 
/**
 * Newest first.
 */
employment: Array<Entry>, 
/**
 * Newest first.
 */
education: Array<Entry>, 
/**
 * By name.
 */
skills: Array<SkillUse>, 
/**
 * What was looked for in vain, or left out.
 */
absent: Array<Absence>, 
/**
 * What somebody said is none, in the order they said it.
 */
taken_away: Array<TakenAway>, };

/**
 * A text with the words it was read from.
 */
export type Named = { value: string, mark: Mark | null, corrected: ByHand | null, };

/**
 * A correction that holds.
 */
export type ByHand = { 
/**
 * The number by which it can be taken back.
 */
correction: number, 
/**
 * Who made it.
 */
author: string, };

/**
 * Where a name was found, surest first.
 */
export type NameSource = "confirmed" | "page" | "file_name" | "email";

/**
 * The date that "present" stands for.
 */
export type Present = { 
/**
 * `2026-05-04`.
 */
date: string, basis: PresentBasis, };

/**
 * Where that date comes from.
 */
export type PresentBasis = "given" | "last_change" | "newest_date" | "read";

/**
 * A kind of development work.
 */
export type Role = "backend" | "frontend" | "data" | "ml_ai" | "devops" | "automation" | "mobile" | "embedded" | "quality" | "security" | "games";

/**
 * A role with its share of all of the work.
 */
export type RoleShare = { role: Role, 
/**
 * From 0 to 1; all shares add up to 1.
 */
share: number, 
/**
 * Years of the employments whose titles name it.
 */
years: number | null, 
/**
 * The titles and skills that speak for it.
 */
marks: Array<Mark>, };

/**
 * How far somebody is, with the sum that says so.
 */
export type Level = { step: LevelStep, 
/**
 * Years of dated development work, internships half.
 */
years: number, 
/**
 * Months of it outside internships.
 */
months: number, 
/**
 * Further months in internships.
 */
internship_months: number, };

/**
 * Steps by years of development.
 */
export type LevelStep = "junior" | "mid" | "senior";

/**
 * The highest degree.
 */
export type Degree = { level: DegreeLevel, mark: Mark | null, };

/**
 * Degrees, lowest first.
 */
export type DegreeLevel = "school" | "vocational" | "bachelor" | "master" | "doctorate";

/**
 * A spoken language.
 */
export type Spoken = { 
/**
 * ISO 639-1 code.
 */
code: string, level: SpokenLevel | null, mark: Mark | null, corrected: ByHand | null, };

/**
 * How well, least first.
 */
export type SpokenLevel = "a1" | "a2" | "b1" | "b2" | "c1" | "c2" | "native";

/**
 * A month, or a year when no month is given.
 */
export type YearMonth = { year: number, 
/**
 * 1 to 12.
 */
month: number | null, };

/**
 * A time with an employer, or at a school, as a person gives it.
 */
export type Stay = { 
/**
 * The employer or school.
 */
place: string | null, 
/**
 * The job title, or degree and subject.
 */
title: string | null, 
/**
 * Where the work was done; no value leaves it as it was read.
 */
location: string | null, start: YearMonth | null, 
/**
 * Last month; absent while it goes on, or when it is not known.
 */
end: YearMonth | null, current: boolean, };

/**
 * A stay with the words it was read from.
 */
export type Entry = { stay: Stay, place_mark: Mark | null, title_mark: Mark | null, dates_mark: Mark | null, corrected: ByHand | null, };

/**
 * A skill and its use.
 */
export type SkillUse = { name: string, 
/**
 * Years of dated work that names it; absent when it is only listed.
 */
years: number | null, last_used: YearMonth | null, place: SkillPlace, 
/**
 * Every mention, in the order of the text.
 */
marks: Array<Mark>, corrected: ByHand | null, };

/**
 * Where a skill stands, best first.
 */
export type SkillPlace = "work" | "project" | "list";

/**
 * Something that was looked for in vain, or found and left out.
 */
export type Absence = { 
/**
 * `name`, `employment`, …
 */
what: string, 
/**
 * Why, in words for a recruiter.
 */
reason: string, mark: Mark | null, };

/**
 * A fact that somebody said is none.
 */
export type TakenAway = { what: FactKind, 
/**
 * As it was shown.
 */
value: string, by: ByHand, };

/**
 * The kinds of facts there may be several of.
 */
export type FactKind = "contact" | "skill" | "language" | "certificate" | "employment" | "education";

/**
 * The résumés of a candidate, and who else may be them.
 */
export type Versions = { 
/**
 * The newest first, which is the one that is shown.
 */
versions: Array<Version>, offers: Array<SameOffer>, };

/**
 * One résumé of a candidate, as it was read.
 */
export type Version = { 
/**
 * The candidate that it came as; another than the one asked for when they were joined.
 */
candidate: number, file: string, path: string, 
/**
 * The document's own last change, as `2026-05-04`.
 */
modified: string | null, 
/**
 * When it was imported, as RFC 3339 writes it.
 */
imported: string, name: string | null, headline: string | null, place: string | null, years: number | null, 
/**
 * The newest employment, title and employer.
 */
newest: string | null, 
/**
 * By name.
 */
skills: Array<string>, };

/**
 * A candidate who may be the same person.
 */
export type SameOffer = { id: number, name: string, headline: string | null, place: string | null, 
/**
 * Never empty.
 */
because: Array<SameBecause>, };

/**
 * Why two candidates may be one person.
 */
export type SameBecause = { "kind": "contact", contact: ContactValue, } | { "kind": "text", common: number, };

/**
 * How far the re-reading is of what older rules have read.
 */
export type Reread = { done: number, total: number, };

/**
 * The file behind a candidate.
 */
export type FileNote = { 
/**
 * Name without folders.
 */
name: string, 
/**
 * The whole path, as given at the import.
 */
path: string, 
/**
 * Whether its pages can be drawn as they are.
 */
is_pdf: boolean, 
/**
 * What could not be read of it, in words.
 */
reason: string | null, };

/**
 * Size of a page in points.
 */
export type PageSize = { width: number, height: number, };

/**
 * A place in the text and on the pages.
 */
export type Mark = { 
/**
 * Offset of the first code unit in the body.
 */
start: number, 
/**
 * Offset after the last one.
 */
end: number, 
/**
 * One for each line it runs over, in reading order; empty when the words have no place on a page.
 */
areas: Array<Area>, };

/**
 * A rectangle on a page.
 */
export type Area = { 
/**
 * Index into the pages.
 */
page: number, left: number, top: number, right: number, bottom: number, };

/**
 * A signal with its evidence and what there is to say about it.
 */
export type Card = { 
/**
 * The signal's stable id.
 */
id: string, title: string, polarity: Polarity, 
/**
 * Why a reader should care.
 */
why: string, 
/**
 * A question for the interview.
 */
ask: string, 
/**
 * Whether it is a signal of the recruiter's own.
 */
is_own: boolean, 
/**
 * Letters of the hiring guides it rests on.
 */
guides: Array<string>, 
/**
 * Strongest first; never empty.
 */
evidence: Array<Evidence>, };

/**
 * The colour of a signal.
 */
export type Polarity = "green" | "yellow" | "red" | "fact";

/**
 * One place that carries a signal.
 */
export type Evidence = { 
/**
 * The words; absent when the signal is about something that is not there.
 */
quote: string | null, 
/**
 * What the rule saw there.
 */
reason: string, 
/**
 * Where the words stand; absent when nobody can see them.
 */
mark: Mark | null, };

/**
 * Text that stands in the file and that no reader of the page sees.
 */
export type HiddenNote = { 
/**
 * Page number, from 1.
 */
page: number, 
/**
 * Where it stands, as far as that is on the page.
 */
area: Area, text: string, reason: HiddenReason, };

/**
 * Why nobody sees it.
 */
export type HiddenReason = "colour" | "size" | "invisible" | "off_page" | "covered" | "layer" | "marked";

/**
 * What can be asked for by name, for the lists of a form.
 */
export type RoleWords = { kinds: Array<KindWord>, domains: Array<DomainWord>, };

/**
 * A kind of work with its words.
 */
export type KindWord = { kind: RoleKind, 
/**
 * As part of a sentence: "data engineering".
 */
title: string, };

/**
 * A field of business with its words.
 */
export type DomainWord = { id: string, title: string, };

/**
 * A kind of development work.
 */
export type RoleKind = "backend" | "frontend" | "data" | "ml_ai" | "devops" | "automation" | "mobile" | "embedded" | "quality" | "security" | "games";

/**
 * A level: under two years of development, under five, and more.
 */
export type RoleLevel = "junior" | "mid" | "senior";

/**
 * A role in the list.
 */
export type RoleRow = { id: number, title: string, musts: number, nices: number, 
/**
 * Who changed it last.
 */
author: string, 
/**
 * When, as an RFC 3339 timestamp in UTC.
 */
made: string, };

/**
 * How many candidates meet what a role must have.
 */
export type RoleCounts = { role: number, 
/**
 * Its must-haves, with the kind of work, level and years.
 */
musts: number, 
/**
 * Candidates that meet all of them.
 */
all: number, 
/**
 * Candidates that meet more than half of them.
 */
most: number, 
/**
 * All candidates.
 */
of: number, };

/**
 * A role as it is kept, with what works against it.
 */
export type SavedRole = { id: number, 
/**
 * Changes with every change of what is asked.
 */
version: string, role: RoleProfile, traps: Array<RoleTrap>, 
/**
 * A search for people like it; empty when nothing of it can be searched.
 */
search: string, };

/**
 * What a search is for. Everything but the title may be left open.
 */
export type RoleProfile = { title: string, 
/**
 * The kind of work.
 */
role: RoleKind | null, 
/**
 * The least level.
 */
level: RoleLevel | null, 
/**
 * Least years of dated development work.
 */
years: number | null, 
/**
 * Ids of fields of business of which one must be known.
 */
domains: Array<string>, place: RolePlace | null, must: Array<RoleAsk>, nice: Array<RoleAsk>, 
/**
 * The recruiter's own screening questions.
 */
questions: Array<string>, };

/**
 * Where the work is done.
 */
export type RolePlace = { city: string | null, 
/**
 * Its two letters.
 */
country: string | null, 
/**
 * From anywhere, or from anywhere in the country when one is named.
 */
remote: boolean, };

/**
 * A skill that is asked for, or several of which one will do.
 */
export type RoleAsk = { 
/**
 * Never empty; with more than one, any of them will do.
 */
any: Array<string>, 
/**
 * Least years of dated use.
 */
years: number | null, 
/**
 * Last used within so many years. At most one of this and `since` is given.
 */
within: number | null, 
/**
 * Last used in this year or later.
 */
since: number | null, };

/**
 * Something in a role that works against whoever searches with it.
 */
export type RoleTrap = { 
/**
 * Stable id.
 */
id: string, 
/**
 * What was seen, in a sentence.
 */
title: string, 
/**
 * Why that works against the search.
 */
why: string, 
/**
 * What to do about it.
 */
advice: string, 
/**
 * Letters of the hiring guides that warn of it.
 */
guides: Array<string>, 
/**
 * The skills it is about, as the role writes them.
 */
about: Array<string>, };

/**
 * A role drafted from a job advert, to be put right before it is kept.
 */
export type RoleDraft = { role: RoleProfile, 
/**
 * Where each part came from, in the order of the advert.
 */
parts: Array<DraftPart>, 
/**
 * Words that made no part of it, in the order of the advert.
 */
left_out: Array<DraftPart>, traps: Array<RoleTrap>, };

/**
 * Words of an advert and what was made of them.
 */
export type DraftPart = { 
/**
 * What was understood, or why nothing was.
 */
what: string, 
/**
 * Offset of the first code unit in the advert.
 */
start: number, 
/**
 * Offset after the last one.
 */
end: number, };

/**
 * A role read from a file's text.
 */
export type RoleFromFile = { 
/**
 * What could be read.
 */
role: RoleProfile, 
/**
 * What could not; empty when all is well.
 */
faults: Array<RoleFault>, traps: Array<RoleTrap>, };

/**
 * What is wrong with a file of roles or signals, and where.
 */
export type RoleFault = { 
/**
 * Counted from 1; absent when it concerns the whole file.
 */
line: number | null, 
/**
 * What is wrong and what was expected.
 */
message: string, };

/**
 * A candidate held against a role.
 */
export type Fit = { counts: FitCounts, 
/**
 * In the order of the role; the same lines for every candidate.
 */
lines: Array<FitLine>, };

/**
 * What the order of the pool looks at; lines that stand aside are in none of them.
 */
export type FitCounts = { musts_met: number, 
/**
 * Must-haves that the résumé contradicts.
 */
musts_failed: number, musts: number, nices_met: number, nices: number, };

/**
 * One line of a fit.
 */
export type FitLine = { need: FitNeed, outcome: FitOutcome, 
/**
 * What is asked: "3 years of Django".
 */
asked: string, 
/**
 * What was found: "1.2 years, last in 2024-05".
 */
found: string, 
/**
 * Why it stands so, and what to do where it is not known.
 */
sentence: string, 
/**
 * The words it rests on; empty where nothing was found.
 */
evidence: Array<FitEvidence>, };

/**
 * Words of the résumé that a line rests on.
 */
export type FitEvidence = { quote: string, mark: Mark, };

/**
 * How much a line is wanted.
 */
export type FitNeed = "must" | "nice" | "aside";

/**
 * How a line stands.
 */
export type FitOutcome = "pass" | "unknown" | "fail";

/**
 * Some rows of the pool, most must-haves met first.
 */
export type FitTable = { 
/**
 * Candidates in the whole table.
 */
total: number, 
/**
 * What the order does, in words, to be shown beside it.
 */
order: string, 
/**
 * The columns, the same for every row.
 */
asked: Array<FitColumn>, rows: Array<FitRow>, };

/**
 * A column of the table.
 */
export type FitColumn = { need: FitNeed, asked: string, };

/**
 * A candidate in the table.
 */
export type FitRow = { id: number, 
/**
 * The candidate's name, or the file's when the résumé has none.
 */
name: string, headline: string | null, counts: FitCounts, 
/**
 * One for each column.
 */
cells: Array<FitCell>, };

/**
 * A cell of the table.
 */
export type FitCell = { outcome: FitOutcome, found: string, };

/**
 * How things stand with GitHub.
 */
export type GithubStatus = { 
/**
 * Whether anything is asked at all; off until the recruiter switches it on.
 */
is_on: boolean, 
/**
 * Whom it goes to.
 */
api: string, 
/**
 * The app by which somebody signs in with the browser; null when there is none.
 */
client_id: string | null, 
/**
 * Where the token is; none is given when null.
 */
token: TokenPlace | null, 
/**
 * Its last moment as an RFC 3339 moment, as far as GitHub said.
 */
token_until: string | null, 
/**
 * Why GitHub does not take it, once it said so.
 */
token_refusal: TokenRefusal | null, 
/**
 * Candidates who wait.
 */
waiting: number, 
/**
 * When it goes on, as an RFC 3339 moment; null when at once or when nobody waits.
 */
until: string | null, 
/**
 * Why the first of them was not read yet.
 */
reason: string | null, 
/**
 * Whether the queue is being worked off now.
 */
is_running: boolean, 
/**
 * Whether the recruiter lets it rest.
 */
is_paused: boolean, 
/**
 * Calls of the plain interface, once it was asked.
 */
calls: GithubAllowance | null, 
/**
 * Points of the other one, which needs a token.
 */
points: GithubAllowance | null, 
/**
 * Candidates who fit into what is left; null when nothing was asked yet.
 */
candidates: number | null, };

/**
 * What the recruiter wishes of GitHub.
 */
export type GithubWishes = { 
/**
 * Whether anything may be asked.
 */
is_on: boolean, 
/**
 * Whom; empty for GitHub itself.
 */
api: string, 
/**
 * The app by which to sign in; empty for none.
 */
client_id: string, };

/**
 * A sign-in that waits for its code to be entered in the browser.
 */
export type GithubSignIn = { 
/**
 * What to enter.
 */
code: string, 
/**
 * Where.
 */
page: string, };

/**
 * Where a token is kept.
 */
export type TokenPlace = "keychain" | "memory";

/**
 * Why GitHub does not take a token.
 */
export type TokenRefusal = "wrong" | "expired" | "too_few_rights";

/**
 * What is left of what GitHub allows.
 */
export type GithubAllowance = { 
/**
 * Calls or points an hour.
 */
limit: number, 
/**
 * How many are left.
 */
left: number, 
/**
 * When all are there again, as an RFC 3339 moment.
 */
reset: string, };

/**
 * A candidate's account.
 */
export type GithubOf = { 
/**
 * What the résumé names, or the recruiter wrote; null when neither.
 */
login: string | null, 
/**
 * Whether the candidate waits to be looked at.
 */
is_waiting: boolean, 
/**
 * When that goes on, as an RFC 3339 moment; null when it is their turn.
 */
until: string | null, 
/**
 * Why it was not done yet.
 */
reason: string | null, 
/**
 * What is known; null when nobody looked yet.
 */
known: Github | null, };

/**
 * How a look at an account ended.
 */
export type GithubState = "ok" | "private_profile" | "empty" | "renamed" | "organization" | "missing" | "queued" | "failed";

/**
 * What is known of a candidate's account.
 */
export type Github = { 
/**
 * When it was found, as an RFC 3339 moment.
 */
found: string, 
/**
 * The login of the résumé.
 */
asked: string, 
/**
 * How the look ended.
 */
status: GithubState, 
/**
 * What else there is to say about it.
 */
reason: string | null, 
/**
 * Who it is; null when nobody was found.
 */
account: GithubAccount | null, 
/**
 * Whether it is the candidate's account.
 */
is_sure: boolean, 
/**
 * What speaks for that, and against.
 */
reasons: Array<GithubReason>, 
/**
 * Own repositories in all, those listed, those read, and the files read.
 */
own_repositories: number, listed: number, read: number, files: number, 
/**
 * What could not be seen, in sentences.
 */
not_seen: Array<string>, signals: Array<GithubSignal>, 
/**
 * Contributions by week over two years, oldest first; empty when GitHub did not tell.
 */
weeks: Array<GithubWeek>, 
/**
 * Contributions to private repositories, when the account shows their number.
 */
private_contributions: number, 
/**
 * Own code by language, most first.
 */
languages: Array<GithubLanguage>, repositories: Array<GithubRepository>, 
/**
 * Forks of others' work.
 */
forks: number, 
/**
 * Pull requests that others merged, newest first.
 */
merged: Array<GithubMerged>, 
/**
 * Skills that the résumé claims and own code shows.
 */
claimed_and_seen: Array<string>, 
/**
 * Skills that the résumé claims and public code does not show; most work is private.
 */
claimed_not_seen: Array<string>, 
/**
 * Skills of own code that the résumé does not name.
 */
seen_not_claimed: Array<string>, };

/**
 * An account.
 */
export type GithubAccount = { login: string, name: string | null, bio: string | null, company: string | null, place: string | null, site: string | null, 
/**
 * The day it was opened.
 */
since: string | null, followers: number, };

/**
 * Something that speaks for or against the same person.
 */
export type GithubReason = { speaks_for: boolean, words: string, };

/**
 * A signal with its places.
 */
export type GithubSignal = { id: string, polarity: Polarity, evidence: Array<GithubEvidence>, };

/**
 * Where something was seen.
 */
export type GithubEvidence = { repo: string | null, path: string | null, line: number | null, date: string | null, url: string | null, note: string | null, };

/**
 * One week; its Sunday.
 */
export type GithubWeek = { start: string, contributions: number, };

/**
 * A language with its bytes.
 */
export type GithubLanguage = { name: string, bytes: number, };

/**
 * A repository in the table.
 */
export type GithubRepository = { name: string, url: string, description: string | null, 
/**
 * The account's own work: no mirror, no copy, and not another account's commits.
 */
is_own: boolean, is_archived: boolean, 
/**
 * The day of the newest push.
 */
pushed: string | null, stars: number, licence: string | null, language: string | null, commits: number, 
/**
 * Whether its files were read; the next three are unknown otherwise.
 */
is_read: boolean, tests: boolean, types: string | null, ci: boolean, };

/**
 * A pull request that somebody else merged.
 */
export type GithubMerged = { 
/**
 * `owner/name` of the project.
 */
repository: string, title: string, stars: number, date: string | null, url: string, };

/**
 * The periods for which candidates are kept, and whom they concern today.
 */
export type Retention = { 
/**
 * The country or kind of employer whose rules the periods began with; null for one's own.
 */
profile: string | null, 
/**
 * When somebody is due, as ISO 8601 has it; null while candidates are kept until somebody erases them.
 */
keep: string | null, 
/**
 * How long they are kept at least, alike; null without a least.
 */
at_least: string | null, 
/**
 * Who chose it; null when nobody has.
 */
author: string | null, 
/**
 * When, as RFC 3339 writes it; null alike.
 */
made: string | null, 
/**
 * What can be chosen.
 */
profiles: Array<RetentionProfile>, 
/**
 * Whether whoever was erased is recognised when they apply again.
 */
recognises: boolean, 
/**
 * Erasures that came sooner than a rule allowed.
 */
early: Array<EarlyErasure>, 
/**
 * Who is to be erased.
 */
due_ids: Array<number>, 
/**
 * The first of them, those who have been due longest before.
 */
due: Array<Kept>, 
/**
 * Those whom nobody may erase.
 */
held: Array<Kept>, };

/**
 * What is chosen; nothing at all: until somebody erases them.
 */
export type RetentionChoice = { profile: string | null, 
/**
 * A period as people write it in English, such as `6 months`, or as ISO 8601 has it.
 */
keep: string | null, 
/**
 * The same.
 */
at_least: string | null, };

/**
 * What the rules of a country, or for a kind of employer, say about keeping.
 */
export type RetentionProfile = { id: string, title: InLanguages, says: InLanguages, 
/**
 * Where it stands.
 */
source: string, url: string, 
/**
 * The year in which it was looked at.
 */
year: number, keep: string, at_least: string | null, };

/**
 * A text in each language.
 */
export type InLanguages = { en: string, de: string, };

/**
 * A rule that keeps candidates for longer.
 */
export type TooEarly = { 
/**
 * How many they are.
 */
candidates: number, 
/**
 * The first day on which all of them may be erased.
 */
until: string, 
/**
 * Where it stands; null for a period of one's own.
 */
rule: string | null, };

/**
 * That candidates were erased sooner than a rule allowed.
 */
export type EarlyErasure = { on: string, author: string, candidates: number, rule: string, reason: string, };

/**
 * How a candidate stands against the period.
 */
export type Kept = { id: number, 
/**
 * Empty where the résumé has none.
 */
name: string, headline: string | null, 
/**
 * The last day on which something happened to them.
 */
since: string, 
/**
 * The profile they are kept by; null for the pool's.
 */
own_profile: string | null, 
/**
 * The first day on which they may be erased without a reason; null without a least.
 */
at_least_until: string | null, 
/**
 * Whether that day is still to come.
 */
is_early: boolean, 
/**
 * The first day on which they are to be erased; null without a period.
 */
due: string | null, 
/**
 * Whether that day has come and nobody holds them.
 */
is_due: boolean, hold: Hold | null, };

/**
 * Why a candidate must not be erased.
 */
export type Hold = { reason: string, author: string, 
/**
 * A moment, as RFC 3339 writes it.
 */
made: string, };

/**
 * The form of a report for a candidate.
 */
export type ReportFormat = "html" | "json";

/**
 * The language of a page that is written for candidates.
 */
export type PageLanguage = "en" | "de";

/**
 * The form of the log.
 */
export type LogFormat = "json" | "csv";

/**
 * The statement for candidates.
 */
export type Statement = { 
/**
 * Whom candidates may ask; empty while nobody is named.
 */
contact: string, 
/**
 * As plain text.
 */
text: string, };

/**
 * The form of the statement.
 */
export type StatementFormat = "html" | "text";

/**
 * Rates of decisions by group, of a file that is kept nowhere.
 */
export type Impact = { 
/**
 * Groups with fewer decided candidates are not rated.
 */
least: number, 
/**
 * Rows of the file whose candidate is in the pool.
 */
found: number, 
/**
 * Rows that name nobody here, or somebody twice.
 */
left_out: number, 
/**
 * Found candidates about whom nothing is decided.
 */
undecided: number, tables: Array<ImpactTable>, };

/**
 * The groups of one column, or of two together.
 */
export type ImpactTable = { column: string, rows: Array<ImpactRow>, };

/**
 * One group.
 */
export type ImpactRow = { group: string, decided: number, shortlist: ImpactRate, 
/**
 * Whoever was not rejected.
 */
kept: ImpactRate, rejected: ImpactRate, 
/**
 * Whether it is too small to be rated.
 */
is_small: boolean, };

/**
 * How many of a group.
 */
export type ImpactRate = { count: number, 
/**
 * Null in a group that is not rated.
 */
rate: number | null, 
/**
 * The rate over the highest one; null where nothing is compared.
 */
ratio: number | null, };

/**
 * The form of the sheet.
 */
export type ImpactFormat = "html" | "csv" | "json";

/**
 * What is saved of the sheet.
 */
export type ImpactFile = { 
/**
 * The file of groups, read again.
 */
groups: string, least: number, format: ImpactFormat, language: PageLanguage, };

/**
 * The backups of the pool.
 */
export type Backups = { 
/**
 * The newest first.
 */
backups: Array<Backup>, 
/**
 * Why today's copy could not be written; null when it could.
 */
trouble: string | null, };

/**
 * A backup that was written.
 */
export type Backup = { path: string, 
/**
 * A moment, as RFC 3339 writes it.
 */
made: string, 
/**
 * Null where no file is there now.
 */
size_bytes: number | null, 
/**
 * Whether it is a daily copy in the pool's own folder.
 */
is_daily: boolean, 
/**
 * Whether it needs a passphrase.
 */
is_locked: boolean, };

/**
 * How far an import is.
 */
export type ImportProgress = { 
/**
 * Files that have their status.
 */
done: number, 
/**
 * Files found; absent while folders are still being walked.
 */
total: number | null, 
/**
 * Files a second so far.
 */
rate: number, 
/**
 * Seconds left at that rate.
 */
seconds_left: number | null, };

/**
 * What became of every path that was given.
 */
export type ImportReport = { 
/**
 * The import's number, for reading some of its files again.
 */
id: number, 
/**
 * Only groups that hold a file, what needs the recruiter first, then the rest.
 */
groups: Array<ReportGroup>, 
/**
 * Whether it was stopped before the end.
 */
cancelled: boolean, seconds: number, 
/**
 * Who read files at the same time on their own machines, in a team's pool.
 */
read_by: Array<ReadBy>, 
/**
 * What could read the files without text, when there are any and it is installed.
 */
ocr: string | null, };

/**
 * A colleague who imported at the same time.
 */
export type ReadBy = { 
/**
 * What they call themselves.
 */
who: string, 
/**
 * How many of the files they read.
 */
files: number, };

/**
 * A menu with its commands.
 */
export type MenuGroup = { title: string, items: Array<MenuItem>, };

/**
 * A command in a menu.
 */
export type MenuItem = { 
/**
 * What comes back when it is chosen.
 */
command: string, label: string, };

/**
 * What reads scans.
 */
export type Ocr = { 
/**
 * Its name and version; null when none is installed.
 */
program: string | null, 
/**
 * Its languages, as it names them.
 */
languages: Array<string>, };

/**
 * Whether the pool is encrypted, and open; and where to go on in it, so that a start need not ask twice.
 */
export type PoolLock = { encrypted: boolean, 
/**
 * Nothing can be asked of it until its passphrase is given.
 */
locked: boolean, 
/**
 * Whether the system's keychain opens it.
 */
remembered: boolean, 
/**
 * The beginning, while it is locked.
 */
place: Place, };

/**
 * Where the recruiter is in the list.
 */
export type Place = { 
/**
 * As typed; empty for the whole pool.
 */
query: string, 
/**
 * Counted from 0.
 */
row: number, };

/**
 * How things stand with the server of a team's pool.
 */
export type TeamStand = { server: string, pool: string, login: string, 
/**
 * Null until the server has said it.
 */
role: TeamRole | null, link: TeamLink, 
/**
 * What is in the way, in the words of the fault.
 */
why: string | null, 
/**
 * What was done here and the server does not know yet.
 */
waiting: number, 
/**
 * Decisions that came after somebody else's.
 */
conflicts: number, 
/**
 * The logins of others who have the pool open.
 */
present: Array<string>, 
/**
 * Counts up whenever something of others came in.
 */
news: number, 
/**
 * While candidates are brought here: how far that is.
 */
coming: TeamComing | null, 
/**
 * Whether the server wants a password that is not known here, or another one.
 */
asks_password: boolean, };

/**
 * What became of choosing a team's pool.
 */
export type TeamChosen = { 
/**
 * Whether the system's keychain has the password; otherwise it is asked for after each start.
 */
is_kept: boolean, 
/**
 * Whether the address names a search engine that the team does not have yet, since only an administrator may give it.
 */
lacks_engine: boolean, };

/**
 * What a member of a team may do.
 */
export type TeamRole = "reader" | "recruiter" | "administrator";

/**
 * The way to a team's server.
 */
export type TeamLink = "connecting" | "connected" | "away" | "refused";

/**
 * How far it is with bringing the team's candidates here.
 */
export type TeamComing = { got: number, of: number, };

/**
 * A decision that came after somebody else's, which holds until somebody chooses.
 */
export type TeamConflict = { id: number, mine: Decided, 
/**
 * Null when nobody knows any more who decided.
 */
theirs: Decided | null, };

/**
 * The search engine that a pool has.
 */
export type EngineStand = { 
/**
 * Without a login.
 */
address: string, 
/**
 * Whether it is that of a team, for all.
 */
of_team: boolean, engine: Engine, };

/**
 * A folder whose new files are imported by themselves.
 */
export type WatchedFolder = { path: string, 
/**
 * A folder on a drive that is away is watched again when it comes back.
 */
is_there: boolean, };

/**
 * What a column of a table holds.
 */
export type Meaning = "ignore" | "name" | "first_name" | "last_name" | "email" | "phone" | "link" | "location" | "resume_file" | "resume_text" | "note" | "tags" | "date";

/**
 * A table as it is found.
 */
export type Table = { 
/**
 * The whole path.
 */
path: string, 
/**
 * Rows beneath the headings.
 */
rows: number, columns: Array<TableColumn>, 
/**
 * Whether the meanings are those of the last table with the same headings.
 */
is_remembered: boolean, };

/**
 * A column with what it seems to hold.
 */
export type TableColumn = { heading: string, meaning: Meaning, 
/**
 * Its first values, shortened.
 */
samples: Array<string>, };

/**
 * How a table is to be brought in.
 */
export type TableImport = { path: string, 
/**
 * The meaning of each column.
 */
mapping: Array<Meaning>, 
/**
 * Whether résumés may lie outside the table's folder.
 */
outside: boolean, };

/**
 * What would become of the rows of a table.
 */
export type TablePreview = { 
/**
 * All of them.
 */
rows: number, 
/**
 * Those with a résumé's file that is there.
 */
files: number, 
/**
 * Those with a résumé's text.
 */
texts: number, 
/**
 * Those whose file lies outside the table's folder.
 */
outside: number, 
/**
 * Those that nothing can become of.
 */
refused: number, 
/**
 * The first of them.
 */
shown: Array<RefusedRow>, };

/**
 * A row that nothing can become of.
 */
export type RefusedRow = { 
/**
 * Where it begins, counted from 1.
 */
line: number, reason: string, };

/**
 * Watched folders were gone through.
 */
export type Watched = { 
/**
 * Of what was imported; null when there was nothing new.
 */
report: ImportReport | null, folders: Array<WatchedFolder>, };

/**
 * What to read files of an import again with.
 */
export type Again = { "with_password": string } | "with_ocr";

/**
 * Files that ended alike.
 */
export type ReportGroup = { outcome: Outcome, 
/**
 * Files in all.
 */
count: number, 
/**
 * The first of them, in the order of the walk.
 */
files: Array<ReportFile>, };

/**
 * A file of the report.
 */
export type ReportFile = { path: string, reason: string | null, };

/**
 * How a file ended.
 */
export type Outcome = "added" | "added_partly" | "duplicate" | "no_text" | "encrypted" | "unreadable" | "too_large" | "unsupported" | "rejected" | "opened" | "cancelled";

/**
 * A failure on its way to the page, which decides on the code and never on the text.
 */
export type WireError = { code: ErrorCode, 
/**
 * What went wrong, for a report; the page has its own sentence for every code.
 */
message: string, 
/**
 * What is wrong with the query, when it is the query.
 */
query: QueryProblem | null, };

/**
 * What went wrong.
 */
export type ErrorCode = "query" | "not_found" | "not_watched" | "no_table" | "no_skill" | "not_corrected" | "file_moved" | "file_changed" | "no_tag" | "empty_note" | "not_written" | "import_running" | "pool_busy" | "no_period" | "no_groups" | "on_hold" | "too_early" | "no_backup" | "wrong_passphrase" | "disk_full" | "pool_newer" | "pool_read_only" | "pool_gone" | "pool_damaged" | "pool_locked" | "wrong_pool_passphrase" | "short_passphrase" | "pool_in_use" | "no_keychain" | "team_address" | "team_login" | "team_away" | "team" | "only_reading" | "engine" | "pool" | "no_ocr" | "not_opened" | "faulty_role" | "faulty_signal" | "no_earlier_role" | "github" | "github_token" | "github_token_expired" | "github_token_rights" | "github_sign_in" | "github_address" | "no_github" | "internal";

/**
 * A query that does not read.
 */
export type QueryProblem = { 
/**
 * Where what is wrong starts in the query.
 */
start: number, 
/**
 * Where it ends; the same as the start when something is missing there.
 */
end: number, 
/**
 * What could stand there instead.
 */
suggestion: string | null, };

/**
 * What is looked for in a résumé, and what is said of it: an entry of the help page.
 */
export type CatalogueRule = { id: string, polarity: Polarity, title: string, 
/**
 * Why a reader should care.
 */
why: string, 
/**
 * What raises it and what does not, with examples; absent for a recruiter's own.
 */
about: string | null, 
/**
 * What to ask; may be empty for a recruiter's own, as may the two answers.
 */
ask: string, strong: string, weak: string, 
/**
 * Letters of the hiring guides it rests on.
 */
guides: Array<string>, };

/**
 * A signal of the recruiter's own, as it is written.
 */
export type OwnSignal = { 
/**
 * Empty for a new one: it is made from the title.
 */
id: string, colour: Polarity, title: string, why: string, 
/**
 * What to ask; may be empty.
 */
ask: string, 
/**
 * Whole words or phrases. Either these or a pattern.
 */
words: Array<string>, 
/**
 * A regular expression over one sentence.
 */
pattern: string | null, 
/**
 * Only in sentences that tell of work done.
 */
in_work: boolean, };

/**
 * The recruiter's own signals.
 */
export type OwnSignals = { signals: Array<OwnSignal>, 
/**
 * What in the file they were read from is left out.
 */
faults: Array<RoleFault>, };

/**
 * What a signal finds before it is kept.
 */
export type TriedSignal = { 
/**
 * Candidates that have it.
 */
candidates: number, 
/**
 * Candidates that were looked at.
 */
of: number, first: Array<TriedOn>, };

/**
 * A candidate who has it.
 */
export type TriedOn = { id: number, name: string, headline: string | null, 
/**
 * The first sentence that carries it, with the words marked.
 */
quote: Array<Piece>, };

/**
 * What to ask one candidate, and the plan around it.
 */
export type Kit = { 
/**
 * The kinds of work that the role's questions are about.
 */
roles: Array<WorkKind>, 
/**
 * The kinds of work that can be asked for instead.
 */
choices: Array<WorkKind>, 
/**
 * The candidate's own questions, most pressing first.
 */
own: Array<KitQuestion>, role: Array<KitQuestion>, general: Array<KitQuestion>, 
/**
 * The screen of 45 minutes.
 */
screen: Array<ScreenPart>, 
/**
 * The whole process.
 */
process: Array<ProcessStage>, 
/**
 * The kit as a page of its own for printing. It has a policy that allows no script: show it in a sandboxed frame.
 */
html: string, 
/**
 * The kit as Markdown, for saving.
 */
markdown: string, };

/**
 * One question with what its answers tell.
 */
export type KitQuestion = { id: string, 
/**
 * A signal's title or a skill; empty for the role's and general questions.
 */
topic: string, ask: string, strong: string, weak: string, 
/**
 * What the answer tells.
 */
tells: string, 
/**
 * Letters of the hiring guides it comes from.
 */
guides: Array<string>, 
/**
 * The candidate's words that it is about, on one line.
 */
quote: string | null, 
/**
 * What was seen there; absent for the role's and general questions.
 */
reason: string | null, 
/**
 * Where the words stand; absent when they stand nowhere.
 */
mark: Mark | null, };

/**
 * A part of the screen of 45 minutes.
 */
export type ScreenPart = { minutes: number, title: string, what: string, look_for: string, 
/**
 * Letter of the guide, when it comes from one.
 */
guide: string | null, };

/**
 * A stage of the whole process.
 */
export type ProcessStage = { title: string, 
/**
 * How long it takes, in words, where the guide says so.
 */
takes: string | null, what: string, guide: string, };

/**
 * A kind of work.
 */
export type WorkKind = { 
/**
 * As it is asked for: `ml_ai`.
 */
id: string, 
/**
 * As people call it.
 */
name: string, };

/**
 * For whom rows of the market are wanted; what is absent comes from the candidate, or leaves nothing out.
 */
export type MarketRequest = { candidate: number | null, 
/**
 * Two letters: `DE`.
 */
country: string | null, 
/**
 * `junior`, `mid` or `senior`.
 */
level: string | null, 
/**
 * A kind of work by its id: `ml_ai`.
 */
role: string | null, };

/**
 * What the hiring guides say of pay and of the time a hire takes. Guides that disagree stand side by side.
 */
export type MarketReference = { 
/**
 * For whom the rows are: absent where it is not known.
 */
country: string | null, level: string | null, roles: Array<WorkKind>, pay: Array<PayRow>, 
/**
 * What is added to pay or taken off it.
 */
changes: Array<MarketRow>, 
/**
 * How long a hire takes.
 */
durations: Array<MarketRow>, 
/**
 * The guides that the rows come from.
 */
guides: Array<MarketGuide>, 
/**
 * What the rows leave open, in words.
 */
remarks: Array<string>, };

/**
 * A guide that figures come from.
 */
export type MarketGuide = { letter: string, title: string, 
/**
 * The years it means by its levels, when it says so.
 */
levels: string | null, };

/**
 * What one guide says of pay.
 */
export type PayRow = { guide: string, year: number, 
/**
 * The region.
 */
place: string, 
/**
 * "$50–70 an hour".
 */
amount: string, 
/**
 * Empty for all.
 */
levels: Array<string>, 
/**
 * Empty for all.
 */
roles: Array<WorkKind>, note: string | null, };

/**
 * What one guide says besides.
 */
export type MarketRow = { guide: string, year: number, what: string, 
/**
 * "+20 to +40 %", "14 to 28 days".
 */
amount: string, };

import type { HouseholdRecord } from "../briefing/household-record.ts";
import { fitOfNames, plain } from "../briefing/understand-ask.ts";
import { foldWord, wordsIn } from "../briefing/words.ts";
import { findDates } from "../extract/dates.ts";
import { type Facet, facetOf, rules, type SubjectMatter } from "./question-rules.ts";
import { stemOf, type Term, termsOf } from "./question-words.ts";

/** A question as far as words tell what would answer it. */
export type Question = {
  readonly about: SubjectMatter;
  readonly facet: Facet | null;
  /** Clients and professionals whom it names. */
  readonly people: ReadonlySet<string>;
  /** Whom a question about somebody's words has them speak of. */
  readonly topics: ReadonlySet<string>;
  /** Every one must be spoken of. */
  readonly terms: readonly Term[];
  /** Its own words, folded. */
  readonly words: ReadonlySet<string>;
  /** The word of kinship it asks for ("daughter"). */
  readonly kinWord: string | null;
  /** YYYY-MM-DD: only what was said from this day on. */
  readonly since: string | null;
};

/** Reads a question against the record it is asked of: whom and what it is about, and what an answer must hold. */
export function understandQuestion(text: string, record: HouseholdRecord): Question {
  const { people: named, names } = findPeople(text, record);
  const rule = rules.find((r) => r.pattern.test(text) && (r.needsPerson !== true || named.size > 0));
  const about = rule?.about ?? "any";
  const [, aboutWhom] = about === "said" ? (/\b(?:about|regarding|concerning)\b(.*)$/is.exec(text) ?? []) : [];
  const topics = aboutWhom ? findPeople(aboutWhom, record).people : new Set<string>();
  const people = new Set([...named].filter((id) => !topics.has(id)));
  const facet = rule?.facet === undefined ? facetOf(text) : rule.facet;
  const since = /\b(?:since|after|from)\b/i.test(text)
    ? (findDates(text, { localDate: record.asOf })[0] ?? null)
    : null;
  const words = since ? `${text.slice(0, since.span.startChar)} ${text.slice(since.span.endChar)}` : text;
  const own = new Set((rule?.words ?? "").split(/\s+/).map(stemOf));
  const kinWord =
    about === "family"
      ? (/\b(?:wife|husband|spouse|partner|daughters?|sons?|child(?:ren)?|kids?|mother|father|parents?|brothers?|sisters?|siblings?|married)\b/i
          .exec(text)?.[0]
          .toLowerCase() ?? null)
      : null;
  const terms = termsOf(words, names).filter(
    (t) => !own.has(stemOf(t.word)) && stemOf(t.word) !== stemOf(kinWord ?? ""),
  );
  return {
    about,
    facet,
    people,
    topics,
    terms,
    words: new Set(wordsIn(text).map(foldWord)),
    kinWord,
    since: since?.iso ?? null,
  };
}

const nameable = new Set(["Client", "Professional"]);

/** Whom the question names, and the words it does so by (with the surnames of the household). */
function findPeople(
  text: string,
  record: HouseholdRecord,
): { people: ReadonlySet<string>; names: ReadonlySet<string> } {
  const asked = plain(text);
  const fits = record.index.graph.entities
    .filter(
      (e) => nameable.has(e.type) && (e.type === "Professional" || record.isOurs(e.id) || record.acquainted.has(e.id)),
    )
    .map((e) => {
      const all = [e.name, ...e.names.map((n) => n.name)];
      return { id: e.id, names: all, fit: fitOfNames(asked, all, new Set()) };
    });
  const best = Math.max(0, ...fits.map((f) => f.fit));
  const people =
    best === 0 ? [] : fits.filter((f) => (best === byFullName ? f.fit === byFullName : f.fit === byFirstName));
  const householdNames = record.householdId
    ? [record.index.nameOf(record.householdId), record.subject.name]
    : [record.subject.name];
  const surnames = record.members.map((m) => record.index.nameOf(m.id).split(/\s+/).at(-1) ?? "");
  const spoken = [...people.flatMap((f) => f.names), ...householdNames, ...surnames].flatMap(wordsIn).map(foldWord);
  return { people: new Set(people.map((f) => f.id)), names: new Set(spoken.flatMap((w) => [w, `${w}s`, `${w}es`])) };
}

const byFullName = 4;
const byFirstName = 1;

const calendarWords = /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)/i;

/** Capitalised words within a sentence that may name somebody or something, folded. */
export const nameWordsIn = (text: string): string[] =>
  [...text.matchAll(/(?<=[\p{Ll},] )\p{Lu}\p{Ll}[\p{L}'’-]*/gu)]
    .map((m) => m[0])
    .filter((word) => !calendarWords.test(word))
    .map(foldWord);

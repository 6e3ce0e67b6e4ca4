import type { HouseholdRecord } from "../briefing/household-record.ts";
import { fitOfNames, plain } from "../briefing/understand-ask.ts";
import { foldWord, wordsIn } from "../briefing/words.ts";
import { findDates } from "../extract/dates.ts";
import { stemOf, type Term, termsOf } from "./question-words.ts";

/** What an answer is about. `any`: whatever the record says in words. */
const subjectMatters = [
  "account",
  "meeting",
  "action",
  "event",
  "goal",
  "family",
  "identity",
  "professional",
  "employer",
  "contact",
  "changes",
  "said",
  "concern",
  "any",
] as const;
export type SubjectMatter = (typeof subjectMatters)[number];

/** What an answer must hold to be one. */
export type Facet =
  | "amount"
  | "date"
  | "person"
  | "place"
  | "reason"
  | "number"
  | "owner"
  | "custodian"
  | "last4"
  | "attendee"
  | "open";

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

type Rule = {
  readonly about: SubjectMatter;
  readonly pattern: RegExp;
  /** Missing: read from the question's own words. */
  readonly facet?: Facet | null;
  readonly needsPerson?: boolean;
  /** Words that say what is asked, not what about it. */
  readonly words: string;
};

const accountWords =
  "\\b(?:accounts?|ira|roth|401\\(?k\\)?|403\\(?b\\)?|529|hsa|brokerage|annuit(?:y|ies)|checking|savings|trust account|donor[- ]advised fund)\\b";
const kin =
  "(?:wife|husband|spouse|partner|daughters?|sons?|children|child|kids?|mother|father|parents?|brothers?|sisters?|siblings?)";
const account = new RegExp(accountWords, "i");
const both = (a: RegExp, b: RegExp): RegExp => new RegExp(`^(?=[^]*${a.source})(?=[^]*${b.source})`, "i");

// The first that fits is taken, so the narrow ones come first.
const rules: readonly Rule[] = [
  {
    about: "changes",
    facet: null,
    pattern: /\bwhat(?:['’]s| is| has| have|) (?:been )?(?:changed?|new|different|moved)\b|\bany (?:changes|news)\b/i,
    words: "what changed change new different news changes moved",
  },
  {
    about: "concern",
    facet: null,
    pattern: /\b(?:complain(?:t|ts|ed|ing)?|compliance|flag(?:s|ged)?|unhappy|off[- ]channel)\b/i,
    words:
      "complain complaint complaints complained complaining compliance flag flags flagged unhappy channel off concern concerns anything",
  },
  {
    about: "said",
    facet: null,
    needsPerson: true,
    pattern:
      /\bwhat (?:did|has|have|does|was|were)\b.*\b(?:say|said|saying|tell|told|write|wrote|written|mention(?:ed)?|think|report(?:ed)?|suggest(?:ed)?|recommend(?:ed)?|ask(?:ed)?(?: for| about)?)\b/i,
    words:
      "say said saying tell told write wrote written mention mentioned think report reported suggest suggested recommend recommended ask asked",
  },
  {
    about: "contact",
    facet: null,
    pattern:
      /\be-?mail address\b|\bwhat(?:['’]s| is)\b.*\be-?mail\b|\bhow (?:can|do) (?:i|we) (?:reach|contact|e-?mail)\b/i,
    words: "email e-mail address reach contact",
  },
  {
    about: "employer",
    facet: null,
    pattern:
      /\bwhere (?:does|do|did)\b.*\bwork|\bwho (?:does|do|did)\b.*\bwork for\b|\bemployers?\b|\bwhat (?:company|firm) (?:does|is)\b/i,
    words: "work works employer company firm job",
  },
  {
    about: "professional",
    facet: null,
    pattern:
      /\b(?:who|which|what(?:['’]s| is| are))\b.*\b(?:accountant|cpa|attorney|lawyer|advis[eo]r|banker|broker|planner|bookkeeper|agent|trustee|doctor)s?\b/i,
    words: "name",
  },
  {
    about: "account",
    facet: "owner",
    pattern: both(account, /\bwho(?:se)?\b.*\b(?:owns?|account|belongs?|titled)\b|\bin whose name\b|\bowners?\b/),
    words: "own owns owner owned titled belong belongs account name",
  },
  {
    about: "account",
    facet: "custodian",
    pattern: both(
      account,
      /\b(?:where\b.*\b(?:held|kept|is|are)|custodians?|which (?:bank|firm|custodian|institution)|held at)\b/,
    ),
    words: "held hold holds holding kept account accounts custodian bank firm institution",
  },
  {
    about: "account",
    facet: "last4",
    pattern: both(account, /\b(?:number|last four|last 4|ending)\b/),
    words: "account number last four digits ending 4",
  },
  {
    about: "account",
    facet: "amount",
    pattern: both(account, /\b(?:balance|worth|value|valued|how much (?:is|was|money|do(?:es)?\b[^?]*\bhave|are))\b/),
    words: "balance worth value valued money account accounts hold holds held total",
  },
  {
    about: "account",
    facet: null,
    pattern: /\b(?:which|what|list|all|how many)\b[^?]*\baccounts\b/i,
    words: "account accounts list own owns hold open",
  },
  {
    about: "meeting",
    facet: "attendee",
    pattern:
      /\bwho(?:['’]s| is| was| will| else)?\b.*\b(?:attend(?:s|ing|ed)?|coming|at the (?:meeting|review|call)|joining)\b/i,
    words: "attend attends attending attended coming joining meeting next review",
  },
  {
    about: "meeting",
    facet: "date",
    pattern:
      /\b(?:when|what (?:time|day|date))\b.*\b(?:meet|meeting|meetings|appointment|review|call)\b|\b(?:next|last|upcoming) (?:meeting|appointment|call|review)\b/i,
    words: "next last upcoming meeting meet meetings meets appointment scheduled seeing",
  },
  {
    about: "family",
    facet: null,
    pattern: new RegExp(
      `\\b(?:who|names?|how many|does|do)\\b[^?]*\\b${kin}\\b|\\bwho (?:is|was)\\b[^?]*\\bmarried to\\b|\\bhow is\\b.*\\brelated\\b`,
      "i",
    ),
    words: "married related relation name names",
  },
  {
    about: "action",
    facet: "open",
    pattern:
      /\b(?:to-dos?|todos?|to do list|action items?|open (?:items?|actions?|tasks?)|outstanding|overdue|tasks?|what(?:['’]s| is| are) (?:still )?open|follow[- ]?ups?|pending|still (?:open|waiting|owe)|owes?|promised?|waiting (?:on|for)|supposed to|(?:need|have|has)(?:s)? to (?:do|send|sign|bring|prepare)|(?:should|must) .* (?:bring|do|send|sign|prepare))\b/i,
    words:
      "todo todos action actions item items open outstanding overdue task tasks follow followup followups up pending owe owes promise promised waiting supposed do due need",
  },
  {
    about: "goal",
    facet: null,
    pattern: /\b(?:goals?|objectives?|aims?|hop(?:e|es|ing) to|dreams?|wish(?:es)?)\b/i,
    words: "goal goals objective objectives aim aims hope hopes hoping dream dreams wish wishes",
  },
  {
    about: "event",
    facet: null,
    pattern:
      /\b(?:life events?|milestones?|big news|happened to|happening (?:with|to|in)|how is\b.*\b(?:doing|health))\b/i,
    words: "life event events milestone milestones big news coming doing health happening",
  },
  {
    about: "identity",
    facet: "person",
    needsPerson: true,
    pattern: /^\s*(?:and |so )?who(?:['’]s| is| are| was)\s+\S+(?:\s+\S+){0,2}\s*\??\s*$/i,
    words: "",
  },
];

function facetOf(text: string): Facet | null {
  if (/\bwhen\b|\bwhat (?:date|day|time)\b|\bwhich day\b|\bby when\b|\bdeadline\b|\bdue date\b/i.test(text))
    return "date";
  if (
    /\bhow (?:much|many|big|large|high)\b|\bwhat(?:['’]s| is| was| are| were)\b[^?]*\b(?:rate|price|cost|costs|premium|fee|fees|percent\w*|total|limit|salary|income|value|worth|balance|amount)\b/i.test(
      text,
    )
  )
    return "amount";
  if (/\bhow (?:old|long|often)\b|\bwhat age\b/i.test(text)) return "number";
  if (/\bwhy\b/i.test(text)) return "reason";
  if (/\bwhere\b/i.test(text)) return "place";
  if (/\bwho(?:se|m)?\b/i.test(text)) return "person";
  return null;
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

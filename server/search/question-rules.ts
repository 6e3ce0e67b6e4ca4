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
export const rules: readonly Rule[] = [
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

/** What an answer must hold, from the words that ask: a day for "when", an amount for "how much". */
export function facetOf(text: string): Facet | null {
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

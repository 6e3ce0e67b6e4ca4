/** What the words before a name tell of it: where people work, study, bank and give. The name follows directly. */
export const kindByContext = (before: string): string | null =>
  contexts.find((one) => one.before.test(before))?.kind ?? null;

/** What the words after a name tell: "the Alder 401(k)", "Granite's policy". */
export const kindByPlan = (after: string): string | null =>
  afters.find(({ after: pattern }) => pattern.test(after))?.kind ?? null;

/** An unknown name that papers, money or benefits go to, come from or lie at, in a sentence about them. */
export const kindByBusiness = (before: string, sentence: string): string | null =>
  /\b(?:at|with|from|to|by|through|because|that|says?|and)\s+(?:the\s+)?$/i.test(before)
    ? (business.find(({ words }) => words.test(sentence))?.kind ?? null)
    : null;

/** Whether a name that is also a word ("Chase", "Ally") stands where only an institution would. */
export const hasInstitutionCue = (text: string, index: number, length: number): boolean =>
  /\(\s*$/.test(text.slice(Math.max(0, index - 3), index)) ||
  cueBefore.test(text.slice(Math.max(0, index - 60), index)) ||
  cueAfter.test(text.slice(index + length, index + length + 40));

const end = "(?![\\p{L}\\d])";
const plans =
  "401\\s?\\(?k\\)?|403\\s?\\(?b\\)?|457(?:\\(?b\\)?)?|pension|plan|IRA|Roth|SEP|accounts?|brokerage|portfolio|HSA|annuity|529|rollover|funds?|custodian|custody";
const banking =
  "checking|savings|mortgage|credit line|line of credit|HELOC|CD|loan|safe deposit box|money market|credit card";
const link =
  "(?:\\s+account)?(?:\\s+\\([^)]*\\))?,?\\s+(?:(?:is|are|was|were|now|still|also|held|over|sitting|back|with us|with you)\\s+)*(?:at|with|from|through)\\s+(?:the\\s+)?$";

const cueBefore = new RegExp(
  `(?:${plans}|${banking})${end}[^.;!?]{0,14}\\b(?:at|with|from|through|by)\\s+(?:the\\s+)?$|\\b(?:at|through|via|held (?:at|with|by))\\s+(?:the\\s+)?$|\\bwith\\s+$`,
  "iu",
);
const cueAfter = new RegExp(
  `^(?:['’]s)?\\s+(?:joint\\s+|old\\s+|traditional\\s+|rollover\\s+|online\\s+)?(?:${plans}|${banking}|bank|branch|card|rep|forms?)${end}`,
  "iu",
);

const contexts: readonly { readonly kind: string; readonly before: RegExp }[] = [
  // A table's next column.
  { kind: "bank", before: new RegExp(`(?:${banking})(?:\\s+\\W{0,4}\\d{4})?\\s*\\|\\s*$`, "iu") },
  { kind: "custodian", before: new RegExp(`(?:${plans}|joint)(?:\\s+\\W{0,4}\\d{4})?\\s*\\|\\s*$`, "iu") },
  { kind: "bank", before: new RegExp(`\\b(?:${banking})${link}`, "iu") },
  // "his 401(k) from Alder" is a plan of where he worked; "at Alder" may be who keeps it.
  {
    kind: "employer",
    before:
      /(?:401\s?\(?k\)?|403\s?\(?b\)?|457(?:\(?b\)?)?|pension)(?![\p{L}\d])\s+(?:behind\s+)?(?:from|through)\s+(?:the\s+)?$/iu,
  },
  { kind: "custodian", before: new RegExp(`(?:${plans})${end}${link}`, "iu") },
  {
    kind: "employer",
    before:
      /\b(?:work(?:s|ed|ing)?|jobs?|gig|position|offers?|role|start(?:s|ed|ing)?|(?:last|first) day|shift|paycheck|teach(?:es|ing)?|taught|retir(?:e|es|ed|ing|ement)|employed|hired|nurse|engineer|teacher|manager|director|surgeon|doctor|years|salary|board|career|residency|executive|practice|laid off|let go|fired|employee|on call|promoted|promotion|intern(?:ship|s)?|keep going)\b[^.;:!?\n]{0,24}?\s(?:at|for|from|by|with)\s+(?:the\s+)?$/i,
  },
  {
    kind: "employer",
    before:
      /\b(?:founded|joined|joining|owns|runs?|running|left|leaving|quit|quitting|built|sell|sold|selling|acquir\w+)\s+(?:the\s+|my\s+|his\s+|her\s+)?$/i,
  },
  {
    kind: "employer",
    before:
      /\b(?:purchase|sale|shares|stock|board|owner|founder|co-founder|president|ceo|employees?|chief|head|director|vp|acquisition|buyer|merger|offer)\s(?:of|with|at|from)\s+(?:the\s+)?$/i,
  },
  {
    kind: "university",
    before:
      /\b(?:graduat\w+|got in(?:to)?|get into|accepted|admitted|attend(?:s|ed|ing)?|enroll\w*|freshman|sophomore|degree|tuition|semester|stud(?:ent|y|ies|ying)|major\w*|transferr?\w*|campus|orientation|undergrad)\b[^.;:!?\n]{0,20}?\s?(?:from|at|to|into|by)\s+(?:the\s+)?$/i,
  },
  {
    kind: "university",
    before: /\b(?:got into|gets into|get into|attends|attending|chose|picked|goes to)\s+(?:the\s+)?$/i,
  },
  {
    kind: "charity",
    before:
      /\b(?:donat\w+|bequest|tith\w+|charitable \w+|pledge\w*|volunteer\w*|fundraiser|grants?)\b[^.;:!?\n]{0,40}?\s(?:to|of|for|at|with)\s+(?:the\s+)?$/i,
  },
];
const planAfter = new RegExp(
  `^(?:['’]s)?\\s+(?:old\\s+|company\\s+)?(?:401\\s?\\(?k\\)?|403\\s?\\(?b\\)?|457|pension|plan|retirement plan|stock|shares|RSUs?|ESPP|options|HR|benefits|job|offer|paycheck|shareholders?|shareholder agreement|cap table|capitalization|partnership|buyout|equity|bonus|severance)${end}`,
  "iu",
);
const afters: readonly { readonly kind: string; readonly after: RegExp }[] = [
  { kind: "employer", after: planAfter },
  { kind: "insurer", after: /^(?:['’]s)?\s+(?:annuity|policy|life policy|life insurance|contract)\b/i },
  { kind: "bank", after: new RegExp(`^(?:['’]s)?\\s+(?:joint\\s+)?(?:${banking})${end}`, "iu") },
  {
    kind: "custodian",
    after:
      /^(?:['’]s)?\s+(?:joint\s+|old\s+|traditional\s+|rollover\s+|inherited\s+)*(?:IRA|Roth|SEP|account|brokerage|portfolio|529|HSA)(?![\p{L}\d])/iu,
  },
];

const business: readonly { readonly kind: string; readonly words: RegExp }[] = [
  { kind: "bank", words: new RegExp(`\\b(?:${banking}|bank|deposit|teller|branch)${end}`, "iu") },
  { kind: "insurer", words: /\b(?:annuity|policy|claim|premium|rider|insur\w+)\b/i },
  {
    kind: "custodian",
    words: new RegExp(
      `\\b(?:${plans}|rollover|transfer|wire|paperwork|forms?|statement|retitl\\w+|beneficiary|distribution|custodian|withdrawal|check)${end}`,
      "iu",
    ),
  },
  {
    kind: "employer",
    words: /\b(?:HR|payroll|benefits|boss|shift|salary|bonus|vest\w*|RSUs?|stock|shares|layoffs?|commute|offsite)\b/i,
  },
];

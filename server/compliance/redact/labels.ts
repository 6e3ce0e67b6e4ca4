import type { PersonalDataKind } from "./personal-data.ts";

/** What a word beside a number says the number is. `other` covers everything that only looks like personal data. */
export type LabelKind = PersonalDataKind | "tax_id" | "other";
type WordKind = LabelKind | "weak_account" | "weak_licence";

export type Label = {
  readonly kind: LabelKind;
  /** Nothing but "number", "is", "#" and punctuation stands between the label and the number. */
  readonly isTight: boolean;
  /** How many code units stand between them. */
  readonly gap: number;
  /** The word alone is hardly a label ("checking", "licence"): it counts only close by. */
  readonly isWeak: boolean;
};

/** Far enough for "her date of birth, which for the call-back I have as". */
const windowChars = 64;

/** The nearest label before `index` in the same sentence, or undefined; `kinds` leaves all others out of account. */
export function labelBefore(text: string, index: number, kinds?: ReadonlySet<LabelKind>): Label | undefined {
  const window = text.slice(Math.max(0, index - windowChars), index);
  let found: Label | undefined;
  for (const match of window.matchAll(labelPattern)) {
    const gapText = window.slice(match.index + match[0].length);
    if (gapText !== "" && /^[A-Za-z]/.test(gapText) && /[A-Za-z]$/.test(match[0])) continue;
    // With the label, so that the full stop of "Acct." is seen to be its own.
    if (sentenceEnd.test(window.slice(match.index))) continue;
    const kind = kindOf(match.groups);
    if (kind === undefined) continue;
    const meaning = meaningOf(kind);
    if (meaning === "other" && found !== undefined && purpose.test(window.slice(0, match.index))) continue;
    if (kinds !== undefined && !kinds.has(meaning)) continue;
    found = {
      kind: meaning,
      isTight: tightGap.test(gapText),
      gap: gapText.length,
      isWeak: kind !== meaning,
    };
  }
  return found;
}

/** A label after a number: "1234567 is my account number", "3/4/1950 (DOB)". */
export function labelAfter(text: string, index: number): LabelKind | undefined {
  const kind = kindOf(afterPattern.exec(text.slice(index, index + windowChars))?.groups);
  return kind === undefined || kind !== meaningOf(kind) ? undefined : kind;
}

function meaningOf(kind: WordKind): LabelKind {
  if (kind === "weak_account") return "account_number";
  return kind === "weak_licence" ? "drivers_license" : kind;
}

/** "my SSN, for the new form, is": what a number is given for does not say what it is. */
const purpose = /\bfor\s+(?:\w+\s+){1,2}$/i;

/** A blank line or the end of a sentence; "no. 5" and "Acct. 5" are neither. */
const sentenceEnd =
  /[!?;]\s|(?<!\b(?:no|nos|num|acct|accts|a|c|o|b|lic|tel|ph|ext|dr|mr|mrs|ms|st)|\.)\.\s|\n[ \t]*\n/i;

const tightGap =
  /^[\s:=#.,()"'*\-–—]*(?:(?:numbers?|no|nos|num|nbr|id|code|is|are|was|of|it's|as|the|new|full|cell|line|for|to)\b[\s:=#.,()"'*\-–—]*){0,5}$/i;

// Order matters where one label holds another's words: the longer first.
const labels: readonly (readonly [WordKind, string])[] = [
  [
    "other",
    String.raw`(?:insurance|agent|attorney|law|cfp|cpa|series|nursing|pilot'?s|professional|broker|producer|contractor'?s|real\s+estate|business|medical|software|fishing|marriage|bar|RIA)\s+lic(?:en[cs]e)?|last\s+(?:four|4)(?:\s+digits)?|ending(?:\s+in)?|ends(?:\s+in)?|date\s+of\s+death|social\s+security\s+(?:benefits?|payments?|checks?|income|office|administration|statement|claim|amount|deposit)`,
  ],
  [
    "us_ssn",
    String.raw`social\s+security|social\s+insurance|socials?(?!\s+(?:media|work|club|hour|event))|ssns?|s\.s\.n\.?|ss\s?(?:#|no|num)|soc\.?\s?sec|itin|sin(?=\s*(?:#|:|no))`,
  ],
  [
    "us_ein",
    String.raw`f?ein|e\.i\.n\.?|employer\s+id(?:entification)?|federal\s+(?:tax\s+)?id(?:entification)?|estate'?s\s+(?:tax\s+)?(?:id|number)|number\s+for\s+the\s+(?:estate|trust|company|llc)|tax\s+id(?:entification)?(?:\s+number)?\s+(?:for|of)\s+the\s+(?:estate|trust|company|business|llc|partnership|foundation)`,
  ],
  ["tax_id", String.raw`tax(?:payer)?[\s-]+id(?:entification|entity)?|tins?|t\.i\.n\.?`],
  ["routing_number", String.raw`routing|aba|rtn|transit|r\/t|bank\s+code|sort\s+code`],
  ["credit_card", String.raw`(?:credit|debit|charge)\s+card|card|visa|master\s?card|amex|american\s+express|discover`],
  [
    "drivers_license",
    String.raw`(?:driver|driver'?s|drivers'|driving|operator'?s)['’]?s?\s+lic(?:en[cs]e|\.)?|state\s+id|non-?driver\s+id|(?<!\w)d\.?l\.?(?=\s*(?:#|:|no|num|is|$))`,
  ],
  ["weak_licence", String.raw`licen[cs]e|lic(?=\s*(?:#|no\b|\.))`],
  ["passport", String.raw`pass\s?ports?(?:\s+(?:card|book))?|ppt?(?=\s*(?:#|no))`],
  [
    "date_of_birth",
    String.raw`d\.?o\.?b\.?s?|dates?\s+of\s+birth|birth\s?-?dates?|birth\s?days?|b-?day|bday|born|b\.(?=\s?$)|date\s+de\s+naissance`,
  ],
  [
    "phone",
    String.raw`tele?phones?|phones?|cell(?:ular)?(?:\s+phone)?|mobile|tel|call(?:s|ed|ing)?|dial(?:-?in)?|ring|reach(?:ed)?|fax|direct|(?:text|sms)(?:ing)?|whats\s?app|voicemail|landline|main|office|home|work|toll[\s-]free|hotline|ph|(?<!\w)[cmotpfdhw](?=\s*[:.])`,
  ],
  [
    "account_number",
    String.raw`accounts?|accts?|acc't|a\/c|acct|contract|policy|policies|(?:loan|mortgage|annuity|certificate|brokerage|checking|savings|ira|401\(?k\)?|529|hsa|trust|plan|custody|custodial|portfolio|full)(?:\s+(?:number|no\b|num\b)|\s*#)|iban`,
  ],
  [
    "weak_account",
    String.raw`checking|savings|money\s+market|brokerage|rollover|iras?|roth|hsa|401\(?k\)?|403\(?b\)?|529|annuity|custodian|schwab|fidelity|vanguard|pershing|ameritrade|wells\s+fargo|chase|citibank|bank`,
  ],
  [
    "other",
    String.raw`invoices?|inv|orders?|requests?\s+(?:no|number|id|#)|confirmation|conf|tracking|ticket|case|cases|refs?|reference|meeting\s+id|webinar|passcode|access\s+code|codes?|cusip|isin|sedol|parcel|apn|(?<!\bon\s)files?|docket|claims?|checks?\s*(?:#|no|number)|cheque|matter|register|session|pin|p\.?o\.?|serial|models?|permit|mls|nmls|crd|npn|member(?:ship)?|group(?=[ \t]*(?:#|no\b|num|id\b|:|[\d(]))|flight|conference\s+id|receipt|batch|transaction|trans|quote|reservation|booking|form|section|article|version|zip|fund|series|lot|sku|item|part|room|unit|page|extension|died|passed|death|married|wedding|anniversary|retire[sd]?|expires?|exp|expiration|issued|dated|effective|closing|settlement|due|estimate|vin|plate|upc|study|trial|prescription|rx|delivery|shipment|ups|usps|fedex|value|valued|balance|worth|amount|totals?|shares|units|approximately|roughly`,
  ],
];

const groups = labels.map(([kind, source], i) => `(?<g${i}_${kind}>${source})`).join("|");
const labelPattern = new RegExp(`(?<![A-Za-z0-9])(?:${groups})(?![A-Za-z])`, "gi");
const afterPattern = new RegExp(
  String.raw`^[\s,(–—-]{0,3}(?:(?:is|was|are|as|for|being)\s+)?(?:(?:my|the|his|her|our|their|your|mom's|dad's|a|an)\s+)?(?:(?:new|old|full|own)\s+)?(?:(?:cell|mobile|checking|savings|bank)\s+)?(?:${groups})(?![A-Za-z])`,
  "i",
);

function kindOf(found: Record<string, string | undefined> | undefined): WordKind | undefined {
  if (found === undefined) return undefined;
  for (const [i, [kind]] of labels.entries()) if (found[`g${i}_${kind}`] !== undefined) return kind;
  return undefined;
}

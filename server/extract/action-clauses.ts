import { matchesOf } from "../lib/matches-of.ts";
import type { Span } from "../lib/span.ts";
import { itemsFor, keyItems } from "./keyed-patterns.ts";
import type { Sentence } from "./segment.ts";
import {
  assignmentPatterns,
  cancelPatterns,
  courtesy,
  documentNouns,
  nameWord,
  pendingPatterns,
  promisePatterns,
  reportPatterns,
  requestPatterns,
  scheduling,
  type TriggerPattern,
} from "./vocabulary/action-phrases.ts";
import { actionVerbs, gerunds, imperativeVerbs, pastForms, thirdForms } from "./vocabulary/action-verbs.ts";

/**
 * A clause that asks for work, promises it, waits for it, reports it done or calls it off. `phrase` is the work itself
 * from its verb on ("send me the worksheet"), or a noun phrase ("the signed form") when there is no verb; `verb` is its
 * base form. `actor` is who does it as the clause says: words at a place, or the author, the addressee, or nobody said.
 */
export type ActionClause = {
  readonly kind: "request" | "promise" | "pending" | "report" | "cancel";
  readonly span: Span;
  readonly phrase: Span;
  readonly verb: string | null;
  /** What a passive is about: "The rebalance" of "The rebalance will be done today". */
  readonly thing: string | null;
  readonly actor: Span | "author" | "addressee" | null;
};

/** All action clauses of a sentence, in order, without overlap. Positions index into the content. */
export function actionClausesOf(sentence: Sentence): readonly ActionClause[] {
  const { text } = sentence;
  const words = wordsOf(text);
  const found: ActionClause[] = [];
  const isFree = (from: number, to: number): boolean =>
    !found.some((f) => f.span.startChar - sentence.startChar < to && from < f.span.endChar - sentence.startChar);
  for (const { kind, pattern } of itemsFor(words.hints, patterns)) {
    if (!words.forms.has(pattern.then)) continue;
    for (const match of matchesOf(pattern.expression, text)) {
      const clause = readMatch(sentence, kind, pattern, match);
      if (!clause) continue;
      if (isFree(clause.span.startChar - sentence.startChar, clause.span.endChar - sentence.startChar))
        found.push(clause);
    }
  }
  const opening = imperativeOf(sentence);
  if (opening && isFree(opening.span.startChar - sentence.startChar, opening.span.endChar - sentence.startChar))
    found.push(opening);
  return found
    .flatMap((clause) => splitCoordinated(sentence, clause))
    .sort((a, b) => a.span.startChar - b.span.startChar);
}

type Form = TriggerPattern["then"];
type Words = { readonly hints: ReadonlySet<string>; readonly forms: ReadonlySet<Form> };

/** The sentence's words that patterns ask for, contractions also by their ending, and which forms of action verbs are there. */
function wordsOf(text: string): Words {
  const hints = new Set<string>();
  const forms = new Set<Form>(["thing", "any", "before"]);
  const addHint = (word: string): void => {
    if (patterns.byKey.has(word)) hints.add(word);
  };
  for (const token of text.toLowerCase().match(/[a-z][a-z'’-]*/g) ?? []) {
    const word = token.replace("’", "'");
    addHint(word);
    const mark = word.indexOf("'");
    if (mark > 0) {
      addHint(word.slice(mark));
      if (word.endsWith("n't")) addHint("n't");
    }
    for (const form of formsByWord.get(word) ?? none) forms.add(form);
  }
  return { hints, forms };
}

const none: readonly Form[] = [];
const formsByWord = new Map<string, Form[]>();
for (const [form, words] of [
  ["base", actionVerbs],
  ["third", thirdForms],
  ["past", pastForms],
  ["gerund", gerunds],
] as const) {
  for (const word of words.keys()) {
    const known = formsByWord.get(word);
    if (known) known.push(form);
    else formsByWord.set(word, [form]);
  }
}

const filed = (kind: ActionClause["kind"], patterns: readonly TriggerPattern[]) =>
  patterns.map((pattern) => ({
    keys: pattern.hints.length > 0 ? new Set(pattern.hints) : null,
    item: { kind, pattern },
  }));

const patterns = keyItems([
  ...filed("cancel", cancelPatterns),
  ...filed("request", requestPatterns),
  ...filed("promise", promisePatterns),
  ...filed("promise", assignmentPatterns),
  ...filed("pending", pendingPatterns),
  ...filed("report", reportPatterns),
]);

const adverbs =
  /^(?:(?:please|pls|also|just|then|either|both|all|each|kindly|maybe|possibly|first|now|go ahead and|at least|quickly|still|perhaps|try to|try and|be sure to|make sure to|make sure you|remember to|be able to|start to|personally|certainly|definitely|gladly|happily|probably|simply|only|in the meantime|meanwhile|separately|each of you|together|finally|already|again|later|today|tomorrow|do|\(\w\)|the two of you|for us|for me)\s+)+/i;

function readMatch(
  sentence: Sentence,
  kind: ActionClause["kind"],
  pattern: TriggerPattern,
  match: RegExpMatchArray,
): ActionClause | null {
  const { text, startChar } = sentence;
  const start = (match.index ?? 0) + (/^[\s,;]+/.exec(match[0])?.[0].length ?? 0);
  let at = (match.index ?? 0) + match[0].length;
  let verb: string | null = null;
  if (pattern.inItems && !isHandedOut(sentence)) return null;
  if (pattern.then === "base" || pattern.then === "gerund" || pattern.then === "third") {
    at += adverbs.exec(text.slice(at, at + 60))?.[0].length ?? 0;
    const word = wordAt(text, at);
    const forms = {
      base: actionVerbs.has(word) ? word : undefined,
      gerund: gerunds.get(word),
      third: thirdForms.get(word),
    };
    verb = forms[pattern.then] ?? null;
    if (!verb) return null;
    if ((pattern.only && !pattern.only.has(verb)) || pattern.except?.has(verb)) return null;
  } else if (pattern.then === "past") {
    const word = wordAt(text, at);
    verb = pastForms.get(word) ?? null;
    if (!verb || (pattern.only && !pattern.only.has(verb)) || pattern.except?.has(verb)) return null;
  } else if (pattern.then === "thing") {
    if (!documentNouns.test(text.slice(at, at + 70))) return null;
  }
  const thing = match.groups?.thing?.trim() ?? null;
  const phraseStart = thing === null ? at : start;
  const end = pattern.then === "before" ? at : clauseEnd(text, at);
  if (end - start < 6) return null;
  const words = text.slice(start, end);
  if (isIdle(kind, words, text.slice(at, end), verb)) return null;
  if (kind === "report" && isUnsure(text.slice(Math.max(0, start - 24), start), text.slice(start, at))) return null;
  const name = match.groups?.name;
  const caused = verb === "have" || verb === "get" ? causedBy(text, at) : null;
  if (caused && kind === "request") {
    const byWhom = startChar + caused.nameAt;
    return {
      kind,
      span: { startChar: startChar + start, endChar: startChar + end },
      phrase: { startChar: startChar + caused.verbAt, endChar: startChar + end },
      verb: caused.verb,
      thing: null,
      actor: caused.name === null ? "addressee" : { startChar: byWhom, endChar: byWhom + caused.name.length },
    };
  }
  const nameAt = name ? (match.index ?? 0) + match[0].indexOf(name) : -1;
  const actor = name ? { startChar: startChar + nameAt, endChar: startChar + nameAt + name.length } : pattern.actor;
  return {
    kind,
    span: { startChar: startChar + start, endChar: startChar + end },
    phrase: { startChar: startChar + phraseStart, endChar: startChar + end },
    verb: pattern.as ?? verb,
    thing: pattern.then === "past" ? thing : null,
    actor,
  };
}

type Caused = { readonly name: string | null; readonly nameAt: number; readonly verb: string; readonly verbAt: number };
const causing = new RegExp(
  `^(?:have|get)\\s(?<whom>(?<name>${nameWord})(?:['’]s\\s(?:office|team|assistant))?|(?:somebody|someone|your (?:office|team|assistant)))\\s(?:to\\s)?(?<verb>[a-z]+)\\s`,
);

/** "Have Bea send me the form", "get your office to call": whoever is caused to, does it. */
function causedBy(text: string, at: number): Caused | null {
  const match = causing.exec(text.slice(at, at + 90));
  const { whom = "", name = null, verb = "" } = match?.groups ?? {};
  if (!match || !actionVerbs.has(verb)) return null;
  return { name, nameAt: at + match[0].indexOf(whom), verb, verbAt: at + match[0].length - verb.length - 1 };
}

/** "The form never came", "once the form is signed", "if the wire went out": nothing here is done. */
const isUnsure = (before: string, opening: string): boolean =>
  /\b(?:never|not|yet to|hardly)\b|n['’]t\b/i.test(opening) ||
  /\b(?:if|once|until|till|unless|whether|as soon as|in case|sure|assuming|provided)\s(?:that\s)?$/i.test(before);

const untilWhen =
  /\b(?:by|before|no later than|until|within|this week|next week|(?:the (?:week|day|month) )?after|once|as soon as)\s/i;
// "Anna asks whether", "Leo writes that": what people say, and no work of theirs.
const isSaying =
  /^\S+\s(?:\S+\s){0,4}?(?:if|whether|why|how|what|about|that|says?)\b|\b(?:love|regards|greetings|best|apologies)\W*$/i;

/** Whether the sentence can hand out work: a list item that reports no talk, or any with a time by which. */
const isHandedOut = ({ text, marker }: Sentence): boolean =>
  (marker !== null || untilWhen.test(text)) && !/\?\s*$/.test(text) && !isSaying.test(text);

/** Courtesy, talk about when to meet, and standing prohibitions are no work. */
function isIdle(kind: ActionClause["kind"], words: string, phrase: string, verb: string | null): boolean {
  // "Mark moved out" and "she moved to Reno" report no work.
  if (kind === "report") return verb === "move" && /^\w+\s(?:out|in|up|down|back|away|to\s[A-Z])/.test(phrase);
  if (kind === "cancel") return false;
  if (courtesy.test(words)) return true;
  return verb !== null && scheduling.test(phrase);
}

const wordAt = (text: string, at: number): string =>
  /^[A-Za-z]+(?:-[a-z]+)?/.exec(text.slice(at, at + 24))?.[0].toLowerCase() ?? "";

// Where the work's clause ends: at a stop, a new subject, or a reason; and never later than this many characters.
const clauseCharsMax = 190;
const clauseStop =
  /[!?…](?=\s|$)|;|\s[-–—]+\s|—|\s\((?!\$)|,?\s(?:because|since\s(?:we|I|it|you|he|she|they|the)|so\s(?:that\s)?(?:I|we|you|he|she|they|it|the)\b|but\s|although|though)\b|,\swhich\b|,\s(?:and|then|so|or)\s(?=(?:then\s)?(?:I|I['’]ll|we|we['’]ll|you|he|she|they|it|please|could|can|would|will|let|let['’]s|[A-Z][a-z]+)\b)|,\s(?=(?:I|we|you|he|she|they|it)(?:['’]|\s))|\sand\s(?=(?:I|we|he|she|they|you|it)(?:['’]|\s))/;

function clauseEnd(text: string, at: number): number {
  const rest = text.slice(at, at + clauseCharsMax);
  const stop = clauseStop.exec(rest);
  // A stop right after the verb leaves no work to name; take the sentence instead.
  const end = stop && stop.index > 4 ? at + stop.index : Math.min(text.length, at + clauseCharsMax);
  return at + text.slice(at, end).replace(/[\s,;:.!?]+$/, "").length;
}

const discourse = `(?:(?:so|then|also|and|but|next|first|second|third|finally|lastly|now|ok|okay|oh|well|meanwhile|otherwise|afterwards|when you can|when you get a chance|if possible|in the meantime|before then|while you['’]re at it|one more thing|for now)[,:]?\\s+)`;
const vocative = new RegExp(
  `^(?:${discourse})?(?:(?<name>both of you|you both|you two|${nameWord})(?:\\s?\\([^)]{1,24}\\))?\\s?(?:,|:|–|—|-\\s)\\s?(?:and\\s)?)?(?:${discourse})?(?=[A-Za-z])`,
  "iu",
);
const noObject =
  /^\s+(?:on\s(?!the\s(?:form|line))|down\b|is|was|are|were|has|had|will|of|went|came|would|should|could|can|may|does|did|looks?|says?|said|season|rates?|list|no\.|number\b|id\b|#)/i;
// "Schedule F", "Call 7:30-8:40", "Pay stubs are in the portal": a form's name, a call's hours, things that are somewhere.
const isNoun =
  /^(?:Schedule\s[A-Z]\b|Form\s\d|Call\s\d|(?!confirm|check|verify|ask|tell|see|make|find|review)[A-Za-z]+\s[a-z]+s\s(?:are|were|came|arrived|went)\b)/i;

/** "Send me the statement.", "Claire: ask your accountant", "Then set up the distribution". */
function imperativeOf(sentence: Sentence): ActionClause | null {
  const { text, startChar } = sentence;
  const lead = vocative.exec(text);
  const name = lead?.groups?.name;
  const isName = name !== undefined && /^(?:[A-Z]|(?:both of|you (?:both|two)))/.test(name);
  let at = isName || !name ? (lead?.[0].length ?? 0) : 0;
  at += adverbs.exec(text.slice(at, at + 60))?.[0].length ?? 0;
  const verb = wordAt(text, at);
  // After a name ("Anna - model the withdrawal") any work is meant; at the head of a sentence some verbs are nouns.
  if (!(isName ? actionVerbs : imperativeVerbs).has(verb)) return null;
  const after = text.slice(at + verb.length, at + verb.length + 16);
  if (noObject.test(after) || isNoun.test(text.slice(at)) || !/^\s+\S/.test(after) || !/\s[a-z]/.test(text.slice(at)))
    return null;
  const end = clauseEnd(text, at);
  const words = text.slice(0, end);
  if (end - at < 10 || isIdle("request", words, text.slice(at, end), verb)) return null;
  const from = isName ? 0 : at;
  return {
    kind: "request",
    span: { startChar: startChar + from, endChar: startChar + end },
    phrase: { startChar: startChar + at, endChar: startChar + end },
    verb,
    thing: null,
    actor:
      isName && name
        ? { startChar: startChar + text.indexOf(name), endChar: startChar + text.indexOf(name) + name.length }
        : "addressee",
  };
}

const coordination = /,\s(?:and\s|then\s|and\sthen\s)(?:\(\w\)\s)?(?:please\s|also\s|then\s)?([a-z]+)\s/gi;

/** "Talk to the lender, and send me what they say" is two pieces of work; "call and make an appointment" is one. */
function splitCoordinated(sentence: Sentence, clause: ActionClause): readonly ActionClause[] {
  if (clause.kind !== "request" && clause.kind !== "promise") return [clause];
  const base = sentence.startChar;
  const text = sentence.text.slice(clause.phrase.startChar - base, clause.phrase.endChar - base);
  for (const match of matchesOf(coordination, text)) {
    const verb = (match[1] ?? "").toLowerCase();
    if (!actionVerbs.has(verb) || match.index < 12) continue;
    const cut = clause.phrase.startChar + match.index;
    const next = cut + match[0].length - verb.length - 1;
    return [
      { ...clause, span: { ...clause.span, endChar: cut }, phrase: { ...clause.phrase, endChar: cut } },
      {
        ...clause,
        span: { startChar: next, endChar: clause.span.endChar },
        phrase: { startChar: next, endChar: clause.phrase.endChar },
        verb,
      },
    ];
  }
  return [clause];
}

import type { Span } from "../lib/span.ts";
import { clausesOf } from "./clauses.ts";
import { isInjected } from "./injected.ts";
import { keyPatterns, patternsFor } from "./keyed-patterns.ts";
import type { FlagCategory } from "./reading.ts";
import type { Scene } from "./scene.ts";
import type { Sentence } from "./segment.ts";
import { type FlagPatterns, flagPatterns } from "./vocabulary/flag-patterns.ts";

/**
 * Flags for a compliance officer to look at: clauses, in the words of whoever wrote them, that sound like one of the
 * categories and are neither negated nor a disclaimer. Marketing is read too, since its claims are what is looked for.
 */
export function findFlags(scene: Scene): void {
  const injected = isInjected(scene);
  for (const sentence of scene.sentences) {
    if (sentence.zone.kind === "greeting" || injected(sentence) || joke.test(sentence.text)) continue;
    const said = new Map<Rule, RegExp[]>();
    for (const { pattern, means } of patternsFor(sentence, patterns)) {
      if (!pattern.test(sentence.text)) continue;
      const known = said.get(means);
      if (known) known.push(pattern);
      else said.set(means, [pattern]);
    }
    for (const [rule, matched] of said) {
      if (rule.speaker === "adviser" && !speaksAsAdviser(scene, sentence, rule.category)) continue;
      if (rule.speaker === "client" && speaksForFirm(scene, sentence)) continue;
      for (const span of flaggedClauses(sentence, rule, matched)) scene.addFlag(rule.category, span, 0.7);
    }
  }
}

/** What its writer marks as a joke is meant as none of the categories. */
const joke = /\((?:just\s)?(?:a\s)?(?:jok(?:e|ing)|kidding)\b|\bjust (?:kidding|joking)\b/i;

type Rule = {
  readonly category: FlagCategory;
  readonly speaker: FlagPatterns["speaker"];
  readonly unless: RegExp;
  readonly isJoined: boolean;
};

const patterns = keyPatterns<Rule>(
  flagPatterns.flatMap(({ category, speaker, says, unless }) => {
    const isJoined = !/^(?:guarantee|exaggeration|unbalanced)$/.test(category);
    const means = { category, speaker, unless: new RegExp(unless.join("|"), "i"), isJoined };
    return says.map((source) => ({ source, pattern: new RegExp(source, "i"), means }));
  }),
);

// A clause shorter than this says too little by itself to be shown to a reviewer.
const clauseCharsMin = 24;

function flaggedClauses(sentence: Sentence, rule: Rule, said: readonly RegExp[]): readonly Span[] {
  const spans: Span[] = [];
  for (const clause of clausesOf(sentence)) {
    const text = sentence.text.slice(clause.startChar - sentence.startChar, clause.endChar - sentence.startChar);
    if (said.some((pattern) => pattern.test(text)) && !rule.unless.test(text))
      spans.push(text.length < clauseCharsMin ? sentence : clause);
  }
  // What only the whole sentence says ("signed something at the table and doesn't know what") is flagged whole.
  if (spans.length === 0 && !rule.unless.test(sentence.text)) spans.push(sentence);
  return rule.isJoined ? joinNeighbours(spans, sentence) : spans;
}

/** A worry told over two clauses ("he handles the bank and she started to cry") is one flag; two promises are two. */
function joinNeighbours(spans: readonly Span[], sentence: Sentence): readonly Span[] {
  const joined: Span[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    const between = last
      ? sentence.text.slice(last.endChar - sentence.startChar, span.startChar - sentence.startChar)
      : "";
    if (last && between.length <= joinedGapMax && !/;/.test(between)) {
      joined[joined.length - 1] = { startChar: last.startChar, endChar: span.endChar };
    } else joined.push(span);
  }
  return joined;
}
// ", and " and the like: nothing unflagged lies between.
const joinedGapMax = 7;

/** What advisers and their colleagues are unhappy about is no complaint of a client. */
function speaksForFirm(scene: Scene, sentence: Sentence): boolean {
  const author = scene.authorOf(sentence.zone);
  return author !== null && scene.getReferent(author).keys.leaning === "professional";
}

const taxProfessional = /\b(?:cpa|e\.?a\.?|enrolled agent|accountant|tax|bookkeep)/i;
const lawProfessional = /\b(?:attorney|lawyer|counsel|law|esq|llp|pllc|paralegal)/i;

/** A client's own words are no advice, and an accountant's or attorney's are their proper work. */
function speaksAsAdviser(scene: Scene, sentence: Sentence, category: FlagCategory): boolean {
  const author = scene.authorOf(sentence.zone);
  if (author === null) return false;
  const { role, firm, leaning } = scene.getReferent(author).keys;
  if (leaning === "client") return false;
  const proper = category === "tax_advice" ? taxProfessional : lawProfessional;
  return !proper.test(`${role ?? ""} ${firm ?? ""}`);
}

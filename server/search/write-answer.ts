import type { BriefingBullet, WithheldReason } from "../briefing/briefing.ts";
import { withheldReasons } from "../briefing/briefing.ts";
import { guardBullet } from "../briefing/guard.ts";
import type { HouseholdRecord } from "../briefing/household-record.ts";
import { presentBullet } from "../briefing/present-bullet.ts";
import { buildStatements } from "../briefing/statements.ts";
import { splitQuotations } from "../briefing/supported.ts";
import { countWords } from "../briefing/wording.ts";
import { findFacts } from "./find-facts.ts";
import { findQuotations } from "./find-quotations.ts";
import type { Finding } from "./finding.ts";
import { fuseRanks } from "./fuse-ranks.ts";
import { isCovered, stemsIn } from "./question-words.ts";
import { type Question, understandQuestion } from "./understand-question.ts";

const bulletsMax = 8;
const wordsMax = 60;

export type WrittenAnswer = {
  readonly bullets: readonly BriefingBullet[];
  readonly withheld: readonly { readonly reason: WithheldReason; readonly count: number }[];
};

/**
 * Answers a question from one household's record, most relevant first. What is found and does not hold what was asked is no
 * answer: no bullet is better than one beside the point.
 */
export function writeAnswer(record: HouseholdRecord, text: string): WrittenAnswer {
  const question = understandQuestion(text, record);
  const statements = buildStatements(record);
  const facts = findFacts(record, question, statements).filter((f) => isAnswer(record, f, question));
  // Words of an earlier day beside the fact they led to would show what no longer holds as if it did.
  const isSettled = facts.length > 0 && question.about !== "said" && question.about !== "any";
  const quotations =
    isSettled || neverQuoted.has(question.about)
      ? []
      : findQuotations(record, question, statements).filter((q) => isQuotedAnswer(q, question));
  const ranked = fuseRanks([...facts, ...quotations], measuresOf(question));
  const counts = new Map<WithheldReason, number>();
  const shown = dropRepeats(ranked).filter((finding) => {
    const reason = guardBullet(record, finding);
    if (reason) counts.set(reason, (counts.get(reason) ?? 0) + 1);
    return reason === null && countWords(finding.text) <= wordsMax;
  });
  return {
    bullets: shown.slice(0, bulletsMax).map((finding) => presentBullet(record, finding)),
    withheld: withheldReasons.flatMap((reason) => {
      const count = counts.get(reason);
      return count ? [{ reason, count }] : [];
    }),
  };
}

/** What words alone never answer: who is kin to whom is read, not guessed from a sentence that names both. */
const neverQuoted = new Set<Question["about"]>(["contact", "changes", "concern", "family", "identity", "employer"]);

function isAnswer(record: HouseholdRecord, fact: Finding, question: Question): boolean {
  const isOpenQuestion = question.about === "any" && (question.terms.length > 0 || question.facet === null);
  const isAsked = fact.about === question.about || (isOpenQuestion && openMatters.has(fact.about));
  if (!isAsked || (question.facet !== null && !fact.tells.has(question.facet))) return false;
  if (question.people.size > 0 && !isTheirs(record, fact, question)) return false;
  const stems = stemsIn(fact.words);
  return question.terms.every((term) => isCovered(term, stems));
}

/** Of one of the people named, or of the household as a whole. */
const isTheirs = (record: HouseholdRecord, { people }: Finding, question: Question): boolean =>
  [...question.people].some((id) => people.has(id)) || (people.size === 1 && people.has(record.householdId ?? ""));

/** What a question in open words may be answered by. */
const openMatters = new Set<Finding["about"]>(["account", "meeting", "action", "event", "goal"]);

function isQuotedAnswer(quotation: Finding, question: Question): boolean {
  if (question.facet !== null && question.facet !== "open" && !quotation.tells.has(question.facet)) return false;
  if (question.people.size === 0) return true;
  return [...question.people].some((id) => quotation.people.has(id));
}

const measuresOf = (question: Question): ((finding: Finding) => number)[] => [
  (f) => [...question.people].filter((id) => f.people.has(id)).length,
  (f) => question.terms.filter((t) => isCovered(t, stemsIn(f.text))).length,
  // Hops from what is asked: the thing itself, something of the people named, words about them.
  (f) => (f.about === question.about ? 2 : f.about === "said" ? 0 : 1),
  (f) => f.saidAtMs,
  (f) => f.confidence,
];

/** Leaves out what is said again, and words within words that are quoted already. */
function dropRepeats(findings: readonly Finding[]): Finding[] {
  const kept: Finding[] = [];
  const seen = new Set<string>();
  for (const finding of findings) {
    const key = finding.text.toLowerCase().replace(/\W+/g, " ");
    const isQuotedAlready =
      finding.about === "said" &&
      kept.some((k) => (k.about === "said" && overlap(k, finding)) || holdsWordsOf(k, finding));
    if (!seen.has(key) && !isQuotedAlready) kept.push(finding);
    seen.add(key);
  }
  return kept;
}

const holdsWordsOf = (kept: Finding, finding: Finding): boolean =>
  splitQuotations(finding.text).quoted.every((words) => kept.text.includes(words));

const overlap = ({ citations: [a] }: Finding, { citations: [b] }: Finding): boolean =>
  a !== undefined &&
  b !== undefined &&
  a.documentVersionId === b.documentVersionId &&
  a.startChar < b.endChar &&
  b.startChar < a.endChar;

import type { Span } from "../lib/span.ts";
import type { HouseholdRecord, RecordSentence } from "./household-record.ts";
import { isFlagged } from "./is-flagged.ts";
import { freshness, isChatter, type Topics, topicsOf } from "./sentence-salience.ts";
import { countWords } from "./wording.ts";

/** Words worth reporting: one sentence, with the one before when it only makes sense with it, or the best clause of a long one. */
export type Statement = Span & {
  readonly sentence: RecordSentence;
  readonly topics: Topics;
  readonly words: number;
  /** Positions of its first and last sentence in the message. */
  readonly firstIndex: number;
  readonly lastIndex: number;
};

// Bullets hold sixty words at most; the attribution needs up to ten.
const quotedWordsMax = 46;
const quotedCharsMax = 400;
// "At 70 it's $900." says little without the sentence before it.
const standsAloneWordsMin = 9;
const leansBack =
  /^(?:and |but |so |also,? )?(?:he|she|it|they|this|that|these|those|his|her|its|their|then|which|both|neither|one)\b(?!\s+(?:is|was)\s+what)/i;
/** A line of a notice: "Amount: $9,000". */
const keyAndValue = /^(?!(?:You|Me|I|We)\b)[A-Z][\p{L} /-]{1,28}:\s+\S+(?:\s+\S+){0,9}$/u;

/** The statements of a record's sentences, in order of time; greetings, flagged words and mere masked numbers make none. */
export function buildStatements(record: HouseholdRecord): Statement[] {
  const statements: Statement[] = [];
  const taken = new Set<RecordSentence>();
  const { sentences } = record;
  for (const [i, sentence] of sentences.entries()) {
    if (taken.has(sentence) || sentence.zone.kind === "greeting" || isFlagged(record, sentence)) continue;
    if (isForwardedHeader(sentence)) continue;
    if (isChatter(sentence.text)) continue;
    let span: Span = sentence;
    let parts = [sentence];
    const before = sentences[i - 1];
    const isLeaning = leansBack.test(sentence.text) || countWords(sentence.text) < standsAloneWordsMin;
    if (before && isLeaning && isNext(before, sentence) && before.block === sentence.block && !isChatter(before.text)) {
      if (
        !isFlagged(record, before) &&
        fits(record, sentence, { startChar: before.startChar, endChar: sentence.endChar })
      ) {
        parts = [before, sentence];
      }
    }
    if (keyAndValue.test(sentence.text)) {
      for (let next = sentences[i + parts.length]; next; next = sentences[i + parts.length]) {
        const last = parts.at(-1);
        if (!last || !keyAndValue.test(next.text) || !isNext(last, next) || isFlagged(record, next)) break;
        if (!fits(record, sentence, { startChar: sentence.startChar, endChar: next.endChar })) break;
        parts.push(next);
        taken.add(next);
      }
    }
    span = { startChar: parts[0]?.startChar ?? span.startChar, endChar: parts.at(-1)?.endChar ?? span.endChar };
    if (!fits(record, sentence, span)) span = bestClause(record, sentence);
    const topics = new Map<string, number>();
    for (const part of parts) for (const [topic, value] of topicsOf(record, part)) topics.set(topic, value);
    const shown = wordsOf(record, sentence, span);
    if (shareMasked(shown) > maskedShareMax) continue;
    const words = countWords(shown);
    const firstIndex = parts[0]?.index ?? sentence.index;
    const lastIndex = parts.at(-1)?.index ?? sentence.index;
    statements.push({
      startChar: span.startChar,
      endChar: span.endChar,
      sentence,
      topics,
      words,
      firstIndex,
      lastIndex,
    });
  }
  return statements;
}

/** Takes the statements that together tell the most that is not told yet, fresher words first; `told` grows with each. */
export function chooseStatements(
  statements: readonly Statement[],
  asOf: string,
  told: Map<string, number>,
  countMax: number,
): Statement[] {
  const left = new Set(statements);
  const chosen: Statement[] = [];
  while (chosen.length < countMax && left.size > 0) {
    let best: Statement | null = null;
    let bestGain = gainMin;
    for (const statement of left) {
      const gain = gainOf(statement, asOf, told);
      if (gain > bestGain) [best, bestGain] = [statement, gain];
    }
    if (!best) break;
    best = widen(best, left, asOf, told);
    for (const [topic] of best.topics) told.set(topic, (told.get(topic) ?? 0) + 1);
    for (const other of left) if (overlaps(other, best)) left.delete(other);
    chosen.push(best);
  }
  return chosen;
}

/** Takes in the neighbours that tell something too, while the bullet stays quick to read. */
function widen(
  start: Statement,
  left: ReadonlySet<Statement>,
  asOf: string,
  told: ReadonlyMap<string, number>,
): Statement {
  let wide = start;
  for (;;) {
    const known = new Map(told);
    for (const [topic] of wide.topics) known.set(topic, (known.get(topic) ?? 0) + 1);
    const neighbours = [...left].filter((s) => isBeside(s, wide) && s.words + wide.words <= widenedWordsMax);
    const best = neighbours
      .map((s) => ({ s, gain: gainOf(s, asOf, known) }))
      .filter(
        ({ gain, s }) =>
          gain > gainMin && Math.max(s.endChar, wide.endChar) - Math.min(s.startChar, wide.startChar) <= quotedCharsMax,
      )
      .sort((a, b) => b.gain - a.gain || a.s.startChar - b.s.startChar)[0]?.s;
    if (!best) return wide;
    wide = {
      ...wide,
      startChar: Math.min(wide.startChar, best.startChar),
      endChar: Math.max(wide.endChar, best.endChar),
      words: wide.words + best.words,
      topics: new Map([...wide.topics, ...best.topics]),
      firstIndex: Math.min(wide.firstIndex, best.firstIndex),
      lastIndex: Math.max(wide.lastIndex, best.lastIndex),
    };
  }
}

const widenedWordsMax = 46;

const isBeside = (a: Statement, b: Statement): boolean =>
  a.sentence.message === b.sentence.message &&
  a.sentence.block === b.sentence.block &&
  (a.lastIndex + 1 === b.firstIndex || b.lastIndex + 1 === a.firstIndex);

// Below this a sentence holds no more than one worn topic: better a shorter briefing.
const gainMin = 0.6;

function gainOf({ sentence, topics, words }: Statement, asOf: string, told: ReadonlyMap<string, number>): number {
  let sum = 0;
  // A figure told once is told; the same matter may have more to tell.
  for (const [topic, value] of topics) sum += value / (topic.startsWith("word ") ? 2 : 3) ** (told.get(topic) ?? 0);
  const isQuestion = sentence.text.trim().endsWith("?");
  return (
    (sum * freshness(sentence.message.localDate, asOf) * (isQuestion ? 0.8 : 1)) / Math.max(1, (words / 18) ** 0.5)
  );
}

const overlaps = (a: Statement, b: Statement): boolean =>
  a.sentence.message === b.sentence.message && a.startChar < b.endChar && b.startChar < a.endChar;

const isNext = (a: RecordSentence, b: RecordSentence): boolean =>
  a.message === b.message && a.zone === b.zone && b.index === a.index + 1;

const wordsOf = (record: HouseholdRecord, { message }: RecordSentence, span: Span): string =>
  record.wordsAt(message.documentVersionId, span);

// "My number is ••••" tells nothing; "you keep the house at ••••, and must refinance by June" does.
const maskedShareMax = 0.3;
const shareMasked = (words: string): number => (words.match(/•/g) ?? []).length / Math.max(1, words.length);

const isForwardedHeader = ({ zone, text }: RecordSentence): boolean =>
  zone.kind === "forwarded" && /^(?:from|date|sent|subject|to|cc):|^[-_]{3,}|^begin forwarded/i.test(text);

function fits(record: HouseholdRecord, sentence: RecordSentence, span: Span): boolean {
  return (
    span.endChar - span.startChar <= quotedCharsMax && countWords(wordsOf(record, sentence, span)) <= quotedWordsMax
  );
}

/** The run of clauses that fits and holds the most figures and names. */
function bestClause(record: HouseholdRecord, sentence: RecordSentence): Span {
  const { text, startChar } = sentence;
  const cuts = [
    0,
    ...[...text.matchAll(/[;:—–]\s|,\s(?=(?:and|but|so|which|who|because|while|then)\b)|\s-\s/g)].map(
      (m) => m.index + m[0].length,
    ),
    text.length,
  ];
  let best: Span = { startChar, endChar: startChar };
  let bestScore = -1;
  for (const [i, from] of cuts.entries()) {
    for (const to of cuts.slice(i + 1)) {
      const span = { startChar: startChar + from, endChar: startChar + to };
      if (!fits(record, sentence, span)) break;
      const score = (text.slice(from, to).match(/\d|\p{Lu}/gu) ?? []).length + (to - from) / 100;
      if (score > bestScore) [best, bestScore] = [span, score];
    }
  }
  if (bestScore >= 0) return trim(text, best, startChar);
  const start = /^(?:\S+\s+){1,40}/.exec(text.slice(0, quotedCharsMax));
  return trim(
    text,
    { startChar, endChar: startChar + (start?.[0].length ?? Math.min(text.length, quotedCharsMax)) },
    startChar,
  );
}

function trim(text: string, span: Span, offset: number): Span {
  const words = text.slice(span.startChar - offset, span.endChar - offset);
  const kept = words.replace(/[\s,;:—–-]+$/, "");
  return { startChar: span.startChar, endChar: span.startChar + kept.length };
}

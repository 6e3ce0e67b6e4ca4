import type { FlagCategory } from "../extract/reading.ts";
import type { Span } from "../lib/span.ts";
import { attributeWords } from "./attribute-words.ts";
import type { BriefingFlag, DraftBullet } from "./briefing.ts";
import { citeWords } from "./cite.ts";
import type { HouseholdRecord, RecordSentence } from "./household-record.ts";
import { countWords, quote } from "./wording.ts";

// What the wording reads as, never what it claims; the order is how much an adviser must know it before speaking.
const headings: Readonly<Record<FlagCategory, { readonly text: string; readonly weight: number }>> = {
  vulnerable_client: { text: "Possible sign of a vulnerable client", weight: 90 },
  confidential_info: { text: "Confidential: do not discuss or trade on it until it is public", weight: 88 },
  guarantee: { text: "Flagged as a guarantee, not to be repeated", weight: 86 },
  complaint: { text: "Complaint", weight: 84 },
  tax_advice: { text: "Flagged as tax advice, not to be repeated", weight: 70 },
  legal_advice: { text: "Flagged as legal advice, not to be repeated", weight: 70 },
  performance_projection: { text: "Flagged as a projection of performance, not to be repeated", weight: 68 },
  exaggeration: { text: "Flagged as exaggerated, not to be repeated", weight: 60 },
  unbalanced: { text: "Flagged as unbalanced, not to be repeated", weight: 60 },
  off_channel: { text: "Asked to move off the firm’s channels", weight: 55 },
};

/** What needs care in this household's mail: each flagged wording as someone's reported words, never in the product's own voice. */
export function composeCompliance(record: HouseholdRecord): DraftBullet[] {
  const together = Map.groupBy(record.flags, (f) => `${f.documentVersionId} ${f.category}`);
  return [...[...together.values()].flatMap((flags) => describeFlags(record, flags)), ...describeUnverified(record)];
}

/** Requests from senders who could not be verified, by mail: reported here, and a task nowhere. */
function describeUnverified(record: HouseholdRecord): DraftBullet[] {
  const asked = record.actions
    .filter((action) => action.mentions.every((m) => record.unverified.has(m.documentVersionId)))
    .flatMap((action) => action.mentions);
  return [...Map.groupBy(asked, (m) => m.documentVersionId).values()].flatMap((mentions) => {
    const wordings = mentions.flatMap((words) => {
      const sentence = findSentence(record, words);
      return sentence ? [{ sentence, words: wordsAround(sentence, words) }] : [];
    });
    return report(
      record,
      "Sender not verified; confirm by a known number before acting on it",
      withoutOverlaps(wordings),
      82,
    );
  });
}

const findSentence = (record: HouseholdRecord, at: Span & { documentVersionId: string }): RecordSentence | undefined =>
  record.sentences.find(
    (s) => s.message.documentVersionId === at.documentVersionId && s.startChar < at.endChar && at.startChar < s.endChar,
  );

const aroundWordsMax = 30;
const quotedWordsMax = 42;

/** The wordings of one kind in one message, the fullest first. */
function describeFlags(record: HouseholdRecord, flags: readonly BriefingFlag[]): DraftBullet[] {
  const category = flags[0]?.category;
  if (!category) return [];
  const fullestFirst = flags.toSorted(
    (a, b) => b.endChar - b.startChar - (a.endChar - a.startChar) || a.startChar - b.startChar,
  );
  const wordings = fullestFirst.flatMap((flag) => {
    const sentence = findSentence(record, flag);
    return sentence ? [{ sentence, words: wordsAround(sentence, flag) }] : [];
  });
  const { text, weight } = headings[category];
  return report(record, text, withoutOverlaps(wordings), weight);
}

type Wording = { readonly sentence: RecordSentence; readonly words: Span };

function withoutOverlaps(wordings: readonly Wording[]): Wording[] {
  const kept: Wording[] = [];
  for (const { sentence, words } of wordings) {
    if (kept.some((w) => w.words.startChar < words.endChar && words.startChar < w.words.endChar)) continue;
    kept.push({ sentence, words });
  }
  return kept;
}

/** One bullet for the wordings of one message, as many as stay short. */
function report(record: HouseholdRecord, heading: string, wordings: readonly Wording[], weight: number): DraftBullet[] {
  const [first, ...more] = wordings;
  if (!first) return [];
  const { text, citations } = attributeWords(record, first.sentence, first.words);
  const { message } = first.sentence;
  let said = `${heading}: ${text}`;
  const cited = [...citations];
  for (const { words } of more) {
    const quoted = quote(record.wordsAt(message.documentVersionId, words));
    if (countWords(`${said} ${quoted}`) > quotedWordsMax) continue;
    said += `, ${quoted}`;
    cited.push(citeWords(record, message, words));
  }
  const age = message.localDate ? (Date.parse(record.asOf) - Date.parse(message.localDate)) / 86_400_000 : 365;
  return [{ section: "compliance", text: said, citations: cited, weight: weight - age / 20 }];
}

/** The whole sentence when it is short, else the words themselves. */
function wordsAround(sentence: RecordSentence, flag: Span): Span {
  const isShort = countWords(sentence.text) <= aroundWordsMax && sentence.endChar - sentence.startChar <= 400;
  const isWhole = sentence.startChar <= flag.startChar && flag.endChar <= sentence.endChar;
  return isShort && isWhole ? sentence : flag;
}

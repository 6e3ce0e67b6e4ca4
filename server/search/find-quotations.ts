import { attributeWords } from "../briefing/attribute-words.ts";
import type { HouseholdRecord, RecordSentence } from "../briefing/household-record.ts";
import type { Statement } from "../briefing/statements.ts";
import { findDates } from "../extract/dates.ts";
import type { Finding } from "./finding.ts";
import type { Facet } from "./question-rules.ts";
import { isCovered, stemsIn } from "./question-words.ts";
import { nameWordsIn, type Question } from "./understand-question.ts";

/**
 * The writers' own words that hold what is asked. A figure, a day or a name answers only when every term stands in the words
 * themselves; a question in open words may have some of its terms in the subject line or the sentence before.
 */
export function findQuotations(
  record: HouseholdRecord,
  question: Question,
  statements: readonly Statement[],
): Finding[] {
  const isOpen = question.facet === null || question.facet === "open";
  const isAnythingSaid = question.terms.length === 0 && question.about === "said";
  if (question.terms.length === 0 && !isAnythingSaid) return [];
  // A name alone is in many sentences; most of them answer nothing about it.
  const isOfNames = question.terms.length > 0 && question.terms.every((term) => term.isName);
  if (isOfNames && question.about !== "event" && question.facet !== "person") return [];
  return statements.flatMap((statement): Finding[] => {
    const { message } = statement.sentence;
    if (question.since && (message.localDate ?? "") < question.since) return [];
    const words = record.wordsAt(message.documentVersionId, statement);
    const own = stemsIn(words);
    const held = question.terms.filter((term) => isCovered(term, own));
    const around = isOpen ? stemsIn(`${message.subject} ${before(record, statement)}`) : own;
    const parties = partiesOf(record, statement);
    const isWhole = question.terms.every(
      (term) => held.includes(term) || isCovered(term, around) || (term.isName && isCovered(term, parties)),
    );
    if (!isWhole || held.length * 2 < question.terms.length || (held.length === 0 && !isAnythingSaid)) return [];
    const whole = partsOf(record, statement);
    const spokenOf = new Set(whole.flatMap((s) => s.mentions.map((m) => m.entityId)));
    if (![...question.topics].every((id) => spokenOf.has(id))) return [];
    const parts = whole.filter((s) => holdsAny(s, question));
    const people = new Set(
      question.about === "said" ? authorsOf(record, statement.sentence) : parts.flatMap((s) => peopleOf(record, s)),
    );
    const { text, citations } = attributeWords(record, statement.sentence, statement);
    return [
      {
        section: "summary",
        text,
        citations,
        weight: 0,
        about: "said",
        tells: facetsOf(record, parts, question),
        people,
        words,
        confidence: held.length / Math.max(1, question.terms.length),
        saidAtMs: message.sentAtMs ?? 0,
      },
    ];
  });
}

/** What the message calls whoever says "I" in the statement: its From line and how it is signed. */
function partiesOf(record: HouseholdRecord, { sentence }: Statement): ReadonlySet<string> {
  const { message, text } = sentence;
  if (!/\b(?:I|me|my|we|us|our)\b/i.test(text) || sentence.zone.kind !== "own") return new Set();
  const content = record.contentOf(message.documentVersionId);
  const signed = content.slice(sentence.endChar, sentence.zone.endChar).trimEnd().split("\n").at(-1) ?? "";
  const signature = message.zones.find((zone) => zone.kind === "signature");
  const below = signature ? content.slice(signature.startChar, signature.endChar) : "";
  return stemsIn(`${message.from[0]?.name ?? ""} ${signed.length < signedCharsMax ? signed : ""} ${below}`);
}

const signedCharsMax = 40;

/** The sentences that a statement is made of. */
const partsOf = (record: HouseholdRecord, { sentence, firstIndex, lastIndex }: Statement): RecordSentence[] =>
  record.sentences.filter((s) => s.message === sentence.message && s.index >= firstIndex && s.index <= lastIndex);

const holdsAny = (sentence: RecordSentence, { terms }: Question): boolean => {
  const stems = stemsIn(sentence.text);
  return terms.some((term) => isCovered(term, stems));
};

/** Whom a sentence is about: whoever it names, its writer where it says "I", its addressees where it says "you". */
function peopleOf(record: HouseholdRecord, sentence: RecordSentence): readonly string[] {
  const named = sentence.mentions.map((m) => m.entityId);
  const writers = /\b(?:I|me|my|mine|we|us|our|ours)\b/i.test(sentence.text) ? authorsOf(record, sentence) : [];
  const readers = /\b(?:you|your|yours)\b/i.test(sentence.text) ? addresseesOf(record, sentence) : [];
  return [...named, ...writers, ...readers];
}

const authorsOf = (record: HouseholdRecord, { message, zone }: RecordSentence): readonly string[] =>
  peopleCalled(record, message.documentVersionId, zone.author ? [zone.author] : []);

const addresseesOf = (record: HouseholdRecord, { message, zone }: RecordSentence): readonly string[] =>
  peopleCalled(record, message.documentVersionId, zone.addressees);

type Called = { readonly name: string | null; readonly address: string | null };

/** The people whom a message's own mentions call by one of these names or addresses. */
function peopleCalled(record: HouseholdRecord, version: string, boxes: readonly Called[]): readonly string[] {
  const names = new Set(boxes.flatMap((b) => [b.name, b.address]).flatMap((n) => (n ? [n.toLowerCase()] : [])));
  const content = record.contentOf(version);
  return record.index
    .mentionsIn(version)
    .filter((m) => names.has(content.slice(m.startChar, m.endChar).toLowerCase()))
    .map((m) => m.entityId);
}

const numberWord =
  /\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b/i;
const amountWord = /[$€£]\s?\d|\d[\d,.]*\s?(?:%|percent\b|k\b|thousand|million|dollars)|\b\d{1,3}(?:,\d{3})+\b/i;

/** What the sentences hold that could be what is asked for; names that the question itself says are no answer. */
function facetsOf(record: HouseholdRecord, parts: readonly RecordSentence[], question: Question): ReadonlySet<Facet> {
  const facets = new Set<Facet>();
  for (const { text, message, mentions } of parts) {
    if (amountWord.test(text)) facets.add("amount");
    if (numberWord.test(text)) facets.add("number");
    if (message.localDate && findDates(text, { localDate: message.localDate }).length > 0) facets.add("date");
    if (/\b(?:at|age|aged|turns?|turning) \d{2}\b/i.test(text)) facets.add("date");
    if (/\b(?:because|since|so that|due to|reason|in order to|given that)\b/i.test(text)) facets.add("reason");
    const types = mentions.filter((m) => !question.people.has(m.entityId)).map((m) => typeOf(record, m.entityId));
    if (types.includes("Institution")) for (const facet of ["place", "custodian", "person"] as const) facets.add(facet);
    if (types.includes("Client") || types.includes("Professional")) facets.add("person");
    if (nameWordsIn(text).some((word) => !question.words.has(word))) facets.add("person");
    if (/\b(?:in|at|to|near|on)\s+(?:the\s+)?\p{Lu}/u.test(text)) facets.add("place");
  }
  return facets;
}

const typeOf = (record: HouseholdRecord, id: string) => record.index.findEntity(id)?.type;

/** The words that stand just before in the paragraph: what "it" and "that" lean on. */
const before = (record: HouseholdRecord, { firstIndex, sentence }: Statement): string =>
  record.sentences.find(
    (s) => s.message === sentence.message && s.index === firstIndex - 1 && s.block === sentence.block,
  )?.text ?? "";

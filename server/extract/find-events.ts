import { matchesOf } from "../lib/matches-of.ts";
import type { Span } from "../lib/span.ts";
import type { FoundDate } from "./dates.ts";
import { eventSubjectsOf } from "./event-people.ts";
import { isInjected } from "./injected.ts";
import { keyPatterns, patternsFor } from "./keyed-patterns.ts";
import type { ReferentKeys } from "./reading.ts";
import { datesOf, sentenceCharsMax } from "./said-when.ts";
import type { Scene } from "./scene.ts";
import type { Sentence } from "./segment.ts";
import { topicWords } from "./topic-words.ts";
import { type EventPhrases, type EventType, eventPhrases } from "./vocabulary/event-phrases.ts";

/**
 * Life events, past and coming: what happened, to whom, when. One referent for each event of the message; a noun that only
 * recalls an event ("the wedding") joins the one told here, or is marked `reportOnly` when another message told it.
 */
export function findEvents(scene: Scene): void {
  if (scene.isUntold) return;
  const injected = isInjected(scene);
  const made: MadeEvent[] = [];
  const sentences = scene.subject ? [scene.subject, ...scene.sentences] : scene.sentences;
  for (const sentence of sentences) {
    if (injected(sentence) || sentence.text.length > sentenceCharsMax) continue;
    // The subject of a reply is not its author's words: it only recalls.
    const isReply = sentence.zone.kind === "header" && /^(?:re|fwd?|aw)\s?:/i.test(sentence.text);
    const taken: Span[] = [];
    for (const { pattern, means } of patternsFor(sentence, patterns)) {
      for (const match of matchesOf(pattern, sentence.text)) {
        const startChar = sentence.startChar + match.index;
        const span = { startChar, endChar: startChar + match[0].replace(/[\s,]+$/, "").length };
        if (taken.some((t) => t.startChar < span.endChar && span.startChar < t.endChar)) continue;
        if (isDenied(sentence.text, match.index, match[0].length, means.unless)) continue;
        if (means.type === "home_purchase" && isClosingOfSale(sentence.text, match[0])) continue;
        taken.push(span);
        addEvent(scene, sentence, means, span, means.isTold && !isReply, made);
      }
    }
  }
}

type Rule = Pick<EventPhrases, "type" | "label"> & { readonly unless: RegExp; readonly isTold: boolean };

const patterns = keyPatterns<Rule>(
  eventPhrases.flatMap(({ type, label, tells, recalls, unless }) => {
    const common = { type, label, unless: new RegExp(unless, "gi") };
    return [
      ...tells.map((source) => ({
        source,
        pattern: new RegExp(`(?<![\\w-])(?:${source})`, "giu"),
        means: { ...common, isTold: true },
      })),
      ...recalls.map((source) => ({
        source,
        pattern: new RegExp(`\\b(?:${source})\\b`, "giu"),
        means: { ...common, isTold: false },
      })),
    ];
  }),
);

/** "selling the pasture …, closing July 15": the closing is of what is sold. */
const isClosingOfSale = (text: string, words: string): boolean =>
  /^(?:still )?clos/i.test(words) &&
  /\b(?:sell|sells|selling|sold|sale)\b/i.test(text) &&
  !/\b(?:buy|buying|bought|purchas\w+|offer|new (?:house|home|place|condo))\b/i.test(text);

const hypothetical =
  /\b(?:if|unless|whether|suppose|in case|what if|someday|hypothetically|were to|may want to|might|could one day)\b[^.!?,;]{0,40}$/i;

function isDenied(text: string, index: number, length: number, unless: RegExp): boolean {
  const around = text.slice(Math.max(0, index - 48), index + length + 28);
  const from = Math.max(0, index - 48);
  for (const match of matchesOf(unless, around)) {
    const start = from + match.index;
    if (start < index + length + 28 && start + match[0].length > index - 40) return true;
  }
  const before = text.slice(Math.max(0, index - 60), index);
  return hypothetical.test(before) || /\b(?:not|n['’]t|never|no plans to|isn['’]t)\s(?:\w+\s)?$/i.test(before);
}

/** One message speaks of one such event, whoever its sentences name. */
const sharedOnce: ReadonlySet<EventType> = new Set([
  "divorce",
  "marriage",
  "home_purchase",
  "home_sale",
  "business_sale",
]);

/** Told of nobody ("the man who has retired"), these are no event of anybody the firm knows. */
const needsSubject: ReadonlySet<EventType> = new Set(["retirement", "relocation", "new_job", "graduation"]);

/** Kinds of which one person can have several in one message: a fall and a diagnosis. */
const manyOf: ReadonlySet<EventType> = new Set(["illness", "other"]);

type MadeEvent = {
  readonly topic: readonly string[];
  readonly id: string;
  readonly type: EventType;
  subjects: readonly string[];
  date: string | null;
  /** So far only recalled, of nobody and without a day. */
  isRecall: boolean;
};

function addEvent(
  scene: Scene,
  sentence: Sentence,
  rule: Rule,
  phrase: Span,
  isTold: boolean,
  made: MadeEvent[],
): void {
  // The day of a funeral is not the day of the death.
  const isFuneral = /\b(?:funeral|memorial|celebration)\b/i.test(scene.content.slice(phrase.startChar, phrase.endChar));
  const date = isFuneral ? null : dateOfEvent(scene, sentence, phrase);
  const subjects = eventSubjectsOf(scene, sentence, phrase, rule.type, isTold);
  const span = date && isBeside(phrase, date.span) ? join(phrase, date.span) : phrase;
  const iso = date?.iso ?? null;
  const words = scene.content.slice(phrase.startChar, phrase.endChar);
  // "hope to retire in 2030" is an aim; with its day set it is an event.
  if (rule.type === "retirement" && /^(?:wants?|hopes?|plans?)\s/i.test(words) && date?.kind !== "day") return;
  const topic = topicWords(words);
  if (isTold && needsSubject.has(rule.type) && subjects.length === 0 && iso === null && sentence.zone.kind !== "header")
    return;
  const known = made.find(
    (event) =>
      event.type === rule.type &&
      (agree(event.subjects, subjects) || sharedOnce.has(rule.type)) &&
      (!isTold || !manyOf.has(rule.type) || event.topic.some((word) => topic.includes(word))) &&
      (isSameTime(event.date, iso) || !isTold || sharedOnce.has(rule.type)),
  );
  const isRecall = !isTold && subjects.length === 0 && iso === null;
  const said = { subjects, date: iso, isRecall };
  const id = known?.id ?? scene.addReferent("LifeEvent", ...describeEvent(scene, rule, phrase, said));
  if (!known) made.push({ id, type: rule.type, subjects, date: iso, topic, isRecall });
  else if (isMoreThan(known, said)) {
    const [name, keys] = describeEvent(scene, rule, phrase, { ...said, date: known.date ?? iso });
    scene.updateReferent(id, { name, keys: { ...keys, reportOnly: false } });
    Object.assign(known, { subjects, date: known.date ?? iso, isRecall });
  } else if (iso && !known.date) {
    known.date = iso;
    scene.updateReferent(id, { keys: { date: iso } });
  }
  scene.addMention(id, span, isTold ? 0.8 : 0.6);
  scene.addAttribute(id, "eventType", rule.type, span, isTold ? 0.8 : 0.6);
  if (iso)
    scene.addAttribute(id, "date", iso, sentence.zone.kind === "header" ? span : join(span, date?.span ?? span), 0.8);
  for (const subject of subjects) scene.addRelation("experiencedEvent", subject, id, span, 0.7);
}

/** "Retirement date" says the subject, and then the mail "I plan to retire on June 18". */
const isMoreThan = (known: MadeEvent, said: Pick<MadeEvent, "subjects" | "isRecall">): boolean =>
  (known.isRecall && !said.isRecall) || (known.subjects.length === 0 && said.subjects.length > 0);

/** What an event is called and known by, as the words at hand tell it. */
function describeEvent(
  scene: Scene,
  rule: Rule,
  phrase: Span,
  said: { subjects: readonly string[]; date: string | null; isRecall: boolean },
): [name: string, keys: ReferentKeys] {
  const words = scene.content.slice(phrase.startChar, phrase.endChar).replace(/\s+/g, " ");
  const first = said.subjects[0];
  const who = first ? scene.getReferent(first).name : null;
  const isOwnWords = rule.type === "illness" || rule.type === "other";
  const name =
    rule.type === "death" && who
      ? `Death of ${who}`
      : who
        ? `${who}: ${isOwnWords ? words : rule.label}`
        : isOwnWords
          ? words.charAt(0).toUpperCase() + words.slice(1)
          : rule.label.charAt(0).toUpperCase() + rule.label.slice(1);
  const keys = {
    eventType: rule.type,
    subjects: said.subjects,
    topic: topicWords(words),
    ...(said.date ? { date: said.date } : {}),
    ...(said.isRecall ? { reportOnly: true } : {}),
  };
  return [name, keys];
}

const agree = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === 0 || right.length === 0 || left.some((id) => right.includes(id));
const isSameTime = (left: string | null, right: string | null): boolean =>
  left === null || right === null || left.startsWith(right) || right.startsWith(left);

const isBeside = (left: Span, right: Span): boolean =>
  (right.startChar >= left.endChar && right.startChar - left.endChar <= 5) ||
  (left.startChar >= right.endChar && left.startChar - right.endChar <= 9) ||
  (right.startChar < left.endChar && left.startChar < right.endChar);
const join = (left: Span, right: Span): Span => ({
  startChar: Math.min(left.startChar, right.startChar),
  endChar: Math.max(left.endChar, right.endChar),
});

// Dates further from the event's words than this belong to something else in the sentence.
const dateReachChars = 60;

function dateOfEvent(scene: Scene, sentence: Sentence, phrase: Span): FoundDate | null {
  if (sentence.zone.kind === "header") return null;
  let best: FoundDate | null = null;
  let bestGap = dateReachChars;
  for (const date of datesOf(scene, sentence)) {
    const isAfter = date.span.startChar >= phrase.startChar;
    const gap = isAfter ? date.span.startChar - phrase.endChar : phrase.startChar - date.span.endChar + 12;
    const between = isAfter
      ? scene.content.slice(phrase.endChar, date.span.startChar)
      : scene.content.slice(date.span.endChar, phrase.startChar);
    if (/[;]|\band (?:I|we|he|she|they)\b|, (?:and|but|so)\b/.test(between)) continue;
    if (gap < bestGap) {
      best = date;
      bestGap = gap;
    }
  }
  return best;
}

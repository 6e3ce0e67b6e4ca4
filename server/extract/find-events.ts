import { matchesOf } from "../lib/matches-of.ts";
import type { Span } from "../lib/span.ts";
import type { FoundDate } from "./dates.ts";
import { isInjected } from "./injected.ts";
import { keyPatterns, patternsFor } from "./keyed-patterns.ts";
import { personNamedAt } from "./people-of.ts";
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
  readonly subjects: readonly string[];
  date: string | null;
};

function addEvent(
  scene: Scene,
  sentence: Sentence,
  rule: Rule,
  phrase: Span,
  isTold: boolean,
  made: MadeEvent[],
): void {
  const date = dateOfEvent(scene, sentence, phrase);
  const subjects = subjectsOf(scene, sentence, phrase, rule, isTold);
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
  const id = known?.id ?? makeEvent(scene, sentence, rule, phrase, { subjects, date: iso, isRecall });
  if (!known) made.push({ id, type: rule.type, subjects, date: iso, topic });
  else if (iso && !known.date) {
    known.date = iso;
    scene.updateReferent(id, { keys: { date: iso } });
  }
  scene.addMention(id, span, isTold ? 0.8 : 0.6);
  scene.addAttribute(id, "eventType", rule.type, span, isTold ? 0.8 : 0.6);
  if (iso)
    scene.addAttribute(id, "date", iso, sentence.zone.kind === "header" ? span : join(span, date?.span ?? span), 0.8);
  for (const subject of subjects) scene.addRelation("experiencedEvent", subject, id, span, 0.7);
}

function makeEvent(
  scene: Scene,
  sentence: Sentence,
  rule: Rule,
  phrase: Span,
  said: { subjects: readonly string[]; date: string | null; isRecall: boolean },
): string {
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
  return scene.addReferent("LifeEvent", name, {
    eventType: rule.type,
    subjects: said.subjects,
    topic: topicWords(sentence.zone.kind === "header" ? words : `${words}`),
    ...(said.date ? { date: said.date } : {}),
    ...(said.isRecall ? { reportOnly: true } : {}),
  });
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

/** Whose event it is: the person just before or, for a loss, just after; else whoever "I", "we" or "she" stands for. */
function subjectsOf(scene: Scene, sentence: Sentence, phrase: Span, rule: Rule, isTold: boolean): readonly string[] {
  const { content } = scene;
  const words = content.slice(phrase.startChar, phrase.endChar);
  const author = scene.authorOf(sentence.zone);
  const inside = scene.peopleIn(phrase);
  if (rule.type === "death" && inside[0]) return withBereaved(scene, inside[0].referentId, author);
  const reach = isTold ? 90 : 24;
  const from = Math.max(sentence.startChar, phrase.startChar - reach);
  const lead = content.slice(from, phrase.startChar);
  const stop = Math.max(lead.lastIndexOf(". "), lead.lastIndexOf("; "), lead.lastIndexOf("! "));
  const clauseFrom = from + Math.max(0, stop);
  const spoken = content.slice(clauseFrom, phrase.startChar);
  if (rule.type === "inheritance" && /\b(?:me|us)\b/i.test(words)) return author ? [author] : [];
  // "the divorce is final" and "the grandchild on the way" do not say whose.
  if (/^the\s|grand/i.test(words)) return [];
  if (/\b(?:who|that)\s(?:has |have |had |just |is |was |recently )*$/i.test(spoken)) return [];
  const people = scene.peopleIn({ startChar: clauseFrom, endChar: phrase.startChar });
  const pronoun = lastPronoun(spoken + words.slice(0, rule.type === "death" ? 14 : 4), rule.type === "death");
  const nearest = people.at(-1);
  const pronounAt = pronoun ? clauseFrom + pronoun.index : -1;
  if (!isTold && !/(?:['’]s?|\b(?:my|our|his|her|their|your))\s(?:[\w-]+\s)?$/i.test(spoken)) return [];
  if (nearest && nearest.startChar > pronounAt) {
    const previous = people.at(-2);
    const isPair =
      previous &&
      /^(?:['’]s)?\s?(?:and|&)\s(?:her |his |my |our )?(?:fianc\S+|husband|wife|partner)?\s?$/.test(
        content.slice(previous.endChar, nearest.startChar),
      );
    const pair = isPair && previous ? [previous.referentId, nearest.referentId] : [nearest.referentId];
    const isWithAuthor = /^\s(?:and|&)\sI\b/.test(content.slice(nearest.endChar, nearest.endChar + 8));
    const all = isWithAuthor && author ? [...pair, author] : pair;
    return rule.type === "death" && all[0] ? withBereaved(scene, all[0], author) : all;
  }
  if (!pronoun) {
    const startsBare = /^(?:retiring|moving|getting|starting|selling|buying|bought|sold|graduating|expecting|got)/i;
    return startsBare.test(words) && author && !nearest && isTold ? [author] : [];
  }
  const word = pronoun.word.toLowerCase();
  if (/^(?:i|we|my|our|me|us)$/.test(word)) {
    if (!author) return [];
    const isShared = /^(?:we|our|us)$/.test(word) && sharedTypes.has(rule.type);
    const and = people.filter((person) => /^\s(?:and|&)\sI\b/.test(content.slice(person.endChar, person.endChar + 8)));
    return [
      ...new Set([author, ...and.map((person) => person.referentId), ...(isShared ? partnersOf(scene, author) : [])]),
    ];
  }
  if (/^(?:you|your)$/.test(word)) return scene.addresseesOf(sentence.zone).slice(0, 1);
  const person = personNamedAt(scene, { startChar: pronounAt, endChar: pronounAt + pronoun.word.length });
  if (!person) return [];
  return rule.type === "death" ? withBereaved(scene, person, author) : [person];
}

const sharedTypes: ReadonlySet<EventType> = new Set(["home_purchase", "home_sale", "birth", "marriage", "relocation"]);

/** The author's spouse as far as this message shows one: by kinship, or by the surname of someone it is written to or copied to. */
function partnersOf(scene: Scene, author: string): readonly string[] {
  const kin = scene
    .referents()
    .filter(({ keys }) => keys.kin?.relation === "spouse" && keys.kin.of === author)
    .map(({ id }) => id);
  if (kin.length > 0) return kin;
  const surname = surnameOf(scene, author);
  const others = [...scene.message.cc, ...scene.message.to].flatMap((mailbox) => scene.referentOf(mailbox) ?? []);
  return others.filter((id) => id !== author && surname !== null && surnameOf(scene, id) === surname).slice(0, 1);
}

const surnameOf = (scene: Scene, id: string): string | null => {
  const { name, keys } = scene.getReferent(id);
  const words = name.includes("@") ? [] : name.split(/\s+/);
  return (keys.surname ?? (words.length > 1 ? words.at(-1) : undefined))?.toLowerCase() ?? null;
};

/** A death is also an event of the one who tells of it as a wife, husband, son or daughter. */
function withBereaved(scene: Scene, deceased: string, author: string | null): readonly string[] {
  const { kin } = scene.getReferent(deceased).keys;
  const isClose = kin && author && kin.of === author && /^(?:spouse|parent|child)$/.test(kin.relation);
  return isClose && author ? [deceased, author] : [deceased];
}

function lastPronoun(text: string, isOther = false): { readonly word: string; readonly index: number } | null {
  let last: { word: string; index: number } | null = null;
  for (const match of matchesOf(/\b(?:I|we|my|our|you|your|he|she|his|her|they|their)\b/gi, text)) {
    // Nobody writes of their own death.
    if (isOther && /^(?:I|we)$/i.test(match[0])) continue;
    last = { word: match[0], index: match.index };
  }
  return last;
}

import type { Span } from "../lib/span.ts";
import type { FoundDate } from "./dates.ts";
import { isInjected } from "./injected.ts";
import { personNamedAt } from "./people-of.ts";
import { datesOf } from "./said-when.ts";
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
    if (injected(sentence) || !mayTellEvent.test(sentence.text)) continue;
    const taken: Span[] = [];
    for (const phrases of rules) {
      for (const { expression, isTold } of [
        { expression: phrases.tells, isTold: true },
        { expression: phrases.recalls, isTold: false },
      ]) {
        if (!expression) continue;
        for (const match of sentence.text.matchAll(expression)) {
          const startChar = sentence.startChar + match.index;
          const span = { startChar, endChar: startChar + match[0].replace(/[\s,]+$/, "").length };
          if (taken.some((t) => t.startChar < span.endChar && span.startChar < t.endChar)) continue;
          if (isDenied(sentence.text, match.index, match[0].length, phrases.unless)) continue;
          taken.push(span);
          addEvent(scene, sentence, phrases, span, isTold, made);
        }
      }
    }
  }
}

type Rule = Pick<EventPhrases, "type" | "label"> & {
  readonly tells: RegExp;
  readonly recalls: RegExp | null;
  readonly unless: RegExp;
};
const rules: readonly Rule[] = eventPhrases.map(({ type, label, tells, recalls, unless }) => ({
  type,
  label,
  tells: new RegExp(`(?<![\\w-])(?:${tells.join("|")})`, "g"),
  recalls: recalls.length > 0 ? new RegExp(`\\b(?:${recalls.join("|")})\\b`, "gi") : null,
  unless: new RegExp(unless, "i"),
}));

// One cheap look before the many: most sentences hold none of these stems.
const mayTellEvent =
  /graduat|commencement|degree|job|position|role|promot|hired|laid off|let go|start|offer|retir|last day|step|hang|marri|engaged|wedding|knot|propos|elope|divorc|separat|split|filed|expect|baby|born|birth|due|pregnan|grand|adopt|pass|died|death|lost|funeral|memorial|loss|inherit|beneficiary|left (?:me|us)|estate|bought|buying|purchas|clos|contract|got the|sold|sell|sale|list|compan|business|practice|transaction|deal|diagnos|alzheimer|dementia|parkinson|cancer|stroke|surger|heart|knee|hip|fell|broke|hospital|chemo|impairment|disease|mov|relocat|we are in|got into|GOT|accepted|admitted|college|bankrupt|deploy|citizen|first day|signing it|house/i;

const hypothetical =
  /\b(?:if|unless|whether|suppose|in case|what if|someday|hypothetically|were to|may want to|might|could one day)\b[^.!?,;]{0,40}$/i;

function isDenied(text: string, index: number, length: number, unless: RegExp): boolean {
  const around = text.slice(Math.max(0, index - 48), index + length + 28);
  const from = Math.max(0, index - 48);
  for (const match of around.matchAll(new RegExp(unless.source, "gi"))) {
    const start = from + match.index;
    if (start < index + length + 28 && start + match[0].length > index - 40) return true;
  }
  const before = text.slice(Math.max(0, index - 60), index);
  return hypothetical.test(before) || /\b(?:not|n['’]t|never|no plans to|isn['’]t)\s(?:\w+\s)?$/i.test(before);
}

type MadeEvent = {
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
  const subjects = subjectsOf(scene, sentence, phrase, rule.type);
  const span = date && isBeside(phrase, date.span) ? join(phrase, date.span) : phrase;
  const iso = date?.iso ?? null;
  const known = made.find(
    (event) => event.type === rule.type && agree(event.subjects, subjects) && (isSameTime(event.date, iso) || !isTold),
  );
  const isRecall = !isTold && subjects.length === 0 && iso === null;
  const id = known?.id ?? makeEvent(scene, sentence, rule, phrase, { subjects, date: iso, isRecall });
  if (!known) made.push({ id, type: rule.type, subjects, date: iso });
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

/** Whose event it is: the person just before or, for a loss, just after; else "I" and "we". */
function subjectsOf(scene: Scene, sentence: Sentence, phrase: Span, type: EventType): readonly string[] {
  const { content } = scene;
  const words = content.slice(phrase.startChar, phrase.endChar);
  const author = scene.authorOf(sentence.zone);
  const inside = scene.peopleIn(phrase);
  if (type === "death" && inside[0]) return [inside[0].referentId];
  const lead = content.slice(Math.max(sentence.startChar, phrase.startChar - 90), phrase.startChar);
  const from = Math.max(sentence.startChar, phrase.startChar - 90);
  const stop = Math.max(lead.lastIndexOf(". "), lead.lastIndexOf("; "), lead.lastIndexOf("! "));
  const clauseFrom = from + Math.max(0, stop);
  const people = scene.peopleIn({ startChar: clauseFrom, endChar: phrase.startChar });
  const pronoun = lastPronoun(content.slice(clauseFrom, phrase.startChar) + words.slice(0, 4));
  const nearest = people.at(-1);
  const pronounAt = pronoun ? clauseFrom + pronoun.index : -1;
  if (nearest && nearest.startChar > pronounAt) {
    const previous = people.at(-2);
    const isPair =
      previous &&
      /^\s?(?:and|&)\s(?:her |his |my )?(?:fianc\S+|husband|wife)?\s?$/.test(
        content.slice(previous.endChar, nearest.startChar),
      );
    return isPair && previous ? [previous.referentId, nearest.referentId] : [nearest.referentId];
  }
  if (pronoun) {
    const word = pronoun.word.toLowerCase();
    if (/^(?:i|we|my|our|me|us)$/.test(word)) return author ? [author] : [];
    if (/^(?:you|your)$/.test(word)) return scene.addresseesOf(sentence.zone).slice(0, 1);
    const person = personNamedAt(scene, { startChar: pronounAt, endChar: pronounAt + pronoun.word.length });
    return person ? [person] : [];
  }
  const after = scene.peopleIn({
    startChar: phrase.endChar,
    endChar: Math.min(sentence.endChar, phrase.endChar + 12),
  })[0];
  if (after && /^\s(?:of|for)\s/.test(content.slice(phrase.endChar, after.startChar + 1))) return [after.referentId];
  const startsBare = /^(?:retiring|moving|getting|starting|selling|buying|bought|sold|graduating|expecting)/i.test(
    words,
  );
  return startsBare && author && !nearest ? [author] : [];
}

function lastPronoun(text: string): { readonly word: string; readonly index: number } | null {
  let last: { word: string; index: number } | null = null;
  for (const match of text.matchAll(/\b(?:I|we|my|our|you|your|he|she|his|her|they|their)\b/gi)) {
    last = { word: match[0], index: match.index };
  }
  return last;
}

import type { Span } from "../lib/span.ts";
import { type FoundDate, findDates } from "./dates.ts";
import type { Scene } from "./scene.ts";
import type { Sentence } from "./segment.ts";
import { type FoundTime, findTimes } from "./times.ts";

const cache = new WeakMap<Sentence, { dates: readonly FoundDate[]; times: readonly FoundTime[] }>();
const mayHoldDate =
  /\d|day\b|week|month|year|tomorrow|yesterday|night|morning|noon|quarter|spring|summer|fall|autumn|winter|thanksgiving|christmas|halloween|eod|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec/i;

/** A longer sentence is no sentence but a table or noise, and comparing all that is found in it would take its square. */
export const sentenceCharsMax = 3_000;

/** Dates of a sentence with spans into the content, counted from the day its author wrote it; none when that day is unknown. */
export const datesOf = (scene: Scene, sentence: Sentence): readonly FoundDate[] => read(scene, sentence).dates;

/** Times of day of a sentence, with spans into the content. */
export const timesOf = (scene: Scene, sentence: Sentence): readonly FoundTime[] => read(scene, sentence).times;

export const isWithin = (inner: Span, outer: Span): boolean =>
  inner.startChar >= outer.startChar && inner.endChar <= outer.endChar;

function read(scene: Scene, sentence: Sentence): { dates: readonly FoundDate[]; times: readonly FoundTime[] } {
  const known = cache.get(sentence);
  if (known) return known;
  const localDate = (sentence.zone.writtenAt ?? scene.message.date)?.localDate;
  const move = <T extends { readonly span: Span }>(found: T): T => ({
    ...found,
    span: { startChar: found.span.startChar + sentence.startChar, endChar: found.span.endChar + sentence.startChar },
  });
  const isBlank = sentence.text.length > sentenceCharsMax || !mayHoldDate.test(sentence.text);
  const dates = isBlank || !localDate ? [] : findDates(sentence.text, { localDate }).map(move);
  const times = isBlank ? [] : findTimes(sentence.text).map(move);
  const facts = { dates, times };
  cache.set(sentence, facts);
  return facts;
}

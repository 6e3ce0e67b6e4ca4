import type { Span } from "../lib/span.ts";
import { type FoundDate, findDates } from "./dates.ts";
import { readOnce } from "./read-once.ts";
import type { Scene } from "./scene.ts";
import type { Sentence } from "./segment.ts";
import { type FoundTime, findTimes } from "./times.ts";

const mayHoldDate =
  /\d|day\b|week|month|year|tomorrow|yesterday|night|morning|noon|quarter|spring|summer|fall|autumn|winter|thanksgiving|christmas|halloween|eod|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec/i;

/** A longer sentence is no sentence but a table or noise, and comparing all that is found in it would take its square. */
export const sentenceCharsMax = 3_000;

/** Dates of a sentence with spans into the content, counted from the day its author wrote it; none when that day is unknown. */
export const datesOf = (scene: Scene, sentence: Sentence): readonly FoundDate[] => readWhen(sentence, scene).dates;

/** Times of day of a sentence, with spans into the content. */
export const timesOf = (scene: Scene, sentence: Sentence): readonly FoundTime[] => readWhen(sentence, scene).times;

export const isWithin = (inner: Span, outer: Span): boolean =>
  inner.startChar >= outer.startChar && inner.endChar <= outer.endChar;

type When = { readonly dates: readonly FoundDate[]; readonly times: readonly FoundTime[] };

const readWhen = readOnce((sentence: Sentence, scene: Scene): When => {
  const { text, startChar, zone } = sentence;
  if (text.length > sentenceCharsMax || !mayHoldDate.test(text)) return nothing;
  const localDate = (zone.writtenAt ?? scene.message.date)?.localDate;
  const move = <T extends { readonly span: Span }>(found: T): T => ({
    ...found,
    span: { startChar: found.span.startChar + startChar, endChar: found.span.endChar + startChar },
  });
  return { dates: localDate ? findDates(text, { localDate }).map(move) : [], times: findTimes(text).map(move) };
});

const nothing: When = { dates: [], times: [] };

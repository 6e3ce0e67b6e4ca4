import type { Span } from "../lib/span.ts";
import type { Zone } from "../mail/message.ts";
import type { Kept } from "./read-once.ts";

/** A sentence, list item or heading of one zone. `text` is the content's slice, trimmed; it may hold soft line breaks. */
export type Sentence = Span &
  Kept & {
    readonly text: string;
    readonly zone: Zone;
    /** Position in the message's reading order, so that "the sentence before" is `index - 1`. */
    readonly index: number;
    /** True for the first sentence of a bulleted or numbered item; `marker` is the bullet or number as written. */
    readonly isListItem: boolean;
    readonly marker: string | null;
    /** Number of the paragraph or list item it stands in, counted over the message. */
    readonly block: number;
  };

/** Splits the zones whose words state facts (own, greeting, forwarded) into sentences that never cross a zone, paragraph or list item. */
export const segment = (content: string, zones: readonly Zone[]): Sentence[] => {
  const sentences: Sentence[] = [];
  let block = 0;
  let readChars = 0;
  for (const zone of zones) {
    if (readChars > readCharsMax) break;
    if (zone.kind !== "own" && zone.kind !== "greeting" && zone.kind !== "forwarded") continue;
    for (const part of blocksOf(content, zone)) {
      block += 1;
      readChars += part.endChar - part.startChar;
      if (readChars > readCharsMax) break;
      let isFirst = true;
      for (const span of sentencesOf(content, part)) {
        sentences.push({
          ...span,
          text: content.slice(span.startChar, span.endChar),
          zone,
          index: sentences.length,
          isListItem: part.marker !== null && isFirst,
          marker: part.marker,
          block,
          kept: [],
        });
        isFirst = false;
      }
    }
  }
  return sentences;
};

/** Nobody writes more than this in one message (some 60,000 words); what follows are logs and pasted files, which state nothing. */
const readCharsMax = 400_000;

type Block = Span & { readonly marker: string | null };

const listMarker = /^[ \t]*(?:([-•*–—▪◦‣·])|(\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.)]))[ \t]+(?=\S)/;

/** A line shorter than this was ended by its writer, not by a mail program that wraps at 65 to 80 columns. */
const wrappedLineCharsMin = 56;

const blocksOf = (content: string, zone: Zone): Block[] => {
  const blocks: Block[] = [];
  let open: { startChar: number; endChar: number; marker: string | null } | null = null;
  let isLastLineFull = false;
  let at = zone.startChar;
  while (at < zone.endChar) {
    const newline = content.indexOf("\n", at);
    const lineEnd = newline < 0 || newline > zone.endChar ? zone.endChar : newline;
    const line = content.slice(at, lineEnd);
    const item = listMarker.exec(line);
    if (line.trim() === "") {
      if (open) blocks.push(open);
      open = null;
    } else if (open && !item && isLastLineFull) {
      open.endChar = lineEnd;
    } else {
      if (open) blocks.push(open);
      const skipped = item ? item[0].length : 0;
      open = { startChar: at + skipped, endChar: lineEnd, marker: item ? (item[1] ?? item[2] ?? null) : null };
    }
    isLastLineFull = line.trimEnd().length >= wrappedLineCharsMin;
    at = lineEnd + 1;
  }
  if (open) blocks.push(open);
  return blocks;
};

const abbreviation =
  /(?:^|[\s("'])(?:[A-Z]|mr|mrs|ms|mx|dr|st|ste|jr|sr|inc|co|corp|ltd|prof|rev|fr|sra|sr|gen|sgt|vs|etc|approx|acct|no|nos|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|wed|thu(?:rs)?|fri|sat|sun|a\.m|p\.m|e\.g|i\.e|u\.s|ph\.d|m\.d|ave|blvd|rd|ext|dept|est|hon)\.$/i;

const sentencesOf = (content: string, block: Span): Span[] => {
  const spans: Span[] = [];
  const text = content.slice(block.startChar, block.endChar);
  let from = 0;
  const end = /[.!?…]+["'”’)\]]*(?=\s)/g;
  for (let match = end.exec(text); match; match = end.exec(text)) {
    const stop = match.index + match[0].length;
    const before = text.slice(Math.max(from, match.index - 12), match.index + 1);
    const next = text.slice(stop).trimStart()[0] ?? "";
    const isLower = next !== next.toUpperCase();
    if (match[0] === "." && abbreviation.test(before) && !(isTimeAbbreviation(before) && !isLower)) continue;
    if (isLower && /^(?:\.{2,}|…)/.test(match[0])) continue;
    pushTrimmed(spans, text, from, stop, block.startChar);
    from = stop;
  }
  pushTrimmed(spans, text, from, text.length, block.startChar);
  return spans;
};

/** "at 10 a.m. Please bring" ends a sentence; "10 a.m. on Friday" does not. */
const isTimeAbbreviation = (before: string): boolean => /[ap]\.m\.$/i.test(before);

const pushTrimmed = (spans: Span[], text: string, from: number, to: number, offset: number): void => {
  const slice = text.slice(from, to);
  const lead = slice.length - slice.trimStart().length;
  const kept = slice.trim();
  if (kept) spans.push({ startChar: offset + from + lead, endChar: offset + from + lead + kept.length });
};

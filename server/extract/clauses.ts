import { matchesOf } from "../lib/matches-of.ts";
import type { Span } from "../lib/span.ts";
import type { Sentence } from "./segment.ts";

// A clause begins after a comma, dash or semicolon with a new subject, or after "and" or "but" with one.
const boundary =
  /(?:;|\s[-–—]+|—)\s+|,\s+(?=(?:and|but|so|because|then|which|though|although|plus|or)\s)|,\s+(?=(?:I|you|we|he|she|they|it|it['’]s|that|there|please|could|can|would|I['’](?:ll|m|ve|d)|we['’](?:ll|re|ve|d)|you['’](?:ll|re|ve|d)|he['’]s|she['’]s)\b)|\s+(?=(?:and|but)\s+(?:I|you|we|he|she|they|it|it['’]s|I['’](?:ll|m|ve|d)|we['’](?:ll|re|ve|d)|you['’](?:ll|re|ve|d)|he['’]s|she['’]s|he['’]ll|she['’]ll|please|could|can)\b)/g;

/** The clauses of a sentence, in order, trimmed of the conjunctions and punctuation between them. */
export function clausesOf(sentence: Sentence): readonly Span[] {
  const { text, startChar } = sentence;
  const clauses: Span[] = [];
  let from = 0;
  const push = (to: number): void => {
    const slice = text.slice(from, to);
    const lead = /^[\s,;–—-]*(?:(?:and|but|so|then|plus|or)\s+)?/i.exec(slice)?.[0].length ?? 0;
    const kept = slice.slice(lead).replace(/[\s,;–—-]+$/, "");
    if (kept) clauses.push({ startChar: startChar + from + lead, endChar: startChar + from + lead + kept.length });
  };
  for (const match of matchesOf(boundary, text)) {
    if (match.index === 0) continue;
    push(match.index);
    from = match.index + match[0].length;
  }
  push(text.length);
  return clauses;
}

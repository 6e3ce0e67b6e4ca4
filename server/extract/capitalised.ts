import { matchesOf } from "../lib/matches-of.ts";
import type { Span } from "../lib/span.ts";
import { type Kept, readOnce } from "./read-once.ts";

/** A run of capitalised words that may be one name: "Alder Hill School", "St. Anne's", "Bank of the Plains". */
export type Run = Span & { readonly words: readonly (Span & { readonly text: string })[] };

const word =
  /(?:St|Mt|Ft|Dr|Mr|Mrs|Ms|Co|Inc|Corp|Ltd|\p{Lu})\.(?=\s|,|$)|(?:\p{Lu}[\p{L}\p{M}\p{N}]*(?:[-'’.&](?=[\p{L}\p{N}])[\p{L}\p{N}]+)*)|\d{1,4}(?:st|nd|rd|th)?(?=\s\p{Lu})|&|\b(?:of|the|and|for|de|del|la)\b/gu;
const connectors: ReadonlySet<string> = new Set(["of", "the", "and", "for", "de", "del", "la", "&"]);

/** Cuts the text into runs of capitalised words. Connectors ("of", "&") stay inside a run; possessive endings and other words end it. */
export const capitalisedRuns = readOnce(
  ({ text, startChar }: Span & Kept & { readonly text: string }): readonly Run[] => readRuns(text, startChar),
);

const readRuns = (text: string, offset: number): Run[] => {
  const runs: Run[] = [];
  let open: (Span & { text: string })[] = [];
  const close = (): void => {
    while (open.length > 0 && connectors.has(open.at(-1)?.text ?? "")) open.pop();
    while (open.length > 0 && connectors.has(open[0]?.text ?? "")) open.shift();
    const [first, last] = [open[0], open.at(-1)];
    if (first && last) runs.push({ startChar: first.startChar, endChar: last.endChar, words: open });
    open = [];
  };
  for (const match of matchesOf(word, text)) {
    const previous = open.at(-1);
    const start = offset + match.index;
    const gap = previous ? text.slice(previous.endChar - offset, match.index) : "";
    const joins =
      /^[ \t]+$|^\n$/.test(gap) || (gap === ", " && /^(?:Inc|LLC|Ltd|Corp|Co|LLP|P\.C|N\.A|PLLC)\b/.test(match[0]));
    if (previous && !joins) close();
    open.push({ startChar: start, endChar: start + match[0].length, text: match[0] });
  }
  close();
  return runs;
};

/** The word without a possessive ending. */
export const withoutPossessive = (text: string): string =>
  mayBePossessive(text) ? text.replace(/['’]s$/i, "").replace(/(?<=s)['’]$/i, "") : text;

const mayBePossessive = (text: string): boolean => {
  const [previous, last] = [text.charAt(text.length - 2), text.charAt(text.length - 1)];
  return isApostrophe(last) || isApostrophe(previous);
};
const isApostrophe = (char: string): boolean => char === "'" || char === "’";

import type { ZoneKind } from "../message.ts";
import { type Block, isBlankLine, skipBlank, textOf } from "./block.ts";
import { isFooter } from "./footer.ts";
import { greetingLength } from "./greeting.ts";
import { type Mark, pushMark } from "./mark.ts";
import { findTail } from "./signature.ts";

/** Appends the marks of a run of words the block's writer wrote: banner, greeting, own words, signature, footer. */
export function markOwn(block: Block, from: number, to: number, marks: Mark[]): void {
  const first = skipBlank(block, from, to);
  if (first >= to) return;
  const mark = (at: number, kind: ZoneKind) => pushMark(marks, { at, kind, block });
  const words = block.isForwarded ? "forwarded" : "own";
  // Whose signature it is nobody can say when the forwarded message's writer is unknown.
  if (block.isForwarded && !block.author) {
    mark(block.lines.start(from), words);
    return;
  }
  let opening: Opening = { at: block.lines.start(from), line: from };
  if (from === block.from) {
    const banner = endOfBanner(block, first, to);
    if (banner > first) mark(opening.at, "footer");
    opening = markGreeting(block, banner > first ? banner : from, to, mark);
  }
  const tail = findTail(block, opening.line, to);
  const wordsEnd = block.lines.start(tail[0]?.line ?? to);
  if (opening.at < wordsEnd && hasWords(block, opening, tail[0]?.line ?? to)) mark(opening.at, words);
  for (const part of tail) mark(block.lines.start(part.line), part.kind === "own" ? words : part.kind);
}

/** Where the words after a greeting begin: an offset, and the first whole line from there on. */
type Opening = { readonly at: number; readonly line: number };

const hasWords = (block: Block, { at, line }: Opening, to: number): boolean =>
  at < block.lines.start(line) || skipBlank(block, line, to) < to;

/** One or two lines of greeting; of "Hi Ana, quick question" the part to the comma. */
const markGreeting = (block: Block, from: number, to: number, mark: (at: number, kind: ZoneKind) => void): Opening => {
  let opening: Opening = { at: block.lines.start(from), line: from };
  let line = skipBlank(block, from, to);
  for (let greetings = 0; greetings < 2 && line < to; greetings++) {
    const text = textOf(block, line);
    const isAlone = isBlankLine(block, line + 1);
    const length = greetingLength(text, isAlone, block.addressees);
    if (length === 0) break;
    mark(opening.at, "greeting");
    if (length < text.trimEnd().length) {
      // The offset of "> " in front of a quoted line is not part of its text.
      if (block.depth > 0) break;
      const rest = block.lines.start(line) + length;
      return { at: rest + (text.slice(length).length - text.slice(length).trimStart().length), line: line + 1 };
    }
    opening = { at: block.lines.start(line + 1), line: line + 1 };
    if (isAlone) break;
    line += 1;
  }
  return opening;
};

/** The line after a first paragraph that a mail gateway put there ("This email originated from outside"). */
const endOfBanner = (block: Block, first: number, to: number): number => {
  let end = first;
  const texts: string[] = [];
  for (; end < Math.min(to, first + bannerLinesMax) && !isBlankLine(block, end); end++) texts.push(textOf(block, end));
  return end < to && isBlankLine(block, end) && isFooter(texts.join(" ")) ? skipBlank(block, end, to) : first;
};

const bannerLinesMax = 8;

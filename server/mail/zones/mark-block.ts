import type { ZoneKind } from "../message.ts";
import { attributionAt } from "./attribution.ts";
import { type Block, isBlankLine, isQuotedLine, skipBlank, textOf } from "./block.ts";
import { forwardMarkerAt, isPassedOn, isReplySubject, originalMarkerAt } from "./forwarding.ts";
import { type HeaderBlock, headerBlockAt } from "./header-block.ts";
import { type Mark, pushMark } from "./mark.ts";
import { markOwn } from "./mark-own.ts";

/** Appends the marks of one message's words, those it quotes and those it passes on. Reads each line a bounded number of times. */
export function markBlock(block: Block, marks: Mark[], nesting = 0): void {
  let ownFrom = block.from;
  let hasOwn = false;
  let line = block.from;
  const cut = (at: number, kind: ZoneKind, of: Block, to: number) => {
    markOwn(block, ownFrom, at, marks);
    pushMark(marks, { at: block.lines.start(at), kind, block: of });
    line = to;
    ownFrom = to;
  };
  while (line < block.to) {
    const text = textOf(block, line);
    const copied = text.trim() === "" ? null : copiedMessageAt(block, line);
    const quotation = text.trim() === "" || copied ? null : quotationAt(block, line, hasOwn);
    if (copied && (copied.isForwarded || isPassedOn(block, copied.header, ownTextBefore(block, ownFrom, line)))) {
      const inner = forwardedBlock(block, copied);
      cut(line, "forwarded", inner, inner.to);
      if (nesting < nestingMax) markBlock(inner, marks, nesting + 1);
    } else if (copied) {
      cut(line, "quoted", block, block.to);
    } else if (quotation !== null) {
      cut(line, "quoted", block, quotation);
    } else {
      hasOwn ||= text.trim() !== "";
      line += 1;
    }
  }
  markOwn(block, ownFrom, block.to, marks);
}

/** Deeper chains of forwards stay one forwarded zone: each level costs stack. */
const nestingMax = 50;

type Copied = {
  readonly isForwarded: boolean;
  readonly header: HeaderBlock;
  readonly depth: number;
  readonly to: number;
};

/** A message copied in full: behind a forward marker, behind an "Original Message" rule, or a bare block of header lines. */
const copiedMessageAt = (block: Block, line: number): Copied | null => {
  const forward = forwardMarkerAt(block, line);
  if (forward !== null) {
    const at = skipBlank(block, forward);
    // Apple Mail quotes what it forwards; own words may follow the quotation.
    const isQuoted = isQuotedLine(textOf(block, at));
    const inner = isQuoted ? { ...block, depth: block.depth + 1, to: endOfQuoted(block, at) } : block;
    const header = headerBlockAt(inner, skipBlank(inner, at), 1) ?? unknownHeader(forward);
    return { isForwarded: true, header, depth: inner.depth, to: inner.to };
  }
  const original = originalMarkerAt(block, line);
  const header = headerBlockAt(block, original === null ? line : skipBlank(block, original), original === null ? 3 : 2);
  return header && { isForwarded: false, header, depth: block.depth, to: block.to };
};

const unknownHeader = (end: number): HeaderBlock => ({
  end,
  author: null,
  writtenAt: null,
  to: [],
  cc: [],
  subject: "",
});

const forwardedBlock = (block: Block, { header, depth, to }: Copied): Block => ({
  lines: block.lines,
  from: header.end,
  to,
  depth,
  isForwarded: true,
  isReply: isReplySubject(header.subject),
  subject: header.subject,
  author: header.author,
  writtenAt: header.writtenAt,
  addressees: header.to,
  recipients: [...header.to, ...header.cc],
});

/** The line after a quotation that begins at `line`: an attribution with what it quotes, or lines with ">". Null when there is none. */
const quotationAt = (block: Block, line: number, hasOwn: boolean): number | null => {
  if (isQuotedLine(textOf(block, line))) {
    const end = endOfQuoted(block, line);
    return end - line > 1 || block.isReply ? end : null;
  }
  const attribution = attributionAt(block, line);
  if (!attribution) return null;
  const next = skipBlank(block, attribution.end);
  if (isQuotedLine(textOf(block, next))) return endOfQuoted(block, next);
  return attribution.isSure && hasOwn ? block.to : null;
};

/** The line after the last of a run of quoted lines; empty lines within the run belong to it. */
const endOfQuoted = (block: Block, from: number): number => {
  let end = from;
  for (let line = from; line < block.to; line = skipBlank(block, line)) {
    if (!isQuotedLine(textOf(block, line))) break;
    line += 1;
    end = line;
  }
  return end;
};

const introductionLinesMax = 12;

const ownTextBefore = (block: Block, from: number, line: number): string => {
  const texts: string[] = [];
  for (let at = Math.max(from, line - introductionLinesMax); at < line; at++) {
    if (!isBlankLine(block, at)) texts.push(textOf(block, at));
  }
  return texts.join(" ");
};

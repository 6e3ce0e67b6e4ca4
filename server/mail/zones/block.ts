import type { Mailbox, SentDate } from "../message.ts";
import type { Lines } from "./lines.ts";

/** One message's words within the content: the message itself, or a forwarded one. Lines `from` to `to`, without the last. */
export type Block = {
  readonly lines: Lines;
  readonly from: number;
  readonly to: number;
  /** Levels of "> " in front of every line that are not quoting within this block. */
  readonly depth: number;
  readonly isForwarded: boolean;
  readonly isReply: boolean;
  readonly subject: string;
  readonly author: Mailbox | null;
  readonly writtenAt: SentDate | null;
  readonly addressees: readonly Mailbox[];
  /** Everyone the message was sent to: a reply quotes one of them. */
  readonly recipients: readonly Mailbox[];
};

export const textOf = (block: Block, line: number): string =>
  line < block.to ? block.lines.text(line, block.depth) : "";

export const isBlankLine = (block: Block, line: number): boolean => textOf(block, line).trim() === "";

/** The first line from `line` on that is not blank; `block.to` when there is none. */
export const skipBlank = (block: Block, line: number, to = block.to): number => {
  let at = line;
  while (at < to && isBlankLine(block, at)) at += 1;
  return at;
};

export const isQuotedLine = (text: string): boolean => /^ {0,3}>/.test(text);

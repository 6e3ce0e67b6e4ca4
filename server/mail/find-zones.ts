import type { ParsedMessage, Zone } from "./message.ts";
import type { Block } from "./zones/block.ts";
import { isReplySubject } from "./zones/forwarding.ts";
import { linesOf } from "./zones/lines.ts";
import type { Mark } from "./zones/mark.ts";
import { markBlock } from "./zones/mark-block.ts";

/** Changes whenever the same content would give other zones. */
export const zonerVersion = "1";

/**
 * Who wrote which part of a message's content: header, greeting, own words, quoted replies, forwarded messages with their own
 * senders, signatures and footers. Zones cover the content in order without overlap. When in doubt words are own.
 */
export function findZones(message: ParsedMessage): Zone[] {
  const { content } = message;
  const bodyStart = content.indexOf("\n\n") + 2;
  const lines = linesOf(content, bodyStart);

  const outer: Block = {
    lines,
    from: 0,
    to: lines.count,
    depth: 0,
    isForwarded: false,
    isReply: message.inReplyTo.length > 0 || message.references.length > 0 || isReplySubject(message.subject),
    subject: message.subject,
    author: message.from[0] ?? null,
    writtenAt: message.date,
    addressees: message.to,
    recipients: [...message.to, ...message.cc],
  };
  const marks: Mark[] = [{ at: 0, kind: "header", block: outer }];
  markBlock(outer, marks);
  return marks.flatMap(({ at, kind, block }, index): Zone[] => {
    const endChar = marks[index + 1]?.at ?? content.length;
    if (endChar <= at) return [];
    const { author, writtenAt, addressees } = block;
    return [{ startChar: at, endChar, kind, author: kind === "quoted" ? null : author, writtenAt, addressees }];
  });
}

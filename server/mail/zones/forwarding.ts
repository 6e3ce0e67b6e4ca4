import type { Mailbox } from "../message.ts";
import { type Block, textOf } from "./block.ts";
import type { HeaderBlock } from "./header-block.ts";

/** Line after "---------- Forwarded message ---------" or "Begin forwarded message:" at `line`, or null. */
export const forwardMarkerAt = (block: Block, line: number): number | null =>
  forwardMarker.test(textOf(block, line).trim()) ? line + 1 : null;

/** Line after "-----Original Message-----" or the rule Outlook draws above a message it quotes, or null. */
export const originalMarkerAt = (block: Block, line: number): number | null =>
  originalMarker.test(textOf(block, line).trim()) ? line + 1 : null;

export const isReplySubject = (subject: string): boolean =>
  /^\s*(?:\[[^\]]{1,40}\]\s*)?(?:re|aw|antw|sv|vs|rif|ref|odp)\s?(?:\[\d+\])?\s?:/i.test(subject);

const isForwardSubject = (subject: string): boolean =>
  /^\s*(?:\[[^\]]{1,40}\]\s*)?(?:fw|fwd|wg|tr|rv|i|enc|doorst|vb|videres|pd)\s?:/i.test(subject);

/**
 * Whether a copied header block begins a message passed on (its words are news) rather than the one replied to (they were read
 * before): the subject says so, or its writer is not among those written to and it is introduced, or this is no reply at all.
 */
export function isPassedOn(block: Block, header: HeaderBlock, ownBefore: string): boolean {
  if (isForwardSubject(block.subject)) return true;
  const writer = header.author;
  if (!writer || block.recipients.some((recipient) => isSame(recipient, writer))) return false;
  if (!block.isReply) return true;
  return !(block.author && isSame(block.author, writer)) && introduction.test(ownBefore);
}

const isSame = (one: Mailbox, other: Mailbox): boolean =>
  one.address && other.address
    ? one.address === other.address
    : one.name !== null && one.name.toLowerCase() === other.name?.toLowerCase();

const forwardMarker =
  /^(?:[-_=*]{2,}\s*(?:forwarded (?:message|mail|email)|weitergeleitete nachricht|message (?:transféré|réexpédié)|mensaje reenviado|messaggio (?:inoltrato|originale inoltrato)|doorgestuurd bericht|mensagem encaminhada|videresendt (?:meddelelse|melding)|vidarebefordrat meddelande|przekazana wiadomość)[^\p{L}]*(?:from [^-]{1,80})?[-_=*]*|begin forwarded message\s?:|(?:anfang der )?weitergeleitete[rn]? (?:nachricht|e-?mail)\s?:|début du message (?:transféré|réexpédié)\s?:|inicio del mensaje reenviado\s?:|inizio messaggio inoltrato\s?:|begin doorgestuurd bericht\s?:)$/iu;

const originalMarker =
  /^(?:[-_=*]{2,}\s*(?:original (?:message|mail|appointment)|reply message|ursprüngliche nachricht|originalnachricht|message d['’]origine|message original|mensaje original|messaggio originale|oorspronkelijk bericht|mensagem original|ursprungligt meddelande|oprindelig meddelelse|wiadomość oryginalna)\s*[-_=*]{2,}|_{20,})$/iu;

const introduction =
  /\b(?:forward(?:ing|ed)?|fwd|past(?:ing|ed)|fyi|passing (?:this|it|along)|(?:note|e-?mail|message|mail|letter)\b.{0,40}\b(?:sent|wrote|got|received|came)|(?:got|received) (?:this|the following)|here(?:'s|’s| is) what|(?:is|see) what \w+ (?:sent|wrote)|below is|sent (?:me|us) (?:this|the))\b/i;

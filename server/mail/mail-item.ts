/** One message found in a file, in the order of the source. Readers yield it as soon as it is whole: memory holds few of them. */
export type MailItem = {
  /** The message's own bytes: no mbox envelope line, `>From` quoting undone. */
  readonly raw: Uint8Array;
  /** The instant of the mbox envelope line, or null: a receipt like a Received header's. */
  readonly receivedAtMs: number | null;
  /** How much of all sources was read when this message was whole; for progress. */
  readonly bytesRead: number;
};

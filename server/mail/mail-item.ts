/** One message found in a file, in the order of the source. Readers yield it as soon as it is whole: memory holds few of them. */
export type MailItem = {
  /** The message's own bytes: no mbox envelope line, `>From` quoting undone. */
  readonly raw: Uint8Array;
  /** The instant of the mbox envelope line, or null: a receipt like a Received header's. */
  readonly receivedAtMs: number | null;
  /** What the place where it lay says of it; labels in the message itself are read with it. */
  readonly labels?: readonly string[];
  /** How much of all sources was read when this message was whole; for progress. */
  readonly bytesRead: number;
};

/** What an import reads: files, a folder, or a body that is sent. */
export type MailSource = {
  /** Every message of every file; read once. */
  readonly items: AsyncIterable<MailItem>;
  /** Null when it is not known before the end. */
  readonly bytesTotal: number | null;
  /** Its file's or folder's name without ending: names a mailbox when the mail itself does not. */
  readonly name: string;
  /** Files that hold no mail; complete when `items` is read. */
  readonly skippedFiles: readonly string[];
  /** Archives of which only a part could be read: cut short or damaged; complete when `items` is read. */
  readonly damagedFiles: readonly string[];
};

import { createReadStream } from "node:fs";

/** Bytes that may hold mail, wherever they lie. `read` may be called again, for any range [start, end). */
export type MailFile = {
  /** As it is shown to people. */
  readonly name: string;
  readonly sizeBytes: number;
  readonly read: (start: number, end: number) => AsyncIterable<Uint8Array>;
};

export const fileOnDisk = (path: string, sizeBytes: number): MailFile => ({
  name: path,
  sizeBytes,
  // Node's `end` is inclusive.
  read: (start, end) =>
    end <= start ? nothing() : createReadStream(path, { start, end: end - 1, highWaterMark: 1024 * 1024 }),
});

async function* nothing(): AsyncGenerator<Uint8Array> {}

/** What files could not give, for people to know: complete when all items were read. */
export type Notes = {
  /** Files that hold no mail, and archives within archives. */
  readonly skipped: string[];
  /** Archives that end before their end or are damaged: what could be read whole was. */
  readonly damaged: string[];
};

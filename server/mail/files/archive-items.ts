import { BeepError } from "../../errors.ts";
import type { MailItem } from "../mail-item.ts";
import { kindOfHead, peek } from "./file-kind.ts";
import type { MailFile, Notes } from "./mail-file.ts";
import { labelsOfPath } from "./maildir.ts";
import type { PlainItems } from "./read-mail-file.ts";

/** One file within an archive, to be read once and before the next. */
export type ArchiveEntry = {
  readonly name: string;
  readonly chunks: AsyncIterable<Uint8Array>;
  /** How much of the archive was read to come to `unpackedBytes` of this entry. */
  readonly bytesRead: (unpackedBytes: number) => number;
};

type Archive = { readonly file: MailFile; readonly notes: Notes; readonly refuse: (problem: string) => never };

/**
 * The mail in an archive's files. What is no mail is noted as skipped, and so is an archive within the archive, which is never
 * opened. Where the archive is damaged or cut short, the messages that are whole are given, and it is noted.
 */
export async function* archiveItems(
  archive: Archive,
  entries: AsyncIterable<ArchiveEntry>,
  plainItems: PlainItems,
): AsyncGenerator<MailItem> {
  const { file, notes } = archive;
  const isDamaged = new Set<string>();
  const note = (error: unknown) => {
    if (isOurs(error)) throw error;
    if (!isDamaged.has(file.name)) notes.damaged.push(file.name);
    isDamaged.add(file.name);
  };
  const measured = measure(archive);
  try {
    for await (const entry of entries) {
      try {
        const { head, chunks } = await peek(measured(entry.chunks));
        const kind = kindOfHead(head);
        if (kind === "mbox" || kind === "message") {
          for await (const item of plainItems(kind, chunks, labelsOfPath(entry.name)))
            yield { ...item, bytesRead: entry.bytesRead(item.bytesRead) };
        } else {
          // Nothing more of it is unpacked.
          await chunks[Symbol.asyncIterator]().return?.();
          if (head.length > 0) notes.skipped.push(`${file.name}: ${entry.name}`);
        }
      } catch (error) {
        note(error);
      }
    }
  } catch (error) {
    note(error);
  }
}

/** Mail packs to a fifth; text that repeats itself for ever to a thousandth, which is what bombs are made of. */
export const ratioMax = 200;
/** Below this a bomb does no harm, whatever its ratio. */
export const harmlessBytes = 100_000_000;

/** Counts what an archive unpacks to, whatever its own directory claims. */
const measure = ({ file, refuse }: Archive) => {
  let unpacked = 0;
  return async function* (chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      unpacked += chunk.length;
      if (unpacked > harmlessBytes && unpacked > file.sizeBytes * ratioMax) refuse(bombWords);
      yield chunk;
    }
  };
};

export const bombWords = "unpacks to far more than mail does: it looks made to fill a disk, and was not read further";

/** A refusal, or a disk or database that failed: none of these is the archive's damage. */
const isOurs = (error: unknown): boolean =>
  error instanceof BeepError || (error instanceof Error && ("syscall" in error || error.name === "AbortError"));

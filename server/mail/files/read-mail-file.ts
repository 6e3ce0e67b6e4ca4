import type { MailItem } from "../mail-item.ts";
import { messageBytesMax, readMbox } from "../read-mbox.ts";
import { archiveItems } from "./archive-items.ts";
import { type FileKind, headBytes, kindOfHead, peek } from "./file-kind.ts";
import type { MailFile, Notes } from "./mail-file.ts";
import { labelsOfPath } from "./maildir.ts";
import { gunzipped, tarEntries } from "./read-tar.ts";
import { inspectZip, zipEntries } from "./read-zip.ts";

/** Mail in a file, opened: every message in the order of the file, its `bytesRead` counted in the file's own bytes. */
export type OpenedMailFile = { readonly items: () => AsyncIterable<MailItem> };

/**
 * Opens what holds mail: a message, an mbox, or an archive of them (zip, tar, gzip), known by content; undefined for anything else.
 * `refuse` throws for what is not to be opened at all, before anything was read of it where that can be told: an archive
 * that is encrypted, or that unpacks to far more than mail does.
 */
export async function openMailFile(
  file: MailFile,
  notes: Notes,
  refuse: (problem: string) => never,
): Promise<OpenedMailFile | undefined> {
  const { head } = await peek(file.read(0, Math.min(headBytes, file.sizeBytes)));
  const whole = () => file.read(0, file.sizeBytes);
  const archive = { file, notes, refuse };
  switch (kindOfHead(head)) {
    case "mbox":
    case "message":
      return { items: () => plainItems(kindOfHead(head), whole(), labelsOfPath(file.name)) };
    case "zip":
      await inspectZip(file, refuse);
      return { items: () => archiveItems(archive, zipEntries(file), plainItems) };
    case "tar":
      return { items: () => archiveItems(archive, tarEntries(whole()), plainItems) };
    case "gzip":
      return { items: () => archiveItems(archive, gunzipped(file), plainItems) };
    case "other":
      return undefined;
  }
}

/** The messages of an mbox, or the one message there is. */
export type PlainItems = (
  kind: FileKind,
  chunks: AsyncIterable<Uint8Array>,
  labels: readonly string[],
) => AsyncIterable<MailItem>;

const plainItems: PlainItems = (kind, chunks, labels) =>
  kind === "mbox" ? mboxItems(chunks) : messageItem(chunks, labels);

async function* mboxItems(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<MailItem> {
  for await (const { raw, receivedAtMs, endOffset } of readMbox(chunks))
    yield { raw, receivedAtMs, bytesRead: endOffset };
}

async function* messageItem(chunks: AsyncIterable<Uint8Array>, labels: readonly string[]): AsyncGenerator<MailItem> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    if (bytes < messageBytesMax) parts.push(chunk.subarray(0, messageBytesMax - bytes));
    bytes += chunk.length;
  }
  yield { raw: Buffer.concat(parts), receivedAtMs: null, labels, bytesRead: bytes };
}

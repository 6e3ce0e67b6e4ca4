import { Readable } from "node:stream";
import { createInflateRaw, type InflateRaw } from "node:zlib";
import type { ArchiveEntry } from "./archive-items.ts";
import type { MailFile } from "./mail-file.ts";

const localHeaderBytes = 30;
const signatures = { localFile: 0x04034b50, directory: 0x02014b50 };
const flag = { encrypted: 0x1, sizesFollow: 0x8 };
const method = { stored: 0, deflated: 8 };

/**
 * The files of a zip whose directory, which stands at its end, is missing: a download that broke off. Each is found by the header
 * before it (APPNOTE, 4.3.7), as long as one follows. Ends with an error always: such a zip is never whole.
 */
export async function* cutZipEntries(file: MailFile): AsyncGenerator<ArchiveEntry> {
  let at = 0;
  for (;;) {
    const header = await bytesAt(file, at, localHeaderBytes);
    if (header.length < localHeaderBytes || header.readUInt32LE(0) !== signatures.localFile) break;
    const flags = header.readUInt16LE(6);
    const packing = header.readUInt16LE(8);
    const nameBytes = header.readUInt16LE(26);
    const start = at + localHeaderBytes + nameBytes + header.readUInt16LE(28);
    const name = (await bytesAt(file, at + localHeaderBytes, nameBytes)).toString();
    // Of a deflated file its own stream tells the end; of a stored one only the size before it can.
    const isReadable = packing === method.deflated || (packing === method.stored && (flags & flag.sizesFollow) === 0);
    if ((flags & flag.encrypted) !== 0 || !isReadable) break;
    let end = start + header.readUInt32LE(18);
    if (packing === method.stored) {
      yield { name, chunks: wholeRange(file, start, end), bytesRead: (bytes) => start + bytes };
    } else {
      const inflate = createInflateRaw();
      const packed = Readable.from(file.read(start, file.sizeBytes), { objectMode: false });
      packed.on("error", (error) => inflate.destroy(error)).pipe(inflate);
      yield { name, chunks: toItsEnd(inflate), bytesRead: () => start + inflate.bytesWritten };
      for await (const _ of toItsEnd(inflate));
      packed.destroy();
      end = start + inflate.bytesWritten;
    }
    at = await skipDescriptor(file, end);
  }
  throw new Error("The zip has no directory.");
}

// Left open when its reader stops early: the next file begins where this stream ends.
const toItsEnd = (inflate: InflateRaw): AsyncIterable<Uint8Array> => ({
  [Symbol.asyncIterator]: () => inflate.iterator({ destroyOnReturn: false }),
});

async function* wholeRange(file: MailFile, start: number, end: number): AsyncGenerator<Uint8Array> {
  yield* file.read(start, Math.min(end, file.sizeBytes));
  if (end > file.sizeBytes) throw new Error("The file ends in the middle.");
}

/** The sizes that may stand behind a file: with or without a signature, of 32 or 64 bits each (APPNOTE, 4.3.9). */
const skipDescriptor = async (file: MailFile, end: number): Promise<number> => {
  const after = await bytesAt(file, end, 28);
  const known: readonly number[] = Object.values(signatures);
  const length = [0, 12, 16, 20, 24].find((at) => at + 4 <= after.length && known.includes(after.readUInt32LE(at)));
  return end + (length ?? after.length);
};

const bytesAt = async (file: MailFile, start: number, length: number): Promise<Buffer> => {
  const parts: Uint8Array[] = [];
  for await (const part of file.read(start, Math.min(start + length, file.sizeBytes))) parts.push(part);
  return Buffer.concat(parts);
};

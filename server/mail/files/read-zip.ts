import { Readable } from "node:stream";
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from "yauzl";
import { type ArchiveEntry, bombWords, harmlessBytes, ratioMax } from "./archive-items.ts";
import type { MailFile } from "./mail-file.ts";
import { cutZipEntries } from "./read-cut-zip.ts";

const entriesMax = 1_000_000;

/** Refuses a zip by what its directory says: encrypted files, or far more bytes than mail unpacks to. One without directory is looked at as it is read. */
export async function inspectZip(file: MailFile, refuse: (problem: string) => never): Promise<void> {
  const zip = await openZip(file).catch(() => undefined);
  let unpacked = 0;
  let entries = 0;
  try {
    for await (const entry of zip?.eachEntry() ?? []) {
      unpacked += entry.uncompressedSize;
      if (entry.isEncrypted()) refuse("is encrypted: unpack it with its password, and give what comes out");
      if (++entries > entriesMax) refuse(`holds more than ${entriesMax.toLocaleString("en")} files`);
    }
  } catch (error) {
    if (!isZipError(error)) throw error;
  }
  if (unpacked > harmlessBytes && unpacked > file.sizeBytes * ratioMax) refuse(bombWords);
}

/** The files of a zip in the order of its directory; of one cut short, those that stand before the cut, in the order they lie. */
export async function* zipEntries(file: MailFile): AsyncGenerator<ArchiveEntry> {
  const zip = await openZip(file).catch((error: unknown) => {
    if (isZipError(error)) return undefined;
    throw error;
  });
  if (zip === undefined) {
    yield* cutZipEntries(file);
    return;
  }
  let before = 0;
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileNameRaw.toString();
    const packedPerByte = entry.compressedSize / Math.max(1, entry.uncompressedSize);
    const start = before;
    if (!name.endsWith("/"))
      yield {
        name,
        chunks: contentOf(zip, entry),
        bytesRead: (unpackedBytes) => Math.round(start + unpackedBytes * packedPerByte),
      };
    before += entry.compressedSize;
  }
}

async function* contentOf(zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  yield* await zip.openReadStreamPromise(entry);
}

/** Names are not made paths of, so they need not be safe ones. */
const openZip = (file: MailFile): Promise<ZipFile> =>
  fromRandomAccessReaderPromise(new ZipReader(file), file.sizeBytes, { decodeStrings: false, autoClose: false });

class ZipReader extends RandomAccessReader {
  readonly #file: MailFile;

  constructor(file: MailFile) {
    super();
    this.#file = file;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#file.read(start, end), { objectMode: false });
  }
}

/** What yauzl says of bytes that are no zip; a file that cannot be read has a system call's name. */
const isZipError = (error: unknown): boolean =>
  error instanceof Error && error.constructor === Error && !("syscall" in error);

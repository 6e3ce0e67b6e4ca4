import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { createTarDecoder } from "modern-tar";
import type { ArchiveEntry } from "./archive-items.ts";
import { kindOfHead, peek } from "./file-kind.ts";
import type { MailFile } from "./mail-file.ts";

/** The files of a tar, streamed. `packedBytes` tells how much of the file it lies in was read. */
export async function* tarEntries(
  chunks: AsyncIterable<Uint8Array>,
  packedBytes?: () => number,
): AsyncGenerator<ArchiveEntry> {
  let read = 0;
  async function* counted() {
    for await (const chunk of chunks) {
      read += chunk.length;
      yield new Uint8Array(chunk);
    }
  }
  const entries = ReadableStream.from(counted()).pipeThrough(createTarDecoder({ strict: true }));
  for await (const { header, body } of entries) {
    if (header.type === undefined || header.type === "file")
      yield { name: header.name, chunks: body, bytesRead: packedBytes ?? (() => read) };
    else await body.cancel();
  }
}

/** What a gzip file holds: the files of a tar, or the one file that was packed. */
export async function* gunzipped(file: MailFile): AsyncGenerator<ArchiveEntry> {
  const gunzip = createGunzip();
  const packed = Readable.from(file.read(0, file.sizeBytes), { objectMode: false });
  packed.on("error", (error) => gunzip.destroy(error)).pipe(gunzip);
  const packedBytes = () => gunzip.bytesWritten;
  try {
    const { head, chunks } = await peek(gunzip);
    if (kindOfHead(head) === "tar") yield* tarEntries(chunks, packedBytes);
    else yield { name: "", chunks, bytesRead: packedBytes };
  } finally {
    packed.destroy();
    gunzip.destroy();
  }
}

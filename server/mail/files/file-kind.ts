/** What a file is, as its first bytes show; its name says nothing. */
export type FileKind = "mbox" | "message" | "zip" | "gzip" | "tar" | "other";

/** So many bytes tell. */
export const headBytes = 64 * 1024;

/** An mbox begins with an envelope line, a message with header fields of which one is a field of mail, an archive with its signature. */
export const kindOfHead = (head: Uint8Array): FileKind => {
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, headBytes)).toString("latin1");
  if (zipSignatures.some((signature) => text.startsWith(signature))) return "zip";
  if (text.startsWith("\x1f\x8b")) return "gzip";
  if (text.startsWith("ustar", 257)) return "tar";
  if (/^From .*\d{4}\s*(?:[+-]\d{4})?\r?\n/.test(text)) return "mbox";
  const isHeader = /^(?:\u00ef\u00bb\u00bf)?[!-9;-~]+[ \t]*:/.test(text);
  return isHeader &&
    /^(?:from|to|subject|date|received|message-id|return-path|delivered-to|mime-version)[ \t]*:/im.test(text)
    ? "message"
    : "other";
};

/** Of a file in it, of an empty one, of one that was split (APPNOTE, 4.3.7, 4.3.16, 8.5.3). */
const zipSignatures = ["PK\x03\x04", "PK\x05\x06", "PK\x07\x08"];

/** The first bytes of a stream, and the whole of it again. */
export const peek = async (
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ readonly head: Uint8Array; readonly chunks: AsyncIterable<Uint8Array> }> => {
  const iterator = chunks[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let bytes = 0;
  while (bytes < headBytes) {
    const next = await iterator.next();
    if (next.done === true) break;
    first.push(next.value);
    bytes += next.value.length;
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    try {
      yield* first;
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  }
  return { head: Buffer.concat(first), chunks: all() };
};

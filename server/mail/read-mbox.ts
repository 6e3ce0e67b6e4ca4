/** One message of an mbox file: its bytes without the envelope line, `>From` quoting undone. */
export type MboxMessage = {
  readonly raw: Uint8Array;
  /** The envelope line's instant (asctime, UTC as RFC 4155 asks), or null when it cannot be read. */
  readonly receivedAtMs: number | null;
  /** Offset in the file just behind the message. */
  readonly endOffset: number;
};

/** A message larger than this is cut off there: no mailer writes such, and memory must stay bounded. */
export const messageBytesMax = 160 * 1024 * 1024;

/**
 * The messages of an mbox file (RFC 4155, mboxrd quoting), streamed: memory holds one message. A line begins a message when it
 * has an envelope line's shape and follows an empty line or nothing, so that "From here on" in a letter does not. The last
 * message is given even when the file was cut in the middle of it.
 */
export async function* readMbox(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<MboxMessage> {
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  let envelope: string | null = null;
  let offset = 0;

  const take = function* (endOffset: number): Generator<MboxMessage> {
    if (envelope !== null) {
      yield { raw: unquote(Buffer.concat(pending)), receivedAtMs: envelopeInstant(envelope), endOffset };
    }
    pending = [];
    pendingBytes = 0;
  };

  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of withEnd(chunks)) {
    const isEnd = chunk === null;
    const bytes = isEnd
      ? rest
      : rest.length > 0
        ? Buffer.concat([rest, chunk])
        : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let from = 0;
    for (const start of envelopeStarts(bytes, pendingBytes === 0 && envelope === null, isEnd)) {
      const lineEnd = endOfLine(bytes, start);
      append(bytes.subarray(from, start));
      yield* take(offset + start);
      envelope = bytes.toString("latin1", start, lineEnd);
      from = lineEnd;
    }
    // The last line may be the first half of an envelope line, and needs the empty line before it: it waits for more bytes.
    const keep = isEnd ? bytes.length : Math.max(from, safeEnd(bytes));
    append(bytes.subarray(from, keep));
    rest = Buffer.from(bytes.subarray(keep));
    offset += keep;
  }
  yield* take(offset);

  function append(part: Buffer): void {
    const room = messageBytesMax - pendingBytes;
    if (envelope === null || room <= 0 || part.length === 0) return;
    // A copy, so that a small remainder does not keep a whole chunk alive.
    pending.push(Buffer.from(part.subarray(0, room)));
    pendingBytes += Math.min(part.length, room);
  }
}

/** `From sender date`: RFC 4155, appendix A; writers add a zone, or leave the sender out. */
const envelopeShape =
  /^From (?:.* )?(?:mon|tue|wed|thu|fri|sat|sun),? (?:(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec) +(\d{1,2})|(\d{1,2}) +(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))(?: +(\d{4}))? +(\d{1,2}):(\d{2})(?::(\d{2}))?(?: +[a-z]{1,5}| +[+-]\d{4})*(?: +(\d{4}))?(?: +[+-]\d{4})?\s*$/i;
const envelopeLineMax = 1000;

/** Where envelope lines begin; at the very start of a file one needs no empty line before it. */
function* envelopeStarts(bytes: Buffer, isFileStart: boolean, isEnd: boolean): Generator<number> {
  if (isFileStart && bytes.indexOf("From ") === 0 && isEnvelope(bytes, 0, isEnd)) yield 0;
  for (let at = bytes.indexOf("\nFrom "); at >= 0; at = bytes.indexOf("\nFrom ", at + 1)) {
    const before = bytes[at - 1] === 0x0d ? at - 2 : at - 1;
    if (bytes[before] === 0x0a && isEnvelope(bytes, at + 1, isEnd)) yield at + 1;
  }
}

const isEnvelope = (bytes: Buffer, start: number, isEnd: boolean): boolean => {
  const newline = bytes.indexOf(0x0a, start);
  if (newline < 0 && !isEnd) return false;
  const end = endOfLine(bytes, start);
  return end - start <= envelopeLineMax && envelopeShape.test(bytes.toString("latin1", start, end));
};

const endOfLine = (bytes: Buffer, start: number): number => {
  const newline = bytes.indexOf(0x0a, start);
  return newline < 0 ? bytes.length : newline + 1;
};

/** Up to where no later byte can tell of an envelope line: the end of the last line that holds words and is complete. */
const safeEnd = (bytes: Buffer): number => {
  let newline = bytes.lastIndexOf(0x0a);
  if (bytes.length - newline > envelopeLineMax) return bytes.length;
  while (newline > 0) {
    const before = bytes[newline - 1] === 0x0d ? newline - 2 : newline - 1;
    if (bytes[before] !== 0x0a) break;
    newline = before;
  }
  return Math.max(newline, 0);
};

const envelopeInstant = (line: string): number | null => {
  const match = envelopeShape.exec(line);
  if (!match) return null;
  const instant = Date.parse(
    `${match[2] ?? match[3]} ${match[1] ?? match[4]} ${match[9] ?? match[5]} ${match[6]}:${match[7]}:${match[8] ?? "00"} UTC`,
  );
  return Number.isNaN(instant) ? null : instant;
};

/** Undoes mboxrd quoting and drops the empty line that only parts it from the next message. */
const unquote = (raw: Buffer): Buffer => {
  const ending = raw.subarray(-4).equals(Buffer.from("\r\n\r\n"))
    ? 2
    : raw.subarray(-2).equals(Buffer.from("\n\n"))
      ? 1
      : 0;
  const message = raw.subarray(0, raw.length - ending);
  const parts: Buffer[] = [];
  let from = 0;
  for (let at = message.indexOf(">From "); at >= 0; at = message.indexOf(">From ", at + 1)) {
    let lineStart = at;
    while (lineStart > 0 && message[lineStart - 1] === 0x3e) lineStart--;
    if (lineStart !== 0 && message[lineStart - 1] !== 0x0a) continue;
    parts.push(message.subarray(from, lineStart));
    from = lineStart + 1;
  }
  return parts.length === 0 ? message : Buffer.concat([...parts, message.subarray(from)]);
};

async function* withEnd(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array | null> {
  yield* chunks;
  yield null;
}

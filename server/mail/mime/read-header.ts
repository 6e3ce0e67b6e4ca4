/** One header block: where it ends, and the values of the headers asked for, unfolded, in order of appearance. */
export type Header = {
  /** Offset of the body's first byte. */
  readonly bodyStart: number;
  /** Header lines seen, whatever their name. */
  readonly lines: number;
  readonly values: (name: string) => readonly string[];
};

/**
 * Reads the header block that starts at `start`. Names are given in lower case; only `wanted` ones are kept, at most
 * `valuesPerNameMax` of each, so that a message of nothing but header lines costs no memory. Never throws: a line that is no
 * header line is skipped within the block, and ends the block when no other follows it or when it begins like a delimiter.
 */
export function readHeader(raw: Buffer, start: number, end: number, wanted: ReadonlySet<string>): Header {
  const values = new Map<string, string[]>();
  let lines = 0;
  let at = start;
  while (at < end) {
    const lineEnd = endOfLine(raw, at, end);
    if (raw[at] === 0x2d && raw[at + 1] === 0x2d) return { bodyStart: at, lines, values: reader(values) };
    if (isBlank(raw, at, lineEnd)) return { bodyStart: lineEnd, lines, values: reader(values) };
    const fieldEnd = endOfField(raw, lineEnd, end);
    const colon = colonOf(raw, at, lineEnd);
    if (colon < 0) {
      if (!isEnvelopeLine(raw, at) && (lines === 0 || !goesOn(raw, fieldEnd, end, wanted))) {
        return { bodyStart: at, lines, values: reader(values) };
      }
    } else {
      lines += 1;
      const name = raw.toString("latin1", at, colon).trim().toLowerCase();
      if (wanted.has(name)) {
        const kept = values.get(name) ?? [];
        if (kept.length === 0) values.set(name, kept);
        if (kept.length < valuesPerNameMax) kept.push(unfold(decodeHeaderBytes(raw.subarray(colon + 1, fieldEnd))));
      }
    }
    at = fieldEnd;
  }
  return { bodyStart: end, lines, values: reader(values) };
}

const valuesPerNameMax = 1000;
const newline = 0x0a;
const nameCharsMax = 200;

const reader = (values: ReadonlyMap<string, readonly string[]>) => (name: string) => values.get(name) ?? [];

const endOfLine = (raw: Buffer, at: number, end: number): number => {
  const found = raw.indexOf(newline, at);
  return found < 0 || found >= end ? end : found + 1;
};

/** A field goes on over lines that begin with a space or a tab (RFC 5322, 2.2.3); a line of blanks only does not end it. */
const endOfField = (raw: Buffer, from: number, end: number): number => {
  let at = from;
  while (at < end && (raw[at] === 0x20 || raw[at] === 0x09)) at = endOfLine(raw, at, end);
  return at;
};

const isBlank = (raw: Buffer, at: number, lineEnd: number): boolean =>
  lineEnd - at <= 2 && (raw[at] === newline || (raw[at] === 0x0d && raw[at + 1] === newline));

/** Offset of the colon after a field name (printable ASCII, RFC 5322, 3.6.8), or -1 when the line is no header line. */
const colonOf = (raw: Buffer, at: number, lineEnd: number): number => {
  for (let i = at; i < lineEnd && i - at < nameCharsMax; i++) {
    const byte = raw[i] ?? 0;
    if (byte === 0x3a) return i > at ? i : -1;
    if (byte === 0x20 || byte === 0x09) return raw[i + 1] === 0x3a && i > at ? i + 1 : -1;
    if (byte < 0x21 || byte > 0x7e) return -1;
  }
  return -1;
};

/** Whether the block goes on after a broken line: another header line follows that no sentence would be ("more: text" is one). */
const goesOn = (raw: Buffer, at: number, end: number, wanted: ReadonlySet<string>): boolean => {
  const colon = colonOf(raw, at, endOfLine(raw, at, end));
  const name = raw.toString("latin1", at, Math.max(at, colon)).trim().toLowerCase();
  return wanted.has(name) || name.includes("-");
};

/** An mbox envelope line left on top of a message by an export. */
const isEnvelopeLine = (raw: Buffer, at: number): boolean =>
  raw.toString("latin1", at, at + 5) === "From " || raw.toString("latin1", at, at + 6) === ">From ";

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const windows1252 = new TextDecoder("windows-1252");

/** Headers are ASCII or UTF-8 (RFC 6532); old mail holds eight-bit bytes with no charset, most often Western. */
const decodeHeaderBytes = (bytes: Uint8Array): string => {
  try {
    return utf8.decode(bytes);
  } catch {
    return windows1252.decode(bytes);
  }
};

const unfold = (value: string): string => value.replace(/\r?\n|\r/g, "").trim();

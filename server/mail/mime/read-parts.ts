import { type ContentType, contentHeaders, readContentType } from "./content-type.ts";
import { type Header, readHeader } from "./read-header.ts";

/** A leaf of the MIME tree, still encoded. `alternative` numbers the multipart/alternative it is one choice of, if any. */
export type Part = { readonly content: ContentType; readonly alternative: number | null; readonly body: Buffer };

/**
 * Splits a message into its header and its leaves, in document order (RFC 2046, 5.1). One pass with a stack of its own, so
 * neither depth nor size matters; never throws. A multipart without its delimiters is one text part; a forwarded
 * message/rfc822 is a leaf. Beyond 10,000 leaves, delimiters are bytes of the last one.
 */
export function readParts(
  raw: Buffer,
  topHeaders: readonly string[],
): { readonly header: Header; readonly parts: readonly Part[] } {
  const parts: Part[] = [];
  const open: Multipart[] = [];
  const levels = new Map<string, number[]>();
  let alternatives = 0;
  let leaf: { readonly content: ContentType; readonly start: number } | null = null;

  const enter = (start: number, header: Header): number => {
    const outer = open.at(-1);
    const content = readContentType(header, outer?.subtype === "digest" ? "message/rfc822" : "text/plain");
    const [family, subtype = ""] = content.type.split("/");
    const boundary = family === "multipart" ? (content.boundary ?? guessBoundary(raw, start)) : undefined;
    if (boundary === undefined) {
      leaf = { content: family === "multipart" ? { ...content, type: "text/plain" } : content, start };
      return start;
    }
    const key = Buffer.from(boundary).toString("latin1").trimEnd();
    const alternative = subtype === "alternative" ? ++alternatives : (outer?.alternative ?? null);
    const same = levels.get(key) ?? [];
    if (same.push(open.length) === 1) levels.set(key, same);
    open.push({ key, subtype, alternative, content, start, parts: 0 });
    return start;
  };

  const endLeaf = (end: number): void => {
    if (leaf) {
      const body = raw.subarray(leaf.start, Math.max(leaf.start, end));
      parts.push({ content: leaf.content, alternative: open.at(-1)?.alternative ?? null, body });
    }
    leaf = null;
  };

  const closeFrom = (level: number, end: number): void => {
    endLeaf(end);
    while (open.length > level) {
      const closed = open.pop();
      if (!closed) return;
      const same = levels.get(closed.key);
      same?.pop();
      if (same?.length === 0) levels.delete(closed.key);
      if (closed.parts === 0) {
        leaf = { content: { ...closed.content, type: "text/plain" }, start: closed.start };
        endLeaf(end);
      }
    }
  };

  const header = readHeader(raw, firstLine(raw), raw.length, new Set([...topHeaders, ...contentHeaders]));
  let at = enter(header.bodyStart, header);
  while (open.length > 0 && parts.length < partsMax) {
    const lineStart = nextDashes(raw, at);
    if (lineStart < 0) break;
    const newline = raw.indexOf(0x0a, lineStart);
    const lineEnd = newline < 0 ? raw.length : newline + 1;
    const text = raw.toString("latin1", lineStart + 2, Math.min(lineEnd, lineStart + lineCharsMax)).trimEnd();
    const level = levels.get(text)?.at(-1);
    const closing = level === undefined && text.endsWith("--") ? levels.get(text.slice(0, -2))?.at(-1) : undefined;
    at = lineEnd;
    if (level !== undefined) {
      closeFrom(level + 1, beforeLineEnd(raw, lineStart));
      const multipart = open[level];
      if (multipart) multipart.parts += 1;
      const partHeader = readHeader(raw, lineEnd, raw.length, partHeaders);
      at = enter(partHeader.bodyStart, partHeader);
    } else if (closing !== undefined) {
      closeFrom(closing, beforeLineEnd(raw, lineStart));
    }
  }
  closeFrom(0, raw.length);
  return { header, parts };
}

type Multipart = {
  readonly key: string;
  readonly subtype: string;
  readonly alternative: number | null;
  readonly content: ContentType;
  readonly start: number;
  parts: number;
};

const partHeaders: ReadonlySet<string> = new Set(contentHeaders);
const partsMax = 10_000;

/** A boundary has at most 70 characters (RFC 2046, 5.1.1); mailers were seen to use more. */
const lineCharsMax = 300;

/** Exports put a byte order mark or empty lines above the first header. */
const firstLine = (raw: Buffer): number => {
  let at = raw.length >= 3 && raw.readUIntBE(0, 3) === 0xefbbbf ? 3 : 0;
  while (raw[at] === 0x0a || raw[at] === 0x0d) at += 1;
  return at;
};

/** Start of the next line that begins with two dashes, from a line start on; -1 when there is none. */
const nextDashes = (raw: Buffer, at: number): number => {
  if (raw[at] === 0x2d && raw[at + 1] === 0x2d) return at;
  const found = raw.indexOf("\n--", Math.max(0, at - 1), "latin1");
  return found < 0 ? -1 : found + 1;
};

/** The line end before a delimiter belongs to the delimiter. */
const beforeLineEnd = (raw: Buffer, lineStart: number): number => {
  if (raw[lineStart - 1] !== 0x0a) return lineStart;
  return raw[lineStart - 2] === 0x0d ? lineStart - 2 : lineStart - 1;
};

/** A multipart that names no boundary: its first line is one when it looks so and a content header follows. */
const guessBoundary = (raw: Buffer, start: number): string | undefined =>
  /^\s*--([^\s-][^\r\n]{0,200}?)[ \t]*\r?\nContent-/i.exec(raw.toString("latin1", start, start + 1000))?.[1];

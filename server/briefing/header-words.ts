import type { Span } from "../lib/span.ts";

/** A header line's words and where they stand in the content. */
export type HeaderWords = Span & { readonly text: string };

/** The sender's own date (YYYY-MM-DD) in the canonical header block. */
export const findDateIn = (content: string): HeaderWords | null => findIn(content, /^Date: (\d{4}-\d\d-\d\d)/m);

/** The sender's display name in the canonical header block; null when the line has only an address. */
export const findSenderIn = (content: string): HeaderWords | null =>
  findIn(content, /^From: "?([^"<>,;\n@]*[^"<>,;\n@\s])"?\s*</m);

function findIn(content: string, pattern: RegExp): HeaderWords | null {
  const end = content.indexOf("\n\n");
  const match = pattern.exec(end < 0 ? content : content.slice(0, end + 1));
  const text = match?.[1];
  if (!match || !text) return null;
  const startChar = match.index + match[0].indexOf(text, "From: ".length);
  return { text, startChar, endChar: startChar + text.length };
}

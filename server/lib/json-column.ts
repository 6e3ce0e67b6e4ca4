/**
 * JSON for a jsonb column. PostgreSQL refuses U+0000 and lone surrogates there, and mail holds both: each becomes U+FFFD, one
 * unit for one.
 */
export function jsonColumn(value: unknown): string {
  const json = JSON.stringify(value);
  if (!escaped.test(json)) return json;
  return JSON.stringify(value, (_key, item: unknown) => (typeof item === "string" ? storableText(item) : item));
}

/** Text that a text or jsonb column takes, of the same length. */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll("\0", "\uFFFD");
}

const escaped = /\\u(?:0000|d[89a-f])/i;

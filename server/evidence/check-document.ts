import type { Reading } from "../extract/reading.ts";
import { evidenceSpanCharsMax, type Span } from "../lib/span.ts";

/** A stored span with the row it stands in, as verify reads it. `sourceId` names the mention or claim it came from. */
export type StoredSpan = Span & {
  readonly table: "mention" | "relation_evidence" | "attribute_evidence" | "compliance_flag";
  readonly id: string;
  readonly sourceId: string | null;
};

/** The first thing that is not what it claims to be: where, and why in words without personal data. */
export type Broken = { readonly where: string; readonly id: string; readonly reason: string };

/**
 * Proves one version against all that was read from it and what rests on that: every quote is there to the letter, every span is
 * within bounds, and every row of the graph names a mention or claim of the reading with that very span.
 */
export const checkDocument = (
  content: string,
  readings: readonly Reading[],
  spans: readonly StoredSpan[],
): Broken | undefined => {
  for (const quoted of readings.flatMap(({ mentions, flags }) => [...mentions, ...flags])) {
    if (content.slice(quoted.span.startChar, quoted.span.endChar) !== quoted.text) {
      return { where: "reading", id: quoted.id, reason: "the quoted words are not at their place" };
    }
  }
  const known = readings.map(spansBySource);
  for (const span of spans) {
    const broken =
      checkBounds(content, span) ??
      (known.some((each) => isKnown(each, span)) ? undefined : "no mention or claim of the reading has this span");
    if (broken) return { where: span.table, id: span.id, reason: broken };
  }
  return undefined;
};

const checkBounds = (content: string, { startChar, endChar }: Span): string | undefined => {
  if (startChar < 0 || endChar > content.length || endChar <= startChar) return "the span lies outside the content";
  if (endChar - startChar > evidenceSpanCharsMax) return "the span is longer than evidence may be";
  return content.slice(startChar, endChar).trim() === "" ? "the span holds no words" : undefined;
};

const spansBySource = ({ mentions, claims, flags }: Reading): ReadonlyMap<string, readonly Span[]> =>
  new Map<string, readonly Span[]>([
    ...mentions.map((mention) => [mention.id, [mention.span]] as const),
    ...claims.map((claim) => [claim.id, claim.evidence] as const),
    ...flags.map((flag) => [flag.id, [flag.span]] as const),
  ]);

const isKnown = (known: ReadonlyMap<string, readonly Span[]>, span: StoredSpan): boolean => {
  const candidates = span.sourceId === null ? [...known.values()].flat() : (known.get(span.sourceId) ?? []);
  return candidates.some(({ startChar, endChar }) => startChar === span.startChar && endChar === span.endChar);
};

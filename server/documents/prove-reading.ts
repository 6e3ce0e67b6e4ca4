import type { Reading } from "../extract/reading.ts";
import { evidenceSpanCharsMax, type Span } from "../lib/span.ts";

/**
 * The reading without anything whose span is not the words it claims to be: mentions and flags are sliced and compared, evidence
 * must lie within the content, a claim without evidence goes. What went is added to `dropped`.
 */
export function proveReading(content: string, reading: Reading): Reading {
  const holds = ({ startChar, endChar }: Span) =>
    startChar >= 0 && endChar > startChar && endChar <= content.length && endChar - startChar <= evidenceSpanCharsMax;
  const quotes = ({ span, text }: { readonly span: Span; readonly text: string }) =>
    holds(span) && content.slice(span.startChar, span.endChar) === text;
  const mentions = reading.mentions.filter(quotes);
  const flags = reading.flags.filter(quotes);
  const claims = reading.claims
    .map((claim) => (claim.evidence.every(holds) ? claim : { ...claim, evidence: claim.evidence.filter(holds) }))
    .filter((claim) => claim.evidence.length > 0);
  const lost =
    reading.mentions.length -
    mentions.length +
    reading.flags.length -
    flags.length +
    reading.claims.length -
    claims.length;
  return lost === 0 ? { ...reading, claims } : { ...reading, mentions, flags, claims, dropped: reading.dropped + lost };
}

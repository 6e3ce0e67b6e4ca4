import type { Claim, Mention } from "../../extract/reading.ts";
import type { EvidenceSpan, MessageReading, StatedBy } from "../resolution.ts";

/** What one claim says, with its words and who says it. */
export type Statement = {
  readonly message: MessageReading;
  readonly evidence: readonly EvidenceSpan[];
  readonly confidence: number;
  readonly statedBy: StatedBy;
  readonly validFrom: string | null;
};

export function evidenceOfClaim(message: MessageReading, claim: Claim): EvidenceSpan[] {
  return claim.evidence.map((span) => evidenceSpan(message, span, claim.confidence, claim.id));
}

export function evidenceOfMention(message: MessageReading, mention: Mention): EvidenceSpan {
  return evidenceSpan(message, mention.span, mention.confidence, mention.id);
}

function evidenceSpan(
  message: MessageReading,
  span: { readonly startChar: number; readonly endChar: number },
  confidence: number,
  sourceId: string,
): EvidenceSpan {
  const { documentId, documentVersionId, mailboxIds } = message;
  return {
    documentId,
    documentVersionId,
    mailboxIds,
    startChar: span.startChar,
    endChar: span.endChar,
    confidence,
    sourceId,
  };
}

/** The same words once, in the order given. */
export function distinctEvidence(spans: readonly EvidenceSpan[]): EvidenceSpan[] {
  return [
    ...new Map(spans.map((span) => [`${span.documentVersionId} ${span.startChar} ${span.endChar}`, span])).values(),
  ];
}

export function earliestLearned(statements: readonly Statement[]): string {
  return statements.map((statement) => statement.message.learnedAt).sort()[0] ?? "";
}

export function highestConfidence(statements: readonly Statement[]): number {
  return Math.max(...statements.map((statement) => statement.confidence));
}

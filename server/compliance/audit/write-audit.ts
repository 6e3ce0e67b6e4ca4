import { randomUUID } from "node:crypto";
import type { TenantTransaction } from "../../db/with-organization.ts";
import type { AuditEvent } from "./audit-event.ts";

/** Writes events of the transaction's organization; sealed questions as rows of their own that the events refer to. */
export const writeAudit = async (tx: TenantTransaction, events: readonly AuditEvent[]): Promise<void> => {
  const questions = [];
  const rows = [];
  for (const event of events) {
    const questionRef = event.sealedQuestion === null ? null : randomUUID();
    if (event.sealedQuestion !== null && questionRef !== null) {
      questions.push({ organization_id: event.organizationId, id: questionRef, text_cipher: event.sealedQuestion });
    }
    rows.push(toRow(event, questionRef));
  }
  if (questions.length > 0) await tx.insertInto("audit_question").values(questions).execute();
  if (rows.length > 0) await tx.insertInto("audit_event").values(rows).execute();
};

const toRow = (event: AuditEvent, questionRef: string | null) => ({
  organization_id: event.organizationId,
  id: event.id,
  at: event.at,
  actor_id: event.actorId,
  actor_role: event.actorRole,
  operation: event.operation,
  door: event.door,
  phase: event.phase,
  outcome: event.outcome,
  error_tag: event.errorTag,
  touched: JSON.stringify(event.touched),
  question_ref: questionRef,
  trace_id: event.traceId,
  duration_ms: event.durationMs,
});

import { sql } from "kysely";
import type { Input, Output } from "../../../contract/catalogue.ts";
import type { Actor, TenantTransaction } from "../../db/with-organization.ts";
import type { OrganizationKeys } from "../../documents/keys.ts";
import { decodeCursor, pageOf } from "../../lib/cursor.ts";

/** The audit log, newest first, with the questions opened. */
export const listAudit = async (
  tx: TenantTransaction,
  { organizationId }: Actor,
  input: Input<"Audit.List">,
  keys: OrganizationKeys,
): Promise<Output<"Audit.List">> => {
  const cursor = decodeCursor(input.cursor, ["instant", "id"]);
  let query = tx
    .selectFrom("audit_event")
    .leftJoin("audit_question", (join) =>
      join
        .onRef("audit_question.organization_id", "=", "audit_event.organization_id")
        .onRef("audit_question.id", "=", "audit_event.question_ref"),
    )
    .where("audit_event.organization_id", "=", organizationId);
  if (input.operation !== undefined) query = query.where("operation", "=", input.operation);
  if (input.outcome !== undefined) query = query.where("outcome", "=", input.outcome);
  if (cursor !== undefined) {
    query = query.where(sql<boolean>`(at, audit_event.id) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`);
  }
  const rows = await query
    .select(["audit_event.id", "at", "actor_id", "actor_role", "operation", "door", "phase", "outcome", "error_tag"])
    .select(["touched", "trace_id", "duration_ms", "text_cipher"])
    .orderBy("at", "desc")
    .orderBy("audit_event.id", "desc")
    .limit(input.limit + 1)
    .execute();
  const { page, ...next } = pageOf(rows, input.limit, (row) => [row.at.toISOString(), row.id]);
  return {
    events: page.map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      actorId: row.actor_id,
      actorRole: row.actor_role,
      operation: row.operation,
      door: row.door,
      phase: row.phase,
      outcome: row.outcome,
      errorTag: row.error_tag,
      touched: row.touched,
      question: row.text_cipher === null ? null : keys.unsealText("audit_question", row.text_cipher),
      traceId: row.trace_id,
      durationMs: row.duration_ms,
    })),
    ...next,
  };
};

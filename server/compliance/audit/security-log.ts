import { randomUUID } from "node:crypto";
import type { Database } from "../../db/database.ts";
import type { ErrorTag } from "../../errors.ts";
import type { Door } from "../../telemetry/events.ts";

export type SecurityEvent = {
  /** An operation's name, or a route of sign-in. */
  readonly operation: string;
  readonly door: Door;
  readonly outcome: "ok" | "denied" | "failed";
  readonly errorTag: ErrorTag | null;
  readonly traceId: string;
  /** A user's id, a key's, or the local owner; null where nobody is known. */
  readonly actorId: string | null;
};

/** The operator's log of invocations for which no organization is known: a wrong token, an unknown organization. */
export const writeSecurityEvent = async (db: Database, event: SecurityEvent): Promise<void> => {
  await db.kysely
    .insertInto("security_event")
    .values({
      id: randomUUID(),
      at: new Date(),
      operation: event.operation,
      door: event.door,
      outcome: event.outcome,
      error_tag: event.errorTag,
      trace_id: event.traceId,
      actor_id: event.actorId,
    })
    .execute();
};

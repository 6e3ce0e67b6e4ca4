import type { Touched } from "../../../contract/operation.ts";
import type { ErrorTag } from "../../errors.ts";
import type { Door } from "../../telemetry/events.ts";

/** One invocation as the audit log keeps it: who, what, which ids, how it ended. No text of mail or of a question. */
export type AuditEvent = {
  readonly id: string;
  readonly organizationId: string;
  readonly at: Date;
  readonly actorId: string;
  readonly actorRole: string;
  readonly operation: string;
  readonly door: Door;
  readonly phase: "started" | "finished";
  readonly outcome: "ok" | "denied" | "failed" | "pending";
  readonly errorTag: ErrorTag | null;
  readonly touched: { readonly ids: readonly string[] } | { readonly scope: object; readonly sha256: string | null };
  /** Sealed under the organization's key; kept apart, and the row holds a reference. */
  readonly sealedQuestion: Buffer | null;
  readonly traceId: string;
  readonly durationMs: number | null;
};

/** Ids without gaps and repeats; for an export its scope and the hash of the whole answer. */
export const touchedOf = (touched: Touched, sha256OfOutput: () => string | null): AuditEvent["touched"] =>
  "ids" in touched
    ? { ids: [...new Set(touched.ids.filter((id) => id !== null && id !== undefined))] }
    : { scope: touched.scope, sha256: sha256OfOutput() };

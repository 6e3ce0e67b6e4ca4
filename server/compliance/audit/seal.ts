import { createHash } from "node:crypto";
import type { Selectable } from "kysely";
import type { TenantTables } from "../../db/tables.ts";
import { canonicalJson } from "../../lib/canonical-json.ts";
import { merkleRoot } from "./merkle-root.ts";

export type StoredEvent = Omit<Selectable<TenantTables["audit_event"]>, "xact">;
export type StoredSeal = Selectable<TenantTables["audit_seal"]>;

/** What the first seal of a chain points back to. */
export const firstPreviousHead = "0".repeat(64);

/** Root over the events in their sequence: every column that was written, and nothing the database adds by itself. */
export const rootOfEvents = (events: readonly StoredEvent[]): string =>
  merkleRoot(events.map((event) => canonicalJson({ ...event, at: event.at.toISOString() })));

/** The head binds a batch to its place, its content and everything before it. */
export const headOf = (
  seal: Pick<StoredSeal, "previous_head" | "merkle_root" | "sequence_from" | "sequence_to">,
): string =>
  createHash("sha256")
    .update(canonicalJson([seal.previous_head, seal.merkle_root, seal.sequence_from, seal.sequence_to]))
    .digest("hex");

export const eventColumns = [
  "organization_id",
  "id",
  "at",
  "actor_id",
  "actor_role",
  "operation",
  "door",
  "phase",
  "outcome",
  "error_tag",
  "touched",
  "question_ref",
  "trace_id",
  "duration_ms",
] as const satisfies readonly (keyof StoredEvent)[];

import { sql } from "kysely";
import type { Input, Output } from "../../../contract/catalogue.ts";
import { type Actor, type TenantTransaction, withOrganization } from "../../db/with-organization.ts";
import { BeepError } from "../../errors.ts";
import type { Correction } from "../resolution.ts";
import { isOneType } from "../resolve/find-decided.ts";
import { type DecidedEntity, getDecidedEntity } from "./entity-key.ts";
import { type Deciding, recordCorrection } from "./record-correction.ts";

/** Entities.Merge. ConflictError for one and the same, for things of two types, and for two account numbers: they are two accounts. */
export async function mergeEntities(
  deciding: Deciding,
  input: Input<"Entities.Merge">,
): Promise<Output<"Entities.Merge">> {
  const { db, actor } = deciding;
  const read = async (tx: TenantTransaction) => ({
    left: await getDecidedEntity(tx, actor, input.entityId),
    right: await getDecidedEntity(tx, actor, input.otherEntityId),
  });
  const made = await withOrganization(db, actor, async (tx) => {
    const { left, right } = await read(tx);
    return left.id === right.id ? findMerge(tx, actor, input, left.id) : undefined;
  });
  if (made) return made;
  const correctionId = await recordCorrection(deciding, async (tx) => {
    const { left, right } = await read(tx);
    await refuseUnlike(tx, actor, left, right);
    const correction: Correction = { kind: "merge", left: left.key, right: right.key };
    return { correction, subjectId: input.otherEntityId, reason: input.reason, replaces: null };
  });
  const { left } = await withOrganization(db, actor, read);
  return { correctionId, entityId: left.id };
}

/** The same merge asked for again. */
async function findMerge(tx: TenantTransaction, actor: Actor, input: Input<"Entities.Merge">, entityId: string) {
  const row = await tx
    .selectFrom("correction")
    .select("id")
    .where("organization_id", "=", actor.organizationId)
    .where("subject_id", "in", [input.entityId, input.otherEntityId])
    .where("undone_at", "is", null)
    .where(sql<boolean>`correction ->> 'kind' = 'merge'`)
    .executeTakeFirst();
  return row && { correctionId: row.id, entityId };
}

async function refuseUnlike(
  tx: TenantTransaction,
  actor: Actor,
  left: DecidedEntity,
  right: DecidedEntity,
): Promise<void> {
  if (left.id === right.id)
    throw new BeepError("ConflictError", "These are one entity already.", { reason: "already_one" });
  if (!isOneType(left.type, right.type))
    throw new BeepError("ConflictError", `A ${left.type} and a ${right.type} cannot be one thing.`, {
      reason: "different_types",
    });
  const numbers = await tx
    .selectFrom("attribute_fact")
    .select(["entity_id", "value"])
    .where("organization_id", "=", actor.organizationId)
    .where("entity_id", "in", [left.id, right.id])
    .where("name", "=", "last4")
    .where((row) => row.or([row("status", "is", null), row("status", "=", "confirmed")]))
    .execute();
  const of = (id: string) => new Set(numbers.filter((row) => row.entity_id === id).map((row) => row.value));
  const [a, b] = [of(left.id), of(right.id)];
  if (a.size > 0 && b.size > 0 && ![...a].some((number) => b.has(number)))
    throw new BeepError(
      "ConflictError",
      "These accounts end in different digits, so they are two. Reject the number that was misread first.",
      { reason: "different_identifiers" },
    );
}

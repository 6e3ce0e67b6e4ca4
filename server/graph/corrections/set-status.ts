import type { Input, Output } from "../../../contract/catalogue.ts";
import { type Actor, type TenantTransaction, withOrganization } from "../../db/with-organization.ts";
import { BeepError } from "../../errors.ts";
import type { Correction } from "../resolution.ts";
import { type DecidedEntity, getDecidedEntity } from "./entity-key.ts";
import { type Deciding, recordCorrection } from "./record-correction.ts";

/** ActionItems.SetStatus: a person's mark with its date; the one before it, if any, is taken back. The same again changes nothing. */
export async function setStatus(
  deciding: Deciding,
  input: Input<"ActionItems.SetStatus">,
): Promise<Output<"ActionItems.SetStatus">> {
  const { db, actor } = deciding;
  const standing = await withOrganization(db, actor, async (tx) =>
    findMark(tx, actor, await getAction(tx, actor, input)),
  );
  if (standing?.value === input.status) return { correctionId: standing.id };
  const correctionId = await recordCorrection(deciding, async (tx) => {
    const action = await getAction(tx, actor, input);
    const mark = await findMark(tx, actor, action);
    const correction: Correction = { kind: "set_status", entity: action.key, value: input.status };
    return { correction, subjectId: action.id, reason: input.reason, replaces: mark?.id ?? null };
  });
  return { correctionId };
}

async function getAction(
  tx: TenantTransaction,
  actor: Actor,
  input: Input<"ActionItems.SetStatus">,
): Promise<DecidedEntity> {
  const entity = await getDecidedEntity(tx, actor, input.entityId);
  if (entity.type !== "ActionItem")
    throw new BeepError("ConflictError", `A ${entity.type} is not an action: only actions are marked done.`, {
      reason: "not_an_action",
    });
  return entity;
}

async function findMark(
  tx: TenantTransaction,
  actor: Actor,
  action: DecidedEntity,
): Promise<{ id: string; value: string } | undefined> {
  const rows = await tx
    .selectFrom("attribute_fact")
    .innerJoin("correction", (join) =>
      join
        .onRef("correction.organization_id", "=", "attribute_fact.organization_id")
        .onRef("correction.id", "=", "attribute_fact.correction_id"),
    )
    .select(["correction.id", "attribute_fact.value", "correction.correction"])
    .where("attribute_fact.organization_id", "=", actor.organizationId)
    .where("correction.organization_id", "=", actor.organizationId)
    .where("attribute_fact.entity_id", "=", action.id)
    .where("attribute_fact.name", "=", "status")
    .execute();
  return rows.find((row) => (row.correction as Correction).kind === "set_status");
}

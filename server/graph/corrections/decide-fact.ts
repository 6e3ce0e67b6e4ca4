import type { Input, Output } from "../../../contract/catalogue.ts";
import type { Actor, TenantTransaction } from "../../db/with-organization.ts";
import { withOrganization } from "../../db/with-organization.ts";
import { BeepError } from "../../errors.ts";
import { followRedirect } from "../follow-redirect.ts";
import type { Correction, EntityTarget, FactTarget } from "../resolution.ts";
import { getDecidedEntity } from "./entity-key.ts";
import { type Deciding, recordCorrection, takeBack } from "./record-correction.ts";

type FactInput = Input<"Facts.Confirm">;

/** Facts.Confirm and Facts.Reject: one decision stands on a fact, the last. The same again changes nothing. */
export async function decideFact(
  deciding: Deciding,
  kind: "confirm" | "reject",
  input: FactInput,
): Promise<Output<"Facts.Confirm">> {
  const { db, actor } = deciding;
  const standing = await withOrganization(db, actor, async (tx) => {
    const { correctionId } = await getTarget(tx, actor, input);
    return correctionId === null ? null : { correctionId, kind: await kindOf(tx, actor, correctionId) };
  });
  if (standing !== null && (standing.kind === kind || standing.kind === "set_status")) {
    // A status that a person set is a decision already: whoever rejects it takes it back.
    if (standing.kind === "set_status" && kind === "reject") await takeBack(deciding, standing.correctionId);
    return { correctionId: standing.correctionId };
  }
  const correctionId = await recordCorrection(deciding, async (tx) => {
    const { target, subjectId, correctionId } = await getTarget(tx, actor, input);
    return { correction: { kind, target }, subjectId, reason: input.reason, replaces: correctionId };
  });
  return { correctionId };
}

/** Facts.Restore: takes back what stands on the fact; nothing when nobody decided anything of it. */
export async function restoreFact(deciding: Deciding, input: FactInput): Promise<Output<"Facts.Restore">> {
  const correctionId = await withOrganization(deciding.db, deciding.actor, (tx) =>
    findStanding(tx, deciding.actor, input),
  );
  if (correctionId !== null) await takeBack(deciding, correctionId);
  return { correctionId };
}

/** What stands on a fact that is there; else, of one that is gone by being rejected, the decision that was made on its id. */
async function findStanding(tx: TenantTransaction, actor: Actor, input: FactInput): Promise<string | null> {
  const id = input.entityId ?? input.relationId ?? input.attributeId ?? "";
  const made = await tx
    .selectFrom("correction")
    .innerJoin("correction_document", (join) =>
      join
        .onRef("correction_document.organization_id", "=", "correction.organization_id")
        .onRef("correction_document.correction_id", "=", "correction.id"),
    )
    .innerJoin("document", (join) =>
      join
        .onRef("document.organization_id", "=", "correction_document.organization_id")
        .onRef("document.id", "=", "correction_document.document_id"),
    )
    .select("correction.id")
    .where("correction.organization_id", "=", actor.organizationId)
    .where("correction.subject_id", "=", id)
    .where("correction.undone_at", "is", null)
    .executeTakeFirst();
  return made?.id ?? (await getTarget(tx, actor, input)).correctionId;
}

async function kindOf(tx: TenantTransaction, actor: Actor, correctionId: string): Promise<Correction["kind"]> {
  const row = await tx
    .selectFrom("correction")
    .select("correction")
    .where("organization_id", "=", actor.organizationId)
    .where("id", "=", correctionId)
    .executeTakeFirstOrThrow();
  return (row.correction as Correction).kind;
}

type Target = {
  readonly subjectId: string;
  readonly target: EntityTarget | FactTarget;
  readonly correctionId: string | null;
};

async function getTarget(tx: TenantTransaction, actor: Actor, input: FactInput): Promise<Target> {
  if (input.entityId) {
    const { id, key, correctionId } = await getDecidedEntity(tx, actor, input.entityId);
    return { subjectId: id, target: { entity: key }, correctionId };
  }
  return input.relationId
    ? getRelation(tx, actor, input.relationId)
    : getAttribute(tx, actor, input.attributeId as string);
}

async function getRelation(tx: TenantTransaction, actor: Actor, relationId: string): Promise<Target> {
  const id = await followRedirect(tx, actor, relationId);
  const fact = await tx
    .selectFrom("relation")
    .select(["type", "from_entity_id", "to_entity_id", "correction_id"])
    .where("organization_id", "=", actor.organizationId)
    .where("id", "=", id)
    .executeTakeFirst();
  const at = await tx
    .selectFrom("relation_evidence")
    .select(evidenceColumns)
    .where("organization_id", "=", actor.organizationId)
    .where("relation_id", "=", id)
    .orderBy("position")
    .executeTakeFirst();
  if (!fact || !at) throw new BeepError("NotFoundError", "There is no such relation.", { resource: "relation" });
  const { key: from } = await getDecidedEntity(tx, actor, fact.from_entity_id);
  const { key: to } = await getDecidedEntity(tx, actor, fact.to_entity_id);
  return { subjectId: id, target: { fact: fact.type, from, to, value: null, at }, correctionId: fact.correction_id };
}

async function getAttribute(tx: TenantTransaction, actor: Actor, attributeId: string): Promise<Target> {
  const id = await followRedirect(tx, actor, attributeId);
  const fact = await tx
    .selectFrom("attribute_fact")
    .select(["name", "value", "entity_id", "correction_id"])
    .where("organization_id", "=", actor.organizationId)
    .where("id", "=", id)
    .executeTakeFirst();
  const at = await tx
    .selectFrom("attribute_evidence")
    .select(evidenceColumns)
    .where("organization_id", "=", actor.organizationId)
    .where("attribute_fact_id", "=", id)
    .orderBy("position")
    .executeTakeFirst();
  if (!fact || !at) throw new BeepError("NotFoundError", "There is no such value.", { resource: "attribute" });
  const { key: from } = await getDecidedEntity(tx, actor, fact.entity_id);
  return {
    subjectId: id,
    target: { fact: fact.name, from, to: null, value: fact.value, at },
    correctionId: fact.correction_id,
  };
}

const evidenceColumns = [
  "document_id as documentId",
  "document_version_id as documentVersionId",
  "start_char as startChar",
  "end_char as endChar",
] as const;

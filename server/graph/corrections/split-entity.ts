import { sql } from "kysely";
import type { Input, Output } from "../../../contract/catalogue.ts";
import { type Actor, type TenantTransaction, withOrganization } from "../../db/with-organization.ts";
import { BeepError } from "../../errors.ts";
import { followRedirect } from "../follow-redirect.ts";
import type { Correction, EntityKey } from "../resolution.ts";
import { findOtherWords, getDecidedEntity, getMentionsAt, toWords } from "./entity-key.ts";
import { findEntity } from "./find-entity.ts";
import { type Deciding, recordCorrection, takeBack } from "./record-correction.ts";

/** Entities.Split: the named mentions, or members of a household, are another's. ConflictError, and nothing changed, when nothing would stay or nothing leave. */
export async function splitEntity(
  deciding: Deciding,
  input: Input<"Entities.Split">,
): Promise<Output<"Entities.Split">> {
  const { db, actor } = deciding;
  const made = await withOrganization(db, actor, (tx) => findSplit(tx, actor, input));
  if (made) return made;
  const correctionId = await recordCorrection(deciding, async (tx) => {
    const { id, ...sides } = await sidesOf(tx, actor, input);
    return { correction: { kind: "split", ...sides }, subjectId: id, reason: input.reason, replaces: null };
  });
  const parted = await withOrganization(db, actor, (tx) => findParted(tx, actor, correctionId));
  if (parted) return parted;
  await takeBack(deciding, correctionId);
  throw nothingLeft();
}

/** What a split comes to now; undefined when its two sides are one all the same. */
async function findParted(tx: TenantTransaction, actor: Actor, correctionId: string) {
  const row = await tx
    .selectFrom("correction")
    .select("correction")
    .where("organization_id", "=", actor.organizationId)
    .where("id", "=", correctionId)
    .executeTakeFirstOrThrow();
  const { left, right } = row.correction as SplitCorrection;
  const [stays, leaves] = [await findEntity(tx, actor, left), await findEntity(tx, actor, right)];
  return stays && leaves && stays.id !== leaves.id
    ? { correctionId, entityId: stays.id, otherEntityId: leaves.id }
    : undefined;
}

/** The same split asked for again. */
async function findSplit(
  tx: TenantTransaction,
  actor: Actor,
  { mentions, memberIds, entityId }: Input<"Entities.Split">,
) {
  const id = await followRedirect(tx, actor, entityId);
  const rows = await tx
    .selectFrom("correction")
    .select(["id", "correction"])
    .where("organization_id", "=", actor.organizationId)
    .where("subject_id", "=", id)
    .where("undone_at", "is", null)
    .where(sql<boolean>`correction ->> 'kind' = 'split'`)
    .execute();
  const asked =
    mentions ??
    (await Promise.all((memberIds ?? []).map((member) => getDecidedEntity(tx, actor, member)))).flatMap(
      ({ key }) => key.words,
    );
  const same = rows.find((row) => {
    const { words } = (row.correction as SplitCorrection).right;
    return asked.every((wanted) => words.some((own) => isSameSpan(own, wanted)));
  });
  return same && findParted(tx, actor, same.id);
}

type SplitCorrection = Extract<Correction, { right: EntityKey }>;

type Words = { readonly documentVersionId: string; readonly startChar: number; readonly endChar: number };
const isSameSpan = (a: Words, b: Words): boolean =>
  a.documentVersionId === b.documentVersionId && a.startChar === b.startChar && a.endChar === b.endChar;

type Sides = { readonly left: EntityKey; readonly right: EntityKey; readonly id: string };

const nothingLeft = () =>
  new BeepError("ConflictError", "These words are all that is known of it, or cannot be told from the rest.", {
    reason: "not_parted",
  });

async function sidesOf(tx: TenantTransaction, actor: Actor, input: Input<"Entities.Split">): Promise<Sides> {
  const { id, key } = await getDecidedEntity(tx, actor, input.entityId);
  if (input.memberIds) return membersApart(tx, actor, id, key, input.memberIds);
  const mentions = await getMentionsAt(tx, actor, id, input.mentions ?? []);
  const leaving = await Promise.all(mentions.map((mention) => toWords(tx, actor, mention)));
  const staying = await findOtherWords(
    tx,
    actor,
    id,
    mentions.map((mention) => mention.id),
  );
  if (staying.length === 0) throw nothingLeft();
  return { id, left: { ...key, words: staying }, right: { ...key, words: leaving } };
}

async function membersApart(
  tx: TenantTransaction,
  actor: Actor,
  householdId: string,
  key: EntityKey,
  memberIds: readonly string[],
): Promise<Sides> {
  const rows = await tx
    .selectFrom("relation")
    .select("from_entity_id")
    .where("organization_id", "=", actor.organizationId)
    .where("to_entity_id", "=", householdId)
    .where("type", "=", "belongsToHousehold")
    .execute();
  const members = [...new Set(rows.map((row) => row.from_entity_id))];
  const leaving = await Promise.all(memberIds.map((id) => getDecidedEntity(tx, actor, id)));
  if (leaving.some(({ id }) => !members.includes(id)))
    throw new BeepError("NotFoundError", "A member is not of this household.", { resource: "member" });
  const staying = members.filter((id) => !leaving.some((member) => member.id === id));
  if (staying.length === 0) throw nothingLeft();
  const stayingKeys = await Promise.all(staying.map((id) => getDecidedEntity(tx, actor, id)));
  return {
    id: householdId,
    left: { ...key, words: stayingKeys.flatMap((member) => member.key.words) },
    right: { ...key, words: leaving.flatMap((member) => member.key.words) },
  };
}

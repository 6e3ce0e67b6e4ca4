import { sql } from "kysely";
import type { Input, Output } from "../../../contract/catalogue.ts";
import type { Actor, TenantTransaction } from "../../db/with-organization.ts";
import type { OrganizationKeys } from "../../documents/keys.ts";
import { quoter, type Words } from "../../documents/quoter.ts";
import type { EntityType } from "../../extract/reading.ts";
import { decodeCursor, pageOf } from "../../lib/cursor.ts";
import { getDecidedEntity } from "../corrections/entity-key.ts";
import { findEntityNames } from "../entity-names.ts";
import { findReviews } from "./reviews.repository.ts";

/** Reviews.List: every question with the words of each of its sides, numbers nobody needs to see masked. */
export const listReviews = async (
  tx: TenantTransaction,
  actor: Actor,
  input: Input<"Reviews.List">,
  keys: OrganizationKeys,
): Promise<Output<"Reviews.List">> => {
  const [likeness = 0, id = ""] = decodeCursor(input.cursor, ["count", "id"]) ?? [];
  const household = input.householdId ? await getDecidedEntity(tx, actor, input.householdId) : undefined;
  const rows = await findReviews(tx, actor, {
    state: input.state,
    limit: input.limit + 1,
    after: input.cursor ? { likeness, id } : undefined,
    ...(household ? { householdId: household.id } : {}),
  });
  const { page, ...next } = pageOf(rows, input.limit, (row) => [row.likeness, row.id]);
  const entityIds = [...new Set(page.flatMap((row) => row.entityIds))];
  const names = await findEntityNames(tx, actor, entityIds);
  const mentions = await findMentionsOf(tx, actor, entityIds);
  const quoteOf = await quoter(tx, keys, [
    ...mentions.map(({ words }) => words),
    ...page.flatMap((row) => row.words ?? []),
  ]);
  const sideOf = (entityId: string) => {
    const own = mentions.filter((mention) => mention.entityId === entityId);
    const type = own[0]?.type ?? "Client";
    return { entityId, type, name: names.get(entityId) ?? type, evidence: own.map(({ words }) => quoteOf(words)) };
  };
  const reviews = page.map((row) => ({
    reviewId: row.id,
    kind: row.kind,
    reasons: row.reasons,
    likeness: row.likeness,
    sides: row.entityIds.map(sideOf),
    words: row.words && quoteOf(row.words),
    chosenEntityId: row.chosen !== null && row.entityIds.includes(row.chosen) ? row.chosen : null,
  }));
  return { reviews, ...next };
};

/** So many words of a side are shown: enough to tell who it is. */
const quotesMax = 3;

async function findMentionsOf(tx: TenantTransaction, actor: Actor, entityIds: readonly string[]) {
  const { rows } = await sql<{ entityId: string; type: EntityType; words: Words }>`
    select entity_id as "entityId", type, jsonb_build_object('documentId', document_id, 'documentVersionId', document_version_id,
      'startChar', start_char, 'endChar', end_char) as words
    from (
      select mention.*, entity.type, row_number() over (partition by entity_id order by document.sort_key, document.id, start_char) as rank
      from mention
      join entity on entity.organization_id = ${actor.organizationId} and entity.id = mention.entity_id
      join document on document.organization_id = ${actor.organizationId} and document.id = mention.document_id
      where mention.organization_id = ${actor.organizationId} and mention.entity_id = any(${[...entityIds]}::uuid[])
    ) as ranked where rank <= ${quotesMax} order by entity_id, rank`.execute(tx);
  return rows;
}

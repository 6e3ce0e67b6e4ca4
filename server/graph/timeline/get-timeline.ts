import { sql } from "kysely";
import type { Input, Output } from "../../../contract/catalogue.ts";
import type { Actor, TenantTransaction } from "../../db/with-organization.ts";
import type { OrganizationKeys } from "../../documents/keys.ts";
import { decodeCursor, pageOf } from "../../lib/cursor.ts";
import { getDecidedEntity } from "../corrections/entity-key.ts";
import { findEntityNames } from "../entity-names.ts";
import { findStatements, type Statement } from "./find-statements.ts";

type Fact = Omit<Output<"Entities.Timeline">["facts"][number], keyof Statement>;
type Row = Omit<Fact, "learnedAt"> & { readonly learnedAt: Date; readonly sortKey: string };

/**
 * Entities.Timeline: every readable fact of the entity, first said first. Facts that replace or contradict one another are told
 * only where the actor can read both.
 */
export const getTimeline = async (
  tx: TenantTransaction,
  actor: Actor,
  input: Input<"Entities.Timeline">,
  keys: OrganizationKeys,
): Promise<Output<"Entities.Timeline">> => {
  const entity = await getDecidedEntity(tx, actor, input.entityId);
  const rows = await findFacts(tx, actor, input, entity.id);
  const { page, ...next } = pageOf(rows, input.limit, (row) => [row.sortKey, row.factId]);
  const names = await findEntityNames(tx, actor, [entity.id, ...page.flatMap((row) => row.otherEntityId ?? [])]);
  const statementOf = await findStatements(
    tx,
    actor,
    keys,
    page.map(({ factId }) => factId),
  );
  const facts = page.map(({ sortKey: _, learnedAt, ...fact }) => ({
    ...fact,
    value: fact.otherEntityId === null ? fact.value : (names.get(fact.otherEntityId) ?? fact.value),
    learnedAt: learnedAt.toISOString(),
    ...statementOf(fact.factId),
  }));
  return { entityId: entity.id, type: entity.type, name: names.get(entity.id) ?? entity.type, facts, ...next };
};

async function findFacts(
  tx: TenantTransaction,
  actor: Actor,
  { limit, cursor }: Input<"Entities.Timeline">,
  entityId: string,
): Promise<Row[]> {
  const [at = "", id = null] = decodeCursor(cursor, ["text", "id"]) ?? [];
  const org = actor.organizationId;
  const { rows } = await sql<Row>`
    with fact as (
      select id, 'attribute' as kind, name, value, null::uuid as other_id, valid_from, valid_to, learned_at, superseded_by,
        contradicts, status, stated_by, (
          select document.sort_key from attribute_evidence
          join document on document.organization_id = ${org} and document.id = attribute_evidence.document_id
          where attribute_evidence.organization_id = ${org} and attribute_fact_id = attribute_fact.id
          order by document.sort_key limit 1) as sort_key
      from attribute_fact
      where organization_id = ${org} and entity_id = ${entityId}::uuid and status is distinct from 'rejected'
      union all
      select relation.id, 'relation', relation.type, other.type, other.id, valid_from, valid_to, learned_at, superseded_by,
        contradicts, relation.status, stated_by, (
          select document.sort_key from relation_evidence
          join document on document.organization_id = ${org} and document.id = relation_evidence.document_id
          where relation_evidence.organization_id = ${org} and relation_id = relation.id
          order by document.sort_key limit 1)
      from relation
      join entity other on other.organization_id = ${org} and other.status is distinct from 'rejected'
        and other.id = case when from_entity_id = ${entityId}::uuid then to_entity_id else from_entity_id end
      where relation.organization_id = ${org} and relation.status is distinct from 'rejected'
        and (from_entity_id = ${entityId}::uuid or to_entity_id = ${entityId}::uuid)
    )
    select fact.id as "factId", fact.kind, fact.name, fact.value, other_id as "otherEntityId", valid_from as "validFrom",
      valid_to as "validTo", learned_at as "learnedAt", stated_by as "statedBy", coalesce(sort_key, '') as "sortKey",
      coalesce(status = 'confirmed', false) as "isConfirmed",
      (select newer.id from fact newer where newer.id = fact.superseded_by) as "supersededBy",
      array(select other.id from fact other where other.id = any(fact.contradicts) order by other.id) as contradicts
    from fact
    where ${id}::uuid is null or (coalesce(sort_key, ''), fact.id) > (${at}, ${id}::uuid)
    order by coalesce(sort_key, ''), fact.id limit ${limit + 1}`.execute(tx);
  return rows;
}

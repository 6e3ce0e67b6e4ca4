import { sql } from "kysely";
import type { Input, Output } from "../../contract/catalogue.ts";
import type { Actor, TenantTransaction } from "../db/with-organization.ts";
import type { OrganizationKeys } from "../documents/keys.ts";
import type { EntityType } from "../extract/reading.ts";
import { getDecidedEntity } from "../graph/corrections/entity-key.ts";
import { entitiesOfHousehold } from "../graph/entities-of-household.ts";
import { findEntityNames } from "../graph/entity-names.ts";
import type { StatedBy } from "../graph/resolution.ts";
import { findStatements } from "../graph/timeline/find-statements.ts";
import { decodeCursor, pageOf } from "../lib/cursor.ts";
import { sayChange } from "./say-change.ts";

type Row = {
  readonly entityId: string;
  readonly type: EntityType;
  readonly attribute: string;
  readonly oldId: string;
  readonly oldValue: string;
  readonly oldStatedBy: StatedBy;
  readonly newId: string;
  readonly newValue: string;
  readonly newStatedBy: StatedBy;
  readonly changedOn: string | null;
};

/** Graph.Changes: values that later mail replaced by others, the latest change first. Both facts must be readable. */
export const listChanges = async (
  tx: TenantTransaction,
  actor: Actor,
  input: Input<"Graph.Changes">,
  keys: OrganizationKeys,
): Promise<Output<"Graph.Changes">> => {
  const household = input.householdId ? await getDecidedEntity(tx, actor, input.householdId) : undefined;
  const rows = await findChanges(tx, actor, input, household?.id ?? null);
  const { page, ...next } = pageOf(rows, input.limit, (row) => [row.changedOn ?? "", row.oldId]);
  const names = await findEntityNames(
    tx,
    actor,
    page.map(({ entityId }) => entityId),
  );
  const statementOf = await findStatements(
    tx,
    actor,
    keys,
    page.flatMap(({ oldId, newId }) => [oldId, newId]),
  );
  const changes = page.map(({ entityId, type, attribute, changedOn, ...row }) => {
    const name = names.get(entityId) ?? type;
    const old = { attributeId: row.oldId, value: row.oldValue, statedBy: row.oldStatedBy, ...statementOf(row.oldId) };
    const now = { attributeId: row.newId, value: row.newValue, statedBy: row.newStatedBy, ...statementOf(row.newId) };
    const text = sayChange(name, { attribute, old: old.value, now: now.value });
    return { entityId, type, name, attribute, text, changedOn, old, now };
  });
  return { changes, ...next };
};

/** A change is of the day of the mail that first says the new value; without a date nobody can say that it is older. */
async function findChanges(
  tx: TenantTransaction,
  actor: Actor,
  { since, limit, cursor }: Input<"Graph.Changes">,
  householdId: string | null,
): Promise<Row[]> {
  const [at = "", id = null] = decodeCursor(cursor, ["text", "id"]) ?? [];
  const org = actor.organizationId;
  const { rows } = await sql<Row>`
    select * from (
      select old.entity_id as "entityId", entity.type, old.name as attribute, old.id as "oldId", old.value as "oldValue",
        old.stated_by as "oldStatedBy", newer.id as "newId", newer.value as "newValue", newer.stated_by as "newStatedBy", (
          select document.local_date from attribute_evidence
          join document on document.organization_id = ${org} and document.id = attribute_evidence.document_id
          where attribute_evidence.organization_id = ${org} and attribute_fact_id = newer.id
          order by document.sort_key, document.id limit 1) as "changedOn"
      from attribute_fact old
      join attribute_fact newer on newer.organization_id = ${org} and newer.id = old.superseded_by
      join entity on entity.organization_id = ${org} and entity.id = old.entity_id
      where old.organization_id = ${org} and old.value <> newer.value and entity.status is distinct from 'rejected'
        and old.status is distinct from 'rejected' and newer.status is distinct from 'rejected'
        and (${householdId}::uuid is null or old.entity_id in (${entitiesOfHousehold(org, householdId)}))
    ) as change
    where ("changedOn" is null or "changedOn" >= ${since}::date)
      and (${id}::uuid is null or (coalesce("changedOn"::text, ''), "oldId") < (${at}, ${id}::uuid))
    order by coalesce("changedOn"::text, '') desc, "oldId" desc limit ${limit + 1}`.execute(tx);
  return rows;
}

import { sql } from "kysely";
import type { Input, Output } from "../../contract/catalogue.ts";
import type { Actor, TenantTransaction } from "../db/with-organization.ts";
import { decodeCursor, pageOf } from "../lib/cursor.ts";

type Household = Output<"Households.List">["households"][number];

/** Enough of a household's members to tell it from another of its name. */
const membersNamedMax = 4;

/** Households by name, with its first members and how many clients and accounts readable mail gives them (an account of a member counts). */
export const listHouseholds = async (
  tx: TenantTransaction,
  actor: Actor,
  input: Input<"Households.List">,
): Promise<Output<"Households.List">> => {
  const [afterName = null, afterId = null] = decodeCursor(input.cursor, ["text", "id"]) ?? [];
  const { rows } = await sql<Household & { sort: string }>`
    with household as (
      select entity.id, coalesce(named.name, 'Household') as name
      from entity
      left join lateral (
        select name from entity_name
        where organization_id = ${actor.organizationId} and entity_id = entity.id
        order by rank, name limit 1
      ) as named on true
      where entity.organization_id = ${actor.organizationId} and entity.type = 'Household'
        and entity.status is distinct from 'rejected'
    ), page as (
      select id, name from household
      where ${afterId}::uuid is null or (lower(name), id) > (${afterName}::text, ${afterId}::uuid)
      order by lower(name), id limit ${input.limit + 1}
    ), member as (
      select distinct page.id as household_id, belongs.from_entity_id as client_id
      from page join relation belongs on belongs.organization_id = ${actor.organizationId}
        and belongs.to_entity_id = page.id and belongs.type = 'belongsToHousehold' and belongs.superseded_by is null
    )
    select page.id as "entityId", page.name, lower(page.name) as sort,
      (select count(*) from member where member.household_id = page.id) as clients,
      array(select named.name from member cross join lateral (
          select name from entity_name
          where organization_id = ${actor.organizationId} and entity_id = member.client_id
          order by rank, name limit 1
        ) as named
        where member.household_id = page.id order by lower(named.name), member.client_id limit ${membersNamedMax}) as members,
      (select count(distinct owns.to_entity_id) from relation owns
       where owns.organization_id = ${actor.organizationId} and owns.type = 'ownsAccount' and owns.superseded_by is null
         and (owns.from_entity_id = page.id
           or owns.from_entity_id in (select client_id from member where member.household_id = page.id))) as accounts
    from page order by lower(page.name), page.id`.execute(tx);
  const { page, ...next } = pageOf(rows, input.limit, (row) => [row.sort, row.entityId]);
  return { households: page.map(({ sort: _, ...household }) => household), ...next };
};

import { type RawBuilder, sql } from "kysely";

/** SQL of the ids of a household, its members, and what any of them owns, does or goes to. */
export const entitiesOfHousehold = (org: string, householdId: string | null): RawBuilder<unknown> => sql`
  with member as (
    select from_entity_id as id from relation
    where organization_id = ${org} and to_entity_id = ${householdId}::uuid and type = 'belongsToHousehold')
  select ${householdId}::uuid union all select id from member
  union all
  select to_entity_id from relation
  where organization_id = ${org} and (from_entity_id in (select id from member) or from_entity_id = ${householdId}::uuid)`;

import { sql } from "kysely";
import type { Actor, TenantTransaction } from "../db/with-organization.ts";
import type { NamedSubject, SubjectDirectory } from "./understand-ask.ts";

/** The names of the organization's readable graph that an ask may use, and its meetings by day. */
export async function findSubjectDirectory(tx: TenantTransaction, actor: Actor): Promise<SubjectDirectory> {
  const named = await findNames(tx, actor);
  const homes = await findHomes(tx, actor);
  const ofType = (type: string): NamedSubject[] =>
    named.filter((row) => row.type === type).map(({ id, names }) => ({ entityId: id, name: names[0] ?? "", names }));
  return {
    households: ofType("Household"),
    clients: ofType("Client").map((c) => ({ ...c, homes: homes.get(c.entityId) ?? [`client:${c.entityId}`] })),
    others: [...ofType("Professional"), ...ofType("Institution")].flatMap((e) => e.names),
    meetings: await findMeetings(tx, actor),
  };
}

type NameRow = { readonly id: string; readonly type: string; readonly names: readonly string[] };

async function findNames(tx: TenantTransaction, actor: Actor): Promise<readonly NameRow[]> {
  const { rows } = await sql<NameRow>`
    select entity.id, entity.type, array_agg(entity_name.name order by entity_name.rank, entity_name.name) as names
    from entity join entity_name on entity_name.organization_id = ${actor.organizationId} and entity_name.entity_id = entity.id
    where entity.organization_id = ${actor.organizationId} and entity.status is distinct from 'rejected'
      and entity.type in ('Household', 'Client', 'Professional', 'Institution')
    group by entity.id, entity.type order by entity.id`.execute(tx);
  return rows;
}

/** Households by client. Kin of a member who are placed nowhere themselves are found with that household (see belonging). */
async function findHomes(tx: TenantTransaction, actor: Actor): Promise<ReadonlyMap<string, string[]>> {
  const { rows } = await sql<{ client: string; home: string }>`
    with belongs as (
      select from_entity_id as client, to_entity_id as home from relation
      where organization_id = ${actor.organizationId} and type = 'belongsToHousehold' and superseded_by is null
        and status is distinct from 'rejected'
    ), kin as (
      select from_entity_id as one, to_entity_id as other from relation
      where organization_id = ${actor.organizationId} and type in ('spouseOf', 'parentOf', 'childOf')
        and superseded_by is null and status is distinct from 'rejected'
    ), both_ways as (select one, other from kin union select other, one from kin)
    select client, home from belongs
    union
    select both_ways.one, belongs.home from both_ways join belongs on belongs.client = both_ways.other
    where both_ways.one not in (select client from belongs)`.execute(tx);
  return new Map(
    Map.groupBy(rows, (row) => row.client)
      .entries()
      .map(([client, its]) => [client, its.map((r) => r.home)]),
  );
}

async function findMeetings(tx: TenantTransaction, actor: Actor): Promise<SubjectDirectory["meetings"]> {
  const { rows } = await sql<{ entityId: string; date: string | null; homes: string[] }>`
    select entity.id as "entityId", max(fact.value) as date, array_agg(distinct concerns.to_entity_id) as homes
    from entity
    join relation concerns on concerns.organization_id = ${actor.organizationId} and concerns.from_entity_id = entity.id
      and concerns.type = 'concerns' and concerns.superseded_by is null
    join attribute_fact fact on fact.organization_id = ${actor.organizationId} and fact.entity_id = entity.id
      and fact.name = 'date' and fact.superseded_by is null and fact.status is distinct from 'rejected'
    where entity.organization_id = ${actor.organizationId} and entity.type = 'Meeting' and entity.status is distinct from 'rejected'
    group by entity.id`.execute(tx);
  return rows;
}

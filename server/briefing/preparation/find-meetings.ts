import { sql } from "kysely";
import type { Actor, TenantTransaction } from "../../db/with-organization.ts";
import type { EntityType } from "../../extract/reading.ts";

export type Named = { readonly entityId: string; readonly type: EntityType; readonly name: string };

/** A meeting with a day, as the mail that the actor reads tells it. */
export type FoundMeeting = {
  readonly meetingId: string;
  readonly name: string;
  readonly date: string;
  readonly time: string | null;
  readonly status: string | null;
  /** The households it concerns; where the mail names none, the clients who attend. */
  readonly subjects: readonly Named[];
  readonly attendees: readonly (Named & { readonly addresses: readonly string[] })[];
};

export type MeetingRange = {
  readonly from: string;
  readonly to: string;
  readonly limit: number;
  /** The last first. */
  readonly isLatestFirst?: boolean;
  /** The day and id of the last one seen. */
  readonly after?: readonly [date: string, meetingId: string] | undefined;
};

/** Meetings of these days by day, but for the cancelled. A fact superseded by one that the actor cannot read holds for that actor. */
export async function findMeetings(
  tx: TenantTransaction,
  actor: Actor,
  { from, to, limit, after, isLatestFirst = false }: MeetingRange,
): Promise<readonly FoundMeeting[]> {
  const organizationId = actor.organizationId;
  const direction = isLatestFirst ? sql`desc` : sql`asc`;
  const { rows } = await sql<Omit<FoundMeeting, "subjects" | "attendees"> & { readonly ends: readonly End[] | null }>`
    with fact as (
      select entity_id, name, value, status, stated_by, learned_at from attribute_fact
      where organization_id = ${organizationId} and name in ('date', 'time', 'status', 'email')
        and status is distinct from 'rejected'
        and not exists (select 1 from attribute_fact newer
          where newer.organization_id = ${organizationId} and newer.id = attribute_fact.superseded_by)
    ), current as (
      select distinct on (entity_id, name) entity_id, name, value from fact where name <> 'email'
      order by entity_id, name, (status = 'confirmed') desc nulls last, (stated_by = 'unverified'), learned_at desc, value
    ), meeting as (
      select entity.id, day.value as date,
        (select value from current where entity_id = entity.id and name = 'time') as time,
        (select value from current where entity_id = entity.id and name = 'status') as status
      from entity join current day on day.entity_id = entity.id and day.name = 'date'
      where entity.organization_id = ${organizationId} and entity.type = 'Meeting' and entity.status is distinct from 'rejected'
        and day.value ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' and day.value between ${from} and ${to}
    )
    select meeting.id as "meetingId", coalesce(${nameOf(organizationId, sql`meeting.id`)}, 'Meeting') as name,
      meeting.date, meeting.time, meeting.status,
      (select jsonb_agg(jsonb_build_object('relation', ends.type, 'entityId', other.id, 'type', other.type,
          'name', coalesce(${nameOf(organizationId, sql`other.id`)}, other.type),
          'addresses', (select coalesce(jsonb_agg(lower(fact.value)), '[]') from fact
            where fact.entity_id = other.id and fact.name = 'email'))
          order by other.type, other.first_sort_key, other.id)
        from relation ends join entity other on other.organization_id = ${organizationId}
          and other.id = case when ends.type = 'concerns' then ends.to_entity_id else ends.from_entity_id end
        where ends.organization_id = ${organizationId} and ends.status is distinct from 'rejected'
          and not exists (select 1 from relation newer
            where newer.organization_id = ${organizationId} and newer.id = ends.superseded_by)
          and ((ends.type = 'concerns' and ends.from_entity_id = meeting.id)
            or (ends.type = 'attends' and ends.to_entity_id = meeting.id))) as ends
    from meeting
    where meeting.status is distinct from 'cancelled'
      and (${after?.[1] ?? null}::uuid is null
        or (meeting.date, meeting.id) ${isLatestFirst ? sql`<` : sql`>`} (${after?.[0] ?? null}::text, ${after?.[1] ?? null}::uuid))
    order by meeting.date ${direction}, meeting.id ${direction} limit ${limit}`.execute(tx);
  return rows.map(({ ends, ...meeting }) => ({ ...meeting, ...sidesOf(ends ?? []) }));
}

type End = Named & { readonly relation: "concerns" | "attends"; readonly addresses: readonly string[] };

const sidesOf = (ends: readonly End[]): Pick<FoundMeeting, "subjects" | "attendees"> => {
  const attendees = ends.filter((end) => end.relation === "attends").map(({ relation: _, ...end }) => end);
  const concerned = ends.filter((end) => end.relation === "concerns");
  const subjects = concerned.length > 0 ? concerned : attendees.filter((end) => end.type === "Client");
  return { attendees, subjects: subjects.map(({ entityId, type, name }) => ({ entityId, type, name })) };
};

const nameOf = (organizationId: string, entityId: ReturnType<typeof sql>) => sql`(select name from entity_name
  where entity_name.organization_id = ${organizationId} and entity_name.entity_id = ${entityId}
  order by rank, name limit 1)`;

import { sql } from "kysely";
import type { Input, Output } from "../../contract/catalogue.ts";
import type { Actor, TenantTransaction } from "../db/with-organization.ts";
import { followRedirect } from "../graph/follow-redirect.ts";
import { decodeCursor, pageOf } from "../lib/cursor.ts";

type Row = {
  readonly id: string;
  readonly entityId: string;
  readonly type: "Household" | "Client";
  readonly name: string;
  readonly meetingEntityId: string | null;
  readonly meetingDate: string | null;
  readonly asOf: string;
  readonly createdAt: Date;
  readonly preparedFor: string | null;
};

/** Briefings newest first, of one household or person when asked; those of which the actor may read at least one whole bullet. */
export async function listBriefings(
  tx: TenantTransaction,
  actor: Actor,
  input: Input<"MeetingPrep.List">,
): Promise<Output<"MeetingPrep.List">> {
  const [beforeAt = null, beforeId = null] = decodeCursor(input.cursor, ["instant", "id"]) ?? [];
  const subjectId = input.subjectEntityId ? await followRedirect(tx, actor, input.subjectEntityId) : null;
  const { rows } = await sql<Row>`
    select briefing.id, briefing.subject_entity_id as "entityId", briefing.subject_type as type, briefing.subject_name as name,
      briefing.meeting_entity_id as "meetingEntityId", briefing.meeting_date as "meetingDate", briefing.as_of as "asOf",
      briefing.created_at as "createdAt", briefing.prepared_for as "preparedFor"
    from briefing
    where briefing.organization_id = ${actor.organizationId}
      and (${subjectId}::uuid is null or briefing.subject_entity_id = ${subjectId}::uuid
        or briefing.subject_entity_id = ${input.subjectEntityId ?? null}::uuid)
      and (${beforeId}::uuid is null or (briefing.created_at, briefing.id) < (${beforeAt}::timestamptz, ${beforeId}::uuid))
      and exists (
        select 1 from briefing_bullet bullet
        where bullet.organization_id = ${actor.organizationId} and bullet.briefing_id = briefing.id
          and bullet.citations = (select count(*) from briefing_citation citation
            where citation.organization_id = ${actor.organizationId} and citation.bullet_id = bullet.id)
      )
    order by briefing.created_at desc, briefing.id desc limit ${input.limit + 1}`.execute(tx);
  const { page, ...next } = pageOf(rows, input.limit, (row) => [row.createdAt.toISOString(), row.id]);
  return {
    briefings: page.map((row) => ({
      id: row.id,
      subject: { entityId: row.entityId, type: row.type, name: row.name },
      meeting: { entityId: row.meetingEntityId, date: row.meetingDate },
      asOf: row.asOf,
      createdAt: row.createdAt.toISOString(),
      preparedFor: row.preparedFor,
    })),
    ...next,
  };
}

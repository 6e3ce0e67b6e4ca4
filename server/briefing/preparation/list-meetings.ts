import type { Input, Output } from "../../../contract/catalogue.ts";
import type { Database } from "../../db/database.ts";
import { type Actor, type TenantTransaction, withOrganization } from "../../db/with-organization.ts";
import { decodeCursor, pageOf } from "../../lib/cursor.ts";
import { localDay } from "../../lib/local-day.ts";
import { type FoundMeeting, findMeetings } from "./find-meetings.ts";
import { findMemberAddresses } from "./member-addresses.ts";

/** Meetings.List. */
export async function listMeetings(
  db: Database,
  actor: Actor,
  input: Input<"Meetings.List">,
): Promise<Output<"Meetings.List">> {
  const mine = actor.userId === null ? new Set<string>() : await findMemberAddresses(db, actor, actor.userId);
  const after = decodeCursor(input.cursor, ["text", "id"]);
  const range = {
    from: input.from ?? localDay(new Date()),
    to: input.to ?? "9999-12-31",
    limit: input.limit + 1,
    after,
    isLatestFirst: input.order === "latest",
  };
  return withOrganization(db, actor, async (tx) => {
    const { page, ...next } = pageOf(await findMeetings(tx, actor, range), input.limit, (meeting) => [
      meeting.date,
      meeting.meetingId,
    ]);
    const briefings = await findBriefingsOf(tx, actor, page);
    return {
      meetings: page.map(({ subjects, attendees, ...meeting }) => ({
        ...meeting,
        subjects: [...subjects],
        attendees: attendees.map(({ addresses: _, ...attendee }) => attendee),
        isMine: attends(attendees, mine),
        briefingId:
          subjects.map(({ entityId }) => briefings.get(`${entityId} ${meeting.date}`)).find((id) => id) ?? null,
      })),
      ...next,
    };
  });
}

export const attends = (attendees: FoundMeeting["attendees"], addresses: ReadonlySet<string>): boolean =>
  attendees.some((attendee) => attendee.addresses.some((address) => addresses.has(address)));

/** The latest readable briefing by "subject day". */
const findBriefingsOf = async (
  tx: TenantTransaction,
  actor: Actor,
  meetings: readonly FoundMeeting[],
): Promise<ReadonlyMap<string, string>> => {
  const ids = meetings.flatMap(({ subjects }) => subjects.map(({ entityId }) => entityId));
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom("briefing")
    .select(["id", "subject_entity_id", "meeting_date"])
    .where("organization_id", "=", actor.organizationId)
    .where("subject_entity_id", "in", ids)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom("briefing_bullet")
          .select("briefing_bullet.id")
          .where("briefing_bullet.organization_id", "=", actor.organizationId)
          .whereRef("briefing_bullet.briefing_id", "=", "briefing.id"),
      ),
    )
    .orderBy("created_at")
    .execute();
  return new Map(rows.map((row) => [`${row.subject_entity_id} ${row.meeting_date}`, row.id]));
};

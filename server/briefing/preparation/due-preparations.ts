import type { Role } from "../../../contract/operation.ts";
import { listMailboxIds } from "../../accounts/list-mailbox-ids.ts";
import { readableMailboxIds } from "../../accounts/membership.ts";
import type { Database } from "../../db/database.ts";
import { type Actor, withIdentity, withOrganization } from "../../db/with-organization.ts";
import { localDay } from "../../lib/local-day.ts";
import { findMeetings } from "./find-meetings.ts";
import { attends } from "./list-meetings.ts";
import { findMemberAddresses } from "./member-addresses.ts";
import { findSwitchedOff } from "./settings.ts";

/** One briefing to write: for a member, about one subject of a meeting. Ids and a day, nothing that mail says. */
export type DuePreparation = {
  readonly userId: string;
  readonly meetingId: string;
  readonly subjectEntityId: string;
  readonly date: string;
};

/** From this hour on, where the server stands, tomorrow's meetings are prepared; today's, which an earlier run missed, at any hour. */
const eveningHour = 17;

/** More meetings than that on two days are prepared by the next hour's run. */
const meetingsMax = 500;

/** What is not prepared yet of the meetings that are near, for each member who attends and has it switched on. */
export async function findDuePreparations(
  db: Database,
  organizationId: string,
  now: Date,
): Promise<readonly DuePreparation[]> {
  const range = { ...daysAt(now), limit: meetingsMax };
  const all = { organizationId, mailboxIds: await listMailboxIds(db, organizationId), userId: null };
  const { isAny, off } = await withOrganization(db, all, async (tx) => {
    const switchedOff = await findSwitchedOff(tx, organizationId);
    const isOff = switchedOff.has(organizationId);
    return { isAny: !isOff && (await findMeetings(tx, all, { ...range, limit: 1 })).length > 0, off: switchedOff };
  });
  if (!isAny) return [];
  const due: DuePreparation[] = [];
  for (const { userId, roles } of await listAdvisers(db, organizationId)) {
    if (off.has(userId)) continue;
    const actor = await actorOf(db, organizationId, userId, roles);
    const addresses = await findMemberAddresses(db, actor, userId);
    const found = await withOrganization(db, actor, async (tx) => {
      const meetings = (await findMeetings(tx, actor, range)).filter(({ attendees }) => attends(attendees, addresses));
      const prepared = await tx
        .selectFrom("briefing")
        .select(["subject_entity_id", "meeting_date"])
        .where("organization_id", "=", organizationId)
        .where("prepared_for", "=", userId)
        .where("meeting_date", ">=", range.from)
        .execute();
      const done = new Set(prepared.map((row) => `${row.subject_entity_id} ${row.meeting_date}`));
      return meetings.flatMap(({ meetingId, date, subjects }) =>
        subjects
          .filter(({ entityId }) => !done.has(`${entityId} ${date}`))
          .map(({ entityId }) => ({ userId, meetingId, subjectEntityId: entityId, date })),
      );
    });
    due.push(...found);
  }
  return due;
}

const daysAt = (now: Date): { readonly from: string; readonly to: string } => {
  const tomorrow = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
  return { from: localDay(now), to: localDay(now.getHours() >= eveningHour ? tomorrow : now) };
};

/** A member as an actor of their own: what they read, and nothing else, goes into what is prepared for them. */
export const actorOf = async (
  db: Database,
  organizationId: string,
  userId: string,
  roles: readonly Role[],
): Promise<Actor> => ({
  organizationId,
  userId,
  mailboxIds: await readableMailboxIds(db, { organizationId, roles }, userId),
});

type Adviser = { readonly userId: string; readonly roles: readonly Role[] };

/** Whoever may write briefings, by the roles of this moment. */
export const listAdvisers = async (db: Database, organizationId: string): Promise<readonly Adviser[]> => {
  const rows = await withIdentity(db, (tx) =>
    tx.selectFrom("member").select(["userId", "role"]).where("organizationId", "=", organizationId).execute(),
  );
  return [...Map.groupBy(rows, (row) => row.userId)]
    .map(([userId, its]) => ({ userId, roles: its.map((row) => row.role) }))
    .filter(({ roles }) => roles.some((role) => role === "owner" || role === "admin" || role === "advisor"));
};

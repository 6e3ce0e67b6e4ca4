import { randomBytes, randomUUID } from "node:crypto";
import { touchedOf } from "../../compliance/audit/audit-event.ts";
import { writeAudit } from "../../compliance/audit/write-audit.ts";
import type { Database } from "../../db/database.ts";
import { databaseNow } from "../../db/database-now.ts";
import { type Actor, type TenantTransaction, withOrganization } from "../../db/with-organization.ts";
import type { OrganizationKeys } from "../../documents/keys.ts";
import { recordHints } from "../../hints/record-hints.ts";
import type { Briefing } from "../briefing.ts";
import { generateBriefing } from "../generate-briefing.ts";
import { actorOf, type DuePreparation, listAdvisers } from "./due-preparations.ts";
import { findMeetings } from "./find-meetings.ts";
import { findSwitchedOff } from "./settings.ts";

/**
 * Writes a member's briefing for a meeting, from that member's mailboxes, once. Null when there is nothing to write any more: it was
 * written, switched off, the member left, or the meeting moved or was cancelled.
 */
export async function prepareBriefing(
  db: Database,
  keys: OrganizationKeys,
  due: DuePreparation,
): Promise<{ readonly briefingId: string | null }> {
  const { organizationId } = keys;
  const { userId, date } = due;
  const member = (await listAdvisers(db, organizationId)).find((one) => one.userId === userId);
  if (member === undefined) return { briefingId: null };
  const actor = await actorOf(db, organizationId, userId, member.roles);
  const ask = await withOrganization(db, actor, (tx) => askOf(tx, actor, due));
  if (ask === null) return { briefingId: null };
  const role = member.roles.join("+");
  const input = { ask, subjectEntityId: due.subjectEntityId, asOf: date };
  const briefing = await generateBriefing(db, actor, keys, input, {
    userId,
    alsoIn: async (tx, written) => {
      await writeAudit(tx, [auditEventOf(keys, role, written)]);
      const hints = ["MeetingPrep.List", "Meetings.List"] as const;
      const ofAll = hints.map((operation) => ({ operation, id: organizationId }));
      await recordHints(tx, organizationId, await databaseNow(tx), ofAll);
    },
  });
  return { briefingId: briefing.id };
}

const askOf = async (
  tx: TenantTransaction,
  actor: Actor,
  { userId, meetingId, subjectEntityId, date }: DuePreparation,
): Promise<string | null> => {
  const off = await findSwitchedOff(tx, actor.organizationId);
  if (off.has(actor.organizationId) || off.has(userId)) return null;
  const written = await tx
    .selectFrom("briefing")
    .select("id")
    .where("organization_id", "=", actor.organizationId)
    .where("prepared_for", "=", userId)
    .where("subject_entity_id", "=", subjectEntityId)
    .where("meeting_date", "=", date)
    .executeTakeFirst();
  if (written !== undefined) return null;
  const meetings = await findMeetings(tx, actor, { from: date, to: date, limit: 1000 });
  const meeting = meetings.find((one) => one.meetingId === meetingId);
  const subject = meeting?.subjects.find(({ entityId }) => entityId === subjectEntityId);
  return subject === undefined ? null : `Prepare me for the ${subject.name} meeting on ${date}`;
};

/** Nobody called: the log has that it came by itself, with the roles it was written under. */
const auditEventOf = (keys: OrganizationKeys, actorRole: string, briefing: Briefing) => ({
  id: randomUUID(),
  organizationId: keys.organizationId,
  at: new Date(),
  actorId: "schedule",
  actorRole,
  operation: "MeetingPrep.Generate",
  door: "job" as const,
  phase: "finished" as const,
  outcome: "ok" as const,
  errorTag: null,
  touched: touchedOf({ ids: touchedIds(briefing) }, () => null),
  sealedQuestion: keys.sealText("audit_question", briefing.ask),
  traceId: randomBytes(16).toString("hex"),
  durationMs: null,
});

const touchedIds = ({ id, subject, sections }: Briefing): readonly string[] => [
  id,
  subject.entityId,
  ...sections.flatMap(({ bullets }) => bullets.flatMap((b) => b.citations.map((c) => c.documentId))),
];

import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Actor, TenantTransaction } from "../db/with-organization.ts";
import type { OrganizationKeys } from "../documents/keys.ts";
import { derivedId } from "../lib/derived-id.ts";
import { jsonColumn } from "../lib/json-column.ts";
import type { Briefing, BriefingCitation, BriefingSection, SectionId } from "./briefing.ts";

const askPurpose = "briefing_ask";

/**
 * Writes a briefing with its bullets and citations; `wordsOf` gives a citation's exact words, of which only the hash is kept. ConflictError
 * when one was prepared already for that member, subject and day.
 */
export async function insertBriefing(
  tx: TenantTransaction,
  actor: Actor,
  keys: OrganizationKeys,
  briefing: Briefing,
  wordsOf: (citation: BriefingCitation) => string,
  preparedFor: string | null = null,
): Promise<void> {
  const common = { organization_id: actor.organizationId };
  await tx
    .insertInto("briefing")
    .values({
      ...common,
      id: briefing.id,
      ask_cipher: keys.sealText(askPurpose, briefing.ask),
      as_of: briefing.asOf,
      subject_entity_id: briefing.subject.entityId,
      subject_type: briefing.subject.type,
      subject_name: briefing.subject.name,
      meeting_entity_id: briefing.meeting.entityId,
      meeting_date: briefing.meeting.date,
      section_titles: jsonColumn(briefing.sections.map(({ bullets: _, ...section }) => section)),
      disclaimer: jsonColumn(briefing.disclaimer),
      withheld: jsonColumn(briefing.withheld),
      composer: jsonColumn(briefing.composer),
      requested_by: actor.userId,
      mailbox_ids: [...actor.mailboxIds],
      created_at: new Date(briefing.createdAt),
      prepared_for: preparedFor,
    })
    .execute();
  const bullets = briefing.sections.flatMap((section) =>
    section.bullets.map((bullet, position) => ({ section: section.id, position, bullet })),
  );
  if (bullets.length === 0) return;
  await tx
    .insertInto("briefing_bullet")
    .values(
      bullets.map(({ section, position, bullet }) => ({
        ...common,
        id: bullet.id,
        briefing_id: briefing.id,
        section,
        position,
        text: bullet.text,
        text_hash: hashOf(bullet.text),
        blanked_reason: null,
        citations: bullet.citations.length,
        mailbox_ids: [...new Set(bullet.citations.flatMap((c) => c.mailboxIds))],
      })),
    )
    .execute();
  await tx
    .insertInto("briefing_citation")
    .values(
      bullets.flatMap(({ bullet }) =>
        bullet.citations.map((c, position) => ({
          ...common,
          id: derivedId("briefing_citation", bullet.id, String(position)),
          bullet_id: bullet.id,
          position,
          kind: c.kind,
          source: jsonColumn({ ids: c.source, sentOn: c.sentOn, from: c.from }),
          document_id: c.documentId,
          document_version_id: c.documentVersionId,
          start_char: c.startChar,
          end_char: c.endChar,
          quote_hash: hashOf(wordsOf(c)),
          mailbox_ids: [...c.mailboxIds],
        })),
      ),
    )
    .execute();
}

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

export type StoredBriefing = Omit<Briefing, "sections"> & {
  readonly sectionTitles: readonly Omit<BriefingSection, "bullets">[];
};

export async function findBriefing(
  tx: TenantTransaction,
  actor: Actor,
  keys: OrganizationKeys,
  id: string,
): Promise<StoredBriefing | undefined> {
  const row = await tx
    .selectFrom("briefing")
    .selectAll()
    .where("organization_id", "=", actor.organizationId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    id: row.id,
    ask: keys.unsealText(askPurpose, row.ask_cipher),
    asOf: row.as_of,
    subject: {
      entityId: row.subject_entity_id,
      type: row.subject_type === "Client" ? "Client" : "Household",
      name: row.subject_name,
    },
    meeting: { entityId: row.meeting_entity_id, date: row.meeting_date },
    sectionTitles: row.section_titles as StoredBriefing["sectionTitles"],
    disclaimer: row.disclaimer as Briefing["disclaimer"],
    withheld: row.withheld as Briefing["withheld"],
    composer: row.composer as Briefing["composer"],
    createdAt: row.created_at.toISOString(),
  };
}

/** A bullet of which the actor reads every citation. A blanked one has no text. */
export type StoredBullet = {
  readonly id: string;
  readonly section: SectionId;
  readonly text: string | null;
  readonly citations: readonly StoredCitation[];
};
export type StoredCitation = Omit<BriefingCitation, "text">;

export async function listBullets(
  tx: TenantTransaction,
  actor: Actor,
  briefingId: string,
): Promise<readonly StoredBullet[]> {
  const bullets = await tx
    .selectFrom("briefing_bullet")
    .select(["id", "section", "text", "citations"])
    .where("organization_id", "=", actor.organizationId)
    .where("briefing_id", "=", briefingId)
    .orderBy("position")
    .execute();
  const { rows } = await sql<StoredCitation & { bulletId: string }>`
    select citation.bullet_id as "bulletId", citation.kind, citation.source -> 'ids' as source,
      citation.source ->> 'sentOn' as "sentOn", citation.source ->> 'from' as "from", citation.document_id as "documentId",
      citation.document_version_id as "documentVersionId", citation.start_char as "startChar", citation.end_char as "endChar",
      citation.mailbox_ids as "mailboxIds"
    from briefing_citation citation
    join briefing_bullet bullet on bullet.organization_id = ${actor.organizationId} and bullet.id = citation.bullet_id
    where citation.organization_id = ${actor.organizationId} and bullet.briefing_id = ${briefingId}
    order by citation.position`.execute(tx);
  const citations = Map.groupBy(rows, (row) => row.bulletId);
  return bullets.flatMap((bullet) => {
    const its = (citations.get(bullet.id) ?? []).map(({ bulletId: _, ...citation }) => citation);
    if (its.length < bullet.citations) return [];
    return [{ id: bullet.id, section: bullet.section as SectionId, text: bullet.text, citations: its }];
  });
}

import { type RawBuilder, sql } from "kysely";
import type { Actor, TenantTransaction } from "../db/with-organization.ts";
import type { EvidenceSpan, MessageEnvelope, ResolvedGraph } from "../graph/resolution.ts";
import type { Zone } from "../mail/message.ts";
import type { BriefingFlag, BriefingMessage } from "./briefing.ts";

/** The messages of the subject's block that the actor may read and that are still in a mailbox, with what was flagged in them. */
export async function findBlockMessages(
  tx: TenantTransaction,
  actor: Actor,
  subjectId: string,
): Promise<readonly BriefingMessage[]> {
  const { rows } = await sql<MessageRow>`
    select document.id as "documentId", document.current_version_id as "documentVersionId",
      nullif(document.message_id, '') as "messageId", document.sent_at as "sentAt", document.local_date as "localDate",
      document.mailbox_ids as "mailboxIds", read_by.envelope, read_by.zones
    from document
    join lateral (
      select envelope, zones from extraction
      where organization_id = ${actor.organizationId} and document_version_id = document.current_version_id
      order by created_at desc, id limit 1
    ) as read_by on true
    where document.organization_id = ${actor.organizationId} and document.state = 'present'
      and document.block_id = ${blockOf(actor, subjectId)}
    order by document.sort_key, document.id`.execute(tx);
  return rows.map(({ sentAt, envelope, ...row }) => ({
    ...row,
    sentAtMs: sentAt?.getTime() ?? null,
    threadKey: envelope.threadKey,
    from: envelope.from,
    to: envelope.to,
    cc: envelope.cc,
  }));
}

type MessageRow = Omit<BriefingMessage, "sentAtMs" | "threadKey" | "from" | "to" | "cc"> & {
  readonly sentAt: Date | null;
  readonly envelope: MessageEnvelope;
  readonly zones: readonly Zone[];
};

const blockOf = (actor: Actor, entityId: string): RawBuilder<string> =>
  sql`(select block_id from entity where organization_id = ${actor.organizationId} and id = ${entityId})`;

export async function findBlockFlags(
  tx: TenantTransaction,
  actor: Actor,
  versionIds: readonly string[],
): Promise<readonly BriefingFlag[]> {
  const { rows } = await sql<BriefingFlag>`
    select id, category, document_id as "documentId", document_version_id as "documentVersionId",
      start_char as "startChar", end_char as "endChar", author, mailbox_ids as "mailboxIds"
    from compliance_flag
    where organization_id = ${actor.organizationId} and document_version_id = any(${[...versionIds]}::uuid[])
    order by id`.execute(tx);
  return rows;
}

/** The resolved graph of the subject's block, as far as the actor may read it. */
export async function findBlockGraph(tx: TenantTransaction, actor: Actor, subjectId: string): Promise<ResolvedGraph> {
  const org = actor.organizationId;
  const block = blockOf(actor, subjectId);
  const entities = await sql<Omit<Entity, "mentions" | "name" | "names">>`
    select id, type, confidence, status, correction_id as "correctionId", joined_by as "joinedBy" from entity
    where organization_id = ${org} and (block_id = ${block}
      or id in (select entity_id from mention where organization_id = ${org} and block_id = ${block}))`.execute(tx);
  const names = await sql<{ entityId: string; name: string; mailboxIds: string[] }>`
    select entity_id as "entityId", name, mailbox_ids as "mailboxIds" from entity_name
    where organization_id = ${org} and block_id = ${block} order by rank, name`.execute(tx);
  const mentions = await sql<EvidenceSpan & { owner: string }>`
    select entity_id as owner, ${spanColumns} from mention where organization_id = ${org} and block_id = ${block}
    order by id`.execute(tx);
  const relations = await sql<Omit<ResolvedGraph["relations"][number], "evidence">>`
    select id, type, from_entity_id as "from", to_entity_id as "to", ${factColumns} from relation
    where organization_id = ${org} and block_id = ${block}`.execute(tx);
  const relationEvidence = await sql<EvidenceSpan & { owner: string }>`
    select relation_id as owner, ${spanColumns} from relation_evidence
    where organization_id = ${org} and block_id = ${block} order by position, id`.execute(tx);
  const attributes = await sql<Omit<ResolvedGraph["attributes"][number], "evidence">>`
    select id, entity_id as "entityId", name, value, ${factColumns} from attribute_fact
    where organization_id = ${org} and block_id = ${block}`.execute(tx);
  const attributeEvidence = await sql<EvidenceSpan & { owner: string }>`
    select attribute_fact_id as owner, ${spanColumns} from attribute_evidence
    where organization_id = ${org} and block_id = ${block} order by position, id`.execute(tx);

  const namesOf = Map.groupBy(names.rows, (row) => row.entityId);
  const spansOf = (rows: readonly (EvidenceSpan & { owner: string })[]) => Map.groupBy(rows, (row) => row.owner);
  const [mentionsOf, relationSpans, attributeSpans] = [mentions, relationEvidence, attributeEvidence].map((r) =>
    spansOf(r.rows),
  );
  return {
    entities: entities.rows.map((entity) => {
      const its = namesOf.get(entity.id) ?? [];
      return { ...entity, name: its[0]?.name ?? entity.type, names: its, mentions: mentionsOf?.get(entity.id) ?? [] };
    }),
    relations: relations.rows.map((r) => ({ ...r, evidence: relationSpans?.get(r.id) ?? [] })),
    attributes: attributes.rows.map((a) => ({ ...a, evidence: attributeSpans?.get(a.id) ?? [] })),
  };
}

type Entity = ResolvedGraph["entities"][number];

const spanColumns = sql`document_id as "documentId", document_version_id as "documentVersionId", start_char as "startChar",
  end_char as "endChar", confidence, source_id as "sourceId", mailbox_ids as "mailboxIds"`;
const factColumns = sql`confidence, stated_by as "statedBy", valid_from as "validFrom", valid_to as "validTo",
  learned_at as "learnedAt", superseded_by as "supersededBy", contradicts, status, correction_id as "correctionId"`;

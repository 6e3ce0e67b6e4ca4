import { sql } from "kysely";
import type { Actor, TenantTransaction } from "../db/with-organization.ts";
import type { Reading } from "../extract/reading.ts";
import type { Broken, StoredSpan } from "./check-document.ts";

export type VersionToCheck = {
  readonly documentId: string;
  readonly documentVersionId: string;
  readonly contentChars: number;
  /** All that was read in it; what rests on it may rest on an earlier one until it is resolved anew. */
  readonly readings: readonly Reading[];
};

/** Versions of documents that still have their words, after `afterId` by version id. */
export const findVersions = async (
  tx: TenantTransaction,
  { organizationId }: Actor,
  afterId: string | null,
  limit: number,
): Promise<readonly VersionToCheck[]> => {
  const { rows } = await sql<VersionToCheck>`
    select version.document_id as "documentId", version.id as "documentVersionId", version.content_chars as "contentChars",
      (select coalesce(jsonb_agg(reading order by created_at desc, id), '[]') from extraction
       where organization_id = ${organizationId} and document_version_id = version.id) as readings
    from document_version version
    join document on document.organization_id = ${organizationId} and document.id = version.document_id
      and document.state <> 'destroyed'
    where version.organization_id = ${organizationId} and (${afterId}::uuid is null or version.id > ${afterId}::uuid)
    order by version.id limit ${limit}`.execute(tx);
  return rows;
};

/** Every span that rests on these versions. */
export const findSpans = async (
  tx: TenantTransaction,
  { organizationId }: Actor,
  versionIds: readonly string[],
): Promise<readonly (StoredSpan & { readonly documentVersionId: string })[]> => {
  const columns = sql`id, document_version_id as "documentVersionId", start_char as "startChar", end_char as "endChar"`;
  const theirs = sql`where organization_id = ${organizationId} and document_version_id = any(${[...versionIds]}::uuid[])`;
  const { rows } = await sql<StoredSpan & { documentVersionId: string }>`
    select 'mention' as "table", source_id as "sourceId", ${columns} from mention ${theirs}
    union all select 'relation_evidence', source_id, ${columns} from relation_evidence ${theirs}
    union all select 'attribute_evidence', source_id, ${columns} from attribute_evidence ${theirs}
    union all select 'compliance_flag', null, ${columns} from compliance_flag ${theirs}`.execute(tx);
  return rows;
};

export type CitationToCheck = {
  readonly id: string;
  readonly documentVersionId: string;
  readonly startChar: number;
  readonly endChar: number;
  readonly quoteHash: string;
};

/** Citations of bullets that were not blanked, in documents that still have their words, after `afterId`. */
export const findCitationsToCheck = async (
  tx: TenantTransaction,
  { organizationId }: Actor,
  afterId: string | null,
  limit: number,
): Promise<readonly CitationToCheck[]> => {
  const { rows } = await sql<CitationToCheck>`
    select citation.id, citation.document_version_id as "documentVersionId", citation.start_char as "startChar",
      citation.end_char as "endChar", citation.quote_hash as "quoteHash"
    from briefing_citation citation
    join briefing_bullet bullet on bullet.organization_id = ${organizationId} and bullet.id = citation.bullet_id
      and bullet.text is not null
    join document on document.organization_id = ${organizationId} and document.id = citation.document_id
      and document.state <> 'destroyed'
    where citation.organization_id = ${organizationId} and (${afterId}::uuid is null or citation.id > ${afterId}::uuid)
    order by citation.id limit ${limit}`.execute(tx);
  return rows;
};

/** What must hold between rows, one statement a rule: each finds the first row that breaks it. */
export const findBrokenRow = async (tx: TenantTransaction, { organizationId }: Actor): Promise<Broken | undefined> => {
  const rules = [
    {
      where: "entity",
      reason: "an entity without a mention, a relation or an attribute that shows it",
      query: sql<{ id: string }>`select id from entity e where organization_id = ${organizationId}
        and not exists (select from mention where organization_id = ${organizationId} and entity_id = e.id)
        and not exists (select from relation where organization_id = ${organizationId} and (from_entity_id = e.id or to_entity_id = e.id))
        and not exists (select from attribute_fact where organization_id = ${organizationId} and entity_id = e.id) limit 1`,
    },
    {
      where: "relation",
      reason: "a relation without evidence",
      query: sql<{ id: string }>`select id from relation r where organization_id = ${organizationId}
        and not exists (select from relation_evidence where organization_id = ${organizationId} and relation_id = r.id) limit 1`,
    },
    {
      where: "attribute_fact",
      reason: "an attribute value without evidence",
      query: sql<{ id: string }>`select id from attribute_fact f where organization_id = ${organizationId}
        and not exists (select from attribute_evidence where organization_id = ${organizationId} and attribute_fact_id = f.id) limit 1`,
    },
    {
      where: "briefing_bullet",
      reason: "a bullet without all of its citations",
      query: sql<{ id: string }>`select id from briefing_bullet b where organization_id = ${organizationId}
        and citations <> (select count(*) from briefing_citation where organization_id = ${organizationId} and bullet_id = b.id) limit 1`,
    },
    {
      where: "briefing_bullet",
      reason: "a bullet whose text was changed",
      query: sql<{ id: string }>`select id from briefing_bullet where organization_id = ${organizationId}
        and text is not null and text_hash <> encode(sha256(convert_to(text, 'UTF8')), 'hex') limit 1`,
    },
    {
      where: "document",
      reason: "a document without its current version",
      query: sql<{
        id: string;
      }>`select id from document d where organization_id = ${organizationId} and state <> 'destroyed'
        and not exists (select from document_version where organization_id = ${organizationId} and id = d.current_version_id
          and document_id = d.id) limit 1`,
    },
    {
      where: "mail_ledger",
      reason: "a message the ledger says is stored, and no document that holds it",
      query: sql<{
        id: string;
      }>`select document_id as id from mail_ledger l where organization_id = ${organizationId} and outcome = 'stored'
        and not exists (select from document_source where organization_id = ${organizationId} and mailbox_id = l.mailbox_id
          and source_type = l.source_type and document_id = l.document_id) limit 1`,
    },
    {
      where: "document_source",
      reason: "a stored message that the ledger does not count",
      query: sql<{
        id: string;
      }>`select document_id as id from document_source s where organization_id = ${organizationId}
        and not exists (select from document where organization_id = ${organizationId} and id = s.document_id and state = 'destroyed')
        and not exists (select from mail_ledger where organization_id = ${organizationId} and mailbox_id = s.mailbox_id
          and source_type = s.source_type and document_id = s.document_id and outcome = 'stored') limit 1`,
    },
  ] as const;
  for (const { where, reason, query } of rules) {
    const { rows } = await query.execute(tx);
    if (rows[0]) return { where, id: rows[0].id, reason };
  }
  return undefined;
};

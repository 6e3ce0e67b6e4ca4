import { type RawBuilder, sql } from "kysely";
import type { Actor, TenantTransaction } from "../db/with-organization.ts";

/** One piece of evidence as stored: where the words are and which row says so. `id` is the evidence row's own id. */
export type EvidenceRow = {
  readonly id: string;
  readonly kind: "mention" | "relation" | "attribute" | "bullet";
  readonly documentId: string;
  readonly documentVersionId: string;
  readonly startChar: number;
  readonly endChar: number;
  readonly confidence: number | null;
  readonly bulletId: string | null;
  readonly extractionId: string | null;
  readonly ontologyId: string | null;
  /** Whose mention it is; null for other kinds. */
  readonly entityId: string | null;
  /** Best first within what was asked for; in a document, by place. */
  readonly position: number;
};

type After = { readonly position: number; readonly id: string } | undefined;

const extraction = (actor: Actor): RawBuilder<unknown> => sql`
  left join lateral (
    select id, ontology_id from extraction
    where organization_id = ${actor.organizationId} and document_version_id = evidence.document_version_id
    order by created_at desc, id limit 1
  ) as read_by on true`;

const page = (after: After, limit: number): RawBuilder<unknown> => sql`
  where ${after?.id ?? null}::uuid is null or (position, id) > (${after?.position ?? 0}::bigint, ${after?.id ?? null}::uuid)
  order by position, id limit ${limit}`;

/** The mentions of an entity, earliest mail first. */
export const findMentions = async (
  tx: TenantTransaction,
  actor: Actor,
  entityId: string,
  after: After,
  limit: number,
) =>
  run(
    tx,
    sql`select mention.id, 'mention' as kind, document_id, document_version_id, start_char, end_char, confidence, entity_id,
      row_number() over (order by document.sort_key, document.id, start_char, mention.id) as position
    from mention join document on document.organization_id = ${actor.organizationId} and document.id = mention.document_id
    where mention.organization_id = ${actor.organizationId} and entity_id = ${entityId}`,
    actor,
    after,
    limit,
  );

/**
 * What shows an entity that no mail names: the words that say who belongs to it, for a household; else those of all its
 * relations. Words that say several things are given once.
 */
export const findEvidenceOfRelations = async (
  tx: TenantTransaction,
  actor: Actor,
  entityId: string,
  after: After,
  limit: number,
) =>
  run(
    tx,
    sql`select (array_agg(evidence.id order by evidence.id))[1] as id, 'relation' as kind, evidence.document_id,
      evidence.document_version_id, evidence.start_char, evidence.end_char, max(evidence.confidence) as confidence,
      null::uuid as entity_id, row_number() over (order by min(document.sort_key), evidence.document_version_id, evidence.start_char, evidence.end_char) as position
    from relation
    join relation_evidence evidence on evidence.organization_id = ${actor.organizationId}
      and evidence.relation_id = relation.id
    join document on document.organization_id = ${actor.organizationId} and document.id = evidence.document_id
    where relation.organization_id = ${actor.organizationId}
      and (relation.to_entity_id = ${entityId} or relation.from_entity_id = ${entityId})
      and (relation.type = 'belongsToHousehold' or not exists (
        select from relation belongs where belongs.organization_id = ${actor.organizationId}
          and belongs.to_entity_id = ${entityId} and belongs.type = 'belongsToHousehold'))
    group by evidence.document_id, evidence.document_version_id, evidence.start_char, evidence.end_char`,
    actor,
    after,
    limit,
  );

const factTables = {
  relation: { evidence: "relation_evidence", fact: "relation_id" },
  attribute: { evidence: "attribute_evidence", fact: "attribute_fact_id" },
} as const;

/** The words behind a relation or an attribute's value, best first. */
export const findFactEvidence = async (
  tx: TenantTransaction,
  actor: Actor,
  kind: keyof typeof factTables,
  factId: string,
  after: After,
  limit: number,
) =>
  run(
    tx,
    sql`select id, ${kind}::text as kind, document_id, document_version_id, start_char, end_char, confidence, null::uuid as entity_id, position
    from ${sql.table(factTables[kind].evidence)}
    where organization_id = ${actor.organizationId} and ${sql.ref(factTables[kind].fact)} = ${factId}`,
    actor,
    after,
    limit,
  );

/** The citations of a briefing's bullet, in their order. A bullet with a citation the actor cannot read has none for that actor. */
export const findCitations = async (
  tx: TenantTransaction,
  actor: Actor,
  bulletId: string,
  after: After,
  limit: number,
) =>
  run(
    tx,
    sql`select id, 'bullet' as kind, document_id, document_version_id, start_char, end_char, null::real as confidence, null::uuid as entity_id, position
    from briefing_citation where organization_id = ${actor.organizationId} and bullet_id = ${bulletId}
      and (select citations from briefing_bullet where organization_id = ${actor.organizationId} and id = ${bulletId})
        = (select count(*) from briefing_citation where organization_id = ${actor.organizationId} and bullet_id = ${bulletId})`,
    actor,
    after,
    limit,
    bulletId,
  );

/** Everything read in a document, by place. */
export const findDocumentEvidence = async (
  tx: TenantTransaction,
  actor: Actor,
  documentId: string,
  after: After,
  limit: number,
) =>
  run(
    tx,
    sql`select id, kind, document_id, document_version_id, start_char, end_char, confidence, entity_id, start_char as position from (
      select id, 'mention' as kind, document_id, document_version_id, start_char, end_char, confidence, entity_id
      from mention where organization_id = ${actor.organizationId} and document_id = ${documentId}
      union all
      select id, 'relation', document_id, document_version_id, start_char, end_char, confidence, null::uuid
      from relation_evidence where organization_id = ${actor.organizationId} and document_id = ${documentId}
      union all
      select id, 'attribute', document_id, document_version_id, start_char, end_char, confidence, null::uuid
      from attribute_evidence where organization_id = ${actor.organizationId} and document_id = ${documentId}
    ) as found`,
    actor,
    after,
    limit,
  );

const run = async (
  tx: TenantTransaction,
  found: RawBuilder<unknown>,
  actor: Actor,
  after: After,
  limit: number,
  bulletId: string | null = null,
): Promise<readonly EvidenceRow[]> => {
  const { rows } = await sql<EvidenceRow>`
    select evidence.id, evidence.kind, evidence.document_id as "documentId", evidence.document_version_id as "documentVersionId",
      evidence.start_char as "startChar", evidence.end_char as "endChar", evidence.confidence,
      ${bulletId}::uuid as "bulletId", evidence.entity_id as "entityId", read_by.id as "extractionId", read_by.ontology_id as "ontologyId", evidence.position
    from (select * from (${found}) as found ${page(after, limit)}) as evidence
    ${extraction(actor)}
    order by evidence.position, evidence.id`.execute(tx);
  return rows;
};

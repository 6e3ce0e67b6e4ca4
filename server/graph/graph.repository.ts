import { sql } from "kysely";
import { maskPersonalData, maskPolicyVersion } from "../compliance/redact/mask.ts";
import { insertRows } from "../db/insert-rows.ts";
import type { TenantTransaction } from "../db/with-organization.ts";
import { derivedId } from "../lib/derived-id.ts";
import type {
  EvidenceSpan,
  ResolvedAttribute,
  ResolvedBlock,
  ResolvedEntity,
  ResolvedGraph,
  ResolvedRelation,
} from "./resolution.ts";
import { compareText } from "./resolve/order.ts";

/** A resolved block with what its rows need beside the graph: sort keys of its documents, for the order things are listed in. */
export type BlockToWrite = {
  readonly blockId: string;
  readonly graph: ResolvedBlock;
  readonly sortKeys: ReadonlyMap<string, string>;
};

const blockTables = [
  "review_candidate",
  "search_entry",
  "attribute_evidence",
  "attribute_fact",
  "relation_evidence",
  "relation",
  "mention",
] as const;

/** Removes every row of these blocks. Entities that other blocks share stay until `removeOrphans`; returns their ids. */
export async function deleteBlocks(
  tx: TenantTransaction,
  organizationId: string,
  blockIds: readonly string[],
): Promise<string[]> {
  if (blockIds.length === 0) return [];
  for (const table of blockTables) {
    await sql`delete from ${sql.table(table)} where organization_id = ${organizationId} and block_id = any(${[...blockIds]}::uuid[])`.execute(
      tx,
    );
  }
  const { rows } = await sql<{ entity_id: string }>`
    delete from entity_name where organization_id = ${organizationId} and block_id = any(${[...blockIds]}::uuid[]) returning entity_id`.execute(
    tx,
  );
  await sql`delete from entity where organization_id = ${organizationId} and block_id = any(${[...blockIds]}::uuid[])`.execute(
    tx,
  );
  return [...new Set(rows.map((row) => row.entity_id))];
}

/** Writes a block's rows, all of them new; shared entities are shown to its mailboxes too. */
export async function writeBlock(tx: TenantTransaction, organizationId: string, block: BlockToWrite): Promise<void> {
  const common = { organization_id: organizationId, block_id: block.blockId };
  const { entities, relations, attributes } = block.graph;
  const audience = audiencesOf(block.graph);
  await writeEntities(tx, organizationId, block, audience);
  await insertRows(
    tx,
    "entity_name",
    nameColumns,
    entities.flatMap((entity) =>
      namesOf(entity, audience).map(({ name, mailboxIds }, rank) => ({
        ...common,
        entity_id: entity.id,
        rank,
        name,
        mailbox_ids: mailboxIds,
      })),
    ),
  );
  await showShared(
    tx,
    block,
    organizationId,
    entities.filter((entity) => entity.sharedKey).map((entity) => entity.id),
  );
  await insertRows(
    tx,
    "search_entry",
    searchColumns,
    entities
      .filter((entity) => entity.status !== "rejected")
      .flatMap((entity) =>
        namesOf(entity, audience).map(({ name, mailboxIds }, rank) => {
          const { text } = maskPersonalData(name);
          const part = `${block.blockId} ${rank}`;
          return {
            ...common,
            kind: "entity",
            ref_id: entity.id,
            part,
            type: entity.type,
            masked_text: text,
            policy_version: maskPolicyVersion,
            sort_key: firstSortKey(block, entity),
            mailbox_ids: mailboxIds,
          };
        }),
      ),
  );
  await insertRows(
    tx,
    "mention",
    { ...evidenceColumns, entity_id: "uuid" },
    entities.flatMap((entity) =>
      entity.mentions.map((span) => ({
        ...common,
        ...spanRow(span),
        id: spanId("mention", entity.id, span),
        entity_id: entity.id,
      })),
    ),
  );
  await insertRows(
    tx,
    "relation",
    { ...factColumns, type: "text", from_entity_id: "uuid", to_entity_id: "uuid" },
    relations.map((fact) => ({
      ...common,
      ...factRow(fact),
      type: fact.type,
      from_entity_id: fact.from,
      to_entity_id: fact.to,
    })),
  );
  await insertRows(
    tx,
    "relation_evidence",
    { ...evidenceColumns, relation_id: "uuid", position: "integer" },
    relations.flatMap((fact) =>
      fact.evidence.map((span, position) => ({
        ...common,
        ...spanRow(span),
        id: spanId("relation_evidence", fact.id, span),
        relation_id: fact.id,
        position,
      })),
    ),
  );
  await insertRows(
    tx,
    "attribute_fact",
    { ...factColumns, entity_id: "uuid", name: "text", value: "text" },
    attributes.map((fact) => ({
      ...common,
      ...factRow(fact),
      entity_id: fact.entityId,
      name: fact.name,
      value: fact.value,
    })),
  );
  await insertRows(
    tx,
    "attribute_evidence",
    { ...evidenceColumns, attribute_fact_id: "uuid", position: "integer" },
    attributes.flatMap((fact) =>
      fact.evidence.map((span, position) => ({
        ...common,
        ...spanRow(span),
        id: spanId("attribute_evidence", fact.id, span),
        attribute_fact_id: fact.id,
        position,
      })),
    ),
  );
  await writeReviews(tx, organizationId, block);
}

async function writeReviews(tx: TenantTransaction, organizationId: string, block: BlockToWrite): Promise<void> {
  await insertRows(
    tx,
    "review_candidate",
    {
      ...rowColumns,
      id: "uuid",
      kind: "text",
      entity_ids: "uuid[]",
      chosen_entity_id: "uuid",
      document_id: "uuid",
      document_version_id: "uuid",
      start_char: "integer",
      end_char: "integer",
      reasons: "text[]",
      likeness: "integer",
    },
    block.graph.reviews.map((review) => ({
      organization_id: organizationId,
      block_id: block.blockId,
      id: review.id,
      kind: review.kind,
      entity_ids: review.entityIds,
      chosen_entity_id: review.chosen,
      document_id: review.words?.documentId ?? null,
      document_version_id: review.words?.documentVersionId ?? null,
      start_char: review.words?.startChar ?? null,
      end_char: review.words?.endChar ?? null,
      reasons: review.reasons,
      likeness: review.likeness,
      mailbox_ids: review.mailboxIds,
    })),
  );
}

/** Of the shared entities that deleted blocks named: those that no block names any more go, the others are shown to the mailboxes that still name them. */
export async function removeOrphans(
  tx: TenantTransaction,
  organizationId: string,
  sharedIds: readonly string[],
): Promise<void> {
  if (sharedIds.length === 0) return;
  await sql`
    update entity set mailbox_ids = held.mailbox_ids
    from (
      select entity_id, array_agg(distinct mailbox order by mailbox) as mailbox_ids
      from entity_name, unnest(mailbox_ids) as mailbox
      where organization_id = ${organizationId} and entity_id = any(${[...sharedIds]}::uuid[])
      group by entity_id
    ) held
    where entity.organization_id = ${organizationId} and entity.id = held.entity_id and entity.shared_key is not null
      and entity.mailbox_ids <> held.mailbox_ids`.execute(tx);
  await sql`
    delete from entity where organization_id = ${organizationId} and id = any(${[...sharedIds]}::uuid[]) and shared_key is not null
      and not exists (select 1 from entity_name where organization_id = ${organizationId} and entity_id = entity.id)`.execute(
    tx,
  );
}

/** Adds the mailboxes of this block's names, without reading those of every other block: the firm's own people are in all of them. */
async function showShared(
  tx: TenantTransaction,
  { blockId }: BlockToWrite,
  organizationId: string,
  sharedIds: readonly string[],
): Promise<void> {
  if (sharedIds.length === 0) return;
  await sql`
    update entity set mailbox_ids = array(
      select distinct mailbox from unnest(entity.mailbox_ids || named.mailbox_ids) as mailbox order by mailbox)
    from (
      select entity_id, array_agg(distinct mailbox) as mailbox_ids
      from entity_name, unnest(mailbox_ids) as mailbox
      where organization_id = ${organizationId} and block_id = ${blockId}::uuid and entity_id = any(${[...sharedIds]}::uuid[])
      group by entity_id
    ) named
    where entity.organization_id = ${organizationId} and entity.id = named.entity_id
      and not entity.mailbox_ids @> named.mailbox_ids`.execute(tx);
}

async function writeEntities(
  tx: TenantTransaction,
  organizationId: string,
  block: BlockToWrite,
  audience: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<void> {
  const rowOf = (entity: ResolvedEntity, shared: string | null) => ({
    organization_id: organizationId,
    id: entity.id,
    type: entity.type,
    block_id: shared ? null : block.blockId,
    shared_key: shared,
    // What all blocks agree on, whichever wrote last.
    confidence: shared ? sharedConfidence : entity.confidence,
    status: entity.status,
    correction_id: entity.correctionId,
    joined_by: shared ? ["one key in all mail"] : entity.joinedBy,
    first_sort_key: shared ? "" : firstSortKey(block, entity),
    mailbox_ids: shared
      ? [...new Set(namesOf(entity, audience).flatMap(({ mailboxIds }) => mailboxIds))].sort()
      : [...(audience.get(entity.id) ?? [])].sort(),
  });
  const { entities } = block.graph;
  await insertRows(
    tx,
    "entity",
    entityColumns,
    entities.filter((entity) => !entity.sharedKey).map((entity) => rowOf(entity, null)),
  );
  const shared = entities.flatMap((entity) => (entity.sharedKey ? [rowOf(entity, entity.sharedKey)] : []));
  await insertRows(tx, "entity", entityColumns, shared);
  for (const { id, status, correction_id } of shared) {
    await sql`update entity set status = ${status}, correction_id = ${correction_id}::uuid
      where organization_id = ${organizationId} and id = ${id} and correction_id is distinct from ${correction_id}::uuid`.execute(
      tx,
    );
  }
}

/** Shared entities are known by an exact key. */
const sharedConfidence = 0.95;

const rowColumns = { organization_id: "uuid", block_id: "uuid", mailbox_ids: "uuid[]" } as const;
const entityColumns = {
  ...rowColumns,
  id: "uuid",
  type: "text",
  shared_key: "text",
  confidence: "real",
  status: "text",
  correction_id: "uuid",
  joined_by: "text[]",
  first_sort_key: "text",
} as const;
const nameColumns = { ...rowColumns, entity_id: "uuid", rank: "integer", name: "text" } as const;
const searchColumns = {
  ...rowColumns,
  kind: "text",
  ref_id: "uuid",
  part: "text",
  type: "text",
  masked_text: "text",
  policy_version: "text",
  sort_key: "text",
} as const;
const evidenceColumns = {
  ...rowColumns,
  id: "uuid",
  document_id: "uuid",
  document_version_id: "uuid",
  start_char: "integer",
  end_char: "integer",
  confidence: "real",
  source_id: "text",
} as const;
const factColumns = {
  ...rowColumns,
  id: "uuid",
  confidence: "real",
  stated_by: "text",
  valid_from: "text",
  valid_to: "text",
  learned_at: "timestamptz",
  superseded_by: "uuid",
  contradicts: "uuid[]",
  status: "text",
  correction_id: "uuid",
} as const;

function spanRow(span: EvidenceSpan) {
  return {
    document_id: span.documentId,
    document_version_id: span.documentVersionId,
    start_char: span.startChar,
    end_char: span.endChar,
    confidence: span.confidence,
    source_id: span.sourceId,
    mailbox_ids: span.mailboxIds,
  };
}

function spanId(kind: string, of: string, span: EvidenceSpan): string {
  return derivedId(kind, of, span.documentVersionId, String(span.startChar), String(span.endChar));
}

function factRow(fact: ResolvedRelation | ResolvedAttribute) {
  return {
    id: fact.id,
    confidence: fact.confidence,
    stated_by: fact.statedBy,
    valid_from: fact.validFrom,
    valid_to: fact.validTo,
    learned_at: fact.learnedAt,
    superseded_by: fact.supersededBy,
    contradicts: fact.contradicts,
    status: fact.status,
    correction_id: fact.correctionId,
    mailbox_ids: [...new Set(fact.evidence.flatMap((span) => span.mailboxIds))].sort(),
  };
}

/** Who may see each entity: the mailboxes whose mail mentions it, or shows that someone belongs to it. */
function audiencesOf(graph: ResolvedGraph): Map<string, Set<string>> {
  const audiences = new Map<string, Set<string>>();
  const show = (id: string, spans: readonly EvidenceSpan[]): void => {
    const known = audiences.get(id) ?? new Set();
    audiences.set(id, known);
    for (const mailboxId of spans.flatMap((span) => span.mailboxIds)) known.add(mailboxId);
  };
  for (const entity of graph.entities) show(entity.id, entity.mentions);
  for (const relation of graph.relations)
    if (relation.type === "belongsToHousehold") show(relation.to, relation.evidence);
  return audiences;
}

/** Names by rank; a name is shown to the mailboxes that say it, and never to one that shows nothing of the entity. */
function namesOf(
  entity: ResolvedEntity,
  audience: ReadonlyMap<string, ReadonlySet<string>>,
): { name: string; mailboxIds: string[] }[] {
  const shown = audience.get(entity.id) ?? new Set<string>();
  const names = entity.names.map(({ name, mailboxIds }) => ({
    name,
    mailboxIds: mailboxIds.filter((id) => shown.has(id)).sort(),
  }));
  const said = names.filter(({ mailboxIds }) => mailboxIds.length > 0);
  return said.length > 0 ? said : [{ name: entity.name, mailboxIds: [...shown].sort() }];
}

function firstSortKey(block: BlockToWrite, entity: ResolvedEntity): string {
  const shown = block.graph.relations.filter(
    (relation) => relation.to === entity.id && relation.type === "belongsToHousehold",
  );
  const spans = entity.mentions.length > 0 ? entity.mentions : shown.flatMap((relation) => relation.evidence);
  return spans.map((span) => block.sortKeys.get(span.documentId) ?? "").sort(compareText)[0] ?? "";
}

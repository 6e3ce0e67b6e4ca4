import { sql } from "kysely";
import type { Output } from "../../../contract/catalogue.ts";
import type { Actor, TenantTransaction } from "../../db/with-organization.ts";
import type { OrganizationKeys } from "../../documents/keys.ts";
import { quoter, type Words } from "../../documents/quoter.ts";
import { findEntityNames } from "../entity-names.ts";

export type Statement = Pick<Output<"Entities.Timeline">["facts"][number], "saidOn" | "saidBy" | "evidence">;

type Row = {
  readonly factId: string;
  readonly words: Words;
  readonly saidOn: string | null;
  readonly author: string | null;
};

// So many words of a fact are shown: enough to see who says it.
const quotesMax = 3;

/** Who first said each of these facts and in which words; `ids` are of attribute facts or of relations. */
export async function findStatements(
  tx: TenantTransaction,
  actor: Actor,
  keys: OrganizationKeys,
  ids: readonly string[],
): Promise<(factId: string) => Statement> {
  const rows = await findWords(tx, actor, ids);
  const quoteOf = await quoter(
    tx,
    keys,
    rows.map(({ words }) => words),
  );
  const authors = await findAuthors(
    tx,
    actor,
    rows.flatMap(({ author }) => author ?? []),
  );
  const byFact = Map.groupBy(rows, ({ factId }) => factId);
  return (factId) => {
    const own = byFact.get(factId) ?? [];
    const author = own.find((row) => row.author !== null)?.author ?? "";
    return {
      saidOn: own[0]?.saidOn ?? null,
      saidBy: authors.get(author) ?? null,
      evidence: own.map(({ words }) => quoteOf(words)),
    };
  };
}

/** The first words of each fact, in the order of their mail. */
async function findWords(tx: TenantTransaction, actor: Actor, ids: readonly string[]): Promise<Row[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Row>`
    with evidence as (
      select attribute_fact_id as fact_id, document_id, document_version_id, start_char, end_char, source_id
      from attribute_evidence
      where organization_id = ${actor.organizationId} and attribute_fact_id = any(${[...ids]}::uuid[])
      union all
      select relation_id, document_id, document_version_id, start_char, end_char, source_id
      from relation_evidence
      where organization_id = ${actor.organizationId} and relation_id = any(${[...ids]}::uuid[])
    ), ranked as (
      select evidence.*, document.local_date, document.sort_key,
        row_number() over (partition by fact_id order by document.sort_key, document.id, start_char) as rank
      from evidence
      join document on document.organization_id = ${actor.organizationId} and document.id = evidence.document_id
    )
    select fact_id as "factId", local_date as "saidOn", jsonb_build_object('documentId', document_id,
        'documentVersionId', document_version_id, 'startChar', start_char, 'endChar', end_char) as words, (
        select claim ->> 'author' from extraction
        cross join lateral jsonb_array_elements(extraction.reading -> 'claims') as claim
        where extraction.organization_id = ${actor.organizationId}
          and extraction.document_version_id = ranked.document_version_id and claim ->> 'id' = ranked.source_id
        order by extraction.created_at desc, extraction.id limit 1) as author
    from ranked where rank <= ${quotesMax} order by fact_id, rank`.execute(tx);
  return rows;
}

/** The people whose addresses these are, as far as the actor can read that they are theirs. */
async function findAuthors(tx: TenantTransaction, actor: Actor, addresses: readonly string[]) {
  if (addresses.length === 0) return new Map<string, NonNullable<Statement["saidBy"]>>();
  const { rows } = await sql<{ address: string; entityId: string }>`
    select distinct on (value) value as address, entity_id as "entityId" from attribute_fact
    where organization_id = ${actor.organizationId} and name = 'email' and value = any(${[...new Set(addresses)]}::text[])
      and status is distinct from 'rejected'
    order by value, (superseded_by is not null), entity_id`.execute(tx);
  const names = await findEntityNames(
    tx,
    actor,
    rows.map(({ entityId }) => entityId),
  );
  return new Map(
    rows.flatMap(({ address, entityId }) => {
      const name = names.get(entityId);
      return name === undefined ? [] : [[address, { entityId, name }] as const];
    }),
  );
}

import { type RawBuilder, sql } from "kysely";
import type { Actor, TenantTransaction } from "../../db/with-organization.ts";
import { entitiesOfHousehold } from "../entities-of-household.ts";

export type ReviewRow = {
  readonly id: string;
  readonly kind: "pair" | "whose";
  /** Those the actor can read; of a pair both. */
  readonly entityIds: string[];
  readonly chosen: string | null;
  readonly words: {
    readonly documentId: string;
    readonly documentVersionId: string;
    readonly startChar: number;
    readonly endChar: number;
  } | null;
  readonly reasons: string[];
  readonly likeness: number;
};

type Asked = {
  readonly id?: string;
  readonly householdId?: string;
  readonly state: "open" | "later";
  readonly after: { readonly likeness: number; readonly id: string } | undefined;
  readonly limit: number;
};

/**
 * Questions whose every side the actor can read, likeliest first: those the resolver found in its blocks, and clients of one full
 * name in two blocks. A question that was answered is not asked again while the answer stands.
 */
export async function findReviews(tx: TenantTransaction, actor: Actor, asked: Asked): Promise<ReviewRow[]> {
  const org = actor.organizationId;
  const { id = null, householdId = null, state, after, limit } = asked;
  const { rows } = await sql<ReviewRow>`
    with decided as (${decidedPairs(org)}), asked as (
      select id, kind, (
          select array_agg(entity.id order by listed.position) from unnest(entity_ids) with ordinality as listed (entity_id, position)
          join entity on entity.organization_id = ${org} and entity.id = listed.entity_id and entity.status is distinct from 'rejected'
        ) as entity_ids, cardinality(entity_ids) as sides, chosen_entity_id, case when kind = 'whose' then jsonb_build_object(
          'documentId', document_id, 'documentVersionId', document_version_id, 'startChar', start_char, 'endChar', end_char) end as words,
        reasons, likeness
      from review_candidate where organization_id = ${org}
      union all
      ${namesakesOfBlocks(org)}
    )
    select id, kind, entity_ids as "entityIds", chosen_entity_id as chosen, words, reasons, likeness from asked
    where (${id}::uuid is null or id = ${id}::uuid)
      and cardinality(entity_ids) >= 2 and (kind = 'whose' or cardinality(entity_ids) = sides)
      and (${householdId}::uuid is null or entity_ids && array(${entitiesOfHousehold(org, householdId)}))
      and not exists (select from decided where not decided.is_later and ${isAnswered})
      and (exists (select from decided where decided.is_later and ${isAnswered})) = ${state === "later"}
      and (${after?.id ?? null}::uuid is null or (-likeness, id) > (${-(after?.likeness ?? 0)}::integer, ${after?.id ?? null}::uuid))
    order by likeness desc, id limit ${limit}`.execute(tx);
  return rows;
}

const isAnswered = sql`(decided.review_id = asked.id or (asked.kind = 'pair'
  and asked.entity_ids[1] = any(decided.left_ids || decided.right_ids) and asked.entity_ids[2] = any(decided.left_ids || decided.right_ids)
  and (asked.entity_ids[1] = any(decided.left_ids)) <> (asked.entity_ids[2] = any(decided.left_ids))))`;

/** What answers stand, each with the entities its words are about now: ids change, words do not. */
function decidedPairs(org: string): RawBuilder<unknown> {
  const entitiesOf = (side: string) => sql`array(
    select distinct mention.entity_id from jsonb_array_elements(correction.correction -> ${sql.lit(side)} -> 'words') as words
    join mention on mention.organization_id = ${org} and mention.document_id = (words ->> 'documentId')::uuid
      and mention.document_version_id = (words ->> 'documentVersionId')::uuid
      and mention.start_char = (words ->> 'startChar')::integer and mention.end_char = (words ->> 'endChar')::integer)`;
  return sql`
    select subject_id as review_id, correction ->> 'kind' = 'later' as is_later,
      ${entitiesOf("left")} as left_ids, ${entitiesOf("right")} as right_ids
    from correction where organization_id = ${org} and undone_at is null
      and correction ->> 'kind' in ('split', 'later', 'assign', 'merge')`;
}

/** Blocks are cut where nothing ties their mail: one full name in two of them may be one client with two addresses. */
const namesakesOfBlocks = (org: string): RawBuilder<unknown> => sql`
  select distinct on (least(a.id, b.id), greatest(a.id, b.id))
    -- A uuid of version 8, as derivedId makes them.
    overlay(overlay(md5(concat('namesakes ', least(a.id, b.id), ' ', greatest(a.id, b.id))) placing '8' from 13) placing '8' from 17)::uuid,
    'pair',
    array[least(a.id, b.id), greatest(a.id, b.id)], 2, null::uuid, null::jsonb,
    array['the same full name', 'different addresses', 'no mail in common'], 40
  from entity_name named
  join entity a on a.organization_id = ${org} and a.id = named.entity_id and a.type = 'Client' and a.status is distinct from 'rejected'
  join entity_name other on other.organization_id = ${org} and lower(other.name) = lower(named.name)
    and other.block_id > named.block_id
  join entity b on b.organization_id = ${org} and b.id = other.entity_id and b.type = 'Client' and b.status is distinct from 'rejected'
  where named.organization_id = ${org} and named.name like '% %'`;

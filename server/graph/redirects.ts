import { sql } from "kysely";
import { insertRows } from "../db/insert-rows.ts";
import type { TenantTransaction } from "../db/with-organization.ts";
import type { ResolvedGraph } from "./resolution.ts";

/** What ids stood for before their blocks are resolved anew: enough to find each thing again afterwards. */
export type Remembered = {
  readonly mentions: readonly { entityId: string; words: string }[];
  readonly relations: readonly { id: string; type: string; from: string; to: string }[];
  readonly attributes: readonly { id: string; entityId: string; name: string; value: string }[];
};

/** Reads what the blocks hold now, before they are deleted. */
export async function rememberBlocks(
  tx: TenantTransaction,
  organizationId: string,
  blockIds: readonly string[],
): Promise<Remembered> {
  if (blockIds.length === 0) return { mentions: [], relations: [], attributes: [] };
  const ids = [...blockIds];
  const mentions = await sql<{ entityId: string; words: string }>`
    select entity_id as "entityId", concat(document_version_id, ' ', start_char, ' ', end_char) as words from mention
    where organization_id = ${organizationId} and block_id = any(${ids}::uuid[]) order by entity_id, id`.execute(tx);
  const relations = await sql<{ id: string; type: string; from: string; to: string }>`
    select id, type, from_entity_id as "from", to_entity_id as "to" from relation
    where organization_id = ${organizationId} and block_id = any(${ids}::uuid[])`.execute(tx);
  const attributes = await sql<{ id: string; entityId: string; name: string; value: string }>`
    select id, entity_id as "entityId", name, value from attribute_fact
    where organization_id = ${organizationId} and block_id = any(${ids}::uuid[])`.execute(tx);
  return { mentions: mentions.rows, relations: relations.rows, attributes: attributes.rows };
}

/** Leaves a redirect from every id that is gone to the id its words, or its ends and value, go by now. Ids that live again lead to themselves. */
export async function writeRedirects(
  tx: TenantTransaction,
  organizationId: string,
  before: Remembered,
  after: readonly ResolvedGraph[],
): Promise<void> {
  const live = new Set(
    after.flatMap((graph) => [...graph.entities, ...graph.relations, ...graph.attributes].map(({ id }) => id)),
  );
  const pairs = redirectsOf(before, after, live).map(([from, to]) => ({
    organization_id: organizationId,
    from_id: from,
    to_id: to,
    created_at: new Date(),
  }));
  const alive = [...live];
  await sql`update redirect set to_id = from_id where organization_id = ${organizationId} and from_id = any(${alive}::uuid[]) and to_id <> from_id`.execute(
    tx,
  );
  const gone = pairs.map((pair) => pair.from_id);
  const known = await sql<{
    from_id: string;
  }>`select from_id from redirect where organization_id = ${organizationId} and from_id = any(${gone}::uuid[])`.execute(
    tx,
  );
  const isKnown = new Set(known.rows.map((row) => row.from_id));
  for (const pair of pairs.filter((pair) => isKnown.has(pair.from_id))) {
    await tx
      .updateTable("redirect")
      .set({ to_id: pair.to_id })
      .where("organization_id", "=", organizationId)
      .where("from_id", "=", pair.from_id)
      .execute();
  }
  await insertRows(
    tx,
    "redirect",
    { organization_id: "uuid", from_id: "uuid", to_id: "uuid", created_at: "timestamptz" },
    pairs,
  );
}

function redirectsOf(
  before: Remembered,
  after: readonly ResolvedGraph[],
  live: ReadonlySet<string>,
): [string, string][] {
  const ownerOf = new Map<string, string>();
  for (const entity of after.flatMap((graph) => graph.entities)) {
    for (const span of entity.mentions)
      ownerOf.set(`${span.documentVersionId} ${span.startChar} ${span.endChar}`, entity.id);
  }
  const moved = new Map<string, string>();
  for (const { entityId, words } of before.mentions) {
    const owner = ownerOf.get(words);
    if (!live.has(entityId) && owner !== undefined && !moved.has(entityId)) moved.set(entityId, owner);
  }
  const now = (id: string): string => moved.get(id) ?? id;
  const relations = new Map(
    after.flatMap((graph) => graph.relations).map((fact) => [JSON.stringify([fact.type, fact.from, fact.to]), fact.id]),
  );
  const attributes = new Map(
    after
      .flatMap((graph) => graph.attributes)
      .map((fact) => [JSON.stringify([fact.entityId, fact.name, fact.value]), fact.id]),
  );
  const facts = [
    ...before.relations.map(
      ({ id, type, from, to }) => [id, relations.get(JSON.stringify([type, now(from), now(to)]))] as const,
    ),
    ...before.attributes.map(
      ({ id, entityId, name, value }) => [id, attributes.get(JSON.stringify([now(entityId), name, value]))] as const,
    ),
  ];
  return [
    ...moved,
    ...facts.flatMap(([from, to]): [string, string][] => (to !== undefined && !live.has(from) ? [[from, to]] : [])),
  ];
}

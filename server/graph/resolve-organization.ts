import { sql } from "kysely";
import type { Database } from "../db/database.ts";
import { repeatOnRace } from "../db/repeat-on-race.ts";
import { type Actor, type TenantTransaction, withOrganization } from "../db/with-organization.ts";
import { derivedId } from "../lib/derived-id.ts";
import { loadDecisions } from "./corrections/corrections.repository.ts";
import { loadDirectory } from "./directory.repository.ts";
import { findComponent } from "./find-component.ts";
import { loadFirmContext } from "./firm-context.ts";
import { deleteBlocks, removeOrphans, writeBlock } from "./graph.repository.ts";
import { hintGraph } from "./hint-graph.ts";
import { addressesOf, findIndexed, findUnindexed, indexDocuments } from "./index-documents.ts";
import { linkingKeys } from "./linking-keys.ts";
import { loadReadings, type StoredReading } from "./load-readings.ts";
import { rememberBlocks, writeRedirects } from "./redirects.ts";
import type { FirmContext, ResolvedBlock, ResolvedGraph } from "./resolution.ts";
import { sortReadings } from "./resolve/order.ts";
import { resolveBlock } from "./resolve-block.ts";

export type Resolved = { readonly blocks: number; readonly documents: number };

/**
 * Brings the graph up to what is stored: every document marked `needs_resolving`, and all it concerns. The result is that of a
 * full run, whatever arrived when; each block is one transaction, so that a run stopped anywhere and repeated ends the same.
 * The actor must read every mailbox of the organization.
 */
export async function resolveDirty(
  db: Database,
  actor: Actor,
  options: { readonly signal?: AbortSignal; readonly onBlock?: (done: Resolved) => void } = {},
): Promise<Resolved> {
  const done = { blocks: 0, documents: 0 };
  const hints = hintGraph(db, actor);
  // What arrives meanwhile is indexed by the next round; a round that finds nothing to index is the last.
  while (await indexAll(db, actor, options.signal)) {
    for (;;) {
      options.signal?.throwIfAborted();
      const resolved = await inGraph(db, actor, (tx) => resolveNext(tx, actor.organizationId));
      if (!resolved) break;
      done.blocks += resolved.blocks;
      done.documents += resolved.documents;
      options.onBlock?.(done);
      await hints.changed();
    }
  }
  await hints.end();
  return done;
}

/** Few enough that a transaction is short; each counts anew all that is known of the firm's own addresses, so that many small ones would take the square. */
const indexedAtOnce = 1000;

/** Indexes every document that waits for it; true when any is ready to be resolved. */
async function indexAll(db: Database, actor: Actor, signal: AbortSignal | undefined): Promise<boolean> {
  const { organizationId } = actor;
  const indexBatch = (after: string | null): Promise<string[]> =>
    inGraph(db, actor, async (tx) => {
      const ids = await findUnindexed(tx, organizationId, after, indexedAtOnce);
      if (ids.length > 0) await indexDocuments(tx, organizationId, await loadFirmContext(tx, organizationId), ids);
      return ids;
    });
  // Indexing one document may mark an earlier one: from the start again, until a pass finds nothing.
  for (let after: string | null = null, isAnyFound = false; ; ) {
    signal?.throwIfAborted();
    const ids = await indexBatch(after);
    if (ids.length === 0 && !isAnyFound) break;
    isAnyFound = ids.length > 0;
    after = ids.at(-1) ?? null;
  }
  return withOrganization(db, actor, async (tx) => (await findIndexed(tx, organizationId)) !== undefined);
}

/** One writer of an organization's graph at a time, in one transaction; an import may write the same documents meanwhile. */
async function inGraph<T>(db: Database, actor: Actor, write: (tx: TenantTransaction) => Promise<T>): Promise<T> {
  return repeatOnRace(() =>
    withOrganization(db, actor, async (tx) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`graph ${actor.organizationId}`}, 0))`.execute(tx);
      return write(tx);
    }),
  );
}

async function resolveNext(tx: TenantTransaction, organizationId: string): Promise<Resolved | null> {
  const first = await findIndexed(tx, organizationId);
  if (!first) return null;
  const { components, oldBlocks } = await gather(tx, organizationId, first);
  const before = await rememberBlocks(tx, organizationId, oldBlocks);
  const released = await deleteBlocks(tx, organizationId, oldBlocks);
  const firm = await loadFirmContext(tx, organizationId);
  const graphs: ResolvedGraph[] = [];
  for (const ids of components) {
    const graph = await resolveComponent(tx, organizationId, firm, ids);
    graphs.push(graph);
  }
  await removeOrphans(tx, organizationId, released);
  await writeRedirects(tx, organizationId, before, graphs);
  return { blocks: components.length, documents: components.reduce((sum, ids) => sum + ids.length, 0) };
}

/** The blocks the document now belongs to and those its old block falls into; every old block that any of them replaces. */
async function gather(tx: TenantTransaction, organizationId: string, first: { id: string; block_id: string | null }) {
  const components: string[][] = [];
  const oldBlocks = new Set<string>();
  const placed = new Set<string>();
  const open = [first.id];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (placed.has(id)) continue;
    const component = await findComponent(tx, organizationId, id);
    const members = component.length > 0 ? component : [id];
    for (const member of members) placed.add(member);
    if (component.length > 0) components.push(component);
    else await setBlock(tx, organizationId, [id], null);
    const blocks = await blocksOf(tx, organizationId, members, id === first.id ? first.block_id : null);
    const fresh = blocks.filter((block) => !oldBlocks.has(block));
    for (const block of fresh) oldBlocks.add(block);
    open.push(...(await documentsOf(tx, organizationId, fresh)));
  }
  return { components, oldBlocks: [...oldBlocks] };
}

async function blocksOf(
  tx: TenantTransaction,
  organizationId: string,
  ids: readonly string[],
  known: string | null,
): Promise<string[]> {
  // Nulls are dropped here: asked for in SQL, a planner that thinks few documents have a block reads all that do.
  const { rows } = await sql<{ block_id: string | null }>`
    select distinct block_id from document where organization_id = ${organizationId} and id = any(${[...ids]}::uuid[])`.execute(
    tx,
  );
  return [...new Set([...rows.map((row) => row.block_id), known])].filter((block) => block !== null);
}

async function documentsOf(
  tx: TenantTransaction,
  organizationId: string,
  blockIds: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from document where organization_id = ${organizationId} and block_id = any(${[...blockIds]}::uuid[])`.execute(
    tx,
  );
  return rows.map((row) => row.id);
}

async function resolveComponent(
  tx: TenantTransaction,
  organizationId: string,
  firm: FirmContext,
  ids: readonly string[],
): Promise<ResolvedBlock> {
  const readings = sortReadings(await loadReadings(tx, organizationId, ids)) as StoredReading[];
  const graph = await resolveReadings(tx, organizationId, firm, readings);
  const blockId = derivedId("block", readings[0]?.documentId ?? ids[0] ?? "");
  const sortKeys = new Map(readings.map((reading) => [reading.documentId, reading.sortKey]));
  if (readings.length > 0) await writeBlock(tx, organizationId, { blockId, graph, sortKeys });
  await setBlock(tx, organizationId, ids, blockId);
  return graph;
}

/** Resolves readings of one block with the directory and the corrections that bear on them; nothing is written. */
export async function resolveReadings(
  tx: TenantTransaction,
  organizationId: string,
  firm: FirmContext,
  readings: readonly StoredReading[],
): Promise<ResolvedBlock> {
  const addresses = addressesOf(readings);
  // Which names are looked up does not depend on the directory: an empty one gives the same.
  const nothing = { entries: new Map(), professionalsByName: new Map() };
  const names = readings
    .flatMap((reading) => linkingKeys(firm, nothing, reading))
    .flatMap((key) => (key.startsWith("name:") ? [key.slice(5)] : []));
  const directory = await loadDirectory(tx, organizationId, addresses, [...new Set(names)]);
  return resolveBlock(
    firm,
    directory,
    readings,
    await loadDecisions(
      tx,
      organizationId,
      readings.map((reading) => reading.documentId),
    ),
  );
}

/** A document that was marked again since its keys were gathered stays marked. */
async function setBlock(
  tx: TenantTransaction,
  organizationId: string,
  ids: readonly string[],
  blockId: string | null,
): Promise<void> {
  await sql`
    update document set block_id = ${blockId}::uuid, needs_resolving = not exists (
      select 1 from resolution_key
      where organization_id = ${organizationId} and document_id = document.id
        and key = concat('indexed:', document.state, ':', document.current_version_id, ':', cardinality(document.mailbox_ids)))
      and needs_resolving
    where organization_id = ${organizationId} and id = any(${[...ids]}::uuid[])`.execute(tx);
  await sql`delete from resolution_key where organization_id = ${organizationId} and document_id = any(${[...ids]}::uuid[]) and key like 'indexed:%'`.execute(
    tx,
  );
}

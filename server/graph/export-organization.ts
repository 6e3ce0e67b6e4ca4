import { sql } from "kysely";
import type { Input } from "../../contract/catalogue.ts";
import type { Actor, TenantTransaction } from "../db/with-organization.ts";
import type { OrganizationKeys } from "../documents/keys.ts";
import { listVersionContents } from "../documents/version-content.ts";
import type { FlagCategory } from "../extract/reading.ts";
import { type ScoringGraph, toScoringGraph } from "./export-graph.ts";
import { loadFirmContext } from "./firm-context.ts";
import { loadReadingsAsOf, type StoredReading } from "./load-readings.ts";
import { mergeGraphs } from "./merge-graphs.ts";
import type { ResolvedGraph } from "./resolution.ts";
import { compareText } from "./resolve/order.ts";
import { resolveReadings } from "./resolve-organization.ts";

/** Later than any mail: everything counts. */
const always = "9999-12-31";

/**
 * The graph as the mail the actor reads tells it up to `asOf` (all of it without one), resolved anew block by block: nothing later
 * supersedes what was known then. Holds the whole answer, contents included, in memory.
 */
export async function exportOrganization(
  tx: TenantTransaction,
  actor: Actor,
  input: Input<"Graph.Export">,
  keys: OrganizationKeys,
): Promise<ScoringGraph> {
  const { organizationId } = actor;
  const firm = await loadFirmContext(tx, organizationId);
  const readings: StoredReading[] = [];
  const graphs: ResolvedGraph[] = [];
  for (const ids of await listBlocks(tx, organizationId)) {
    const block = await loadReadingsAsOf(tx, organizationId, ids, input.asOf ?? always);
    readings.push(...block);
    graphs.push(await resolveReadings(tx, organizationId, firm, block));
  }
  readings.sort((a, b) => compareText(a.sortKey, b.sortKey));
  const versions = readings.map((reading) => reading.documentVersionId);
  const contents = await listVersionContents(tx, keys, versions);
  const sourceIds = await listSourceIds(
    tx,
    organizationId,
    readings.filter(({ messageId }) => messageId === null).map(({ documentId }) => documentId),
  );
  const documents = readings.map(({ documentId, documentVersionId, messageId }) => ({
    id: documentId,
    sourceId: messageId ?? sourceIds.get(documentId) ?? "",
    versionId: documentVersionId,
    content: contents.get(documentVersionId)?.content ?? "",
  }));
  const flags = await listFlags(tx, organizationId, versions);
  const textOf = (version: string, start: number, end: number): string =>
    contents.get(version)?.content.slice(start, end) ?? "";
  return toScoringGraph(
    mergeGraphs(graphs),
    documents,
    flags.map((flag) => ({ ...flag, text: textOf(flag.documentVersionId, flag.startChar, flag.endChar) })),
  );
}

/** Readable present documents by block; one that waits to be resolved is a block of its own. */
async function listBlocks(tx: TenantTransaction, organizationId: string): Promise<string[][]> {
  const { rows } = await sql<{ ids: string[] }>`
    select array_agg(id order by id) as ids from document
    where organization_id = ${organizationId} and state = 'present'
    group by coalesce(block_id, id) order by min(sort_key)`.execute(tx);
  return rows.map((row) => row.ids);
}

async function listSourceIds(
  tx: TenantTransaction,
  organizationId: string,
  documentIds: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ document_id: string; source_id: string }>`
    select document_id, min(source_id) as source_id from document_source
    where organization_id = ${organizationId} and document_id = any(${[...documentIds]}::uuid[])
    group by document_id`.execute(tx);
  return new Map(rows.map((row) => [row.document_id, row.source_id]));
}

async function listFlags(tx: TenantTransaction, organizationId: string, versionIds: readonly string[]) {
  const { rows } = await sql<{
    category: FlagCategory;
    documentId: string;
    documentVersionId: string;
    startChar: number;
    endChar: number;
  }>`
    select category, document_id as "documentId", document_version_id as "documentVersionId", start_char as "startChar", end_char as "endChar"
    from compliance_flag
    where organization_id = ${organizationId} and document_version_id = any(${[...versionIds]}::uuid[])
    order by document_id, start_char, category`.execute(tx);
  return rows;
}

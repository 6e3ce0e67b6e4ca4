import { sql } from "kysely";
import { insertRows } from "../db/insert-rows.ts";
import type { TenantTransaction } from "../db/with-organization.ts";
import { type EntryChange, loadDirectory, refreshEntries, replaceObservations } from "./directory.repository.ts";
import { nameKeysOf, observationsOf } from "./directory.ts";
import { linkingKeys } from "./linking-keys.ts";
import { loadReadings, type StoredReading } from "./load-readings.ts";
import { countNamesakes, isCommon } from "./namesakes.ts";
import type { FirmContext } from "./resolution.ts";

/**
 * Gathers what documents say of addresses and the keys that link them, and marks for resolving those that a changed address decides.
 * After it each document holds an `indexed:` key; one that changes again is marked anew and is found by `findUnindexed`.
 */
export async function indexDocuments(
  tx: TenantTransaction,
  organizationId: string,
  firm: FirmContext,
  documentIds: readonly string[],
): Promise<void> {
  const readings = await loadReadings(tx, organizationId, documentIds);
  const touched = await replaceObservations(tx, organizationId, documentIds, readings.flatMap(observationsOf));
  const changes = await refreshEntries(tx, organizationId, firm, touched, readings.length < documentIds.length);
  await markDependents(tx, organizationId, changes);
  await replaceKeys(tx, organizationId, firm, documentIds, readings);
}

/** Documents to be resolved whose keys are not those of their present state, in id order after `afterId`. */
export async function findUnindexed(
  tx: TenantTransaction,
  organizationId: string,
  afterId: string | null,
  limit: number,
): Promise<string[]> {
  const after = afterId ?? "00000000-0000-0000-0000-000000000000";
  // The bound is given for both sides: a merge of the two would else begin with the first document's keys every time.
  const { rows } = await sql<{ id: string }>`
    select id from document
    where organization_id = ${organizationId} and needs_resolving and id > ${after}::uuid
      and not exists (
        select 1 from resolution_key
        where organization_id = ${organizationId} and document_id = document.id and document_id > ${after}::uuid
          and key = concat('indexed:', document.state, ':', document.current_version_id, ':', cardinality(document.mailbox_ids)))
    order by id limit ${limit}`.execute(tx);
  return rows.map((row) => row.id);
}

/** A document whose keys are gathered and that waits to be resolved, with the block it was in. */
export async function findIndexed(
  tx: TenantTransaction,
  organizationId: string,
): Promise<{ id: string; block_id: string | null } | undefined> {
  const { rows } = await sql<{ id: string; block_id: string | null }>`
    select id, block_id from document where organization_id = ${organizationId} and id = (
      select document_id from resolution_key
      where organization_id = ${organizationId} and key >= 'indexed:' and key < 'indexed;'
      order by key, document_id limit 1)`.execute(tx);
  return rows[0];
}

async function markDependents(
  tx: TenantTransaction,
  organizationId: string,
  changes: readonly EntryChange[],
): Promise<void> {
  const isOther = ({ before, after }: EntryChange): boolean =>
    before?.kind !== after?.kind || before?.isKnown !== after?.isKnown;
  const addresses = changes
    .filter((change) => change.before && isOther(change))
    .flatMap(({ before }) => before?.address ?? []);
  const isTrade = (kind: string | undefined): boolean => kind === "firm" || kind === "professional";
  const trade = changes.filter(({ before, after }) => isTrade(before?.kind) || isTrade(after?.kind));
  const names = nameKeysOf(
    trade.flatMap(({ before, after }) => [...(before?.names ?? []), ...(after?.names ?? [])]),
  ).map((name) => `name:${name}`);
  const families = (await turnedCommon(tx, organizationId, changes)).map((name) => `family:${name}`);
  const { rows } = await sql<{ document_id: string }>`
    select document_id from directory_observation where organization_id = ${organizationId} and address = any(${addresses}::text[])
    union
    select document_id from resolution_key where organization_id = ${organizationId} and key = any(${[...names, ...families]}::text[])`.execute(
    tx,
  );
  await markDocuments(
    tx,
    organizationId,
    rows.map((row) => row.document_id),
  );
}

/** Marks documents to be indexed and resolved anew. */
export async function markDocuments(
  tx: TenantTransaction,
  organizationId: string,
  documentIds: readonly string[],
): Promise<void> {
  const ids = [...documentIds];
  await sql`update document set needs_resolving = true where organization_id = ${organizationId} and id = any(${ids}::uuid[]) and not needs_resolving`.execute(
    tx,
  );
  await sql`delete from resolution_key where organization_id = ${organizationId} and document_id = any(${ids}::uuid[]) and key like 'indexed:%'`.execute(
    tx,
  );
}

/** Counts anew whether these addresses are known, after a person's word on them, and marks what that decides. */
export async function refreshAddresses(
  tx: TenantTransaction,
  organizationId: string,
  firm: FirmContext,
  addresses: readonly string[],
): Promise<void> {
  await markDependents(tx, organizationId, await refreshEntries(tx, organizationId, firm, addresses, true));
}

/** Surnames that ceased to tell a family, or tell one again, by these changes. */
async function turnedCommon(
  tx: TenantTransaction,
  organizationId: string,
  changes: readonly EntryChange[],
): Promise<string[]> {
  const gained = new Map<string, number>();
  const count = (entry: EntryChange["after"], by: number): void => {
    if (entry?.kind !== "client" && entry?.kind !== "unknown") return;
    for (const name of nameKeysOf(entry.names)) gained.set(name, (gained.get(name) ?? 0) + by);
  };
  for (const { before, after } of changes) {
    count(before, -1);
    count(after, 1);
  }
  const counts = await countNamesakes(tx, organizationId, [...gained.keys()]);
  return [...gained].flatMap(([name, by]) => {
    const now = counts.get(name) ?? 0;
    return isCommon(now) === isCommon(now - by) ? [] : [name];
  });
}

async function replaceKeys(
  tx: TenantTransaction,
  organizationId: string,
  firm: FirmContext,
  documentIds: readonly string[],
  readings: readonly StoredReading[],
): Promise<void> {
  const directory = await loadDirectory(tx, organizationId, addressesOf(readings), []);
  const rows = readings.flatMap((reading) =>
    linkingKeys(firm, directory, reading).map((key) => ({ document_id: reading.documentId, key })),
  );
  await sql`delete from resolution_key where organization_id = ${organizationId} and document_id = any(${[...documentIds]}::uuid[])`.execute(
    tx,
  );
  const { rows: marks } = await sql<{ document_id: string; key: string }>`
    select id as document_id, concat('indexed:', state, ':', current_version_id, ':', cardinality(mailbox_ids)) as key
    from document where organization_id = ${organizationId} and id = any(${[...documentIds]}::uuid[])`.execute(tx);
  const merges = await mergeKeys(
    tx,
    organizationId,
    readings.map((reading) => reading.documentId),
  );
  await insertRows(
    tx,
    "resolution_key",
    { organization_id: "uuid", key: "text", document_id: "uuid" },
    [...rows, ...marks, ...merges].map((row) => ({ organization_id: organizationId, ...row })),
  );
}

/** What a person declared one thing belongs to one block, whatever else ties its mails; what all blocks share ties none. */
async function mergeKeys(tx: TenantTransaction, organizationId: string, documentIds: readonly string[]) {
  const { rows } = await sql<{ document_id: string; key: string }>`
    select tied.document_id, concat('merge:', correction.id) as key
    from correction_document tied
    join correction on correction.organization_id = ${organizationId} and correction.id = tied.correction_id
      and correction.undone_at is null and not correction.is_shared and correction.correction ->> 'kind' in ('merge', 'assign')
    where tied.organization_id = ${organizationId} and tied.document_id = any(${[...documentIds]}::uuid[])`.execute(tx);
  return rows;
}

/** Every address in the headers and the readings of these messages. */
export function addressesOf(readings: readonly StoredReading[]): string[] {
  const addresses = readings.flatMap(({ from, to, cc, reading }) => [
    ...[...from, ...to, ...cc].map(({ address }) => address),
    ...reading.referents.map(({ keys }) => keys.address ?? null),
    ...reading.claims.map(({ author }) => author),
  ]);
  return [...new Set(addresses.filter((address) => address !== null))];
}

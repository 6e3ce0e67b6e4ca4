import { sql } from "kysely";
import { insertRows } from "../db/insert-rows.ts";
import type { TenantTransaction } from "../db/with-organization.ts";
import { isFirmAddress } from "./addresses.ts";
import {
  type Directory,
  type DirectoryEntry,
  entryOf,
  indexDirectory,
  nameKeysOf,
  type Observation,
} from "./directory.ts";
import type { FirmContext } from "./resolution.ts";

/** The entries that messages with these addresses and looked-up names (`name:` keys without the prefix) can ask for. */
export async function loadDirectory(
  tx: TenantTransaction,
  organizationId: string,
  addresses: readonly string[],
  names: readonly string[],
): Promise<Directory> {
  const { rows } = await sql<{ address: string; kind: DirectoryEntry["kind"]; is_known: boolean; names: string[] }>`
    select address, kind, is_known, names from directory_entry
    where organization_id = ${organizationId} and (address = any(${[...addresses]}::text[])
      or (kind in ('firm', 'professional') and address in (
        select address from directory_name where organization_id = ${organizationId} and name = any(${[...names]}::text[]))))`.execute(
    tx,
  );
  return indexDirectory(rows.map(({ is_known, ...entry }) => ({ ...entry, isKnown: is_known })));
}

/** Replaces what these documents say of addresses; returns every address that they spoke of before or do now. */
export async function replaceObservations(
  tx: TenantTransaction,
  organizationId: string,
  documentIds: readonly string[],
  observations: readonly Observation[],
): Promise<string[]> {
  const { rows } = await sql<{ address: string }>`
    delete from directory_observation where organization_id = ${organizationId} and document_id = any(${[...documentIds]}::uuid[])
    returning address`.execute(tx);
  await insertRows(
    tx,
    "directory_observation",
    { organization_id: "uuid", address: "text", kind: "text", value: "text", document_id: "uuid" },
    observations.map(({ documentId, ...rest }) => ({
      organization_id: organizationId,
      ...rest,
      document_id: documentId,
    })),
  );
  return [
    ...new Set([
      ...rows.map((row) => row.address),
      ...observations.flatMap(({ address, kind, value }) => (kind === "wrote" ? [address, value] : [address])),
    ]),
  ];
}

export type EntryChange = { readonly before: DirectoryEntry | null; readonly after: DirectoryEntry | null };

/**
 * Brings the entries of these addresses, and of all they make known, up to what is observed; returns those that changed.
 * `mayForget`: mail went away, so what it alone made known is known no more.
 */
export async function refreshEntries(
  tx: TenantTransaction,
  organizationId: string,
  firm: FirmContext,
  addresses: readonly string[],
  mayForget: boolean,
): Promise<EntryChange[]> {
  const changes: EntryChange[] = [];
  let open = [...new Set(addresses)];
  // An address that becomes known makes those it wrote to known, some of this very round among them: until nothing turns.
  while (open.length > 0) {
    const round = await refreshRound(tx, organizationId, firm, open);
    changes.push(...round);
    const turned = round.filter(({ before, after }) => (before?.isKnown ?? false) !== (after?.isKnown ?? false));
    open = await addresseesOf(
      tx,
      organizationId,
      turned.flatMap(({ before, after }) => after?.address ?? before?.address ?? []),
    );
  }
  return mayForget ? [...changes, ...(await forgetUnreached(tx, organizationId))] : changes;
}

/** Two strangers who once were known and write to each other must not keep each other known: counted anew from the firm's own. */
async function forgetUnreached(tx: TenantTransaction, organizationId: string): Promise<EntryChange[]> {
  const { rows } = await sql<{ address: string; kind: DirectoryEntry["kind"]; names: string[] }>`
    select address, kind, names from directory_entry where organization_id = ${organizationId} and is_known`.execute(
    tx,
  );
  const confirmed = await confirmedAmong(
    tx,
    organizationId,
    rows.map(({ address }) => address),
  );
  const isOwn = ({ kind, address }: (typeof rows)[number]): boolean => kind === "firm" || confirmed.has(address);
  const reached = new Set(rows.filter(isOwn).map(({ address }) => address));
  let frontier = [...reached];
  while (frontier.length > 0) {
    frontier = (await addresseesOf(tx, organizationId, frontier)).filter((address) => !reached.has(address));
    for (const address of frontier) reached.add(address);
  }
  const forgotten = rows.filter(({ address }) => !reached.has(address));
  const addresses = forgotten.map(({ address }) => address);
  await sql`update directory_entry set is_known = false where organization_id = ${organizationId} and address = any(${addresses}::text[])`.execute(
    tx,
  );
  return forgotten.map((entry) => ({ before: { ...entry, isKnown: true }, after: { ...entry, isKnown: false } }));
}

async function refreshRound(
  tx: TenantTransaction,
  organizationId: string,
  firm: FirmContext,
  addresses: readonly string[],
): Promise<EntryChange[]> {
  const before = (await loadDirectory(tx, organizationId, addresses, [])).entries;
  const after = await observedEntries(tx, organizationId, firm, addresses);
  const changes = addresses
    .map((address) => ({ before: before.get(address) ?? null, after: after.get(address) ?? null }))
    .filter(({ before, after }) => wordsOf(before) !== wordsOf(after));
  const changed = changes.map(({ before, after }) => after?.address ?? before?.address ?? "");
  if (changed.length === 0) return [];
  await sql`delete from directory_name where organization_id = ${organizationId} and address = any(${changed}::text[])`.execute(
    tx,
  );
  await sql`delete from directory_entry where organization_id = ${organizationId} and address = any(${changed}::text[])`.execute(
    tx,
  );
  const entries = changes.flatMap((change) => change.after ?? []);
  await insertRows(
    tx,
    "directory_entry",
    { organization_id: "uuid", address: "text", kind: "text", is_known: "boolean", names: "text[]" },
    entries.map(({ address, kind, isKnown, names }) => ({
      organization_id: organizationId,
      address,
      kind,
      is_known: isKnown,
      names,
    })),
  );
  await insertRows(
    tx,
    "directory_name",
    { organization_id: "uuid", name: "text", address: "text" },
    entries.flatMap(({ address, names }) =>
      nameKeysOf(names).map((name) => ({ organization_id: organizationId, name, address })),
    ),
  );
  return changes;
}

// Field by field: what is stored and what is observed are built in different orders, and an entry that only seems to change
// has its documents indexed again, which makes it seem to change again.
const wordsOf = (entry: DirectoryEntry | null): string =>
  JSON.stringify(entry && [entry.address, entry.kind, entry.isKnown, entry.names]);

async function observedEntries(
  tx: TenantTransaction,
  organizationId: string,
  firm: FirmContext,
  addresses: readonly string[],
): Promise<Map<string, DirectoryEntry>> {
  const { rows } = await sql<{
    address: string;
    names: string[];
    professional: number;
    client: number;
    is_written_to: boolean;
  }>`
    select address,
      coalesce(array_agg(distinct value) filter (where kind = 'name'), '{}') as names,
      count(distinct document_id) filter (where kind = 'professional') as professional,
      count(distinct document_id) filter (where kind = 'client') as client,
      exists (
        select 1 from directory_observation wrote
        join directory_entry writer on writer.organization_id = ${organizationId} and writer.address = wrote.address and writer.is_known
        where wrote.organization_id = ${organizationId} and wrote.kind = 'wrote' and wrote.value = observed.address
      ) as is_written_to
    from directory_observation observed
    where organization_id = ${organizationId} and address = any(${[...addresses]}::text[]) and kind <> 'wrote'
    group by address`.execute(tx);
  const confirmed = await confirmedAmong(tx, organizationId, addresses);
  return new Map(
    rows.map((row) => {
      const summary = {
        address: row.address,
        names: row.names,
        professionalDocuments: row.professional,
        clientDocuments: row.client,
      };
      return [
        row.address,
        entryOf(firm, summary, row.is_written_to || confirmed.has(row.address) || isFirmAddress(firm, row.address)),
      ];
    }),
  );
}

/** Which of these addresses a person confirmed to be somebody's. */
async function confirmedAmong(
  tx: TenantTransaction,
  organizationId: string,
  addresses: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ address: string }>`
    select distinct correction -> 'target' ->> 'value' as address from correction
    where organization_id = ${organizationId} and undone_at is null and correction ->> 'kind' = 'confirm'
      and correction -> 'target' ->> 'fact' = 'email' and correction -> 'target' ->> 'value' = any(${[...addresses]}::text[])`.execute(
    tx,
  );
  return new Set(rows.map((row) => row.address));
}

async function addresseesOf(
  tx: TenantTransaction,
  organizationId: string,
  addresses: readonly string[],
): Promise<string[]> {
  if (addresses.length === 0) return [];
  const { rows } = await sql<{ value: string }>`
    select distinct value from directory_observation
    where organization_id = ${organizationId} and kind = 'wrote' and address = any(${[...addresses]}::text[])`.execute(
    tx,
  );
  return rows.map((row) => row.value);
}

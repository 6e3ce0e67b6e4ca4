import { sql } from "kysely";
import type { TenantTransaction } from "../db/with-organization.ts";
import { tiedKeys } from "./linking-keys.ts";
import { countNamesakes, isCommon } from "./namesakes.ts";

/** All present documents of one block: those reached from `documentId` over linking keys. Empty when it is not present. */
export async function findComponent(
  tx: TenantTransaction,
  organizationId: string,
  documentId: string,
): Promise<string[]> {
  const found = new Set<string>();
  const seenKeys = new Set<string>();
  let frontier = await presentOnly(tx, organizationId, [documentId]);
  while (frontier.length > 0) {
    for (const id of frontier) found.add(id);
    const keys = (await keysOf(tx, organizationId, frontier)).flatMap(tiedKeys).filter((key) => !seenKeys.has(key));
    for (const key of keys) seenKeys.add(key);
    const telling = await withoutCommonNames(tx, organizationId, [...new Set(keys)]);
    frontier = (await holdersOf(tx, organizationId, telling)).filter((id) => !found.has(id));
  }
  return [...found].sort();
}

async function presentOnly(tx: TenantTransaction, organizationId: string, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from document where organization_id = ${organizationId} and id = any(${[...ids]}::uuid[]) and state = 'present'`.execute(
    tx,
  );
  return rows.map((row) => row.id);
}

async function keysOf(tx: TenantTransaction, organizationId: string, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`
    select distinct key from resolution_key where organization_id = ${organizationId} and document_id = any(${[...ids]}::uuid[])`.execute(
    tx,
  );
  return rows.map((row) => row.key);
}

async function holdersOf(tx: TenantTransaction, organizationId: string, keys: readonly string[]): Promise<string[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<{ document_id: string }>`
    select distinct key.document_id from resolution_key key
    join document on document.organization_id = ${organizationId} and document.id = key.document_id and document.state = 'present'
    where key.organization_id = ${organizationId} and key.key = any(${[...keys]}::text[])`.execute(tx);
  return rows.map((row) => row.document_id);
}

async function withoutCommonNames(
  tx: TenantTransaction,
  organizationId: string,
  keys: readonly string[],
): Promise<string[]> {
  const surnames = [...new Set(keys.filter((key) => /^(family|of):/.test(key)).map(nameOf))];
  if (surnames.length === 0) return [...keys];
  const counts = await countNamesakes(tx, organizationId, surnames);
  const common = new Set(surnames.filter((surname) => isCommon(counts.get(surname) ?? 0)));
  return keys.filter((key) => !/^(family|of):/.test(key) || !common.has(nameOf(key)));
}

function nameOf(key: string): string {
  return key.slice(key.indexOf(":") + 1);
}

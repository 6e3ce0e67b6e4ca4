import { sql } from "kysely";
import type { TenantTransaction } from "../db/with-organization.ts";

/** How many client addresses bear each of these folded names. */
export async function countNamesakes(
  tx: TenantTransaction,
  organizationId: string,
  names: readonly string[],
): Promise<Map<string, number>> {
  if (names.length === 0) return new Map();
  const { rows } = await sql<{ name: string; count: number }>`
    select named.name, count(*) as count from directory_name named
    join directory_entry entry on entry.organization_id = ${organizationId} and entry.address = named.address
    where named.organization_id = ${organizationId} and named.name = any(${[...names]}::text[]) and entry.kind in ('client', 'unknown')
    group by named.name`.execute(tx);
  return new Map(rows.map((row) => [row.name, row.count]));
}

/** A surname that more client addresses bear than a family has tells no family from another: it ties nothing. */
export function isCommon(bearers: number): boolean {
  return bearers > 6;
}

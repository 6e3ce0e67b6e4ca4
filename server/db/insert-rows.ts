import { sql } from "kysely";
import type { TenantTables } from "./tables.ts";
import type { TenantTransaction } from "./with-organization.ts";

type ColumnType = "uuid" | "uuid[]" | "text" | "text[]" | "integer" | "real" | "boolean" | "timestamptz" | "jsonb";

/** So many rows go in one statement: large enough that statements cost little, small enough that one is never megabytes. */
const rowsMax = 1000;

/**
 * Inserts rows as one JSON parameter a thousand rows, with the SQL type of each column given. A row whose key is there already is left as it is.
 */
export async function insertRows<Column extends string>(
  tx: TenantTransaction,
  table: keyof TenantTables,
  columns: Readonly<Record<Column, ColumnType>>,
  rows: readonly Readonly<Record<NoInfer<Column>, unknown>>[],
): Promise<void> {
  const names = Object.keys(columns) as Column[];
  const list = sql.join(names.map((name) => sql.ref(name)));
  const typed = sql.join(names.map((name) => sql`${sql.ref(name)} ${sql.raw(columns[name])}`));
  for (let start = 0; start < rows.length; start += rowsMax) {
    const json = JSON.stringify(rows.slice(start, start + rowsMax));
    await sql`insert into ${sql.table(table)} (${list}) select ${list} from jsonb_to_recordset(${json}::jsonb) as given (${typed}) on conflict do nothing`.execute(
      tx,
    );
  }
}

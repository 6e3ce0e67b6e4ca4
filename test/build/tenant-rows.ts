import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Actor, TenantTransaction } from "../../server/db/with-organization.ts";
import type { TenantTable } from "./catalogue.ts";

export type Row = Readonly<Record<string, unknown>>;

/** Where a check ties columns together, or a type alone does not tell a valid value. */
const overrides: Readonly<Record<string, Row>> = {
  connection: { state: "needs_relink" },
  briefing_bullet: { text: "A bullet." },
  mail_ledger: { outcome: "failed", reason: "unreadable" },
  mailbox: { address: "" },
};

/** Tables whose key is what they refer to: each of their rows refers to another. */
const oneRowEach: ReadonlySet<string> = new Set(["mail_sync", "mail_rules", "connection"]);

/**
 * Builds rows of any tenant table from the catalogue: every required column gets a value nothing else has, every required
 * reference a row of the same organization, made first. `insert` writes as it is told, also what security refuses.
 */
export function tenantRows(tables: readonly TenantTable[]) {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const written = new Map<string, Row>();
  let counter = 0;

  /** The one row of this table kept for the actor's organization; made, with all it refers to, when missing. */
  async function ensure(tx: TenantTransaction, actor: Actor, name: string): Promise<Row> {
    const key = `${actor.organizationId} ${name}`;
    const known = written.get(key);
    if (known !== undefined) return known;
    const row = await add(tx, actor, name);
    written.set(key, row);
    return row;
  }

  async function add(tx: TenantTransaction, actor: Actor, name: string): Promise<Row> {
    const row = await build(tx, actor, name);
    await insert(tx, name, row);
    return row;
  }

  /** A row that could be written, with keys of its own. */
  async function build(tx: TenantTransaction, actor: Actor, name: string): Promise<Row> {
    const table = byName.get(name);
    if (table === undefined) throw new Error(`${name} is no tenant table.`);
    const row: Record<string, unknown> = {};
    for (const column of table.columns) {
      if (column.isRequired) row[column.name] = table.choices.get(column.name)?.[0] ?? sample(column.type);
    }
    for (const [column, value] of Object.entries(overrides[name] ?? {}))
      row[column] = value === "" ? sample("text") : value;
    row.organization_id = actor.organizationId;
    if ("mailbox_ids" in row) row.mailbox_ids = [...actor.mailboxIds];
    for (const foreignKey of table.foreignKeys) {
      if (!foreignKey.columns.every((column) => column in row)) continue;
      const referenced = oneRowEach.has(name)
        ? await add(tx, actor, foreignKey.referencedTable)
        : await ensure(tx, actor, foreignKey.referencedTable);
      foreignKey.columns.forEach((column, i) => {
        row[column] = referenced[foreignKey.referencedColumns[i] ?? ""];
      });
    }
    return row;
  }

  function sample(type: string): unknown {
    counter += 1;
    if (type.endsWith("[]")) return [];
    if (type.startsWith("vector(")) return JSON.stringify(new Array(Number.parseInt(type.slice(7), 10)).fill(0.1));
    switch (type) {
      case "uuid":
        return randomUUID();
      case "text":
        return `value ${counter}`;
      case "boolean":
        return true;
      case "bytea":
        return Buffer.from([counter % 256]);
      case "jsonb":
        return "{}";
      case "date":
        return "2026-02-10";
      case "timestamp with time zone":
        return new Date(1_770_000_000_000 + counter);
      case "integer":
      case "bigint":
      case "real":
      case "double precision":
      case "numeric":
        return counter;
    }
    throw new Error(`tenant-rows.ts knows no value of type ${type}.`);
  }

  return { ensure, build, insert };
}

/** One plain INSERT. */
async function insert(tx: TenantTransaction, table: string, row: Row): Promise<void> {
  const columns = Object.keys(row).map((column) => sql.ref(column));
  const values = Object.values(row).map((value) => sql.val(value));
  await sql`insert into ${sql.table(table)} (${sql.join(columns)}) values (${sql.join(values)})`.execute(tx);
}

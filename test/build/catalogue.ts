import { sql } from "kysely";
import type { Database } from "../../server/db/database.ts";

/** Every table that is not named here is a tenant table and is held to the rules of one. */
export const identityTables = [
  "account",
  "apiKey",
  "identitySecret",
  "invitation",
  "member",
  "organization",
  "rateLimit",
  "session",
  "setupLink",
  "twoFactor",
  "user",
  "verification",
];
export const operatorTables = ["beep_migration", "security_event"];

export type Column = { readonly name: string; readonly type: string; readonly isRequired: boolean };

/** Column names in the order of the key; the first pair is organization_id to organization_id. */
export type ForeignKey = {
  readonly name: string;
  readonly columns: readonly string[];
  readonly referencedTable: string;
  readonly referencedColumns: readonly string[];
};

export type TenantTable = {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly foreignKeys: readonly ForeignKey[];
  /** `column in (…)` checks: the values a column may have. */
  readonly choices: ReadonlyMap<string, readonly string[]>;
  /** What beep_app may do: SELECT, INSERT, UPDATE, DELETE. */
  readonly verbs: readonly string[];
};

/** The names of all tables of the schema, in alphabetical order. */
export async function listTables(db: Database): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace order by relname`.execute(db.kysely);
  return rows.map((row) => row.name);
}

/** The tenant tables with what a row of each must look like, read from the catalogue. */
export async function listTenantTables(db: Database): Promise<TenantTable[]> {
  const others = new Set([...identityTables, ...operatorTables]);
  const names = (await listTables(db)).filter((name) => !others.has(name));
  return Promise.all(
    names.map(async (name) => ({
      name,
      columns: await listColumns(db, name),
      foreignKeys: await listForeignKeys(db, name),
      choices: await listChoices(db, name),
      verbs: await listVerbs(db, name),
    })),
  );
}

// A column that the database fills itself is not required.
async function listColumns(db: Database, table: string): Promise<Column[]> {
  const { rows } = await sql<Column>`
    select attname as name, format_type(atttypid, atttypmod) as type,
      attnotnull and not atthasdef and attidentity = '' as "isRequired"
    from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped order by attnum`.execute(db.kysely);
  return rows;
}

async function listForeignKeys(db: Database, table: string): Promise<ForeignKey[]> {
  const { rows } = await sql<ForeignKey>`
    select conname as name, referenced.relname as "referencedTable",
      (select json_agg(attname order by place) from unnest(conkey) with ordinality as key (num, place)
        join pg_attribute on attrelid = conrelid and attnum = num) as columns,
      (select json_agg(attname order by place) from unnest(confkey) with ordinality as key (num, place)
        join pg_attribute on attrelid = confrelid and attnum = num) as "referencedColumns"
    from pg_constraint join pg_class referenced on referenced.oid = confrelid
    where contype = 'f' and conrelid = ${table}::regclass order by conname`.execute(db.kysely);
  return rows;
}

async function listChoices(db: Database, table: string): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ check: string }>`
    select pg_get_constraintdef(oid) as check from pg_constraint
    where contype = 'c' and conrelid = ${table}::regclass`.execute(db.kysely);
  const found = rows.map((row) => /^CHECK \(\((\w+) = ANY \(ARRAY\[(.*)\]\)\)\)$/.exec(row.check));
  return new Map(
    found
      .filter((match) => match !== null)
      .map((match) => [match[1] ?? "", [...(match[2] ?? "").matchAll(/'([^']*)'/g)].map((value) => value[1] ?? "")]),
  );
}

async function listVerbs(db: Database, table: string): Promise<string[]> {
  const { rows } = await sql<{ verb: string }>`
    select verb from unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE']) as verb
    where has_table_privilege('beep_app', ${table}, verb)`.execute(db.kysely);
  return rows.map((row) => row.verb);
}

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import pg from "pg";
import { BeepError } from "../errors.ts";
import { translatePostgresError } from "./postgres-errors.ts";

type Migration = { readonly name: string; readonly sql: string; readonly sha256: string };
type Applied = { readonly name: string; readonly sha256: string };
type Queryable = Pick<pg.ClientBase, "query">;

const folder = new URL("../../migrations/", import.meta.url);

/**
 * Applies every pending migration, each in a transaction of its own, and returns their names. A killed run leaves whole
 * migrations only; running again continues. Refuses, having changed nothing, when an applied file was edited or is gone, or
 * a new one is numbered below an applied one.
 */
export async function migrate(client: Queryable, files: readonly Migration[] = readMigrations()): Promise<string[]> {
  const done: string[] = [];
  for (;;) {
    const name = await migrateNext(client, files);
    if (name === undefined) return done;
    done.push(name);
  }
}

/** Applies every pending migration to the PostgreSQL at `url`, whose user is beep_owner or may make the roles; returns their names. */
export async function migratePostgres(url: string): Promise<string[]> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: "beep migrate",
  });
  client.on("error", () => {});
  try {
    await client.connect();
    return await migrate(client);
  } catch (error) {
    throw translatePostgresError(error);
  } finally {
    await client.end().catch(() => {});
  }
}

/** Names of the migrations this code has and the database lacks. An edited one is refused; one only the database knows is not (a newer release made it). */
export async function pendingMigrations(
  client: Queryable,
  files: readonly Migration[] = readMigrations(),
): Promise<string[]> {
  const { rows } = await client.query<{ exists: boolean }>(
    "select to_regclass('beep_migration') is not null as exists",
  );
  const applied = rows[0]?.exists === true ? await listApplied(client) : [];
  return pendingAmong(files, applied).map((file) => file.name);
}

/** The numbered SQL files of `from`, in order. */
export function readMigrations(from: URL = folder): Migration[] {
  const names = readdirSync(from).filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name));
  return names.sort().map((name) => {
    const text = readFileSync(new URL(name, from), "utf8");
    return { name, sql: text, sha256: createHash("sha256").update(text).digest("hex") };
  });
}

// The lock ends with the transaction, so that it also holds through a pooler that lends connections per transaction.
async function migrateNext(client: Queryable, files: readonly Migration[]): Promise<string | undefined> {
  await client.query("begin");
  try {
    await client.query("select pg_advisory_xact_lock(hashtextextended('beep migrations', 0))");
    await client.query(
      "create table if not exists beep_migration (name text primary key, sha256 text not null, applied_at timestamptz not null default now())",
    );
    const applied = await listApplied(client);
    refuseGone(files, applied);
    const next = pendingAmong(files, applied)[0];
    if (next !== undefined) {
      if (applied.length > 0) await client.query("set local role beep_owner");
      await client.query(next.sql);
      await client.query("insert into beep_migration (name, sha256) values ($1, $2)", [next.name, next.sha256]);
    }
    await client.query("commit");
    return next?.name;
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}

async function listApplied(client: Queryable): Promise<Applied[]> {
  const { rows } = await client.query<Applied>("select name, sha256 from beep_migration order by name");
  return rows;
}

function pendingAmong(files: readonly Migration[], applied: readonly Applied[]): Migration[] {
  const hashes = new Map(applied.map((row) => [row.name, row.sha256]));
  const last = applied.at(-1)?.name ?? "";
  for (const file of files) {
    const hash = hashes.get(file.name);
    if (hash !== undefined && hash !== file.sha256) {
      throw refusal(`${file.name} was edited after it was applied. Restore it and put the change in a new migration.`);
    }
  }
  const pending = files.filter((file) => !hashes.has(file.name));
  const late = pending.find((file) => file.name < last);
  if (late !== undefined)
    throw refusal(`${late.name} is new but numbered below ${last}, which was applied. Give it the next number.`);
  return pending;
}

function refuseGone(files: readonly Migration[], applied: readonly Applied[]): void {
  const known = new Set(files.map((file) => file.name));
  const gone = applied.find((row) => !known.has(row.name));
  if (gone !== undefined) {
    throw refusal(
      `The database has ${gone.name}, which this version of Beep does not know. Use the version that made it, or a newer one.`,
    );
  }
}

function refusal(message: string): BeepError {
  return new BeepError("UnavailableError", message, { reason: "migrations_refused" });
}

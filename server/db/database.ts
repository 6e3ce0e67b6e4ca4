import { Kysely, PostgresDialect, type PostgresPool } from "kysely";
import { openEmbeddedPool } from "./embedded-pool.ts";
import { IdentityDialect } from "./identity-dialect.ts";
import { openPostgresPool } from "./postgres-pool.ts";
import { type QueueSql, queueSqlOver } from "./queue-sql.ts";
import type { IdentityTables, Tables } from "./tables.ts";

/** Where the data lives: `url` for PostgreSQL; without it the embedded database in `dataDirectory`, made when missing. */
export type DatabaseConfig = {
  readonly url: string | undefined;
  readonly dataDirectory: string;
  /** Connections of this process to PostgreSQL; the embedded database always has one. */
  readonly poolSize?: number;
};

/** An open database whose every statement runs as beep_app. Product code reaches rows through withOrganization and withIdentity. */
export type Database = {
  readonly kind: "postgres" | "embedded";
  readonly kysely: Kysely<Tables>;
  /** The same connections as beep_identity: for better-auth, which opens its transactions itself. */
  readonly identity: Kysely<IdentityTables>;
  /** One statement of the queue library's own, as beep_queue. */
  readonly queueSql: QueueSql;
  close(): Promise<void>;
};

/**
 * Opens PostgreSQL or the embedded database. The embedded one migrates itself; PostgreSQL with pending migrations is an
 * UnavailableError (migrations_pending), as is a directory held by another process (data_directory_in_use).
 */
export async function openDatabase(config: DatabaseConfig): Promise<Database> {
  if (config.url === undefined) {
    const { pool, close } = await openEmbeddedPool(config.dataDirectory);
    return { kind: "embedded", ...handlesOver(pool), close };
  }
  const { pool, close } = await openPostgresPool(config.url, config.poolSize ?? 10);
  return { kind: "postgres", ...handlesOver(pool), close };
}

function handlesOver(pool: PostgresPool): Pick<Database, "kysely" | "identity" | "queueSql"> {
  return {
    kysely: new Kysely({ dialect: new PostgresDialect({ pool }) }),
    identity: new Kysely({ dialect: new IdentityDialect(pool) }),
    queueSql: queueSqlOver(pool),
  };
}

import pg from "pg";
import { BeepError } from "../errors.ts";
import { pendingMigrations } from "./migrate.ts";
import { translatePostgresError } from "./postgres-errors.ts";
import { valueParsers } from "./value-parsers.ts";

/**
 * A pool in which every connection is beep_app. A login as beep_app is used as it is (the way through PgBouncer); any other
 * login that may become beep_app asks for it while connecting, which is the only moment a session setting is safe.
 */
export async function openPostgresPool(url: string, size: number): Promise<{ pool: pg.Pool; close(): Promise<void> }> {
  const login = await inspectLogin(url);
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    connectionTimeoutMillis: 10_000,
    application_name: "beep",
    types: valueParsers,
    ...(login === "beep_app" ? {} : { options: "-c role=beep_app" }),
  });
  // An idle connection that dies is replaced at its next use; unheard, the event would end the process.
  pool.on("error", () => {});
  // One that dies while it is lent, between two statements, has no other listener; its borrower's next statement fails.
  pool.on("connect", (client) => client.on("error", () => {}));
  try {
    await refuseOtherRole(pool);
  } catch (error) {
    await pool.end();
    throw translatePostgresError(error);
  }
  return { pool, close: () => pool.end() };
}

async function inspectLogin(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, application_name: "beep" });
  // Every failure reaches us through the awaited calls.
  client.on("error", () => {});
  try {
    await client.connect();
    const pending = await pendingMigrations(client);
    if (pending.length > 0) {
      throw new BeepError(
        "UnavailableError",
        `The database lacks ${pending.length} migration(s), beginning with ${pending[0]}. Run ./beep migrate, then start again.`,
        { reason: "migrations_pending" },
      );
    }
    const { rows } = await client.query<{ login: string; allowed: boolean }>(
      "select current_user as login, pg_has_role(current_user, 'beep_app', 'set') as allowed",
    );
    const [row] = rows;
    if (row?.allowed !== true) {
      throw new BeepError(
        "UnavailableError",
        "The user of DATABASE_URL is not beep_app and may not become it. Log in as beep_app, or grant beep_app to that user.",
        { reason: "database_role" },
      );
    }
    return row.login;
  } catch (error) {
    throw translatePostgresError(error);
  } finally {
    await client.end().catch(() => {});
  }
}

// A pooler refuses the option (08P01), or is set to drop it in silence: the product would then run as a role that row-level
// security may not bind.
async function refuseOtherRole(pool: pg.Pool): Promise<void> {
  const role = await pool
    .query<{ role: string }>("select current_user as role")
    .then(({ rows }) => rows[0]?.role)
    .catch((error: unknown) => {
      if (error instanceof pg.DatabaseError && error.code === "08P01") return undefined;
      throw error;
    });
  if (role === "beep_app") return;
  throw new BeepError(
    "UnavailableError",
    "The connection did not become beep_app. Behind a pooler, DATABASE_URL must log in as beep_app itself.",
    { reason: "database_role" },
  );
}

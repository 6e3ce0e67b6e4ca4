import { existsSync, statfsSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { createPgConfig } from "@electric-sql/pglite/node-postgres";
import { vector } from "@electric-sql/pglite-pgvector";
import pg from "pg";
import { BeepError } from "../errors.ts";
import { lockDirectory } from "./lock-directory.ts";
import { makeDirectory } from "./make-directory.ts";
import { migrate } from "./migrate.ts";
import { type SingleClientPool, singleClientPool } from "./single-client-pool.ts";
import { valueParsers } from "./value-parsers.ts";

/**
 * The embedded database in `directory`, locked against other processes, migrated, and switched to beep_app for good.
 * It never calls fsync: it survives a killed process, not a power cut.
 */
export async function openEmbeddedPool(directory: string): Promise<{ pool: SingleClientPool; close(): Promise<void> }> {
  const unlock = take(directory);
  try {
    const pglite = await PGlite.create({ dataDir: join(directory, "database"), extensions: { vector, pg_trgm } });
    try {
      const client = await connect(pglite);
      await migrate(client);
      // The first role is a superuser, whom even forced row-level security does not bind. This session is never shared.
      await client.query("set role beep_app");
      const pool = singleClientPool(client, () => pglite.isInTransaction());
      return {
        pool,
        async close() {
          await pool.end();
          if (!pool.isBroken()) await pglite.close();
          unlock();
        },
      };
    } catch (error) {
      await pglite.close();
      throw error;
    }
  } catch (error) {
    unlock();
    throw error instanceof BeepError ? error : unusable(directory, error);
  }
}

function take(directory: string): () => void {
  try {
    makeDirectory(directory);
    return lockDirectory(directory);
  } catch (error) {
    throw error instanceof BeepError ? error : unusable(directory, error);
  }
}

// The adapter's config is a stand-in for pg's connection; its types do not say so.
async function connect(pglite: PGlite): Promise<pg.Client> {
  const client = new pg.Client({ ...(createPgConfig(pglite) as unknown as pg.ClientConfig), types: valueParsers });
  client.on("error", () => {});
  await client.connect();
  return client;
}

function unusable(directory: string, cause: unknown): BeepError {
  if (isFull(directory)) {
    return new BeepError(
      "UnavailableError",
      `The disk of ${directory} is full. Nothing was lost; free some space and repeat the command.`,
      { reason: "disk_full" },
    );
  }
  const detail = cause instanceof Error ? cause.message : "unknown failure";
  return new BeepError(
    "UnavailableError",
    `The embedded database in ${directory} could not be opened (${detail}). Check that it may be read and written; a copy of the directory made while it was well can be put in its place.`,
    { reason: "embedded_database" },
  );
}

function isFull(directory: string): boolean {
  if (!existsSync(directory)) return false;
  const { bavail, bsize } = statfsSync(directory);
  return bavail * bsize < logSegmentBytes;
}

// What PostgreSQL needs at once to begin another part of its log.
const logSegmentBytes = 16 * 1024 * 1024;

import { randomUUID } from "node:crypto";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { createPgConfig } from "@electric-sql/pglite/node-postgres";
import { vector } from "@electric-sql/pglite-pgvector";
import pg from "pg";
import { type Database, openDatabase } from "../../server/db/database.ts";
import { migratePostgres, readMigrations } from "../../server/db/migrate.ts";
import { type Actor, withIdentity, withOrganization } from "../../server/db/with-organization.ts";

/** A migrated database of one test file's own. */
export type TestDatabase = Database & {
  /** For a second process or pool: what openDatabase was given. */
  readonly config: { readonly url: string | undefined; readonly dataDirectory: string };
};

/**
 * A fresh migrated database: on PostgreSQL a clone of a template made once per set of migrations; embedded when
 * BEEP_TEST_DATABASE says so (vitest.config.ts). Close it in afterAll.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const home = await databaseHome();
  const database = await home.open();
  return {
    ...database,
    config: home.config,
    async close() {
      await database.close();
      await home.remove();
    },
  };
}

/** A migrated database that nobody has open yet: for processes of their own, and for one opened again after the other. */
export type DatabaseHome = {
  readonly config: { readonly url: string | undefined; readonly dataDirectory: string };
  readonly keyFile: string;
  /** What makes a command line use it. */
  readonly env: Readonly<Record<string, string>>;
  open(): Promise<Database>;
  /** The same rows and master key again, while nobody has this one open: imports into copies of one organization give the same ids. */
  copy(): Promise<DatabaseHome>;
  remove(): Promise<void>;
};

export async function databaseHome(): Promise<DatabaseHome> {
  if (process.env.BEEP_TEST_DATABASE === "embedded") return embeddedHome(newFolder());
  const server = serverUrl();
  const name = newName();
  await asAdministrator(server, async (client) => {
    await client.query(`create database ${name} template ${await ensureTemplate(client, server)}`);
  });
  return postgresHome(server, name, newFolder());
}

/** An organization with its row in the identity tables. */
export async function makeOrganization(db: Database, slug = `firm-${randomUUID().slice(0, 8)}`): Promise<string> {
  const id = randomUUID();
  await withIdentity(db, (tx) => tx.insertInto("organization").values({ id, name: slug, slug }).execute());
  return id;
}

/** A mailbox of the organization, open to the firm. */
export async function makeMailbox(
  db: Database,
  organizationId: string,
  address = `${randomUUID()}@example.test`,
): Promise<string> {
  const id = randomUUID();
  const row = {
    organization_id: organizationId,
    id,
    address,
    label: address,
    audience: "firm",
    created_at: new Date(),
  } as const;
  await withOrganization(db, { organizationId, mailboxIds: [id], userId: null }, (tx) =>
    tx.insertInto("mailbox").values(row).execute(),
  );
  return id;
}

/** An actor of a new organization who reads its one mailbox. */
export async function makeActor(db: Database): Promise<Actor> {
  const organizationId = await makeOrganization(db);
  return { organizationId, mailboxIds: [await makeMailbox(db, organizationId)], userId: null };
}

/** A database without a single migration; `url` is empty on the embedded one, which has one client at a time. */
export type EmptyDatabase = { readonly url: string; connect(): Promise<pg.Client>; close(): Promise<void> };

/** A database to migrate by hand, as a superuser. */
export async function emptyDatabase(): Promise<EmptyDatabase> {
  if (process.env.BEEP_TEST_DATABASE === "embedded") return emptyEmbedded();
  const server = serverUrl();
  const name = newName();
  await asAdministrator(server, (client) => client.query(`create database ${name}`));
  const url = urlOf(server, name);
  const clients: pg.Client[] = [];
  return {
    url,
    async connect() {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      clients.push(client);
      return client;
    },
    async close() {
      await Promise.all(clients.map((client) => client.end()));
      await asAdministrator(server, (client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
}

async function emptyEmbedded(): Promise<EmptyDatabase> {
  const pglite = await PGlite.create({ extensions: { vector, pg_trgm } });
  return {
    url: "",
    async connect() {
      const client = new pg.Client(createPgConfig(pglite) as unknown as pg.ClientConfig);
      await client.connect();
      return client;
    },
    close: () => pglite.close(),
  };
}

const newFolder = (): string => mkdtempSync(join(tmpdir(), "beep-test-"));

function embeddedHome(dataDirectory: string): DatabaseHome {
  const config = { url: undefined, dataDirectory };
  return {
    config,
    keyFile: join(dataDirectory, "master.key"),
    env: { BEEP_DATA: dataDirectory },
    open: () => openDatabase(config),
    async copy() {
      const folder = newFolder();
      cpSync(dataDirectory, folder, { recursive: true });
      return embeddedHome(folder);
    },
    remove: async () => rmSync(dataDirectory, { recursive: true, force: true }),
  };
}

function postgresHome(server: string, name: string, dataDirectory: string): DatabaseHome {
  const config = { url: urlOf(server, name), dataDirectory };
  return {
    config,
    keyFile: join(dataDirectory, "master.key"),
    env: { DATABASE_URL: config.url, BEEP_DATA: dataDirectory },
    open: () => openDatabase({ ...config, poolSize: 5 }),
    async copy() {
      const [twin, folder] = [newName(), newFolder()];
      cpSync(dataDirectory, folder, { recursive: true });
      await asAdministrator(server, (client) => client.query(`create database ${twin} template ${name}`));
      return postgresHome(server, twin, folder);
    },
    async remove() {
      rmSync(dataDirectory, { recursive: true, force: true });
      await asAdministrator(server, (client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
}

// Named by the migrations' hashes. The lock makes parallel test files wait for the first one's template.
async function ensureTemplate(client: pg.Client, server: string): Promise<string> {
  const hash = readMigrations().reduce((sum, file) => (sum * 31n + BigInt(`0x${file.sha256}`)) % 2n ** 64n, 7n);
  const name = `beep_template_${hash.toString(16)}`;
  await client.query("select pg_advisory_lock(hashtextextended('beep test template', 0))");
  const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
  if (rowCount === 0) {
    const draft = `${name}_draft`;
    await client.query(`drop database if exists ${draft} with (force)`);
    await client.query(`create database ${draft}`);
    await migratePostgres(urlOf(server, draft));
    await client.query(`alter database ${draft} rename to ${name}`);
  }
  return name;
}

async function asAdministrator<T>(url: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

function urlOf(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}

function newName(): string {
  return `beep_test_${randomUUID().replaceAll("-", "")}`;
}

function serverUrl(): string {
  const url = process.env.BEEP_TEST_DATABASE_URL;
  if (url === undefined) {
    throw new Error("Set BEEP_TEST_DATABASE_URL, for example to what test/build/postgres.sh start prints.");
  }
  return url;
}

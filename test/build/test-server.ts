import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SignInConfig } from "../../server/accounts/better-auth.ts";
import { createHttpApp } from "../../server/http/http-app.ts";
import { serveTcp } from "../../server/http/serve.ts";
import type { Application } from "../../server/operations/application.ts";
import { applicationOf } from "./firm.ts";
import { type TestDatabase, testDatabase } from "./test-database.ts";

/** The whole application behind HTTP, over a database of its own. */
export type TestServer = {
  readonly db: TestDatabase;
  readonly app: Application;
  readonly url: string;
  /** The URL of one more process' worth of server on the same database. */
  readonly another: () => Promise<string>;
  readonly close: () => Promise<void>;
};

export const startTestServer = async (signIn: Partial<SignInConfig> = {}): Promise<TestServer> => {
  const folder = mkdtempSync(join(tmpdir(), "beep-server-"));
  const db = await testDatabase();
  const stops: (() => Promise<void>)[] = [];
  const serve = async () => {
    const app = applicationOf(db, join(folder, "master.key"), signIn);
    const server = await serveTcp(createHttpApp(app, "http", "test"), "127.0.0.1", 0);
    stops.push(() => server.stop(1000));
    return { app, url: `http://127.0.0.1:${server.port}` };
  };
  const first = await serve();
  return {
    db,
    ...first,
    another: async () => (await serve()).url,
    async close() {
      await Promise.all(stops.map((stop) => stop()));
      await db.close();
      rmSync(folder, { recursive: true });
    },
  };
};

import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import type { Config } from "./config.ts";
import { openDatabase } from "./db/database.ts";
import { masterKeyFile } from "./documents/master-key-file.ts";
import { databaseIdentity } from "./http/database-identity.ts";
import { createHttpApp } from "./http/http-app.ts";
import { serveSocket, serveTcp } from "./http/serve.ts";
import { socketPathOf } from "./http/socket-path.ts";
import { createApplication } from "./operations/application.ts";
import { handlers } from "./operations/handlers.ts";
import { log } from "./telemetry/log.ts";

/** How long running requests may take to finish once the server is asked to stop; an import is safe to cut and to repeat. */
const finishMs = 10_000;

export type RunningServer = {
  readonly url: string;
  readonly bearerToken: string;
  /** Ordered: no new requests, the running ones finish, then the database closes. */
  readonly stop: () => Promise<void>;
};

/** Starts the server: database → application → TCP and local socket. Pending migrations are an UnavailableError. */
export const startServer = async (config: Config): Promise<RunningServer> => {
  const db = await openDatabase({
    url: config.databaseUrl,
    dataDirectory: config.dataDirectory,
    poolSize: config.databasePoolSize,
  });
  try {
    mkdirSync(config.dataDirectory, { recursive: true, mode: 0o700 });
    const bearerToken = randomBytes(32).toString("base64url");
    const app = createApplication({ db, handlers, wrapper: masterKeyFile(config.masterKeyFile), bearerToken });
    const identity = databaseIdentity(config);
    const tcp = await serveTcp(createHttpApp(app, "http", identity), config.host, config.port);
    const socket = await serveSocket(createHttpApp(app, "socket", identity), socketPathOf(config.dataDirectory));
    log.event("server.started", { port: tcp.port, database: db.kind });
    return {
      url: `http://${config.host.includes(":") ? `[${config.host}]` : config.host}:${tcp.port}`,
      bearerToken,
      async stop() {
        const startedAtMs = performance.now();
        await Promise.all([tcp.stop(finishMs), socket.stop(finishMs)]);
        await db.close();
        log.event("server.stopped", { durationMs: Math.round(performance.now() - startedAtMs) });
      },
    };
  } catch (error) {
    await db.close();
    throw error;
  }
};

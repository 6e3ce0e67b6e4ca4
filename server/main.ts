import { randomBytes } from "node:crypto";
import type { Config } from "./config.ts";
import { openDatabase } from "./db/database.ts";
import { makeDirectory } from "./db/make-directory.ts";
import { masterKeyFile } from "./documents/master-key-file.ts";
import { databaseIdentity } from "./http/database-identity.ts";
import { createHttpApp } from "./http/http-app.ts";
import { type Listening, serveSocket, serveTcp } from "./http/serve.ts";
import { socketPathOf } from "./http/socket-path.ts";
import { repeat } from "./jobs/repeat.ts";
import { sealAuditLogs } from "./jobs/seal-audit-logs.ts";
import { type Application, createApplication } from "./operations/application.ts";
import { handlers } from "./operations/handlers.ts";
import { log } from "./telemetry/log.ts";

/** What this process does: answer (api), work in the background (worker), or both. */
export type Role = "api" | "worker" | "all";

export type RunningServer = {
  /** Where it listens; undefined for a worker. */
  readonly api: { readonly url: string; readonly bearerToken: string } | undefined;
  /** Ordered: no new requests, running ones and jobs finish, then the database closes. */
  readonly stop: () => Promise<void>;
};

/** How long running requests may take to finish once the server is asked to stop; an import is safe to cut and to repeat. */
const finishMs = 10_000;

/** Also the longest an event of the audit log stays unsealed. */
const sealingIntervalMs = 60_000;

/** Starts the server: database → application → doors and jobs. Pending migrations are an UnavailableError. */
export const startServer = async (config: Config, role: Role): Promise<RunningServer> => {
  const db = await openDatabase({
    url: config.databaseUrl,
    dataDirectory: config.dataDirectory,
    poolSize: config.databasePoolSize,
  });
  try {
    const bearerToken = randomBytes(32).toString("base64url");
    const app = createApplication({ db, handlers, wrapper: masterKeyFile(config.masterKeyFile), bearerToken });
    const doors = role === "worker" ? [] : await listen(app, config);
    const stopSealing =
      role === "api" ? async () => {} : repeat(sealingIntervalMs, (signal) => sealAuditLogs(app, signal));
    const port = doors[0]?.port;
    log.event("server.started", { port, database: db.kind });
    return {
      api: port === undefined ? undefined : { url: `http://${hostInUrl(config.host)}:${port}`, bearerToken },
      async stop() {
        const startedAtMs = performance.now();
        await Promise.all([...doors.map((door) => door.stop(finishMs)), stopSealing()]);
        // A client that was cut off leaves its operation to notice.
        await app.inFlight.idle();
        await db.close();
        log.event("server.stopped", { durationMs: Math.round(performance.now() - startedAtMs) });
      },
    };
  } catch (error) {
    await db.close();
    throw error;
  }
};

/** TCP first: the socket of a running server is not touched by one whose port is taken. */
const listen = async (app: Application, config: Config): Promise<readonly Listening[]> => {
  makeDirectory(config.dataDirectory);
  const identity = databaseIdentity(config);
  const tcp = await serveTcp(createHttpApp(app, "http", identity), config.host, config.port);
  try {
    return [tcp, await serveSocket(createHttpApp(app, "socket", identity), socketPathOf(config.dataDirectory))];
  } catch (error) {
    await tcp.stop(0);
    throw error;
  }
};

const hostInUrl = (host: string): string => (host.includes(":") ? `[${host}]` : host);

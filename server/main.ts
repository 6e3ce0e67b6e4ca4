import { makeSetupToken } from "./accounts/setup.ts";
import { signInConfigOf } from "./accounts/sign-in-config.ts";
import type { Config } from "./config.ts";
import { openDatabase } from "./db/database.ts";
import { makeDirectory } from "./db/make-directory.ts";
import { masterKeyFile } from "./documents/master-key-file.ts";
import { googleOf } from "./google/google.ts";
import { databaseIdentity } from "./http/database-identity.ts";
import { createHttpApp } from "./http/http-app.ts";
import { type Listening, serveSocket, serveTcp } from "./http/serve.ts";
import { socketPathOf } from "./http/socket-path.ts";
import { jobs } from "./jobs/jobs.ts";
import { repeat } from "./jobs/repeat.ts";
import { sealAuditLogs } from "./jobs/seal-audit-logs.ts";
import { startWorker } from "./jobs/start-worker.ts";
import { takeBackGrants } from "./jobs/take-back-grants.ts";
import { type Application, createApplication } from "./operations/application.ts";
import { handlers } from "./operations/handlers.ts";
import { log } from "./telemetry/log.ts";

/** What this process does: answer (api), work in the background (worker), or both. */
export type Role = "api" | "worker" | "all";

export type RunningServer = {
  /** Where it listens; undefined for a worker. */
  readonly api: Api | undefined;
  /** Ordered: no new requests, running ones and jobs finish, then the database closes. */
  readonly stop: () => Promise<void>;
};

type Api = {
  readonly url: string;
  /** Where people sign in. */
  readonly publicUrl: string;
  /** The link with which the first person comes in; undefined once there is one. */
  readonly setupUrl: string | undefined;
};

/** How long running requests may take to finish once the server is asked to stop; an import is safe to cut and to repeat. */
const finishMs = 10_000;

/** Also the longest an event of the audit log stays unsealed. */
const jobIntervalMs = 60_000;

/** Starts the server: database → application → doors and jobs. Pending migrations are an UnavailableError. */
export const startServer = async (config: Config, role: Role): Promise<RunningServer> => {
  const db = await openDatabase({
    url: config.databaseUrl,
    dataDirectory: config.dataDirectory,
    poolSize: config.databasePoolSize,
  });
  try {
    let port = config.port;
    const app = createApplication({
      db,
      handlers,
      wrapper: masterKeyFile(config.masterKeyFile),
      signInConfig: () => signInConfigOf(config, port),
      google: () => googleOf(config.google, signInConfigOf(config, port).publicUrl),
    });
    const doors = role === "worker" ? [] : await listen(app, config);
    const background = role === "api" ? [] : await workInBackground(app);
    port = doors[0]?.port ?? port;
    log.event("server.started", { port: doors[0]?.port, database: db.kind });
    return {
      api: doors.length === 0 ? undefined : await describeApi(app, config, port),
      async stop() {
        const startedAtMs = performance.now();
        await app.hintFeed.close();
        await Promise.all([...doors.map((door) => door.stop(finishMs)), ...background.map(({ stop }) => stop())]);
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

const workInBackground = async (app: Application) => [
  await startWorker(app, jobs, { isScheduling: true }),
  { stop: repeat(jobIntervalMs, (signal) => sealAuditLogs(app, signal)) },
  { stop: repeat(jobIntervalMs, (signal) => takeBackGrants(app, signal)) },
];

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

const describeApi = async (app: Application, config: Config, port: number): Promise<Api> => {
  const { publicUrl } = (await app.signIn()).config;
  const token = await makeSetupToken(app.db);
  return {
    url: `http://${hostInUrl(config.host)}:${port}`,
    publicUrl,
    setupUrl: token === undefined ? undefined : `${publicUrl}/setup#${token}`,
  };
};

const hostInUrl = (host: string): string => (host.includes(":") ? `[${host}]` : host);

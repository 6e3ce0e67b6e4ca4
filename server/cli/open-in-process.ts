import { signInConfigOf } from "../accounts/sign-in-config.ts";
import { openDatabase } from "../db/database.ts";
import { masterKeyFile } from "../documents/master-key-file.ts";
import { googleOf } from "../google/google.ts";
import { jobs } from "../jobs/jobs.ts";
import { createApplication } from "../operations/application.ts";
import { handlers } from "../operations/handlers.ts";
import { type CallContext, call } from "../operations/invoke.ts";
import type { Client, Target } from "./client.ts";

/** A client that is the application itself, over the database it opens. */
export const openInProcess = async ({ config, organization, signal }: Target): Promise<Client> => {
  const db = await openDatabase({
    url: config.databaseUrl,
    dataDirectory: config.dataDirectory,
    poolSize: config.databasePoolSize,
  });
  const app = createApplication({
    db,
    handlers,
    wrapper: masterKeyFile(config.masterKeyFile),
    signInConfig: () => signInConfigOf(config, config.port),
    google: () => googleOf(config.google, signInConfigOf(config, config.port).publicUrl),
  });
  const context: CallContext = { app, door: "cli", credential: { kind: "local_owner" }, organization, signal };
  return {
    call: (name, input, report) => call(report === undefined ? context : { ...context, report }, name, input),
    async work() {
      const { startWorker } = await import("../jobs/start-worker.ts");
      return startWorker(app, jobs, { isScheduling: false });
    },
    close: () => db.close(),
  };
};

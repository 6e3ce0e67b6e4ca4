import { createHash } from "node:crypto";
import type { Config } from "../config.ts";

/** Tells a command whether the server behind a socket uses the database the command means, without telling the URL. */
export const databaseIdentity = (config: Config): string =>
  config.databaseUrl === undefined
    ? "embedded"
    : `postgres:${createHash("sha256").update(config.databaseUrl).digest("hex").slice(0, 16)}`;

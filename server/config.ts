import { join, resolve } from "node:path";
import { z } from "zod";
import { BeepError } from "./errors.ts";

/** Everything the environment decides. The only reader of the environment is readConfig. */
export type Config = {
  /** Undefined: the embedded database in dataDirectory. */
  readonly databaseUrl: string | undefined;
  readonly migrationDatabaseUrl: string | undefined;
  readonly databasePoolSize: number;
  readonly dataDirectory: string;
  readonly masterKeyFile: string;
  readonly host: string;
  readonly port: number;
  readonly logLevel: z.infer<typeof logLevel>;
};

const logLevel = z.enum(["trace", "debug", "info", "warn", "error", "silent"]);

// An empty variable is an absent one, as in `DATABASE_URL= ./beep …` and in env files.
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema);

const postgresUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\//, "must begin with postgresql://")
  .optional();

/** One line a variable; `beep config check` prints the descriptions. */
const environment = z.object({
  DATABASE_URL: optional(postgresUrl).describe(
    "PostgreSQL of the product, as beep_app; without it the embedded database.",
  ),
  MIGRATION_DATABASE_URL: optional(postgresUrl).describe(
    "PostgreSQL for ./beep migrate, as beep_owner; DATABASE_URL without it.",
  ),
  BEEP_DATABASE_POOL_SIZE: optional(z.coerce.number().int().min(2).max(500).default(10)).describe(
    "Connections to PostgreSQL of one process.",
  ),
  BEEP_DATA: optional(z.string().default("./.beep")).describe("Directory of the embedded database and the master key."),
  BEEP_MASTER_KEY_FILE: optional(z.string().optional()).describe(
    "File with the master key, mode 0600; made at first use. master.key in the data directory without it.",
  ),
  BEEP_HOST: optional(z.string().default("127.0.0.1")).describe("Address the HTTP server listens on."),
  BEEP_PORT: optional(z.coerce.number().int().min(0).max(65_535).default(4400)).describe(
    "Port of the HTTP server; 0 takes a free one.",
  ),
  BEEP_LOG_LEVEL: optional(logLevel.default("info")).describe("Least severe log level written."),
});

/**
 * Reads the environment once. `dataDirectory` is the --data option, which wins over BEEP_DATA and DATABASE_URL both. Every problem
 * is named in one ValidationError; values, which may hold passwords, are not repeated.
 */
export function readConfig(
  options: { readonly dataDirectory?: string } = {},
  env: NodeJS.ProcessEnv = process.env,
): Config {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));
    const lines = issues.map((issue) => `  ${issue.path}: ${issue.message}`);
    throw new BeepError("ValidationError", `The environment is not usable:\n${lines.join("\n")}`, { issues });
  }
  const values = parsed.data;
  const dataDirectory = resolve(options.dataDirectory ?? values.BEEP_DATA);
  const isEmbedded = options.dataDirectory !== undefined;
  return {
    databaseUrl: isEmbedded ? undefined : values.DATABASE_URL,
    migrationDatabaseUrl: isEmbedded ? undefined : (values.MIGRATION_DATABASE_URL ?? values.DATABASE_URL),
    databasePoolSize: values.BEEP_DATABASE_POOL_SIZE,
    dataDirectory,
    masterKeyFile: resolve(values.BEEP_MASTER_KEY_FILE ?? join(dataDirectory, "master.key")),
    host: values.BEEP_HOST,
    port: values.BEEP_PORT,
    logLevel: values.BEEP_LOG_LEVEL,
  };
}

/** Every variable in order, what it is for, and whether the environment sets it. */
export function listVariables(
  env: NodeJS.ProcessEnv = process.env,
): { name: string; description: string; isSet: boolean }[] {
  return Object.entries(environment.shape).map(([name, schema]) => ({
    name,
    description: schema.description ?? "",
    isSet: (env[name] ?? "") !== "",
  }));
}

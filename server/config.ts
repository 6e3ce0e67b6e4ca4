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
  /** Where people reach the server, without a path; undefined: on this machine alone. */
  readonly publicUrl: string | undefined;
  /** Undefined: no Google account can be linked or signed in with. */
  readonly google: GoogleConfig | undefined;
  readonly proxyHops: number;
  readonly logLevel: z.infer<typeof logLevel>;
};

/** As which client of a Google Cloud project Beep asks Google, and where Google is. */
export type GoogleConfig = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  readonly tokenInfoUrl: string;
  readonly revocationUrl: string;
  /** The Gmail client's rootUrl. */
  readonly gmailUrl: string;
  /** What one account may spend of Gmail's quota. */
  readonly gmailUnitsPerMinute: number;
};

const logLevel = z.enum(["trace", "debug", "info", "warn", "error", "silent"]);

// An empty variable is an absent one, as in `DATABASE_URL= ./beep …` and in env files.
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema);

const postgresUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\//, "must begin with postgresql://")
  .optional();

const publicUrl = z
  .url({ protocol: /^https?$/, hostname: z.regexes.hostname })
  .refine((text) => new URL(text).origin === text, "must be an origin without a path: https://beep.firm.example")
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
  BEEP_PUBLIC_URL: optional(publicUrl).describe(
    "Where people reach the server: https://beep.firm.example. Sign-in is taken from its pages only. This machine alone without it.",
  ),
  BEEP_GOOGLE_CLIENT_ID: optional(z.string().optional()).describe(
    "OAuth client of the firm's Google Cloud project, for sign-in and linked mailboxes (docs/google-setup.md).",
  ),
  BEEP_GOOGLE_CLIENT_SECRET: optional(z.string().optional()).describe("Secret of that client; both or neither."),
  BEEP_GOOGLE_URL: optional(publicUrl).describe(
    "A stand-in for Google's accounts, OAuth and Gmail hosts at one address, for tests. Google without it.",
  ),
  // Two thirds of the 6,000 that a project has from Google: people read their mail too.
  // https://developers.google.com/workspace/gmail/api/reference/quota
  BEEP_GMAIL_UNITS_PER_MINUTE: optional(z.coerce.number().int().min(60).max(1e9).default(4_000)).describe(
    "Quota units of Gmail's that the sync of one account spends; a message costs 20. More only when Google gave the project more.",
  ),
  BEEP_PROXY_HOPS: optional(z.coerce.number().int().min(0).max(10).default(0)).describe(
    "Reverse proxies in front of the server that write X-Forwarded-For; sign-in attempts are counted by the address they saw.",
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
  const parsed = environment.superRefine(bothOrNeither).safeParse(env);
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
    publicUrl: values.BEEP_PUBLIC_URL,
    google: googleOf(values),
    proxyHops: values.BEEP_PROXY_HOPS,
    logLevel: values.BEEP_LOG_LEVEL,
  };
}

type Values = z.output<typeof environment>;

const bothOrNeither = (values: Values, context: z.RefinementCtx<Values>) => {
  const [id, secret] = ["BEEP_GOOGLE_CLIENT_ID", "BEEP_GOOGLE_CLIENT_SECRET"] as const;
  if ((values[id] === undefined) === (values[secret] === undefined)) return;
  const path = values[id] === undefined ? id : secret;
  context.addIssue({
    code: "custom",
    path: [path],
    message: "is missing: set the client's id and its secret, or neither",
  });
};

const googleOf = (values: Values): GoogleConfig | undefined => {
  const { BEEP_GOOGLE_CLIENT_ID: clientId, BEEP_GOOGLE_CLIENT_SECRET: clientSecret, BEEP_GOOGLE_URL: base } = values;
  if (clientId === undefined || clientSecret === undefined) return undefined;
  const oauthUrl = base ?? "https://oauth2.googleapis.com";
  return {
    clientId,
    clientSecret,
    authorizationUrl: `${base ?? "https://accounts.google.com"}/o/oauth2/v2/auth`,
    tokenUrl: `${oauthUrl}/token`,
    tokenInfoUrl: `${oauthUrl}/tokeninfo`,
    revocationUrl: `${oauthUrl}/revoke`,
    gmailUrl: base ?? "https://gmail.googleapis.com",
    gmailUnitsPerMinute: values.BEEP_GMAIL_UNITS_PER_MINUTE,
  };
};

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

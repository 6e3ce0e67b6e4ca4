import type { CallInput, OperationName, Output } from "../../contract/catalogue.ts";
import type { SignInConfig } from "../../server/accounts/better-auth.ts";
import type { Database } from "../../server/db/database.ts";
import { masterKeyFile } from "../../server/documents/master-key-file.ts";
import { googleOf } from "../../server/google/google.ts";
import { type Application, createApplication } from "../../server/operations/application.ts";
import { handlers } from "../../server/operations/handlers.ts";
import { type CallContext, call } from "../../server/operations/invoke.ts";

/** The demonstration's mailbox: an invented adviser of three households, two of them Thompsons who are not related. */
export const larkfieldPath = new URL("../../demo/larkfield.mbox", import.meta.url).pathname;

/** Calls operations for one organization, as the command line does. */
export type Firm = {
  readonly context: CallContext;
  call<N extends OperationName>(name: N, input: CallInput<N>): Promise<Output<N>>;
  /** Mail.Import of files of this machine. */
  importFiles(paths: readonly string[], account?: string): Promise<Imported>;
};

type Imported = Exclude<Output<"Mail.Import">, { readonly jobId: string }>;

/** The whole application over a database, with its real handlers and a master key file. */
export const applicationOf = (
  db: Database,
  keyFile: string,
  signIn: Partial<SignInConfig> = {},
  google = () => nobodysGoogle,
): Application =>
  createApplication({
    db,
    handlers,
    wrapper: masterKeyFile(keyFile),
    signInConfig: () => ({ ...testSignIn, ...signIn }),
    google,
  });

/** Where people reach the servers of tests; the same whatever port they listen on. */
export const testOrigin = "http://beep.test";
export const testSignIn: SignInConfig = {
  publicUrl: testOrigin,
  trustedOrigins: [testOrigin],
  google: undefined,
  proxyHops: 1,
};

/** Where nobody answers. */
const nobodysGoogle = googleOf(
  {
    clientId: "a-client",
    clientSecret: "its-secret",
    authorizationUrl: "http://127.0.0.1:1/auth",
    tokenUrl: "http://127.0.0.1:1/token",
    tokenInfoUrl: "http://127.0.0.1:1/tokeninfo",
    revocationUrl: "http://127.0.0.1:1/revoke",
    gmailUrl: "http://127.0.0.1:1",
    gmailUnitsPerMinute: 4_000,
  },
  testOrigin,
);

export function firmOf(app: Application, organization: string): Firm {
  const context: CallContext = {
    app,
    door: "cli",
    credential: { kind: "local_owner" },
    organization,
    signal: new AbortController().signal,
  };
  return {
    context,
    call: (name, input) => call(context, name, input),
    importFiles: async (paths, account) => {
      const input = { paths: [...paths], ...(account === undefined ? {} : { account }) };
      return (await call(context, "Mail.Import", input)) as Imported;
    },
  };
}

/** A new organization with the mail of these files in it. */
export async function importFirm(app: Application, slug: string, paths: readonly string[]): Promise<Firm> {
  const firm = firmOf(app, slug);
  await firm.call("Organization.Create", { slug });
  await firm.importFiles(paths);
  return firm;
}

import { createHash } from "node:crypto";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createServer, type Store } from "@emulators/core";
import { type GoogleStore, getGoogleStore, googlePlugin, seedFromConfig } from "@emulators/google";
import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";
import type { GoogleConfig } from "../../../server/config.ts";
import { accountPath, addAccountRoutes } from "./account-routes.ts";
import { createFaults, type Faults } from "./faults.ts";
import { addGmailRoutes } from "./gmail-routes.ts";
import { createGrants, type Grants } from "./grants.ts";
import { injectFaults } from "./inject-faults.ts";
import { createMailboxes, type Mailboxes } from "./mailboxes.ts";
import { addOAuthRoutes } from "./oauth-routes.ts";

/** A person with a Google account. */
export type GoogleAccount = { readonly email: string; readonly name: string; readonly isVerified?: boolean };

/** What the parts of the stand-in share. `emulator` answers a request as the emulator itself does. */
export type GoogleParts = {
  readonly store: Store;
  readonly gmailStore: GoogleStore;
  readonly tokenMap: ReturnType<typeof createServer>["tokenMap"];
  readonly emulator: (request: Request) => Promise<Response>;
  readonly accounts: () => readonly { uid: string; email: string; name: string; isVerified: boolean }[];
  readonly grants: Grants;
  readonly mailboxes: Mailboxes;
  readonly tokenLifetimeMs: () => number;
};

/** A stand-in for Google that listens on this machine: accounts, OAuth and Gmail at one address, and what can go wrong there. */
export type FakeGoogle = Pick<GoogleParts, "grants" | "mailboxes"> & {
  readonly url: string;
  /** What Beep is configured with to ask it. */
  readonly config: GoogleConfig;
  readonly faults: Faults;
  /** Where people see what their accounts let be read, and take it back. */
  readonly accountUrl: string;
  /** One more address that the client may be sent back to. */
  readonly addRedirectUri: (uri: string) => void;
  /** Google's lasting id of the account. */
  readonly subOf: (email: string) => string;
  /** How many requests came so far to paths like this. */
  readonly requestsTo: (path: RegExp) => number;
  /** How long access tokens given from now on live; an hour unless set. */
  readonly setTokenLifetime: (ms: number) => void;
  readonly close: () => Promise<void>;
};

/**
 * Starts it with these accounts and one registered client. `redirectUris` are the addresses that the client may be sent back to;
 * port 0 takes a free one. Ids of accounts and messages are the same at every start; tokens are forgotten.
 */
export const startGoogle = async (options: {
  readonly accounts: readonly GoogleAccount[];
  readonly redirectUris: readonly string[];
  readonly port?: number;
}): Promise<FakeGoogle> => {
  const { app: emulatorApp, store, tokenMap } = createServer(googlePlugin, { baseUrl: "http://google.test" });
  const gmailStore = getGoogleStore(store);
  const client = { client_id: "beep-test.apps.googleusercontent.com", client_secret: "a-secret-of-the-stand-in" };
  seedFromConfig(store, "", {
    users: options.accounts.map(({ email, name, isVerified = true }) => ({ email, name, email_verified: isVerified })),
    oauth_clients: [{ ...client, name: "Beep", redirect_uris: [...options.redirectUris] }],
  });
  for (const user of gmailStore.users.all()) gmailStore.users.update(user.id, { uid: subOf(user.email) });

  let tokenLifetimeMs = 3_600_000;
  const emulator = async (request: Request) => emulatorApp.fetch(request);
  const parts: GoogleParts = {
    store,
    gmailStore,
    tokenMap,
    emulator,
    accounts: () =>
      gmailStore.users
        .all()
        .map(({ uid, email, name, email_verified: isVerified }) => ({ uid, email, name, isVerified })),
    grants: createGrants(),
    mailboxes: createMailboxes({ store, gmailStore, emulator, tokenMap }),
    tokenLifetimeMs: () => tokenLifetimeMs,
  };
  const closing = new AbortController();
  const faults = createFaults();
  const requests = new Map<string, number>();
  const app = new Hono();
  app.use(async (c, next) => {
    requests.set(c.req.path, (requests.get(c.req.path) ?? 0) + 1);
    await next();
  });
  app.use(injectFaults(faults, closing.signal) as never);
  addOAuthRoutes(app, parts);
  addAccountRoutes(app, parts);
  addGmailRoutes(app, parts);
  app.all("*", (c) => emulator(c.req.raw));

  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    config: {
      clientId: client.client_id,
      clientSecret: client.client_secret,
      authorizationUrl: `${url}/o/oauth2/v2/auth`,
      tokenUrl: `${url}/token`,
      tokenInfoUrl: `${url}/tokeninfo`,
      revocationUrl: `${url}/revoke`,
      gmailUrl: url,
      // Nobody else reads these mailboxes, and no test should wait for a quota.
      gmailUnitsPerMinute: 1e9,
    },
    faults,
    accountUrl: `${url}${accountPath}`,
    addRedirectUri(uri) {
      for (const { id, redirect_uris } of gmailStore.oauthClients.all())
        gmailStore.oauthClients.update(id, { redirect_uris: [...redirect_uris, uri] });
    },
    grants: parts.grants,
    mailboxes: parts.mailboxes,
    subOf,
    requestsTo: (path) => [...requests].reduce((sum, [name, count]) => sum + (path.test(name) ? count : 0), 0),
    setTokenLifetime(ms) {
      tokenLifetimeMs = ms;
    },
    async close() {
      closing.abort();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

/** Google's ids of accounts are decimal numbers of 21 digits. */
const subOf = (email: string): string =>
  `1${(BigInt(`0x${createHash("sha256").update(email).digest("hex").slice(0, 16)}`) + 10n ** 19n).toString().padStart(20, "0")}`;

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Output } from "../../contract/catalogue.ts";
import type { Role } from "../../contract/operation.ts";
import type { ConnectionDeps } from "../../server/accounts/connections/connection.ts";
import { callbackPath, googleOf, requireGoogle } from "../../server/google/google.ts";
import { createHttpApp } from "../../server/http/http-app.ts";
import { serveTcp } from "../../server/http/serve.ts";
import type { Application } from "../../server/operations/application.ts";
import { answerConsent } from "../fakes/google/answer-consent.ts";
import { type FakeGoogle, startGoogle } from "../fakes/google/google.ts";
import { applicationOf, type Firm, firmOf, testOrigin } from "./firm.ts";
import { peopleOf, type TestPerson } from "./people.ts";
import { type TestDatabase, testDatabase } from "./test-database.ts";

export const accounts = {
  dana: "dana@larkfield.example",
  paula: "paula@larkfield.example",
  office: "office@larkfield.example",
  unverified: "nobody@larkfield.example",
} as const;

type ConsentAnswer = Parameters<typeof answerConsent>[1];

/** A firm whose people link Google accounts, at a stand-in for Google. */
export type LinkingScene = {
  readonly db: TestDatabase;
  readonly app: Application;
  readonly google: FakeGoogle;
  readonly url: string;
  readonly firm: Firm;
  readonly organizationId: string;
  readonly enrol: (email: string, role: Role) => Promise<TestPerson>;
  readonly deps: () => Promise<ConnectionDeps>;
  /** Asks for a consent, as a page does. */
  readonly begin: (person: TestPerson, ask: { account?: string } | { providerAccountId: string }) => Promise<string>;
  /** Answers at Google and comes back: the outcome code of the settings' address. */
  readonly finish: (person: TestPerson, authorizationUrl: string, answer: ConsentAnswer) => Promise<string>;
  /** Both. */
  readonly link: (
    person: TestPerson,
    email: string,
    answer?: Partial<ConsentAnswer>,
    ask?: { account?: string } | { providerAccountId: string },
  ) => Promise<string>;
  readonly comeBack: (person: TestPerson, back: URL) => Promise<string>;
  readonly connections: (person: TestPerson) => Promise<Output<"Connections.List">["connections"]>;
  readonly connectionOf: (email: string) => Promise<Output<"Connections.List">["connections"][number]>;
  readonly close: () => Promise<void>;
};

/** `timeoutMs`: how long Beep waits for Google. */
export const openLinking = async (slug: string, timeoutMs = 1000): Promise<LinkingScene> => {
  const folder = mkdtempSync(join(tmpdir(), "beep-linking-"));
  const db = await testDatabase();
  const google = await startGoogle({
    accounts: Object.values(accounts).map((email) => ({
      email,
      name: email,
      isVerified: email !== accounts.unverified,
    })),
    redirectUris: [`${testOrigin}${callbackPath}`],
  });
  const app = applicationOf(db, join(folder, "master.key"), {}, () => googleOf(google.config, testOrigin, timeoutMs));
  const server = await serveTcp(createHttpApp(app, "http", "test"), "127.0.0.1", 0);
  const url = `http://127.0.0.1:${server.port}`;
  const firm = firmOf(app, slug);
  const { id: organizationId } = await firm.call("Organization.Create", { slug });
  const actor = { organizationId, mailboxIds: [], userId: null };

  const begin: LinkingScene["begin"] = async (person, ask) => {
    const name = "providerAccountId" in ask ? "Connections.Relink" : "Connections.Link";
    const { status, body } = await person.browser.call<Output<"Connections.Link">>(name, ask, slug);
    if (status !== 200) throw new Error(`${name} answered ${status}: ${JSON.stringify(body)}`);
    return body.authorizationUrl;
  };
  const comeBack: LinkingScene["comeBack"] = async ({ browser }, back) => {
    const answer = await browser.send(`${back.pathname}${back.search}`);
    const location = new URL(answer.headers.get("location") ?? "", testOrigin);
    if (answer.status !== 303 || location.pathname !== "/settings") throw new Error(`Coming back: ${answer.status}.`);
    return location.searchParams.get("outcome") ?? "";
  };
  const finish: LinkingScene["finish"] = async (person, url, answer) =>
    comeBack(person, await answerConsent(url, answer));
  const list = async () => (await firm.call("Connections.List", {})).connections;
  return {
    db,
    app,
    google,
    firm,
    organizationId,
    url,
    enrol: peopleOf(app, url, organizationId),
    deps: async () => ({ db, keys: await app.keysOf(actor), google: requireGoogle(app.google()) }),
    begin,
    finish,
    comeBack,
    link: async (person, email, answer = {}, ask = {}) =>
      finish(person, await begin(person, ask), { email, ...answer }),
    async connections({ browser }) {
      return (await browser.call<Output<"Connections.List">>("Connections.List", {}, slug)).body.connections;
    },
    async connectionOf(email) {
      const found = (await list()).find(({ address }) => address === email);
      if (found === undefined) throw new Error("That account is not linked.");
      return found;
    },
    async close() {
      await server.stop(1000);
      await google.close();
      await db.close();
      rmSync(folder, { recursive: true });
    },
  };
};

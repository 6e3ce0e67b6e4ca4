import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { CallInput, OperationName, Output } from "../../contract/catalogue.ts";
import { ask, elena, firm } from "../../demo/cast.ts";
import { startDemoGoogle } from "../../demo/start-google.ts";
import { readConfig } from "../../server/config.ts";
import { callbackPath } from "../../server/google/google.ts";
import { type RunningServer, startServer } from "../../server/main.ts";
import { log } from "../../server/telemetry/log.ts";
import { type Browser, openBrowser } from "../build/browser.ts";
import { testOrigin } from "../build/firm.ts";
import { type DatabaseHome, databaseHome } from "../build/test-database.ts";
import { answerConsent } from "../fakes/google/answer-consent.ts";
import type { FakeGoogle } from "../fakes/google/google.ts";

// From the printed link to a briefing, by what a browser sends and nothing else: no row, no token and no job is made by hand.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const person = { ...elena, password: "four words that are mine" };
let home: DatabaseHome;
let google: FakeGoogle;
let server: RunningServer;
let browser: Browser;
let account = "";
let briefing: Output<"MeetingPrep.Generate">;

const start = () =>
  startServer(
    readConfig(
      {},
      {
        ...home.env,
        BEEP_PORT: "0",
        BEEP_PUBLIC_URL: testOrigin,
        BEEP_GOOGLE_CLIENT_ID: google.config.clientId,
        BEEP_GOOGLE_CLIENT_SECRET: google.config.clientSecret,
        BEEP_GOOGLE_URL: google.url,
      },
    ),
    "all",
  );
const urlOf = ({ api }: RunningServer): string => api?.url ?? "";

beforeAll(async () => {
  log.setLevel("silent");
  [home, google] = [await databaseHome(), await startDemoGoogle()];
  google.addRedirectUri(`${testOrigin}${callbackPath}`);
  server = await start();
  browser = openBrowser(urlOf(server));
});
afterAll(async () => {
  await server?.stop();
  await google?.close();
  await home?.remove();
});

const ask200 = async <N extends OperationName>(name: N, input: CallInput<N>): Promise<Output<N>> => {
  const { status, body } = await browser.call<Output<N>>(name, input, firm.slug);
  if (status !== 200) throw new Error(`${name} answered ${status}: ${JSON.stringify(body)}`);
  return body;
};

/** Every citation of it is found again by its id, word for word. */
const expectToHold = async ({ sections }: Pick<Output<"MeetingPrep.Get">, "sections">) => {
  const bullets = sections.flatMap((section) => section.bullets);
  expect(bullets.length).toBeGreaterThan(10);
  for (const bullet of bullets) {
    const { evidence } = await ask200("Evidence.List", { meetingPrepBulletId: bullet.id });
    expect(evidence.map(({ text }) => text)).toEqual(bullet.citations.map(({ text }) => text));
    expect(evidence.length).toBeGreaterThan(0);
  }
};

test("the first person sets the firm up by the printed link and signs in", async () => {
  const token = new URL(server.api?.setupUrl ?? "").hash.slice(1);
  expect((await browser.call("Session.Get", {})).status).toBe(401);
  await ask200("Setup.Complete", { token, ...person, organization: firm });
  expect((await browser.signIn(person.email, person.password)).status).toBe(200);
  expect(await ask200("Session.Get", {})).toMatchObject({ organizations: [{ slug: firm.slug, roles: ["owner"] }] });
  expect(await ask200("Connections.List", {})).toEqual({ connections: [] });
});

test("an account is linked through Google's page, which sends the person back to the settings", async () => {
  const { authorizationUrl } = await ask200("Connections.Link", { account: elena.email });
  const back = await answerConsent(authorizationUrl, { email: elena.email });
  const answer = await browser.send(`${back.pathname}${back.search}`);
  expect([answer.status, answer.headers.get("location")]).toEqual([
    303,
    "/settings?settingsTab=connections&outcome=linked",
  ]);
  const { connections } = await ask200("Connections.List", {});
  expect(connections).toMatchObject([{ address: elena.email, state: "active", missingScopes: [], isFresh: true }]);
  account = connections[0]?.providerAccountId ?? "";
  expect(await ask200("Mailboxes.Activate", { providerAccountId: account, isActive: true })).toMatchObject({
    isActive: true,
  });
});

test("its mail is brought in by a job, whole, and the screen can say so", async () => {
  const { jobId } = await ask200("Mail.Sync", { providerAccountId: account });
  await vi.waitFor(async () => expect((await ask200("Jobs.Get", { jobId })).state).toBe("succeeded"), 60_000);
  const { mailboxes } = await ask200("Mail.SyncStatus", { providerAccountId: account });
  const inGmail = google.mailboxes.idsOf(elena.email).length;
  expect(mailboxes).toMatchObject([
    { received: inGmail, stored: inGmail, excluded: 0, failed: 0, sync: { isUpToDate: true, inGmail } },
  ]);
});

test("a meeting is prepared, and each of its lines is cited", async () => {
  briefing = await ask200("MeetingPrep.Generate", { ask });
  expect(briefing).toMatchObject({ subject: { name: "Thompson household" }, meeting: { date: "2026-02-10" } });
  await expectToHold(briefing);
});

test("the household's graph is there, and each of its nodes and edges leads to the words behind it", async () => {
  const graph = await ask200("Graph.Get", { entityId: briefing.subject.entityId, hops: 2 });
  expect(graph.entities.length).toBeGreaterThan(10);
  for (const { entityId } of graph.entities)
    expect((await ask200("Evidence.List", { entityId })).evidence.length, entityId).toBeGreaterThan(0);
  for (const { relationId } of graph.relations)
    expect((await ask200("Evidence.List", { relationId })).evidence.length, relationId).toBeGreaterThan(0);
});

test("the server restarts: the session, the mail, the briefing and its citations are as they were", async () => {
  await server.stop();
  server = await start();
  expect(server.api?.setupUrl).toBeUndefined();
  const { cookies } = browser;
  browser = openBrowser(urlOf(server));
  for (const [name, value] of cookies) browser.cookies.set(name, value);
  const kept = await ask200("MeetingPrep.Get", { id: briefing.id });
  expect(kept.sections).toEqual(briefing.sections);
  await expectToHold(kept);
});

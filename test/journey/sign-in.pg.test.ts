import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Output } from "../../contract/catalogue.ts";
import { makeSetupToken } from "../../server/accounts/setup.ts";
import { withIdentity } from "../../server/db/with-organization.ts";
import { log } from "../../server/telemetry/log.ts";
import { type Browser, openBrowser } from "../build/browser.ts";
import { firmOf, testOrigin } from "../build/firm.ts";
import { startTestServer, type TestServer } from "../build/test-server.ts";
import { totpOf } from "../build/totp.ts";
import { answerConsent } from "../fakes/google/answer-consent.ts";
import { type FakeGoogle, startGoogle } from "../fakes/google/google.ts";

// From the first link to a second factor, as a browser does it.
const password = "correct horse battery staple";
const ada = { name: "Ada Owner", email: "ada@firm.example", password };
const grace = "grace@firm.example";
let google: FakeGoogle;
let server: TestServer;
let owner: Browser;

beforeAll(async () => {
  log.setLevel("silent");
  google = await startGoogle({
    accounts: [
      { email: grace, name: "Grace Adviser" },
      { email: "mallory@elsewhere.example", name: "Mallory" },
    ],
    redirectUris: [`${testOrigin}/api/auth/callback/google`],
  });
  server = await startTestServer({ google: google.config });
  owner = openBrowser(server.url);
});
afterAll(async () => {
  await server.close();
  await google.close();
});

const open = () => openBrowser(server.url);
const invite = async (email: string, role = "advisor") => {
  const { status, body } = await owner.call<Output<"Organization.Invite">>(
    "Organization.Invite",
    { email, role },
    "firm",
  );
  expect(status).toBe(200);
  return body;
};
const whoIs = (browser: Browser) => browser.call<Output<"Session.Get">>("Session.Get", {});

/** Through Google's pages and back; answers where Beep sends the browser in the end. */
const signInWithGoogle = async (browser: Browser, email: string): Promise<URL> => {
  const start = await browser.post<{ url: string }>("/api/auth/sign-in/social", {
    provider: "google",
    callbackURL: "/",
  });
  const back = await answerConsent(start.body.url, { email });
  const response = await browser.send(`${back.pathname}${back.search}`);
  return new URL(response.headers.get("location") ?? "", testOrigin);
};

describe("the setup link", () => {
  const setup = (token: string, email = ada.email, slug = "firm") =>
    open().call("Setup.Complete", { token, ...ada, email, organization: { slug } });

  test("expires, and a guessed one is no link", async () => {
    const token = (await makeSetupToken(server.db)) ?? "";
    await withIdentity(server.db, (tx) => tx.updateTable("setupLink").set({ expiresAt: sql<Date>`now()` }).execute());
    for (const wrong of [token, `${token}x`])
      expect(await setup(wrong)).toMatchObject({ status: 404, body: { error: { resource: "setup_link" } } });
  });

  test("makes the first person owner of what an import made, once: not a second time, not by another link", async () => {
    await firmOf(server.app, "firm").call("Organization.Create", { slug: "firm" });
    const [first, second] = [(await makeSetupToken(server.db)) ?? "", (await makeSetupToken(server.db)) ?? ""];
    expect(await open().call("SignIn.Options", {})).toMatchObject({ body: { needsSetup: true, hasGoogle: true } });
    const racing = await Promise.all([setup(first), setup(second)]);
    expect(racing.map(({ status }) => status).sort()).toEqual([200, 404]);
    for (const token of [first, second]) expect((await setup(token, "late@firm.example", "late")).status).toBe(404);
    expect(await makeSetupToken(server.db)).toBeUndefined();
    expect((await owner.signIn(ada.email, password)).status).toBe(200);
    expect(await whoIs(owner)).toMatchObject({ body: { organizations: [{ slug: "firm", roles: ["owner"] }] } });
  });
});

describe("signing in", () => {
  test("nobody signs up by themselves, nor through a route that is not served", async () => {
    const [signUp, other] = [
      await open().post("/api/auth/sign-up/email", { ...ada, email: "eve@firm.example" }),
      await open().post("/api/auth/delete-user", {}),
    ];
    expect([signUp.status, other.status]).toEqual([404, 404]);
  });

  test("a wrong password and an unknown address are told apart by nobody", async () => {
    const wrong = await open().signIn(ada.email, "not the password at all");
    expect(wrong.status).toBe(401);
    expect(await open().signIn("nobody@firm.example", password)).toEqual(wrong);
  });

  test("a cookie is for Beep's own pages: HttpOnly, SameSite, and no use to a page from elsewhere", async () => {
    const browser = open();
    const response = await browser.send("/api/auth/sign-in/email", {
      method: "POST",
      body: JSON.stringify({ email: ada.email, password }),
      headers: { "content-type": "application/json" },
    });
    expect(response.headers.getSetCookie().join()).toMatch(/HttpOnly.*SameSite=Lax/i);
    expect(response.headers.has("access-control-allow-origin")).toBe(false);
    expect((await whoIs(browser)).status).toBe(200);
    const from = (origin: string) => browser.post("/v1/Session.Get", {}, { origin });
    for (const origin of ["https://evil.example", "null", `${testOrigin}.evil.example`])
      expect(await from(origin)).toMatchObject({ status: 403, body: { error: { reason: "origin" } } });
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const silent = { method: "POST", body: "{}", headers: { cookie, "content-type": "application/json" } };
    expect((await fetch(`${server.url}/v1/Session.Get`, silent)).status).toBe(403);
    const form = { ...silent, headers: { cookie, origin: testOrigin, "content-type": "text/plain" } };
    expect((await fetch(`${server.url}/v1/Session.Get`, form)).status).toBe(400);
    expect((await browser.post("/api/auth/sign-out", {}, { origin: "https://evil.example" })).status).toBe(403);
    expect((await whoIs(browser)).status).toBe(200);
  });

  test("a tampered cookie is nobody's, and signing out ends the session for every copy of it", async () => {
    const browser = open();
    await browser.signIn(ada.email, password);
    const copy = open();
    for (const [name, value] of browser.cookies) copy.cookies.set(name, value);
    const forged = open();
    for (const [name, value] of browser.cookies)
      forged.cookies.set(
        name,
        value.replace(/^./, (c) => (c === "a" ? "b" : "a")),
      );
    expect([(await whoIs(copy)).status, (await whoIs(forged)).status]).toEqual([200, 401]);
    expect((await browser.post("/api/auth/sign-out", {})).status).toBe(200);
    expect((await whoIs(copy)).status).toBe(401);
  });

  test("a session a day old gets a new token, with which it goes on; the old one ends within a minute", async () => {
    const browser = open();
    await browser.signIn(ada.email, password);
    const sessions = () =>
      withIdentity(server.db, (tx) =>
        tx.selectFrom("session").select(["id", "expiresAt", "createdAt"]).orderBy("updatedAt", "desc").execute(),
      );
    const [mine] = await sessions();
    const age = (interval: string) =>
      withIdentity(server.db, (tx) =>
        sql`update "session" set "updatedAt" = now() - ${interval}::interval where "id" = ${mine?.id}`.execute(tx),
      );
    const cookie = () => [...browser.cookies.values()].join();
    const before = cookie();
    const old = open();
    for (const [name, value] of browser.cookies) old.cookies.set(name, value);
    await age("23 hours");
    await browser.send("/api/auth/get-session");
    expect(cookie()).toBe(before);
    await age("25 hours");
    expect((await whoIs(browser)).status).toBe(200);
    expect(cookie()).toBe(before);
    await browser.send("/api/auth/get-session");
    expect(cookie()).not.toBe(before);
    expect([(await whoIs(browser)).status, (await whoIs(old)).status]).toEqual([200, 200]);
    const after = await sessions();
    const [next, ending] = [after[0], after.find(({ id }) => id === mine?.id)];
    expect(next?.createdAt).toEqual(mine?.createdAt);
    const lives = (ending?.expiresAt.getTime() ?? 0) - Date.now();
    expect(lives).toBeLessThanOrEqual(60_000);
    // Asked again with it, the old token is not renewed.
    await old.send("/api/auth/get-session");
    expect((await sessions()).length).toBe(after.length);
  });

  test("attempts are counted in the database: a second process does not start again", async () => {
    const [here, there] = [open(), openBrowser(await server.another())];
    const address = { "x-forwarded-for": "203.0.113.7" };
    const attempt = (browser: Browser) =>
      browser.post("/api/auth/sign-in/email", { email: ada.email, password: "wrong wrong wrong" }, address);
    const statuses: number[] = [];
    for (let i = 0; i < 12; i++) statuses.push((await attempt(i % 2 === 0 ? here : there)).status);
    expect(statuses.slice(0, 8)).toEqual(Array(8).fill(401));
    expect(statuses.slice(8)).toEqual(Array(4).fill(429));
    // What a client writes in front of the proxy's word changes nothing, and another address is not kept out.
    const forged = { "x-forwarded-for": "192.0.2.1, 203.0.113.7" };
    expect((await here.post("/api/auth/sign-in/email", { email: ada.email, password }, forged)).status).toBe(429);
    expect((await open().signIn(ada.email, password)).status).toBe(200);
  });

  test("passwords tried for one address are counted wherever they come from", async () => {
    const attempt = (i: number, email: string) =>
      open().post("/api/auth/sign-in/email", { email, password }, { "x-forwarded-for": `203.0.113.${100 + i}` });
    const statuses: number[] = [];
    for (let i = 0; i < 22; i++) statuses.push((await attempt(i, "Target@firm.example")).status);
    expect(statuses).toEqual([...Array(20).fill(401), 429, 429]);
    expect((await attempt(50, ada.email)).status).toBe(200);
  });
});

describe("passwords", () => {
  test("a changed password ends every other session and the old password", async () => {
    const [here, there] = [open(), open()];
    for (const browser of [here, there]) await browser.signIn(ada.email, password);
    const changed = { currentPassword: password, newPassword: "another long password", revokeOtherSessions: true };
    expect((await here.post("/api/auth/change-password", changed)).status).toBe(200);
    expect([(await whoIs(here)).status, (await whoIs(there)).status]).toEqual([200, 401]);
    expect((await open().signIn(ada.email, password)).status).toBe(401);
    const back = { currentPassword: changed.newPassword, newPassword: password };
    expect((await here.post("/api/auth/change-password", back)).status).toBe(200);
    owner = here;
  });

  test("the local owner's reset link works once, and ends every session", async () => {
    const { token, url } = await firmOf(server.app, "firm").call("Accounts.ResetPassword", {
      email: "ADA@firm.example",
    });
    expect(url).toBe(`${testOrigin}/reset-password#${token}`);
    const before = open();
    await before.signIn(ada.email, password);
    const reset = (newPassword: string) => open().post("/api/auth/reset-password", { newPassword, token });
    expect((await reset("too short")).status).toBe(400);
    expect((await reset(password)).status).toBe(200);
    expect((await reset("yet another password")).status).toBe(400);
    expect((await whoIs(before)).status).toBe(401);
    owner = open();
    expect((await owner.signIn(ada.email, password)).status).toBe(200);
  });
});

describe("Google", () => {
  test("lets nobody in whom nobody invited, and says so", async () => {
    const browser = open();
    const end = await signInWithGoogle(browser, "mallory@elsewhere.example");
    expect([end.pathname, end.searchParams.get("error")]).toEqual(["/sign-in", "invitation_required"]);
    expect((await whoIs(browser)).status).toBe(401);
  });

  test("lets an invited address in, who accepts the invitation; no token of Google's is kept", async () => {
    const { token } = await invite(grace);
    const browser = open();
    expect((await signInWithGoogle(browser, grace)).pathname).toBe("/");
    expect(await whoIs(browser)).toMatchObject({ body: { user: { email: grace }, organizations: [] } });
    const accepted = await browser.call("Organization.AcceptInvitation", { token });
    expect(accepted).toMatchObject({ status: 200, body: { slug: "firm", role: "advisor", isNewPerson: false } });
    expect(await whoIs(browser)).toMatchObject({ body: { organizations: [{ slug: "firm", roles: ["advisor"] }] } });
    const again = open();
    expect((await signInWithGoogle(again, grace)).pathname).toBe("/");
    const accounts = await withIdentity(server.db, (tx) =>
      tx.selectFrom("account").selectAll().where("providerId", "=", "google").execute(),
    );
    expect(accounts).toMatchObject([
      { accountId: google.subOf(grace), accessToken: null, refreshToken: null, idToken: null },
    ]);
  });

  test("does not take over an account that only shares the address", async () => {
    const { token } = await invite("mallory@elsewhere.example");
    const joined = await open().call("Organization.AcceptInvitation", { token, name: "M", password });
    expect(joined.status).toBe(200);
    const end = await signInWithGoogle(open(), "mallory@elsewhere.example");
    expect(end.searchParams.get("error")).toBe("account_not_linked");
  });

  test("a callback that nobody began, was begun in another browser, or comes twice signs nobody in", async () => {
    const [mine, theirs] = [open(), open()];
    const start = await mine.post<{ url: string }>("/api/auth/sign-in/social", {
      provider: "google",
      callbackURL: "/",
    });
    const back = await answerConsent(start.body.url, { email: grace });
    for (const path of [`${back.pathname}?code=x&state=made-up`, `${back.pathname}${back.search}`]) {
      await theirs.send(path);
      expect((await whoIs(theirs)).status, path).toBe(401);
    }
    await mine.send(`${back.pathname}${back.search}`);
    const replay = open();
    await replay.send(`${back.pathname}${back.search}`);
    expect((await whoIs(replay)).status).toBe(401);
    const denied = await open().send(`${back.pathname}?error=access_denied&state=made-up`);
    expect(denied.status).toBe(302);
  });

  test("where to go afterwards is a page of Beep's", async () => {
    const elsewhere = { provider: "google", callbackURL: "https://evil.example/" };
    expect((await open().post("/api/auth/sign-in/social", elsewhere)).status).toBe(403);
  });
});

describe("a second factor", () => {
  const enable = async (browser: Browser) =>
    (await browser.post<{ totpURI: string; backupCodes: string[] }>("/api/auth/two-factor/enable", { password })).body;
  const code = (browser: Browser, digits: string) => browser.post("/api/auth/two-factor/verify-totp", { code: digits });

  test("is asked for once it is set up; backup codes work once; a clock that is off says no, not yes", async () => {
    const { totpURI, backupCodes } = await enable(owner);
    expect((await code(owner, totpOf(totpURI))).status).toBe(200);
    expect(await whoIs(owner)).toMatchObject({ body: { user: { hasSecondFactor: true } } });

    const half = open();
    expect(await half.signIn(ada.email, password)).toMatchObject({ body: { twoFactorRedirect: true } });
    expect((await whoIs(half)).status).toBe(401);
    expect((await code(half, "000000")).status).toBe(401);
    expect((await code(half, totpOf(totpURI, Date.now() - 5 * 60_000))).status).toBe(401);
    expect((await code(half, totpOf(totpURI))).status).toBe(200);
    expect((await whoIs(half)).status).toBe(200);

    const byBackup = async () => {
      const browser = open();
      await browser.signIn(ada.email, password);
      await browser.post("/api/auth/two-factor/verify-backup-code", { code: backupCodes[0] });
      return (await whoIs(browser)).status;
    };
    expect([await byBackup(), await byBackup()]).toEqual([200, 401]);
    const secrets = await withIdentity(server.db, (tx) => tx.selectFrom("twoFactor").selectAll().execute());
    const words = JSON.stringify(secrets);
    for (const secret of [new URL(totpURI).searchParams.get("secret") ?? "", backupCodes[0] ?? ""])
      expect(words).not.toContain(secret);
    expect((await owner.post("/api/auth/two-factor/disable", { password })).status).toBe(200);
  });
});

test("a clock that is minutes off keeps nobody out", async () => {
  for (const minutes of [-10, 10]) {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + minutes * 60_000 });
    const browser = open();
    expect((await browser.signIn(ada.email, password)).status, `${minutes}`).toBe(200);
    vi.useRealTimers();
    expect((await whoIs(browser)).status, `${minutes}`).toBe(200);
    const { token } = await invite(`late${minutes}@firm.example`.replace("-", "m"));
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + minutes * 60_000 });
    const joined = await open().call("Organization.AcceptInvitation", { token, name: "L", password });
    expect(joined.status, `${minutes}`).toBe(200);
    vi.useRealTimers();
  }
});

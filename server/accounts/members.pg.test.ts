import { sql } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CallInput, OperationName, Output } from "../../contract/catalogue.ts";
import { openBrowser } from "../../test/build/browser.ts";
import { type Firm, firmOf } from "../../test/build/firm.ts";
import { peopleOf, type TestPerson } from "../../test/build/people.ts";
import { makeMailbox } from "../../test/build/test-database.ts";
import { startTestServer, type TestServer } from "../../test/build/test-server.ts";
import { withIdentity, withOrganization } from "../db/with-organization.ts";
import { log } from "../telemetry/log.ts";

let server: TestServer;
let firm: Firm;
let organizationId: string;
let enrol: ReturnType<typeof peopleOf>;
let owner: TestPerson;
let admin: TestPerson;

beforeAll(async () => {
  log.setLevel("silent");
  server = await startTestServer();
  firm = firmOf(server.app, "firm");
  organizationId = (await firm.call("Organization.Create", { slug: "firm" })).id;
  enrol = peopleOf(server.app, server.url, organizationId);
  owner = await enrol("owner@firm.example", "owner");
  admin = await enrol("admin@firm.example", "admin");
});
afterAll(() => server.close());

const ask = async <N extends OperationName>(person: TestPerson, name: N, input: CallInput<N>) => {
  const { status, body } = await person.browser.call(name, input, "firm");
  return { status, body: body as Output<N> & { readonly error: { readonly reason?: string; readonly tag: string } } };
};
const accept = (token: string) =>
  openBrowser(server.url).call("Organization.AcceptInvitation", {
    token,
    name: "N",
    password: "a long enough password",
  });
const gone = { status: 404, body: { error: { tag: "NotFoundError", resource: "invitation" } } };

describe("an invitation", () => {
  test("is accepted once, by a new person with the invited address, and then listed so", async () => {
    const { body } = await ask(admin, "Organization.Invite", { email: "  New@Firm.example ", role: "viewer" });
    expect(body.url).toBe(`http://beep.test/accept-invitation#${body.token}`);
    const racing = await Promise.all([accept(body.token), accept(body.token)]);
    expect(racing.map(({ status }) => status).sort()).toEqual([200, 404]);
    expect(await accept(body.token)).toMatchObject(gone);
    const browser = openBrowser(server.url);
    expect((await browser.signIn("new@firm.example", "a long enough password")).status).toBe(200);
    const listed = await ask(admin, "Organization.ListInvitations", { limit: 1 });
    expect(listed.body).toMatchObject({ invitations: [{ email: "new@firm.example", state: "accepted" }] });
    expect(JSON.stringify(listed.body)).not.toContain(body.token);
  });

  test("that expired, was revoked, or gave way to a newer one of the address is none", async () => {
    const invite = async (email: string) => (await ask(admin, "Organization.Invite", { email, role: "viewer" })).body;
    const [expired, revoked, older] = [
      await invite("expired@firm.example"),
      await invite("revoked@firm.example"),
      await invite("twice@firm.example"),
    ];
    await withIdentity(server.db, (tx) =>
      tx
        .updateTable("invitation")
        .set({ expiresAt: sql<Date>`now()` })
        .where("id", "=", expired.invitationId)
        .execute(),
    );
    await ask(admin, "Organization.RevokeInvitation", { invitationId: revoked.invitationId });
    const newer = await invite("twice@firm.example");
    for (const { token } of [expired, revoked, older]) expect(await accept(token)).toMatchObject(gone);
    expect((await accept(newer.token)).status).toBe(200);
    const again = await ask(admin, "Organization.RevokeInvitation", { invitationId: newer.invitationId });
    expect(again.status).toBe(404);
  });

  test("is for its address alone, and a known address signs in first", async () => {
    const { token } = (await ask(admin, "Organization.Invite", { email: "owner@firm.example", role: "viewer" })).body;
    expect(await ask(admin, "Organization.AcceptInvitation", { token })).toMatchObject({
      status: 409,
      body: { error: { reason: "other_address" } },
    });
    expect(await accept(token)).toMatchObject({ status: 409, body: { error: { reason: "sign_in_first" } } });
    expect((await ask(owner, "Organization.AcceptInvitation", { token })).status).toBe(200);
    await ask(owner, "Organization.SetRole", { userId: owner.userId, roles: ["owner"] });
  });

  test("without a name and a password is told what is missing, and stays", async () => {
    const { token } = (await ask(admin, "Organization.Invite", { email: "slow@firm.example", role: "viewer" })).body;
    const browser = openBrowser(server.url);
    const missing = await browser.call("Organization.AcceptInvitation", { token });
    expect(missing).toMatchObject({
      status: 400,
      body: { error: { issues: [{ path: "name" }, { path: "password" }] } },
    });
    expect((await accept(token)).status).toBe(200);
  });
});

describe("roles", () => {
  test("owner and compliance are an owner's to give and to take", async () => {
    const someone = await enrol("someone@firm.example", "viewer");
    for (const role of ["owner", "compliance"] as const) {
      expect((await ask(admin, "Organization.Invite", { email: "x@firm.example", role })).status).toBe(403);
      const given = await ask(admin, "Organization.SetRole", { userId: someone.userId, roles: [role] });
      expect(given.status, role).toBe(403);
    }
    expect((await ask(admin, "Organization.SetRole", { userId: owner.userId, roles: ["viewer"] })).status).toBe(403);
    expect((await ask(admin, "Organization.RemoveMember", { userId: owner.userId })).status).toBe(403);
    expect((await ask(admin, "ApiKeys.Create", { name: "k", role: "compliance" })).status).toBe(403);
    expect((await ask(owner, "ApiKeys.Create", { name: "k", role: "compliance" })).status).toBe(200);
    const both = await ask(owner, "Organization.SetRole", { userId: someone.userId, roles: ["advisor", "compliance"] });
    expect(both.status).toBe(200);
    expect((await ask(someone, "Audit.List", {})).status).toBe(200);
    const ladder = await ask(owner, "Organization.SetRole", { userId: someone.userId, roles: ["admin", "viewer"] });
    expect(ladder.status).toBe(400);
    // What another may not give, he may leave as it is.
    const kept = await ask(admin, "Organization.SetRole", { userId: someone.userId, roles: ["viewer", "compliance"] });
    expect(kept.body.roles).toEqual(["viewer", "compliance"]);
  });

  test("change at the next call", async () => {
    const someone = await enrol("changing@firm.example", "viewer");
    expect((await ask(someone, "Mail.SyncStatus", {})).status).toBe(403);
    await ask(owner, "Organization.SetRole", { userId: someone.userId, roles: ["advisor"] });
    expect((await ask(someone, "Mail.SyncStatus", {})).status).toBe(200);
  });

  test("the last owner stays, also when two owners remove each other at once", async () => {
    expect(await ask(owner, "Organization.RemoveMember", { userId: owner.userId })).toMatchObject({
      status: 409,
      body: { error: { reason: "last_owner" } },
    });
    expect((await ask(owner, "Organization.SetRole", { userId: owner.userId, roles: ["admin"] })).status).toBe(409);
    const second = await enrol("second@firm.example", "owner");
    const racing = await Promise.all([
      ask(owner, "Organization.RemoveMember", { userId: second.userId }),
      ask(second, "Organization.RemoveMember", { userId: owner.userId }),
    ]);
    expect(racing.filter(({ status }) => status === 200)).toHaveLength(1);
    const { members } = await firm.call("Organization.ListMembers", { limit: 200 });
    const owners = members.filter(({ roles }) => roles.includes("owner"));
    expect(owners).toHaveLength(1);
    if (owners[0]?.userId !== owner.userId) owner = second;
  });
});

describe("a removed member", () => {
  test("is out at the next call, with their keys and the mailboxes they were named in", async () => {
    const leaver = await enrol("leaver@firm.example", "admin");
    const { key } = (await ask(leaver, "ApiKeys.Create", { name: "theirs", role: "viewer" })).body;
    const mailboxId = await makeMailbox(server.db, organizationId);
    const inside = { organizationId, mailboxIds: [], userId: null };
    await withOrganization(server.db, inside, (tx) =>
      tx
        .insertInto("mailbox_member")
        .values({ organization_id: organizationId, mailbox_id: mailboxId, user_id: leaver.userId })
        .execute(),
    );
    const byKey = () => openBrowser(server.url).post("/v1/Households.List", {}, { authorization: `Bearer ${key}` });
    expect([(await ask(leaver, "Households.List", {})).status, (await byKey()).status]).toEqual([200, 200]);
    expect((await ask(owner, "Organization.RemoveMember", { userId: leaver.userId })).status).toBe(200);
    expect([(await ask(leaver, "Households.List", {})).status, (await byKey()).status]).toEqual([404, 401]);
    expect((await ask(leaver, "Session.Get", {})).body).toMatchObject({ organizations: [] });
    const left = await withOrganization(server.db, inside, (tx) =>
      tx.selectFrom("mailbox_member").selectAll().where("user_id", "=", leaver.userId).execute(),
    );
    expect(left).toEqual([]);
  });
});

describe("an API key", () => {
  test("is shown once, kept as a hash, and works until it is revoked, in its organization alone", async () => {
    const { body } = await ask(admin, "ApiKeys.Create", { name: "reports", role: "viewer", expiresInDays: 1 });
    expect(body.key).toMatch(/^beep_[\w-]{43}$/);
    const use = (slug?: string) =>
      openBrowser(server.url).post(
        "/v1/Households.List",
        {},
        {
          authorization: `Bearer ${body.key}`,
          ...(slug === undefined ? {} : { "beep-organization": slug }),
        },
      );
    expect([(await use()).status, (await use("firm")).status, (await use("elsewhere")).status]).toEqual([
      200, 200, 404,
    ]);
    const kept = await withIdentity(server.db, (tx) => tx.selectFrom("apiKey").selectAll().execute());
    expect(JSON.stringify(kept)).not.toContain(body.key);
    const listed = await ask(admin, "ApiKeys.List", {});
    expect(JSON.stringify(listed.body)).not.toContain(body.key);
    expect(listed.body.apiKeys.find((key) => key.apiKeyId === body.apiKeyId)).toMatchObject({
      state: "active",
      start: body.key.slice(0, 9),
    });
    for (const _ of [1, 2]) expect((await ask(admin, "ApiKeys.Revoke", { apiKeyId: body.apiKeyId })).status).toBe(200);
    expect((await use()).status).toBe(401);
  });

  test("works only while whoever made it could make it", async () => {
    const maker = await enrol("maker@firm.example", "admin");
    const { key } = (await ask(maker, "ApiKeys.Create", { name: "k", role: "admin" })).body;
    const use = () => openBrowser(server.url).post("/v1/Organization.Get", {}, { authorization: `Bearer ${key}` });
    expect((await use()).status).toBe(200);
    await ask(owner, "Organization.SetRole", { userId: maker.userId, roles: ["advisor"] });
    expect((await use()).status).toBe(404);
  });
});

test("a closed organization is nobody's but the local owner's, who opens it again", async () => {
  expect((await ask(owner, "Organization.Close", { slug: "another" })).status).toBe(400);
  const { token } = (await ask(admin, "Organization.Invite", { email: "late@firm.example", role: "viewer" })).body;
  expect((await ask(owner, "Organization.Close", { slug: "firm" })).body).toMatchObject({ isClosed: true });
  expect((await ask(owner, "Organization.Get", {})).status).toBe(404);
  expect((await ask(owner, "Session.Get", {})).body).toMatchObject({ organizations: [] });
  expect(await accept(token)).toMatchObject(gone);
  expect(await firm.call("Organization.Get", {})).toMatchObject({ isClosed: true });
  expect(await firm.call("Organization.Reopen", { slug: "firm" })).toMatchObject({ isClosed: false });
  expect((await ask(owner, "Organization.Get", {})).status).toBe(200);
});

test("lists go on page by page, and miss nobody", async () => {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await firm.call("Organization.ListMembers", { limit: 2, ...(cursor === undefined ? {} : { cursor }) });
    seen.push(...page.members.map(({ userId }) => userId));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  const all = await firm.call("Organization.ListMembers", { limit: 200 });
  expect(seen).toEqual(all.members.map(({ userId }) => userId));
  expect(seen.length).toBeGreaterThan(5);
});

test("who signs in, fails to, and makes what is in the logs by id, and no address is", async () => {
  const browser = openBrowser(server.url);
  await browser.signIn("owner@firm.example", "not the password at all");
  await browser.signIn("admin@firm.example", "correct horse battery staple");
  await browser.post("/api/auth/sign-out", {});
  const client = new pg.Client({ connectionString: server.db.config.url });
  await client.connect();
  const { rows } = await client.query("select operation, outcome, actor_id from security_event order by at");
  const audit = await client.query("select operation, actor_id, touched from audit_event");
  const words = JSON.stringify([rows, audit.rows]);
  await client.end();
  expect(rows).toContainEqual({ operation: "auth/sign-in/email", outcome: "denied", actor_id: null });
  expect(rows).toContainEqual({ operation: "auth/sign-in/email", outcome: "ok", actor_id: admin.userId });
  expect(rows).toContainEqual({ operation: "auth/sign-out", outcome: "ok", actor_id: admin.userId });
  expect(audit.rows).toContainEqual(
    expect.objectContaining({ operation: "Organization.Invite", actor_id: admin.userId }),
  );
  expect(audit.rows).toContainEqual(
    expect.objectContaining({
      operation: "Organization.AcceptInvitation",
      touched: { ids: [organizationId, expect.any(String)] },
    }),
  );
  expect(words).not.toMatch(/firm\.example/);
});

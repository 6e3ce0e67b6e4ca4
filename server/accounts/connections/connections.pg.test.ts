import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Output } from "../../../contract/catalogue.ts";
import { larkfieldPath } from "../../../test/build/firm.ts";
import { accounts, type LinkingScene, openLinking } from "../../../test/build/linking.ts";
import type { TestPerson } from "../../../test/build/people.ts";
import { withOrganization } from "../../db/with-organization.ts";
import { mailScope } from "../../google/scopes.ts";
import { takeBackGrants } from "../../jobs/take-back-grants.ts";
import { log } from "../../telemetry/log.ts";

let scene: LinkingScene;
let dana: TestPerson;
let paula: TestPerson;
let boss: TestPerson;

beforeAll(async () => {
  log.setLevel("silent");
  scene = await openLinking("linking");
  dana = await scene.enrol("dana@beep.example", "advisor");
  paula = await scene.enrol("paula@beep.example", "advisor");
  boss = await scene.enrol("boss@beep.example", "admin");
});
beforeEach(() => scene.google.faults.clear());
afterAll(() => scene.close());

const call = <T = Record<string, unknown>>(person: TestPerson, name: string, input: object) =>
  person.browser.call<T & { error?: { tag: string; reason?: string } }>(name, input, "linking");
const mailboxesOf = async (person: TestPerson) =>
  (await call<Output<"Mailboxes.List">>(person, "Mailboxes.List", {})).body.mailboxes.map(({ address }) => address);
const signal = new AbortController().signal;

test("a person links an account: it is active, says what Google granted, and only its owner reads the mailbox", async () => {
  expect(await scene.link(dana, accounts.dana)).toBe("linked");
  const [connection] = await scene.connections(dana);
  expect(connection).toMatchObject({
    address: accounts.dana,
    state: "active",
    isActive: true,
    audience: "members",
    isFresh: true,
    missingScopes: [],
    linkedBy: dana.userId,
    history: [{ kind: "linked", by: dana.userId }],
  });
  expect(connection?.grantedScopes).toContain(mailScope);
  expect(await mailboxesOf(dana)).toEqual([accounts.dana]);
  expect(await mailboxesOf(paula)).toEqual([]);
  expect(await mailboxesOf(boss)).toEqual([]);
});

test("one's own connections are shown, to an admin all", async () => {
  expect(await scene.connections(paula)).toEqual([]);
  expect((await scene.connections(boss)).map(({ address }) => address)).toEqual([accounts.dana]);
});

test("a box left empty makes missing_scopes, and relinking with it makes the same account active", async () => {
  expect(await scene.link(paula, accounts.paula, { untick: [mailScope] })).toBe("missing_scopes");
  const before = await scene.connectionOf(accounts.paula);
  expect(before).toMatchObject({ state: "missing_scopes", missingScopes: [mailScope] });
  const { providerAccountId } = before;
  expect(await scene.link(paula, accounts.paula, {}, { providerAccountId })).toBe("relinked");
  expect(await scene.connectionOf(accounts.paula)).toMatchObject({
    providerAccountId,
    state: "active",
    missingScopes: [],
    history: [{ kind: "relinked" }, { kind: "linked" }],
  });
});

test("another account than the one meant is linked but switched off, until somebody chooses it", async () => {
  const { providerAccountId } = await scene.connectionOf(accounts.dana);
  expect(await scene.link(dana, accounts.office, {}, { providerAccountId })).toBe("other_account");
  const office = await scene.connectionOf(accounts.office);
  expect(office).toMatchObject({ state: "active", isActive: false });
  expect(await scene.connectionOf(accounts.dana)).toMatchObject({ isActive: true, history: [{ kind: "linked" }] });
  const chosen = { providerAccountId: office.providerAccountId, isActive: true };
  expect((await call(paula, "Mailboxes.Activate", chosen)).body.error?.tag).toBe("ForbiddenError");
  expect((await call(dana, "Mailboxes.Activate", chosen)).body).toEqual(chosen);
  expect(await scene.connectionOf(accounts.office)).toMatchObject({ isActive: true });
  const named = { account: accounts.paula };
  expect(await scene.link(dana, accounts.office, {}, named), "by address too").toBe("other_account");
});

test("an account that two people link is one mailbox, whose latest consent is in use and which both read", async () => {
  const { providerAccountId } = await scene.connectionOf(accounts.office);
  expect(await scene.link(paula, accounts.office)).toBe("relinked");
  expect(await scene.connectionOf(accounts.office)).toMatchObject({ providerAccountId, linkedBy: paula.userId });
  expect(await mailboxesOf(paula)).toContain(accounts.office);
  expect(await mailboxesOf(dana)).toContain(accounts.office);
});

test("an import's mailbox is adopted by the account of its address, and keeps its audience", async () => {
  const other = await openLinking("adopting");
  const owner = await other.enrol("owner@beep.example", "advisor");
  const imported = await other.firm.importFiles([larkfieldPath], accounts.dana);
  expect(await other.link(owner, accounts.dana)).toBe("linked");
  expect(await other.connectionOf(accounts.dana)).toMatchObject({
    providerAccountId: imported.providerAccountId,
    audience: "firm",
  });
  await other.close();
});

test("the audience is set by whoever linked the account, or an admin who reads it; and only members are named", async () => {
  const { providerAccountId } = await scene.connectionOf(accounts.dana);
  const set = (person: TestPerson, input: object) =>
    call(person, "Mailboxes.SetAudience", { providerAccountId, ...input });
  const named = { audience: "members", userIds: [dana.userId, boss.userId] };
  expect((await set(paula, named)).body.error?.tag).toBe("ForbiddenError");
  expect((await set(boss, named)).body.error?.tag).toBe("NotFoundError");
  const stranger = { audience: "members", userIds: [dana.userId, scene.organizationId] };
  expect((await set(dana, stranger)).body.error).toMatchObject({
    tag: "ValidationError",
    issues: [{ path: "userIds.1" }],
  });
  expect((await set(dana, named)).status).toBe(200);
  expect(await mailboxesOf(boss)).toContain(accounts.dana);
  expect((await set(boss, { audience: "firm" })).status).toBe(200);
  expect(await mailboxesOf(paula)).toContain(accounts.dana);
  expect((await set(dana, { audience: "members", userIds: [dana.userId] })).status).toBe(200);
  expect(await mailboxesOf(paula)).not.toContain(accounts.dana);
});

test("what was granted is what Google says at the moment, and a grant taken back there needs relinking", async () => {
  scene.google.grants.revokeAll(accounts.dana);
  expect(await scene.connectionOf(accounts.dana)).toMatchObject({
    state: "needs_relink",
    grantedScopes: [],
    missingScopes: [mailScope],
    isFresh: true,
  });
  const { providerAccountId } = await scene.connectionOf(accounts.dana);
  expect(await scene.link(dana, accounts.dana, {}, { providerAccountId })).toBe("relinked");
  expect(await scene.connectionOf(accounts.dana)).toMatchObject({ state: "active" });
});

test("while Google does not answer, the list says what it last said, and that this is not fresh", async () => {
  const before = await scene.connectionOf(accounts.dana);
  scene.google.faults.script({ path: /tokeninfo/, fault: "html_502", times: 10 });
  const after = await scene.connectionOf(accounts.dana);
  expect(after).toMatchObject({ state: "active", isFresh: false, checkedAt: before.checkedAt });
});

test("unlinking destroys the tokens and has Google take them back; what was read stays", async () => {
  const { providerAccountId } = await scene.connectionOf(accounts.dana);
  expect((await call(paula, "Connections.Unlink", { providerAccountId })).body.error?.tag).toBe("ForbiddenError");
  const unlinked = await call(dana, "Connections.Unlink", { providerAccountId });
  expect(unlinked.body).toEqual({ providerAccountId, state: "revoked", isRevokedAtGoogle: true });
  expect(await tokensOf(providerAccountId)).toEqual([null, null, null]);
  expect(scene.google.grants.grantedTo(accounts.dana, scene.google.config.clientId)).toEqual([]);
  expect(await mailboxesOf(dana)).toContain(accounts.dana);
  expect((await call(dana, "Connections.Unlink", { providerAccountId })).body).toEqual(unlinked.body);
  expect(await scene.link(dana, accounts.dana)).toBe("relinked");
  expect(await scene.connectionOf(accounts.dana)).toMatchObject({ providerAccountId, state: "active" });
});

test("unlinking works while Google is down, and the grant is taken back when it answers again", async () => {
  const { providerAccountId } = await scene.connectionOf(accounts.paula);
  scene.google.faults.script({ path: /revoke/, fault: "unavailable_503" });
  const unlinked = await call(boss, "Connections.Unlink", { providerAccountId });
  expect(unlinked.body).toMatchObject({ state: "revoked", isRevokedAtGoogle: false });
  expect(await scene.connectionOf(accounts.paula)).toMatchObject({ state: "revoked", isRevocationPending: true });
  await takeBackGrants(scene.app, signal);
  expect(await scene.connectionOf(accounts.paula)).toMatchObject({
    isRevocationPending: false,
    history: [{ kind: "taken_back_at_google", by: null }, { kind: "unlinked", by: boss.userId }, {}, {}],
  });
  expect(await tokensOf(providerAccountId)).toEqual([null, null, null]);
  expect(scene.google.grants.grantedTo(accounts.paula, scene.google.config.clientId)).toEqual([]);
});

test("linking again while Google has yet to take a grant back keeps the new one", async () => {
  expect(await scene.link(paula, accounts.paula)).toBe("relinked");
  const { providerAccountId } = await scene.connectionOf(accounts.paula);
  scene.google.faults.script({ path: /revoke/, fault: "hang" });
  await call(paula, "Connections.Unlink", { providerAccountId });
  expect(await scene.link(paula, accounts.paula)).toBe("relinked");
  await takeBackGrants(scene.app, signal);
  expect(await scene.connectionOf(accounts.paula)).toMatchObject({ state: "active", isRevocationPending: false });
});

test("tokens are nowhere in clear: not in the database, not in an answer, not in the log", async () => {
  const { rows } = await withOrganization(scene.db, actor(), async (tx) => ({
    rows: await tx.selectFrom("connection").selectAll().where("organization_id", "=", scene.organizationId).execute(),
  }));
  const sealed = rows.flatMap((row) => [row.refresh_token_cipher, row.access_token_cipher, row.revoke_token_cipher]);
  expect(sealed.filter((bytes) => bytes !== null).length).toBeGreaterThan(3);
  for (const bytes of sealed) expect(bytes?.toString("latin1") ?? "").not.toContain("google_");
  expect(JSON.stringify(await scene.connections(boss))).not.toContain("google_refresh");
});

const actor = () => ({ organizationId: scene.organizationId, mailboxIds: [], userId: null });
const tokensOf = (mailboxId: string) =>
  withOrganization(scene.db, actor(), async (tx) => {
    const row = await tx
      .selectFrom("connection")
      .select(["refresh_token_cipher", "access_token_cipher", "revoke_token_cipher"])
      .where("organization_id", "=", scene.organizationId)
      .where("mailbox_id", "=", mailboxId)
      .executeTakeFirstOrThrow();
    return Object.values(row);
  });

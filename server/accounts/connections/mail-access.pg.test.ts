import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { larkfieldPath } from "../../../test/build/firm.ts";
import { accounts, type LinkingScene, openLinking } from "../../../test/build/linking.ts";
import type { TestPerson } from "../../../test/build/people.ts";
import { withOrganization } from "../../db/with-organization.ts";
import type { BeepError } from "../../errors.ts";
import { mailScope } from "../../google/scopes.ts";
import { log } from "../../telemetry/log.ts";
import { requireMailAccess } from "./mail-access.ts";

const signal = new AbortController().signal;
let scene: LinkingScene;
let dana: TestPerson;
const idOf: Record<string, string> = {};

beforeAll(async () => {
  log.setLevel("silent");
  scene = await openLinking("access-to-mail");
  dana = await scene.enrol("dana@beep.example", "advisor");
  await scene.link(dana, accounts.dana);
  await scene.link(dana, accounts.paula, { untick: [mailScope] });
  for (const { address, providerAccountId } of await scene.connections(dana)) idOf[address] = providerAccountId;
});
beforeEach(async () => {
  scene.google.faults.clear();
  scene.google.setTokenLifetime(3_600_000);
  if ((await scene.connectionOf(accounts.dana)).state !== "active") await scene.link(dana, accounts.dana);
});
afterAll(() => scene.close());

const actor = (mailboxIds: readonly string[] = Object.values(idOf)) => ({
  organizationId: scene.organizationId,
  mailboxIds,
  userId: dana.userId,
});
const open = async (providerAccountId: string | undefined, mailboxIds?: readonly string[]) =>
  requireMailAccess(await scene.deps(), actor(mailboxIds), providerAccountId, signal);
const failure = (work: Promise<unknown>): Promise<BeepError> =>
  work.then(
    () => Promise.reject(new Error("It was answered.")),
    (error) => error,
  );
const gmailStatus = async (token: string) =>
  (await fetch(`${scene.google.url}/gmail/v1/users/me/profile`, { headers: { authorization: `Bearer ${token}` } }))
    .status;

test("the account that is named gives a token that Gmail takes", async () => {
  const access = await open(idOf[accounts.dana]);
  expect(access).toMatchObject({ providerAccountId: idOf[accounts.dana], address: accounts.dana });
  expect(await gmailStatus(await access.tokens.get(signal))).toBe(200);
});

test("with none named nobody picks one: the candidates are those one reads, by label, without tokens", async () => {
  const error = await failure(open(undefined));
  expect([error.tag, error.fields]).toEqual([
    "ProviderAccountSelectionRequiredError",
    {
      providerId: "google",
      requiredParam: "providerAccountId",
      candidates: [
        { providerAccountId: idOf[accounts.dana], label: accounts.dana },
        { providerAccountId: idOf[accounts.paula], label: accounts.paula },
      ],
    },
  ]);
  const alone = await failure(open(undefined, [idOf[accounts.dana] ?? ""]));
  expect(alone.fields.candidates).toEqual([{ providerAccountId: idOf[accounts.dana], label: accounts.dana }]);
  expect((await failure(open(undefined, []))).tag).toBe("NotFoundError");
});

test("reading mail that was not granted is GoogleScopeExpansionRequiredError with what is missing and how to get it", async () => {
  const error = await failure(open(idOf[accounts.paula]));
  expect([error.tag, error.fields]).toEqual([
    "GoogleScopeExpansionRequiredError",
    {
      providerId: "google",
      providerAccountId: idOf[accounts.paula],
      currentScopes: ["openid", "email", "profile"],
      requiredScopes: [mailScope],
      missingScopes: [mailScope],
      relink: {
        callbackURL: "/settings?settingsTab=connections",
        errorCallbackURL: "/settings?settingsTab=connections&relink=failed",
        scopes: ["openid", "email", "profile", mailScope],
      },
    },
  ]);
});

test("a mailbox that one does not read, of another firm or of nobody is one NotFoundError", async () => {
  const errors = [
    await failure(open(idOf[accounts.dana], [])),
    await failure(open(scene.organizationId)),
    await failure(open(scene.organizationId, [scene.organizationId])),
  ];
  for (const error of errors) expect([error.tag, error.fields]).toEqual(["NotFoundError", { resource: "mailbox" }]);
});

test("an import that no account was linked to asks for linking, and one that is switched off says so", async () => {
  const { providerAccountId } = await scene.firm.importFiles([larkfieldPath], accounts.office);
  const error = await failure(open(providerAccountId, [providerAccountId]));
  expect(error).toMatchObject({ tag: "GoogleScopeExpansionRequiredError", fields: { currentScopes: [] } });
  const mailbox = { providerAccountId: idOf[accounts.dana] ?? "" };
  await scene.firm.call("Mailboxes.Activate", { ...mailbox, isActive: false });
  expect(await failure(open(mailbox.providerAccountId))).toMatchObject({ fields: { reason: "mailbox_inactive" } });
  await scene.firm.call("Mailboxes.Activate", { ...mailbox, isActive: true });
});

test("a token that is about to expire is renewed once for all who wait", async () => {
  const access = await open(idOf[accounts.dana]);
  await expireTokenAtHand();
  const refreshes = countOf(/^\/token$/);
  const tokens = await Promise.all(Array.from({ length: 20 }, () => access.tokens.get(signal)));
  expect(new Set(tokens).size).toBe(1);
  expect(refreshes()).toBe(1);
  expect(await gmailStatus(tokens[0] ?? "")).toBe(200);
});

test("a token that Gmail refuses early, as when a clock is off by minutes, is renewed; twenty refused ones are renewed once", async () => {
  const access = await open(idOf[accounts.dana]);
  const token = await access.tokens.get(signal);
  scene.google.grants.expireAccessTokens();
  expect(await gmailStatus(token)).toBe(401);
  const refreshes = countOf(/^\/token$/);
  const renewed = await Promise.all(Array.from({ length: 20 }, () => access.tokens.renew(token, signal)));
  expect(new Set(renewed).size).toBe(1);
  expect(refreshes()).toBe(1);
  expect(await gmailStatus(renewed[0] ?? "")).toBe(200);
  expect(await access.tokens.renew(token, signal)).toBe(renewed[0]);
});

test("a grant taken back in mid-use is needs_relink, its tokens are destroyed, and others are untouched", async () => {
  const access = await open(idOf[accounts.dana]);
  const token = await access.tokens.get(signal);
  scene.google.grants.revokeAll(accounts.dana);
  const error = await failure(access.tokens.renew(token, signal));
  expect(error).toMatchObject({ tag: "GoogleScopeExpansionRequiredError", fields: { currentScopes: [] } });
  expect((await failure(access.tokens.get(signal))).tag).toBe("GoogleScopeExpansionRequiredError");
  const row = await connectionRow();
  expect(row).toMatchObject({ state: "needs_relink", refresh_token_cipher: null, access_token_cipher: null });
  expect(await scene.connectionOf(accounts.paula)).toMatchObject({ state: "missing_scopes" });
});

test("while Google does not answer, the token at hand serves; without one it is ProviderUnavailableError and nothing is lost", async () => {
  const access = await open(idOf[accounts.dana]);
  scene.google.faults.script({ path: /^\/token/, fault: "unavailable_503", times: 100 });
  expect(await gmailStatus(await access.tokens.get(signal))).toBe(200);
  await expireTokenAtHand();
  expect((await failure(access.tokens.get(signal))).tag).toBe("ProviderUnavailableError");
  scene.google.faults.clear();
  expect(await gmailStatus(await access.tokens.get(signal))).toBe(200);
});

test("unlinked while a refresh is on its way, an account stays unlinked", async () => {
  const access = await open(idOf[accounts.dana]);
  await expireTokenAtHand();
  scene.google.faults.script({ path: /^\/tokeninfo/, fault: "hang" });
  const waiting = failure(access.tokens.get(signal));
  await scene.firm.call("Connections.Unlink", { providerAccountId: access.providerAccountId });
  await waiting;
  expect(await connectionRow()).toMatchObject({
    state: "revoked",
    refresh_token_cipher: null,
    access_token_cipher: null,
  });
  expect((await failure(access.tokens.get(signal))).tag).toBe("GoogleScopeExpansionRequiredError");
});

test("whoever stops waiting for a refresh does not stop it for the others", async () => {
  const access = await open(idOf[accounts.dana]);
  await expireTokenAtHand();
  const leaving = new AbortController();
  const left = failure(access.tokens.get(leaving.signal));
  const staying = access.tokens.get(signal);
  leaving.abort();
  expect((await left).name).toBe("AbortError");
  expect(await gmailStatus(await staying)).toBe(200);
});

/** Counts requests from now on. */
const countOf = (path: RegExp) => {
  const before = scene.google.requestsTo(path);
  return () => scene.google.requestsTo(path) - before;
};

const system = () => ({ organizationId: scene.organizationId, mailboxIds: [], userId: null });
const expireTokenAtHand = () =>
  withOrganization(scene.db, system(), (tx) =>
    tx
      .updateTable("connection")
      .set({ access_expires_at: new Date(Date.now() + 10_000) })
      .where("organization_id", "=", scene.organizationId)
      .where("access_token_cipher", "is not", null)
      .execute(),
  );
const connectionRow = () =>
  withOrganization(scene.db, system(), (tx) =>
    tx
      .selectFrom("connection")
      .selectAll()
      .where("organization_id", "=", scene.organizationId)
      .where("mailbox_id", "=", idOf[accounts.dana] ?? "")
      .executeTakeFirstOrThrow(),
  );

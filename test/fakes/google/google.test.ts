import { OAuth2Client } from "google-auth-library";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { larkfieldPath } from "../../build/firm.ts";
import { answerConsent } from "./answer-consent.ts";
import { type FakeGoogle, startGoogle } from "./google.ts";

const redirectUri = "http://127.0.0.1:4400/back";
const readonlyScope = "https://www.googleapis.com/auth/gmail.readonly";
const email = "paula@larkfield.example";
let google: FakeGoogle;
let client: OAuth2Client;

beforeAll(async () => {
  const accounts = [
    { email, name: "Paula Ostrander" },
    { email: "other@larkfield.example", name: "Other" },
  ];
  google = await startGoogle({ accounts, redirectUris: [redirectUri] });
  const { clientId, clientSecret, authorizationUrl, tokenUrl, tokenInfoUrl, revocationUrl } = google.config;
  client = new OAuth2Client({
    clientId,
    clientSecret,
    redirectUri,
    endpoints: {
      oauth2AuthBaseUrl: authorizationUrl,
      oauth2TokenUrl: tokenUrl,
      tokenInfoUrl,
      oauth2RevokeUrl: revocationUrl,
    },
    transporterOptions: { retry: false },
  });
});
beforeEach(() => google.faults.clear());
afterAll(() => google.close());

const consentUrl = (extra: object = {}) =>
  client.generateAuthUrl({ access_type: "offline", scope: ["openid", "email", readonlyScope], state: "s", ...extra });
const grant = async (answer: Partial<Parameters<typeof answerConsent>[1]> = {}, extra: object = {}) => {
  const back = await answerConsent(consentUrl(extra), { email, ...answer });
  return (await client.getToken(back.searchParams.get("code") ?? "")).tokens;
};
const gmail = (token: string, path: string) =>
  fetch(`${google.url}/gmail/v1/users/me/${path}`, { headers: { authorization: `Bearer ${token}` } });
const statusOf = async (token: string, path: string) => (await gmail(token, path)).status;
const tokenInfo = (token: string) => client.getTokenInfo(token);

test("a person's consent ends in tokens that say who it was and what was granted", async () => {
  const back = await answerConsent(consentUrl(), { email });
  expect(back.href).toMatch(redirectUri);
  expect(back.searchParams.get("state")).toBe("s");
  const { tokens } = await client.getToken(back.searchParams.get("code") ?? "");
  expect(tokens.refresh_token).toBeTruthy();
  expect(await tokenInfo(tokens.access_token ?? "")).toMatchObject({
    sub: google.subOf(email),
    email,
    email_verified: "true",
    scopes: ["openid", "email", readonlyScope],
  });
});

test("cancelling sends back access_denied and no code", async () => {
  const back = await answerConsent(consentUrl(), { email, decision: "deny" });
  expect(Object.fromEntries(back.searchParams)).toEqual({ error: "access_denied", state: "s" });
});

test("a box left empty is a scope the token does not have, and Gmail says so; asked again, earlier grants are included", async () => {
  google.grants.revokeAll(email);
  const { access_token: narrow } = await grant({ untick: [readonlyScope] });
  expect((await tokenInfo(narrow ?? "")).scopes).toEqual(["openid", "email"]);
  const refused = await gmail(narrow ?? "", "messages");
  expect([refused.status, await refused.json()]).toMatchObject([
    403,
    { error: { details: [{ reason: "ACCESS_TOKEN_SCOPE_INSUFFICIENT" }] } },
  ]);
  const asked = { scope: [readonlyScope], include_granted_scopes: true };
  const { access_token: wide } = await grant({}, asked);
  expect((await tokenInfo(wide ?? "")).scopes.sort()).toEqual(["email", readonlyScope, "openid"].sort());
});

test("a refresh token comes with the first consent, then only with prompt=consent", async () => {
  google.grants.revokeAll(email);
  expect((await grant()).refresh_token).toBeTruthy();
  expect((await grant()).refresh_token).toBeUndefined();
  expect((await grant({}, { prompt: "consent" })).refresh_token).toBeTruthy();
});

test("an expired access token is refused and can be renewed; a grant taken back cannot", async () => {
  const tokens = await grant({}, { prompt: "consent" });
  google.grants.expireAccessTokens();
  expect(await statusOf(tokens.access_token ?? "", "profile")).toBe(401);
  client.setCredentials({ refresh_token: tokens.refresh_token ?? null });
  const { credentials } = await client.refreshAccessToken();
  expect(await statusOf(credentials.access_token ?? "", "profile")).toBe(200);
  await client.revokeToken(tokens.refresh_token ?? "");
  expect(await statusOf(credentials.access_token ?? "", "profile")).toBe(401);
  await expect(client.refreshAccessToken()).rejects.toThrow("invalid_grant");
});

test("mail is listed, read byte for byte, and only read", async () => {
  const ids = await google.mailboxes.fill(email, [larkfieldPath]);
  const { access_token: token = "" } = await grant();
  const listed = (await (await gmail(token ?? "", "messages?maxResults=500")).json()) as { messages: { id: string }[] };
  expect(listed.messages.map(({ id }) => id).sort()).toEqual([...ids].sort());
  const raw = (await (await gmail(token ?? "", `messages/${ids[0]}?format=raw`)).json()) as { raw: string };
  expect(Buffer.from(raw.raw, "base64url").equals(google.mailboxes.rawOf(email, ids[0] ?? ""))).toBe(true);
  const remove = { method: "DELETE", headers: { authorization: `Bearer ${token}` } };
  expect((await fetch(`${google.url}/gmail/v1/users/me/messages/${ids[0]}`, remove)).status).toBe(403);
  expect(await statusOf(token ?? "", "../other@larkfield.example/messages")).toBe(404);
});

test("history tells what happened since a profile, in order, until it is too old", async () => {
  const { access_token: token = "" } = await grant();
  const { historyId } = (await (await gmail(token ?? "", "profile")).json()) as { historyId: string };
  const id = await google.mailboxes.add(email, "From: a@b.example\r\nSubject: New\r\n\r\nHello\r\n");
  await google.mailboxes.relabel(email, id, { add: ["STARRED"] });
  await google.mailboxes.remove(email, id);
  const answer = await (await gmail(token ?? "", `history?startHistoryId=${historyId}`)).json();
  expect(answer).toMatchObject({
    history: [
      { messagesAdded: [{ message: { id } }] },
      { labelsAdded: [{ labelIds: ["STARRED"] }] },
      { messagesDeleted: [{ message: { id } }] },
    ],
  });
  google.mailboxes.expireHistory(email);
  expect(await statusOf(token ?? "", `history?startHistoryId=${historyId}`)).toBe(404);
});

test("faults happen as scripted, and at random alike for a seed", async () => {
  const { access_token: token = "" } = await grant();
  const path = /\/profile$/;
  google.faults.script(
    { path, fault: "rate_limited_403", after: 1 },
    { path, fault: "rate_limited_429" },
    { path, fault: "cut" },
    { path, fault: "html_200" },
  );
  expect(await statusOf(token ?? "", "profile")).toBe(200);
  expect(await statusOf(token ?? "", "profile")).toBe(403);
  expect(await statusOf(token ?? "", "profile")).toBe(429);
  await expect(gmail(token ?? "", "profile").then((answer) => answer.json())).rejects.toThrow();
  expect(await (await gmail(token ?? "", "profile")).text()).toMatch(/^<!doctype html>/);
  const run = async () => {
    google.faults.seed({ seed: 7, rate: 0.5, among: ["internal_500", "unavailable_503"], path });
    const statuses: number[] = [];
    for (let i = 0; i < 20; i++) statuses.push(await statusOf(token ?? "", "profile"));
    return statuses;
  };
  const first = await run();
  expect(new Set(first)).toEqual(new Set([200, 500, 503]));
  expect(await run()).toEqual(first);
});

test("a request that hangs ends when its client gives up, and one whose answer is lost was carried out", async () => {
  const { access_token: token = "" } = await grant();
  google.faults.script({ path: /\/profile$/, fault: "hang" }, { path: /\/revoke$/, fault: "lost" });
  const signal = AbortSignal.timeout(100);
  const headers = { authorization: `Bearer ${token}` };
  await expect(fetch(`${google.url}/gmail/v1/users/me/profile`, { headers, signal })).rejects.toThrow();
  await expect(fetch(`${google.url}/revoke?token=${token}`, { method: "POST" })).rejects.toThrow();
  expect(await statusOf(token ?? "", "profile")).toBe(401);
});

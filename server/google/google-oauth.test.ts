import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { answerConsent } from "../../test/fakes/google/answer-consent.ts";
import { type FakeGoogle, startGoogle } from "../../test/fakes/google/google.ts";
import { createGoogleOAuth, type GoogleOAuth } from "./google-oauth.ts";
import { askedScopes, mailScope } from "./scopes.ts";

const redirectUri = "http://127.0.0.1:4400/api/google/callback";
const email = "paula@larkfield.example";
const verifier = "v".repeat(64);
const signal = new AbortController().signal;
let google: FakeGoogle;
let oauth: GoogleOAuth;

beforeAll(async () => {
  google = await startGoogle({ accounts: [{ email, name: "Paula Ostrander" }], redirectUris: [redirectUri] });
  oauth = createGoogleOAuth(google.config, 1000);
});
beforeEach(() => google.faults.clear());
afterAll(() => google.close());

const consentUrl = (scopes: readonly string[] = askedScopes) =>
  oauth.consentUrl({
    redirectUri,
    state: "a-state",
    challenge: createHash("sha256").update(verifier).digest("base64url"),
    scopes,
  });
const codeFor = async (untick: readonly string[] = []) =>
  (await answerConsent(await consentUrl(), { email, untick })).searchParams.get("code") ?? "";
const grant = async (untick?: readonly string[]) => {
  const tokens = await oauth.exchange({ code: await codeFor(untick), verifier, redirectUri }, signal);
  if (tokens?.refreshToken === undefined) throw new Error("Google gave no tokens.");
  return { accessToken: tokens.accessToken, refreshToken: tokens.refreshToken, expiresAt: tokens.expiresAt };
};
const tagOf = (work: Promise<unknown>) =>
  work.then(
    () => "answered",
    (error: { tag?: string; name: string }) => error.tag ?? error.name,
  );

test("asks for reading mail and who it is, offline, with an account chosen and consent asked anew", async () => {
  const asked = Object.fromEntries(new URL(await consentUrl()).searchParams);
  expect(asked).toMatchObject({
    scope: "openid email profile https://www.googleapis.com/auth/gmail.readonly",
    access_type: "offline",
    prompt: "select_account consent",
    include_granted_scopes: "true",
    code_challenge_method: "S256",
    redirect_uri: redirectUri,
  });
});

test("what was granted is what Google says of the token, not what was asked", async () => {
  google.grants.revokeAll(email);
  const narrow = await grant([mailScope]);
  expect(await oauth.inspect(narrow.accessToken, signal)).toMatchObject({
    sub: google.subOf(email),
    address: email,
    isAddressVerified: true,
    scopes: ["openid", "email", "profile"],
  });
  const wide = await grant();
  expect((await oauth.inspect(wide.accessToken, signal))?.scopes).toContain(mailScope);
});

test("a code is good once and for its own verifier only", async () => {
  const code = await codeFor();
  const exchange = (given: string) => oauth.exchange({ code, verifier: given, redirectUri }, signal);
  expect(await exchange("w".repeat(64))).toBeUndefined();
  expect(await exchange(verifier)).toBeDefined();
  expect(await exchange(verifier)).toBeUndefined();
});

test("a grant that was taken back gives nothing more, and can be taken back again", async () => {
  const { accessToken, refreshToken } = await grant();
  const renewed = await oauth.refresh(refreshToken, signal);
  expect(renewed?.expiresAt.getTime()).toBeGreaterThan(Date.now() + 3_000_000);
  await oauth.revoke(refreshToken, signal);
  expect(await oauth.refresh(refreshToken, signal)).toBeUndefined();
  expect(await oauth.inspect(accessToken, signal)).toBeUndefined();
  expect(await oauth.inspect(renewed?.accessToken ?? "", signal)).toBeUndefined();
  await oauth.revoke(refreshToken, signal);
});

describe("when Google does not answer as it should", () => {
  test.each(["internal_500", "unavailable_503", "rate_limited_429", "html_200", "html_502", "cut", "hang"] as const)(
    "%s is ProviderUnavailableError, within the bound and without a word of Google's",
    async (fault) => {
      const { accessToken, refreshToken } = await grant();
      google.faults.script({ path: /^\/(token|tokeninfo|revoke)$/, fault, times: 3 });
      const startedMs = performance.now();
      for (const work of [
        () => oauth.refresh(refreshToken, signal),
        () => oauth.inspect(accessToken, signal),
        () => oauth.revoke(refreshToken, signal),
      ]) {
        const error = await work().catch((thrown) => thrown);
        expect(error).toMatchObject({ tag: "ProviderUnavailableError", fields: { providerId: "google" } });
        expect(JSON.stringify([error.message, error.fields, error.cause])).not.toMatch(/doctype|ya29|google_/i);
      }
      expect(performance.now() - startedMs).toBeLessThan(5000);
      // Nothing was tried twice: the fourth request is answered.
      expect(await oauth.inspect(accessToken, signal)).toBeDefined();
    },
  );

  test("a wrong client secret is named as such", async () => {
    const wrong = createGoogleOAuth({ ...google.config, clientSecret: "another" });
    const error = await wrong
      .exchange({ code: await codeFor(), verifier, redirectUri }, signal)
      .catch((thrown) => thrown);
    expect(error).toMatchObject({ tag: "UnavailableError", fields: { reason: "google_client_refused" } });
    expect(error.message).toContain("BEEP_GOOGLE_CLIENT_SECRET");
  });

  test("nobody there at all is ProviderUnavailableError too", async () => {
    const nowhere = createGoogleOAuth({ ...google.config, tokenUrl: "http://127.0.0.1:1/token" });
    expect(await tagOf(nowhere.refresh("a-token", signal))).toBe("ProviderUnavailableError");
  });

  test("whoever stops waiting stops the request", async () => {
    const { accessToken } = await grant();
    google.faults.script({ path: /tokeninfo/, fault: "hang" });
    expect(await tagOf(oauth.inspect(accessToken, AbortSignal.timeout(50)))).toBe("TimeoutError");
  });
});

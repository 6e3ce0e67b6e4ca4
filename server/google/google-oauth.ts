import type { OAuth2Client } from "google-auth-library";
import { z } from "zod";
import type { GoogleConfig } from "../config.ts";
import { BeepError } from "../errors.ts";
import { translateOAuthError } from "./translate-oauth-error.ts";

/** What Google gave for a code: the tokens of one person's grant. */
export type Tokens = Access & {
  /** Absent when Google thinks the client has one already. */
  readonly refreshToken: string | undefined;
};
export type Access = { readonly accessToken: string; readonly expiresAt: Date };

/** What Google says a token is: whose, and what it allows. */
export type TokenFacts = {
  readonly sub: string;
  readonly address: string;
  readonly isAddressVerified: boolean;
  readonly scopes: readonly string[];
};

/**
 * Google's OAuth for one client. Every call waits at most `timeoutMs` and stops on its signal. `undefined` is Google's refusal of
 * what it was given: a code that is used or too old, a grant that was taken back, a token that has expired. ProviderUnavailableError
 * when Google does not answer as it should; UnavailableError when it does not know this client.
 */
export type GoogleOAuth = {
  /** Where a person consents and then comes back to `redirectUri`, with `state`. */
  readonly consentUrl: (ask: {
    readonly redirectUri: string;
    readonly state: string;
    readonly challenge: string;
    readonly scopes: readonly string[];
    /** An address or subject that Google suggests; the person may choose another. */
    readonly loginHint?: string | undefined;
  }) => Promise<string>;
  readonly exchange: (
    given: { readonly code: string; readonly verifier: string; readonly redirectUri: string },
    signal: AbortSignal,
  ) => Promise<Tokens | undefined>;
  readonly refresh: (refreshToken: string, signal: AbortSignal) => Promise<Access | undefined>;
  /** Asked of Google, whatever was granted before. */
  readonly inspect: (accessToken: string, signal: AbortSignal) => Promise<TokenFacts | undefined>;
  /** Takes the whole grant back that the token belongs to; one Google does not know any more is taken back already. */
  readonly revoke: (token: string, signal: AbortSignal) => Promise<void>;
};

export const createGoogleOAuth = (config: GoogleConfig, timeoutMs = requestTimeoutMs): GoogleOAuth => {
  const ask = async <T>(
    schema: z.ZodType<T>,
    signal: AbortSignal,
    request: (client: OAuth2Client) => Promise<unknown>,
  ): Promise<T | undefined> => {
    const bounded = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    try {
      return schema.parse(await request(await openClient(config, bounded)));
    } catch (error) {
      signal.throwIfAborted();
      if (isRefusal(error)) return undefined;
      throw translateOAuthError(error);
    }
  };
  return {
    async consentUrl({ redirectUri, state, challenge, scopes, loginHint }) {
      const client = await openClient(config, AbortSignal.timeout(timeoutMs));
      return client.generateAuthUrl({
        redirect_uri: redirectUri,
        scope: [...scopes],
        state,
        code_challenge: challenge,
        // The library's enum would have to be loaded for this one value of it.
        code_challenge_method: "S256" as never,
        // Without consent, Google gives no refresh token a second time; without select_account, it may take the account at hand.
        access_type: "offline",
        prompt: "select_account consent",
        include_granted_scopes: true,
        ...(loginHint === undefined ? {} : { login_hint: loginHint }),
      });
    },
    exchange: ({ code, verifier, redirectUri }, signal) =>
      ask(tokenAnswer, signal, async (client) => {
        const answer = await client.getToken({ code, codeVerifier: verifier, redirect_uri: redirectUri });
        return answer.tokens;
      }),
    refresh: (refreshToken, signal) =>
      ask(tokenAnswer, signal, async (client) => {
        client.setCredentials({ refresh_token: refreshToken });
        return (await client.refreshAccessToken()).credentials;
      }),
    async inspect(accessToken, signal) {
      const facts = await ask(tokenInfo, signal, (client) => client.getTokenInfo(accessToken));
      if (facts !== undefined && facts.aud !== config.clientId) throw foreignToken();
      return facts && { ...facts, isAddressVerified: String(facts.email_verified) === "true" };
    },
    async revoke(token, signal) {
      await ask(z.looseObject({}), signal, async (client) => (await client.revokeToken(token)).data);
    },
  };
};

/** Google answers within a second or two; a person may be waiting. */
const requestTimeoutMs = 15_000;

/** One try each: whoever asks knows whether a person waits, or a job that has time. */
const openClient = async (config: GoogleConfig, signal: AbortSignal): Promise<OAuth2Client> => {
  // Loading it takes a fifth of a second, which most commands never need.
  const { OAuth2Client } = await import("google-auth-library");
  const client = new OAuth2Client({
    clientId: config.clientId,
    clientSecret: config.clientSecret,
    endpoints: {
      oauth2AuthBaseUrl: config.authorizationUrl,
      oauth2TokenUrl: config.tokenUrl,
      tokenInfoUrl: config.tokenInfoUrl,
      oauth2RevokeUrl: config.revocationUrl,
    },
  });
  client.transporter.interceptors.request.add({
    resolved: async (options) => ({ ...options, signal, retry: false, retryConfig: { retry: 0 } }),
  });
  return client;
};

const text = z.string().min(1).max(4096);
const tokenAnswer = z
  .object({ access_token: text, refresh_token: text.optional(), expiry_date: z.number() })
  .transform((answer) => ({
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token,
    expiresAt: new Date(answer.expiry_date),
  }));
const tokenInfo = z
  .object({
    aud: text,
    sub: text,
    email: text,
    email_verified: z.union([z.boolean(), z.enum(["true", "false"])]),
    scopes: z.array(z.string()),
  })
  .transform(({ email, ...facts }) => ({ ...facts, address: email.toLowerCase() }));

const refusal = z.object({
  response: z.object({ status: z.literal(400), data: z.object({ error: z.enum(["invalid_grant", "invalid_token"]) }) }),
});
const isRefusal = (error: unknown): boolean => refusal.safeParse(error).success;

const foreignToken = () => new BeepError("InternalError", "Google gave a token that is another client's.");

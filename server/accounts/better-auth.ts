import { betterAuth, getCurrentAdapter } from "better-auth";
import { genericOAuth } from "better-auth/plugins/generic-oauth";
import { twoFactor } from "better-auth/plugins/two-factor";
import { passwordLengthMax, passwordLengthMin } from "../../contract/sign-in.ts";
import type { Database } from "../db/database.ts";
import { limitAttempts } from "./limit-attempts.ts";
import { rotateSession, sessionDays } from "./rotate-session.ts";

/** Where Google's sign-in is, and as which client Beep asks there. */
export type GoogleSignIn = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
};

export type SignInConfig = {
  /** Where people reach Beep, without a path. https makes cookies secure. */
  readonly publicUrl: string;
  /** Whose pages may ask with a person's cookie. */
  readonly trustedOrigins: readonly string[];
  readonly google: GoogleSignIn | undefined;
  /** Proxies of ours in front of the server, whose X-Forwarded-For is believed. */
  readonly proxyHops: number;
};

/** The header in which the door tells who is at the other end of the connection; whatever a client sends in it is replaced. */
export const clientAddressHeader = "x-beep-client-address";

/**
 * better-auth as Beep uses it: it proves who somebody is (password, Google, second factor, sessions) and knows nothing of
 * organizations. Nobody signs up by it, except a person with an invitation who comes from Google with the invited address.
 */
export const createBetterAuth = (db: Database, secret: string, config: SignInConfig, seen: (userId: string) => void) =>
  betterAuth({
    appName: "Beep",
    baseURL: config.publicUrl,
    secret,
    database: { db: db.identity, type: "postgres", transaction: true },
    trustedOrigins: [...config.trustedOrigins],
    // A library's messages name addresses and URLs; what happened is in the security log.
    logger: { disabled: true },
    telemetry: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLengthMin,
      maxPasswordLength: passwordLengthMax,
      revokeSessionsOnPasswordReset: true,
    },
    user: { validateUserInfo: admitInvited },
    session: { expiresIn: sessionDays * 24 * 60 * 60, disableSessionRefresh: true },
    account: {
      updateAccountOnSignIn: false,
      accountLinking: { enabled: true, allowDifferentEmails: true },
    },
    verification: { storeIdentifier: "hashed" },
    rateLimit: {
      enabled: true,
      storage: "database",
      window: 60,
      max: 120,
      customRules: {
        "/sign-in/email": { window: 60, max: 8 },
        "/two-factor/*": { window: 60, max: 8 },
        "/reset-password": { window: 60, max: 8 },
        "/change-password": { window: 60, max: 8 },
      },
    },
    advanced: {
      cookiePrefix: "beep",
      useSecureCookies: config.publicUrl.startsWith("https:"),
      // Both off by themselves where NODE_ENV is test.
      disableCSRFCheck: false,
      disableOriginCheck: false,
      database: { generateId: "uuid", validateSchema: false },
      ipAddress: { ipAddressHeaders: [clientAddressHeader] },
    },
    onAPIError: { errorURL: `${config.publicUrl}/sign-in` },
    databaseHooks: {
      account: { create: { before: withoutTokens }, update: { before: withoutTokens } },
      session: {
        create: { after: async (session) => seen(session.userId) },
        delete: { after: async (session) => seen(session.userId) },
      },
    },
    plugins: [
      twoFactor({ issuer: "Beep", backupCodeOptions: { storeBackupCodes: "encrypted" } }),
      genericOAuth({ config: config.google === undefined ? [] : [googleOf(config.google)] }),
      limitAttempts(db),
      rotateSession(),
      invitationModel,
    ],
  });

const googleOf = (google: GoogleSignIn) => ({
  providerId: "google",
  clientId: google.clientId,
  clientSecret: google.clientSecret,
  authorizationUrl: google.authorizationUrl,
  tokenUrl: google.tokenUrl,
  tokenEndpointAuth: { method: "client_secret_post" as const },
  scopes: ["openid", "email", "profile"],
  prompt: "select_account" as const,
  accountSubject: ({ profile }: { readonly profile: Readonly<Record<string, unknown>> }) => String(profile.sub),
});

/** Sign-in needs to know who it was, once; what else Google allows is asked for, and kept, where a mailbox is linked. */
const withoutTokens = async (account: object) => ({
  data: { ...account, accessToken: null, refreshToken: null, idToken: null } as object,
});

// better-auth's transaction is the only way to ask inside it: the embedded database has one connection.
const invitationModel = {
  id: "beep-invitation",
  schema: {
    invitation: {
      fields: {
        email: { type: "string", required: true },
        expiresAt: { type: "date", required: true },
        acceptedAt: { type: "date", required: false },
        revokedAt: { type: "date", required: false },
      },
    },
  },
} as const;

type Admission = NonNullable<NonNullable<Parameters<typeof betterAuth>[0]["user"]>["validateUserInfo"]>;

/** A new person comes in from Google alone, with an address that Google vouches for and an invitation waits for. */
const admitInvited: Admission = async ({ user, source }, { context }) => {
  if (source.action !== "create-user") return;
  const adapter = await getCurrentAdapter(context.adapter);
  const waiting =
    source.method === "oauth" && user.emailVerified === true
      ? await adapter.count({
          model: "invitation",
          where: [
            { field: "email", value: String(user.email).toLowerCase() },
            { field: "expiresAt", operator: "gt", value: new Date() },
            { field: "acceptedAt", value: null },
            { field: "revokedAt", value: null },
          ],
        })
      : 0;
  return waiting > 0 ? undefined : { error: "invitation_required" };
};

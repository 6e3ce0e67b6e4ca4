import { ApiError } from "./api.ts";

/** What the sign-in answers: signed in, or first a code of the second factor. */
export type SignedIn = { readonly needsCode: boolean };

export const signIn = async (email: string, password: string): Promise<SignedIn> => {
  const answer = (await post("sign-in/email", { email, password })) as { twoFactorRedirect?: boolean };
  return { needsCode: answer.twoFactorRedirect === true };
};

export const sendCode = (code: string): Promise<unknown> => post("two-factor/verify-totp", { code });
export const sendBackupCode = (code: string): Promise<unknown> => post("two-factor/verify-backup-code", { code });

/** Where Google asks the person; the browser goes there. */
export const googleSignInUrl = async (): Promise<string> => {
  const answer = await post("sign-in/social", {
    provider: "google",
    callbackURL: "/knowledge",
    errorCallbackURL: "/sign-in",
  });
  return (answer as { url: string }).url;
};

/** A session a day old gets a new token here and lives another week; where that fails the old one goes on. */
export const renewSession = async (): Promise<void> => {
  await fetch("/api/auth/get-session").catch(() => undefined);
};

export const signOut = (): Promise<unknown> => post("sign-out", {});

export const resetPassword = (token: string, newPassword: string): Promise<unknown> =>
  post("reset-password", { token, newPassword });

export const changePassword = (currentPassword: string, newPassword: string): Promise<unknown> =>
  post("change-password", { currentPassword, newPassword, revokeOtherSessions: true });

/** Begins a second factor: what the authenticator scans or takes by hand, and codes for a lost phone. */
export const enableSecondFactor = (password: string): Promise<{ totpURI: string; backupCodes: readonly string[] }> =>
  post("two-factor/enable", { password }) as Promise<{ totpURI: string; backupCodes: readonly string[] }>;

export const disableSecondFactor = (password: string): Promise<unknown> => post("two-factor/disable", { password });

/** The secret a link carries behind its #, which no server and no log sees. */
export const tokenInLink = (): string => window.location.hash.slice(1);

const post = async (route: string, body: object): Promise<unknown> => {
  const request = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(`/api/auth/${route}`, request).catch(() => undefined);
  if (response === undefined) throw new ApiError("Unreachable", "Beep does not answer. Check that you are connected.");
  if (response.ok) return response.json();
  if (response.status === 429)
    throw new ApiError("RateLimitedError", "Too many attempts. Wait a minute, then try again.");
  if (response.status >= 500)
    throw new ApiError("UnavailableError", "Signing in is not possible at this moment. Try again.");
  throw new ApiError("ValidationError", "That did not fit. Check what you typed and try again.");
};

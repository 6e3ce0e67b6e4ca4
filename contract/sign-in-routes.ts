/** The routes of better-auth that are served below /api/auth: those that try or change something, then those that only read. */
const changing = [
  "sign-in/email",
  "sign-in/social",
  "callback/google",
  "sign-out",
  "revoke-session",
  "revoke-sessions",
  "revoke-other-sessions",
  "change-password",
  "reset-password",
  "update-user",
  "link-social",
  "unlink-account",
  "two-factor/enable",
  "two-factor/disable",
  "two-factor/verify-totp",
  "two-factor/verify-backup-code",
  "two-factor/generate-backup-codes",
] as const;
const reading = ["get-session", "list-sessions", "list-accounts", "two-factor/get-totp-uri"] as const;

export const signInRoutes = [...changing, ...reading];
export type SignInRoute = (typeof signInRoutes)[number];

export const isSignInRoute = (route: string): route is SignInRoute => signInRoutes.some((each) => each === route);

/** What the security log keeps. */
export const isRecorded = (route: SignInRoute): boolean => changing.some((each) => each === route);

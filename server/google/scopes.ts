/** Reading mail and nothing else: Beep never asks for more. */
export const mailScope = "https://www.googleapis.com/auth/gmail.readonly";

/** What reading an account's mail takes. */
export const requiredScopes = [mailScope] as const;

/** All that is ever asked for: who it is, and reading mail. */
export const askedScopes = ["openid", "email", "profile", mailScope] as const;

/** Which of the required scopes these lack. */
export const missingOf = (granted: readonly string[]): string[] =>
  requiredScopes.filter((scope) => !granted.includes(scope));

import { createHash, randomBytes } from "node:crypto";

/** A token that opens something: 256 random bits to hand out once, and the hash that is kept of it. */
export const makeSecretToken = (prefix = ""): { readonly token: string; readonly tokenHash: string } => {
  const token = `${prefix}${randomBytes(32).toString("base64url")}`;
  return { token, tokenHash: hashSecretToken(token) };
};

/** Plain SHA-256 suffices: nobody guesses 256 random bits, so there is nothing for salt or slowness to protect. */
export const hashSecretToken = (token: string): string => createHash("sha256").update(token).digest("hex");

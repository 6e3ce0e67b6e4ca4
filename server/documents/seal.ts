import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { BeepError } from "../errors.ts";

/**
 * AES-256-GCM, the one way anything is encrypted here. Layout: format (1 byte), nonce (12), cipher text, tag (16).
 * `boundTo` is authenticated with it: what the bytes are and whose, so that no row's cipher text opens in another's place.
 */
export function seal(key: Buffer, boundTo: readonly string[], plain: Uint8Array): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(authenticated(boundTo));
  return Buffer.concat([formatByte, nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** What `seal` was given. UnavailableError (cipher_text_broken) when key, binding or bytes are not the same. */
export function unseal(key: Buffer, boundTo: readonly string[], sealed: Uint8Array): Buffer {
  try {
    if (sealed[0] !== formatByte[0]) throw new Error("unknown format");
    const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(1, 1 + nonceBytes), {
      authTagLength: tagBytes,
    });
    decipher.setAAD(authenticated(boundTo));
    decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
    const plain = decipher.update(sealed.subarray(1 + nonceBytes, sealed.length - tagBytes));
    return Buffer.concat([plain, decipher.final()]);
  } catch {
    throw new BeepError(
      "UnavailableError",
      "An encrypted value does not open with its key: it was changed outside Beep, or belongs elsewhere. Restore it from a backup.",
      { reason: "cipher_text_broken" },
    );
  }
}

const formatByte = Buffer.from([1]);
const nonceBytes = 12;
const tagBytes = 16;

// JSON keeps the parts apart: ["a","bc"] and ["ab","c"] differ.
const authenticated = (boundTo: readonly string[]) => Buffer.from(JSON.stringify(["beep/1", ...boundTo]));

import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import type { OrganizationKeys } from "../../documents/keys.ts";

/** Signs the heads of an organization's chain (Ed25519). The key comes from the one organization key that rotation never changes. */
export type SealSigner = {
  readonly sign: (head: string) => string;
  readonly isSignedByUs: (head: string, signature: string) => boolean;
};

export const sealSigner = (keys: OrganizationKeys): SealSigner => {
  const privateKey = privateKeyOf(Buffer.from(keys.hash("audit_seal", "ed25519"), "base64url"));
  const publicKey = createPublicKey(privateKey);
  return {
    sign: (head) => sign(null, Buffer.from(head, "hex"), privateKey).toString("base64url"),
    isSignedByUs: (head, signature) =>
      verify(null, Buffer.from(head, "hex"), publicKey, Buffer.from(signature, "base64url")),
  };
};

// RFC 8410: the fixed DER around a 32-byte Ed25519 seed; Node takes no bare seed.
const pkcs8Prefix = Buffer.from("302e020100300506032b657004220420", "hex");

const privateKeyOf = (seed: Buffer): KeyObject =>
  createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed]), format: "der", type: "pkcs8" });

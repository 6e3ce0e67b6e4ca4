import { createHash } from "node:crypto";

/** A uuid (version 8, RFC 9562) that is the same whenever the parts are: a repeated write finds its own row again. */
export function derivedId(...parts: readonly string[]): string {
  // JSON keeps the parts apart: ["a","bc"] and ["ab","c"] differ.
  const hash = createHash("sha256").update(JSON.stringify(parts)).digest();
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x80, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString("hex", 0, 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

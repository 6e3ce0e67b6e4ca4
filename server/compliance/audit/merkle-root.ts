import { createHash } from "node:crypto";

/**
 * Root of the Merkle tree over the leaves, in hex (RFC 6962, 2.1). Leaves and nodes are hashed with different prefixes, so
 * that no tree of other leaves has the same root.
 */
export const merkleRoot = (leaves: readonly string[]): string =>
  rootOf(leaves.map((leaf) => hash(0, Buffer.from(leaf)))).toString("hex");

const rootOf = (hashes: readonly Buffer[]): Buffer => {
  const [first, ...rest] = hashes;
  if (first === undefined) return createHash("sha256").digest();
  if (rest.length === 0) return first;
  // The largest power of two below the number of leaves.
  const split = 2 ** (31 - Math.clz32(hashes.length - 1));
  return hash(1, rootOf(hashes.slice(0, split)), rootOf(hashes.slice(split)));
};

const hash = (prefix: 0 | 1, ...parts: readonly Buffer[]): Buffer =>
  parts.reduce((sum, part) => sum.update(part), createHash("sha256").update(Buffer.of(prefix))).digest();

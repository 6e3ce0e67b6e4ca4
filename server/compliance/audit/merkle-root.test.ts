import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { merkleRoot } from "./merkle-root.ts";

const sha256 = (...parts: readonly (string | Buffer)[]) =>
  parts.reduce<ReturnType<typeof createHash>>((sum, part) => sum.update(part), createHash("sha256")).digest();

test("is the root RFC 6962 defines", () => {
  const leaf = (text: string) => sha256("\0", text);
  const node = (left: Buffer, right: Buffer) => sha256("\x01", left, right);
  expect(merkleRoot([])).toBe(sha256().toString("hex"));
  expect(merkleRoot(["a"])).toBe(leaf("a").toString("hex"));
  expect(merkleRoot(["a", "b", "c"])).toBe(node(node(leaf("a"), leaf("b")), leaf("c")).toString("hex"));
  expect(merkleRoot(["a", "b", "c", "d", "e"])).toBe(
    node(node(node(leaf("a"), leaf("b")), node(leaf("c"), leaf("d"))), leaf("e")).toString("hex"),
  );
});

test("changes with any leaf and with their order", () => {
  expect(merkleRoot(["a", "b"])).not.toBe(merkleRoot(["b", "a"]));
  expect(merkleRoot(["a", "b", "b"])).not.toBe(merkleRoot(["a", "b"]));
});

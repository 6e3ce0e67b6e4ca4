import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { seal, unseal } from "./seal.ts";

describe("seal", () => {
  const key = randomBytes(32);
  const sealed = seal(key, ["content", "firm", "document"], Buffer.from("Dear Ana, 😀"));

  it("gives back what it was given", () => {
    expect(unseal(key, ["content", "firm", "document"], sealed).toString()).toBe("Dear Ana, 😀");
  });

  it("never makes the same bytes twice", () => {
    expect(seal(key, ["a"], Buffer.from("x"))).not.toEqual(seal(key, ["a"], Buffer.from("x")));
  });

  it.each([
    ["another key", () => unseal(randomBytes(32), ["content", "firm", "document"], sealed)],
    ["another place", () => unseal(key, ["content", "firm", "other"], sealed)],
    ["parts joined otherwise", () => unseal(key, ["content", "firmdocument"], sealed)],
    [
      "a changed byte",
      () =>
        unseal(
          key,
          ["content", "firm", "document"],
          Buffer.from(sealed.map((byte, i) => (i === 20 ? byte ^ 1 : byte))),
        ),
    ],
    ["nothing", () => unseal(key, ["content", "firm", "document"], Buffer.alloc(0))],
  ])("does not open with %s, and does not quote what it holds", (_name, run) => {
    expect(run).toThrow(/does not open with its key/);
  });
});

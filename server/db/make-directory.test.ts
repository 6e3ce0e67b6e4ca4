import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeDirectory } from "./make-directory.ts";

test("makes what is missing, keeps what is there, and is the owner's alone", () => {
  const home = mkdtempSync(join(tmpdir(), "beep-directory-"));
  makeDirectory(join(home, "a", "b"));
  makeDirectory(join(home, "a", "b"));
  expect(statSync(join(home, "a", "b")).mode & 0o777).toBe(0o700);
  rmSync(home, { recursive: true });
});

test("says at once that there can be none", () => {
  const home = mkdtempSync(join(tmpdir(), "beep-directory-"));
  writeFileSync(join(home, "file"), "");
  expect(() => makeDirectory(join(home, "file", "below"))).toThrow();
  expect(() => makeDirectory("/proc/nothing/here")).toThrow();
  rmSync(home, { recursive: true });
});

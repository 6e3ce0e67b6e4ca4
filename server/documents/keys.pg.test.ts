import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeActor, type TestDatabase, testDatabase } from "../../test/build/test-database.ts";
import { openOrganizationKeys } from "./keys.ts";
import { masterKeyFile } from "./master-key-file.ts";

describe("openOrganizationKeys", () => {
  let db: TestDatabase;
  const folder = mkdtempSync(join(tmpdir(), "beep-keys-"));
  beforeAll(async () => {
    db = await testDatabase();
  });
  afterAll(async () => {
    await db.close();
    rmSync(folder, { recursive: true });
  });

  it("makes the master key file for its owner alone, and opens the same keys again", async () => {
    const actor = await makeActor(db);
    const path = join(folder, "new", "master.key");
    const first = await openOrganizationKeys(db, actor, masterKeyFile(path));
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const document = first.createDocumentKey("d1");
    const again = await openOrganizationKeys(db, actor, masterKeyFile(path));
    expect(again.hash("identity", "m")).toBe(first.hash("identity", "m"));
    expect(again.openDocumentKey("d1", document.wrappedKey, first.contentKeyVersion)).toEqual(document.key);
    expect(() => again.openDocumentKey("d2", document.wrappedKey, first.contentKeyVersion)).toThrow(/does not open/);
    expect(again.unsealText("question", first.sealText("question", "Prepare me"))).toBe("Prepare me");
    expect(() => again.unsealText("answer", first.sealText("question", "Prepare me"))).toThrow(/does not open/);
  });

  it("gives each organization keys of its own, and many processes at once the same ones", async () => {
    const wrapper = masterKeyFile(join(folder, "shared.key"));
    const actor = await makeActor(db);
    const opened = await Promise.all([1, 2, 3].map(() => openOrganizationKeys(db, actor, wrapper)));
    expect(new Set(opened.map((keys) => keys.hash("identity", "m"))).size).toBe(1);
    const other = await openOrganizationKeys(db, await makeActor(db), wrapper);
    expect(other.hash("identity", "m")).not.toBe(opened[0]?.hash("identity", "m"));
  });

  it("says which file is wrong or missing, and neither writes nor replaces anything", async () => {
    const actor = await makeActor(db);
    const path = join(folder, "right.key");
    await openOrganizationKeys(db, actor, masterKeyFile(path));
    const wrong = join(folder, "wrong.key");
    writeFileSync(wrong, `${Buffer.alloc(32, 7).toString("base64")}\n`);
    const open = (file: string) => openOrganizationKeys(db, actor, masterKeyFile(file));
    await expect(open(wrong)).rejects.toMatchObject({
      tag: "UnavailableError",
      fields: { reason: "wrong_master_key" },
    });
    const missing = join(folder, "missing.key");
    await expect(open(missing)).rejects.toMatchObject({ fields: { reason: "master_key_missing" } });
    expect(() => readFileSync(missing)).toThrow();
    writeFileSync(join(folder, "torn.key"), "abc");
    await expect(open(join(folder, "torn.key"))).rejects.toMatchObject({ fields: { reason: "wrong_master_key" } });
    await expect(open(path)).resolves.toBeDefined();
  });
});

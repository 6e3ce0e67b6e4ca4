import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { itemsOf } from "../../test/build/import-process.ts";
import { makeMailbox, makeOrganization, type TestDatabase, testDatabase } from "../../test/build/test-database.ts";
import { listMailboxIds } from "../accounts/list-mailbox-ids.ts";
import { withOrganization } from "../db/with-organization.ts";
import { openOrganizationKeys } from "../documents/keys.ts";
import { masterKeyFile } from "../documents/master-key-file.ts";
import { importIntoMailbox } from "./import-into-mailbox.ts";

describe("importIntoMailbox", () => {
  let db: TestDatabase;
  const folder = mkdtempSync(join(tmpdir(), "beep-mailbox-"));
  beforeAll(async () => {
    db = await testDatabase();
  });
  afterAll(async () => {
    await db.close();
    rmSync(folder, { recursive: true });
  });

  const letters = (to: string) =>
    Array.from(
      { length: 3 },
      (_, n) =>
        `From: p${n}@fernhill.example\nTo: ${to}\nMessage-ID: <${n}@fernhill.example>\nSubject: ${n}\n\nWords\n`,
    );
  const importTo = (
    organizationId: string,
    {
      account,
      messages = letters("Rufus@Bell.example"),
      keyFile = "master.key",
      ...named
    }: {
      account?: string;
      providerAccountId?: string;
      unverified?: boolean;
      messages?: string[];
      keyFile?: string;
    } = {},
  ) =>
    importIntoMailbox(
      {
        db,
        keysOf: (actor) => openOrganizationKeys(db, actor, masterKeyFile(join(folder, keyFile))),
      },
      {
        organizationId,
        userId: null,
        account,
        ...named,
        source: { items: itemsOf(messages), bytesTotal: null, name: "Old-Export", skippedFiles: [], damagedFiles: [] },
        onProgress: () => undefined,
        signal: AbortSignal.timeout(30_000),
      },
    );

  it("names the first mailbox after the address in most of the mail, and imports all of it", async () => {
    const result = await importTo(await makeOrganization(db));
    expect(result).toMatchObject({ received: 3, stored: 3, mailbox: { address: "rufus@bell.example", isNew: true } });
  });

  it("names it after the file when the mail names nobody", async () => {
    const result = await importTo(await makeOrganization(db), { messages: ["Subject: x\n\ny"] });
    expect(result.mailbox).toMatchObject({ address: "old-export", isNew: true });
  });

  it("takes the only mailbox there is, whoever the mail is to", async () => {
    const organizationId = await makeOrganization(db);
    const id = await makeMailbox(db, organizationId, "cy@two.example");
    expect((await importTo(organizationId)).mailbox).toEqual({ id, address: "cy@two.example", isNew: false });
  });

  it("asks which of several mailboxes, listing them, and takes the one that is named", async () => {
    const organizationId = await makeOrganization(db);
    const id = await makeMailbox(db, organizationId, "cy@two.example");
    const other = await makeMailbox(db, organizationId, "di@two.example");
    await expect(importTo(organizationId)).rejects.toMatchObject({
      tag: "ProviderAccountSelectionRequiredError",
      fields: {
        requiredParam: "providerAccountId",
        candidates: [
          { providerAccountId: id, label: "cy@two.example" },
          { providerAccountId: other, label: "di@two.example" },
        ],
      },
    });
    expect((await importTo(organizationId, { account: "DI@two.example" })).mailbox.id).toBe(other);
    expect(await importTo(organizationId, { account: "cy@two.example" })).toMatchObject({
      newDocuments: 0,
      unchanged: 3,
    });
  });

  it("takes a mailbox by its id, or by the name a file gave it; what is neither that nor an address makes none", async () => {
    const organizationId = await makeOrganization(db);
    const named = (await importTo(organizationId, { messages: ["Subject: x\n\ny"] })).mailbox;
    const id = await makeMailbox(db, organizationId, "di@two.example");
    expect((await importTo(organizationId, { account: "Old-Export" })).mailbox.id).toBe(named.id);
    expect((await importTo(organizationId, { providerAccountId: id })).mailbox.id).toBe(id);
    await expect(importTo(organizationId, { account: "di" })).rejects.toMatchObject({ tag: "ValidationError" });
    const unknown = importTo(organizationId, { providerAccountId: organizationId });
    await expect(unknown).rejects.toMatchObject({ tag: "NotFoundError", fields: { resource: "mailbox" } });
    expect(await listMailboxIds(db, organizationId)).toHaveLength(2);
  });

  it("vouches for mail without a verdict unless told not to", async () => {
    const verdicts = async (options: { unverified?: boolean }) => {
      const organizationId = await makeOrganization(db);
      await importTo(organizationId, options);
      const actor = { organizationId, mailboxIds: await listMailboxIds(db, organizationId), userId: null };
      const rows = await withOrganization(db, actor, (tx) => tx.selectFrom("extraction").select("envelope").execute());
      return [...new Set(rows.map(({ envelope }) => (envelope as { authentication: string }).authentication))];
    };
    expect(await verdicts({})).toEqual(["pass"]);
    expect(await verdicts({ unverified: true })).toEqual(["none"]);
  });

  it("says that there is no mail, and makes no mailbox for it", async () => {
    const organizationId = await makeOrganization(db);
    await expect(importTo(organizationId, { messages: [] })).rejects.toMatchObject({ tag: "ValidationError" });
    expect(await listMailboxIds(db, organizationId)).toEqual([]);
  });

  it("writes nothing with a wrong master key", async () => {
    const organizationId = await makeOrganization(db);
    await openOrganizationKeys(
      db,
      { organizationId, mailboxIds: [], userId: null },
      masterKeyFile(join(folder, "master.key")),
    );
    writeFileSync(join(folder, "wrong.key"), Buffer.alloc(32, 9).toString("base64"));
    await expect(importTo(organizationId, { keyFile: "wrong.key" })).rejects.toMatchObject({
      tag: "UnavailableError",
      fields: { reason: "wrong_master_key" },
    });
    expect(await listMailboxIds(db, organizationId)).toEqual([]);
  });
});

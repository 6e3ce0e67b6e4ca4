import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Output } from "../../../contract/catalogue.ts";
import { applicationOf, type Firm, importFirm } from "../../../test/build/firm.ts";
import { type TestDatabase, testDatabase } from "../../../test/build/test-database.ts";
import { log } from "../../telemetry/log.ts";

const folder = mkdtempSync(join(tmpdir(), "beep-timeline-"));
const adviser = "Ines Vale <ines@quaywealth.example>";
const una = "Una Prior <una@prior.example>";
let db: TestDatabase;
let firm: Firm;
beforeAll(async () => {
  log.setLevel("silent");
  db = await testDatabase();
  const letters = [
    letter(5, adviser, una, "Una, let's meet for your annual review on Tuesday, February 10, 2026 at 2:00 pm."),
    letter(6, una, adviser, "Ines, my IRA ending 4471 at Fernley is worth $410,000. I was born on March 2, 1961."),
    letter(19, una, adviser, "Ines, my IRA ending 4471 at Fernley is now worth $415,000."),
    letter(
      20,
      adviser,
      una,
      "Una, I have to move our annual review from February 10 to Thursday, February 19, 2026 at 2:00 pm.",
    ),
  ];
  const paths = letters.map((text, i) => {
    const path = join(folder, `${i}.eml`);
    writeFileSync(path, text);
    return path;
  });
  firm = await importFirm(applicationOf(db, join(folder, "master.key")), "quay-time", paths);
});
afterAll(async () => {
  await db.close();
  rmSync(folder, { recursive: true });
});

const letter = (day: number, from: string, to: string, text: string): string =>
  `From: ${from}\nTo: ${to}\nMessage-ID: <${day}@test.example>\nDate: ${day} Jan 2026 09:00:00 -0500\nSubject: Annual review\n\n${text}\n`;

type Change = Output<"Graph.Changes">["changes"][number];
const changesSince = async (since: string, more: object = {}): Promise<Change[]> =>
  (await firm.call("Graph.Changes", { since, ...more })).changes;

test("what later mail replaced is told with both values, who said each and the words of both", async () => {
  const amount = (await changesSince("2026-01-01")).find(({ attribute }) => attribute === "amount") ?? expect.fail();
  expect(amount).toMatchObject({
    changedOn: "2026-01-19",
    type: "Account",
    old: { value: "410000" },
    now: { value: "415000" },
  });
  expect(amount.text).toContain("amount changed from $410,000 to $415,000");
  expect(amount.old).toMatchObject({ saidOn: "2026-01-06", statedBy: "client", saidBy: { name: "Una Prior" } });
  expect(amount.now).toMatchObject({ saidOn: "2026-01-19", saidBy: { name: "Una Prior" } });
  expect(amount.old.evidence.map(({ text }) => text).join()).toContain("410,000");
  expect(amount.now.evidence.map(({ text }) => text).join()).toContain("415,000");
});

test("a change is of the day of the mail that says the new value: before it, nothing had changed", async () => {
  const attributesSince = async (since: string) => (await changesSince(since)).map(({ attribute }) => attribute);
  expect(await attributesSince("2026-01-19")).toContain("amount");
  expect(await attributesSince("2026-01-20")).not.toContain("amount");
  expect(await attributesSince("2026-01-21")).toEqual([]);
});

test("changes are of the household asked for, and page without losing or repeating one", async () => {
  const { households } = await firm.call("Households.List", {});
  const householdId = households[0]?.entityId ?? "";
  const all = await changesSince("2026-01-01", { householdId });
  expect(all.length).toBeGreaterThan(1);
  const paged: Change[] = [];
  for (let cursor: string | undefined, first = true; first || cursor; first = false) {
    const page = await firm.call("Graph.Changes", {
      since: "2026-01-01",
      householdId,
      limit: 1,
      ...(cursor ? { cursor } : {}),
    });
    paged.push(...page.changes);
    cursor = page.nextCursor;
  }
  expect(paged).toEqual(all);
});

test("an entity's timeline links what was replaced to what replaced it, in the order it was said", async () => {
  const { results } = await firm.call("Graph.Search", { query: "4471", types: ["Account"] });
  const account = results.find((result) => result.kind === "entity") ?? expect.fail();
  if (account.kind !== "entity") expect.fail();
  const { facts, name } = await firm.call("Entities.Timeline", { entityId: account.entityId });
  expect(name).toContain("4471");
  const amounts = facts.filter((fact) => fact.name === "amount");
  expect(amounts.map(({ value, saidOn }) => [value, saidOn])).toEqual([
    ["410000", "2026-01-06"],
    ["415000", "2026-01-19"],
  ]);
  expect(amounts[0]?.supersededBy).toBe(amounts[1]?.factId);
  expect(amounts[1]?.supersededBy).toBeNull();
  const owner = facts.find((fact) => fact.name === "ownsAccount") ?? expect.fail();
  expect(owner).toMatchObject({ kind: "relation", value: "Una Prior", statedBy: "client" });
  for (const { evidence } of facts) expect(evidence.length).toBeGreaterThan(0);
});

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { applicationOf, type Firm, firmOf, importFirm, larkfieldPath } from "../../test/build/firm.ts";
import { type TestDatabase, testDatabase } from "../../test/build/test-database.ts";
import { log } from "../telemetry/log.ts";

let db: TestDatabase;
let firm: Firm;
let other: Firm;
const folder = mkdtempSync(join(tmpdir(), "beep-review-"));

beforeAll(async () => {
  log.setLevel("silent");
  db = await testDatabase();
  const app = applicationOf(db, join(folder, "master.key"));
  firm = await importFirm(app, "reviewing", [larkfieldPath]);
  other = firmOf(app, "elsewhere");
  await other.call("Organization.Create", { slug: "elsewhere" });
});
afterAll(async () => {
  await db.close();
  rmSync(folder, { recursive: true });
});

const guarantee = async () => (await firm.call("Compliance.Flags", { category: "guarantee" })).flags[0];

test("a flag waits until it is reviewed, then shows the latest decision with its note", async () => {
  const flag = await guarantee();
  expect(flag?.review).toBeNull();
  const flagId = flag?.flagId ?? "";
  await firm.call("Compliance.ReviewFlag", { flagId, decision: "follow_up", note: "Ask who wrote the pitch." });
  await firm.call("Compliance.ReviewFlag", { flagId, decision: "escalated", note: "A second one by the same person." });
  expect((await guarantee())?.review).toMatchObject({
    decision: "escalated",
    note: "A second one by the same person.",
  });
  const open = await firm.call("Compliance.Flags", { isReviewed: false });
  expect(open.flags.map((row) => row.flagId)).not.toContain(flagId);
  const reviewed = await firm.call("Compliance.Flags", { isReviewed: true });
  expect(reviewed.flags.map((row) => row.flagId)).toEqual([flagId]);
});

test("flags are found by who wrote them and by household", async () => {
  const flag = await guarantee();
  const byAuthor = await firm.call("Compliance.Flags", { author: flag?.author?.toUpperCase() ?? "" });
  expect(byAuthor.flags.length).toBeGreaterThan(0);
  expect(new Set(byAuthor.flags.map((row) => row.author))).toEqual(new Set([flag?.author]));
  const { households } = await firm.call("Households.List", {});
  const found = await Promise.all(
    households.map(async ({ entityId }) => (await firm.call("Compliance.Flags", { householdId: entityId })).flags),
  );
  expect(found.flat().map((row) => row.flagId)).toContain(flag?.flagId);
  expect(found.some((flags) => flags.every((row) => row.flagId !== flag?.flagId))).toBe(true);
});

test("a note without words is refused, and another firm's flag does not exist", async () => {
  const flagId = (await guarantee())?.flagId ?? "";
  await expect(firm.call("Compliance.ReviewFlag", { flagId, decision: "cleared", note: " " })).rejects.toMatchObject({
    tag: "ValidationError",
  });
  await expect(
    other.call("Compliance.ReviewFlag", { flagId, decision: "cleared", note: "Fine." }),
  ).rejects.toMatchObject({ tag: "NotFoundError" });
});

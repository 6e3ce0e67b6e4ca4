import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Output } from "../../../contract/catalogue.ts";
import { applicationOf, type Firm, firmOf } from "../../../test/build/firm.ts";
import { type TestDatabase, testDatabase } from "../../../test/build/test-database.ts";
import { withOrganization } from "../../db/with-organization.ts";
import { log } from "../../telemetry/log.ts";
import { findReviews } from "./reviews.repository.ts";

const folder = mkdtempSync(join(tmpdir(), "beep-reviews-"));
const adviser = "ines@quaywealth.example";
let db: TestDatabase;
beforeAll(async () => {
  log.setLevel("silent");
  db = await testDatabase();
});
afterAll(async () => {
  await db.close();
  rmSync(folder, { recursive: true });
});

const mail = (id: number, from: string, to: string, text: string): string =>
  `From: ${from}\nTo: ${to}\nMessage-ID: <${id}@test.example>\nDate: Mon, ${id + 4} Jan 2026 09:00:00 -0500\nSubject: ${id}\n\n${text}\n`;

let firms = 0;
/** A firm whose client Una Prior writes from two addresses that no mail ties, and which reads of a Sam who may be either of two. */
async function firm(): Promise<Firm> {
  firms += 1;
  const of = firmOf(applicationOf(db, join(folder, "master.key")), `quay-${firms}`);
  await of.call("Organization.Create", { slug: `quay-${firms}` });
  const letters = [
    mail(1, adviser, "Una Prior <una@prior.example>", "Welcome, Una."),
    mail(2, "Una Prior <una@prior.example>", adviser, "My IRA 4471 is at Fernley. I was born in Ohio."),
    mail(3, "Una Prior <una.prior@gmail.com>", adviser, "Please use this address. My Roth IRA 8810 is new."),
    mail(
      4,
      adviser,
      "Sam Marsh <sam@marsh.example>, Sam Stern <sam@stern.example>",
      "Hello. Please call Sam on Friday.",
    ),
  ];
  const paths = letters.map((text, i) => {
    const path = join(folder, `${firms}-${i}.eml`);
    writeFileSync(path, text);
    return path;
  });
  await of.call("Mail.Import", { paths, account: adviser });
  return of;
}

type Review = Output<"Reviews.List">["reviews"][number];
const list = async (of: Firm, state?: "later"): Promise<Review[]> =>
  (await of.call("Reviews.List", state ? { state } : {})).reviews;
const about = (reviews: readonly Review[], name: string): Review =>
  reviews.find((review) => review.sides.every((side) => side.name.startsWith(name))) ?? expect.fail();
const clients = async (of: Firm): Promise<string[]> =>
  (await of.call("Graph.Export", {})).entities
    .filter(({ type }) => type === "Client")
    .map(({ name }) => name)
    .sort();

describe("the review queue", () => {
  test("asks with the reasons and the words of both sides, and not about what one cannot read", async () => {
    const of = await firm();
    const una = about(await list(of), "Una");
    expect(una.reasons[0]).toBe("the same full name");
    for (const side of una.sides) expect(side.evidence[0]?.text).toBe("Una Prior");
    const { id: organizationId } = await of.call("Organization.Get", {});
    const other = { organizationId, mailboxIds: [], userId: null };
    const seen = await withOrganization(db, other, (tx) =>
      findReviews(tx, other, { state: "open", after: undefined, limit: 10 }),
    );
    expect(seen).toEqual([]);
  });

  test("pages without losing or repeating a question", async () => {
    const of = await firm();
    const all = await list(of);
    expect(all.length).toBeGreaterThan(1);
    const ids: string[] = [];
    for (let cursor: string | undefined, first = true; first || cursor; first = false) {
      const page: Output<"Reviews.List"> = await of.call("Reviews.List", { limit: 1, ...(cursor ? { cursor } : {}) });
      ids.push(...page.reviews.map((review) => review.reviewId));
      cursor = page.nextCursor;
    }
    expect(ids).toEqual(all.map((review) => review.reviewId));
  });

  test("the same: one entity with the accounts of both, asked no more; taken back it is asked again", async () => {
    const of = await firm();
    const before = await clients(of);
    const una = about(await list(of), "Una");
    const { correctionId } = await of.call("Reviews.Decide", { reviewId: una.reviewId, decision: "same" });
    expect((await clients(of)).filter((name) => name === "Una Prior")).toHaveLength(1);
    expect((await list(of)).map((review) => review.reviewId)).not.toContain(una.reviewId);
    const { corrections } = await of.call("Corrections.List", {});
    expect(corrections).toMatchObject([{ correctionId, kind: "merge", entities: [{ name: "Una Prior" }] }]);
    await of.call("Corrections.Undo", { correctionId });
    expect(await clients(of)).toEqual(before);
    expect((await list(of)).map((review) => review.reviewId)).toContain(una.reviewId);
  });

  test("different: never asked again, also after another import; later: put off, and answered from there", async () => {
    const of = await firm();
    const una = about(await list(of), "Una");
    const later = await of.call("Reviews.Decide", { reviewId: una.reviewId, decision: "later" });
    expect(await of.call("Reviews.Decide", { reviewId: una.reviewId, decision: "later" })).toEqual(later);
    expect((await list(of)).map((review) => review.reviewId)).not.toContain(una.reviewId);
    expect((await list(of, "later")).map((review) => review.reviewId)).toEqual([una.reviewId]);
    await of.call("Reviews.Decide", { reviewId: una.reviewId, decision: "different" });
    expect(await list(of, "later")).toEqual([]);
    const path = join(folder, "again.eml");
    writeFileSync(path, mail(6, "Una Prior <una@prior.example>", adviser, "Good morning."));
    await of.call("Mail.Import", { paths: [path], account: adviser });
    expect((await list(of)).map((review) => review.reviewId)).not.toContain(una.reviewId);
    expect((await clients(of)).filter((name) => name === "Una Prior")).toHaveLength(2);
  });

  test("whose: the words go to whom a person names, or to nobody", async () => {
    const of = await firm();
    const sam = about(await list(of), "Sam");
    expect(sam).toMatchObject({ kind: "whose", words: { text: "Sam" } });
    await expect(of.call("Reviews.Decide", { reviewId: sam.reviewId, decision: "same" })).rejects.toMatchObject({
      fields: { reason: "side_needed" },
    });
    const [side] = sam.sides;
    const decision = { reviewId: sam.reviewId, decision: "same", entityId: side?.entityId } as const;
    const { correctionId } = await of.call("Reviews.Decide", decision);
    expect((await list(of)).map((review) => review.reviewId)).not.toContain(sam.reviewId);
    const { evidence } = await of.call("Evidence.List", { entityId: side?.entityId });
    expect(evidence.map(({ startChar }) => startChar)).toContain(sam.words?.startChar);
    await of.call("Corrections.Undo", { correctionId });
    await of.call("Reviews.Decide", { reviewId: sam.reviewId, decision: "different" });
    for (const { entityId } of sam.sides) {
      const { evidence } = await of.call("Evidence.List", { entityId });
      expect(evidence.map(({ startChar }) => startChar)).not.toContain(sam.words?.startChar);
    }
  });
});

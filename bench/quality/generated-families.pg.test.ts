import { afterAll, beforeAll, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "../../test/build/test-database.ts";
import { generateAnnotatedMailbox } from "../generate-annotated-mailbox.ts";
import { runMailbox } from "./run-mailbox.ts";
import { scoreMailbox } from "./score-mailbox.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

// Forty families: ten pairs of one surname, ten heads who share a whole name with the family before, ten sons named for their
// fathers, and accounts whose last four differ in one digit.
it("takes no two people, accounts or events of families that resemble one another for one", async () => {
  const mailbox = generateAnnotatedMailbox({ families: 40, seed: 1 });
  const { identity, messages, spans, errors } = scoreMailbox(mailbox, await runMailbox(db, mailbox));
  expect(errors.filter((error) => error.startsWith("merged"))).toEqual([]);
  expect(identity.falseMerges).toBe(0);
  expect(identity.merged).toBeGreaterThan(400);
  expect(messages.imported).toBe(messages.expected);
  expect(spans.broken).toBe(0);
}, 120_000);

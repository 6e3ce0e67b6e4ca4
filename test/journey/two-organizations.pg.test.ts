import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Output } from "../../contract/catalogue.ts";
import { log } from "../../server/telemetry/log.ts";
import { applicationOf, type Firm, importFirm, larkfieldPath } from "../build/firm.ts";
import { type TestDatabase, testDatabase } from "../build/test-database.ts";

const folder = mkdtempSync(join(tmpdir(), "beep-twice-"));
let db: TestDatabase;
beforeAll(async () => {
  log.setLevel("silent");
  db = await testDatabase();
});
afterAll(async () => {
  await db.close();
  rmSync(folder, { recursive: true });
});

/** Mail that leaves every tie open: one second, no Message-ID, values that say otherwise. */
function tiedMail(): string {
  const letter = (text: string) =>
    `From: Una Prior <una@prior.example>\nTo: elena@larkfield.example\nDate: Mon, 5 Jan 2026 09:00:00 -0500\nSubject: Numbers\n\n${text}\n`;
  const texts = [
    "Elena, my IRA ending 4471 at Fernley is worth $410,000. I was born on March 2, 1961. Please send me the transfer form.",
    "Elena, my IRA ending 4471 at Fernley is worth $415,000. I was born on March 3, 1961. Please send me the transfer form by Friday.",
    "Elena, my IRA ending 4471 at Fernley is worth $420,000. My daughter Mia Prior will call. Please send me the beneficiary form.",
    "Elena, could we meet on January 20 or on January 21? Please send me the beneficiary form soon.",
  ];
  return texts.map((text) => `From una@prior.example Mon Jan  5 09:00:00 2026\n${letter(text)}\n`).join("");
}

/** What a graph says, without the ids it says it by. */
function wordsOf(graph: Output<"Graph.Export">) {
  const name = new Map(graph.entities.map((entity) => [entity.id, `${entity.type} ${entity.name}`]));
  const quotes = (spans: readonly { startChar: number; text: string }[]) =>
    spans.map(({ startChar, text }) => `${startChar} ${text}`);
  const value = new Map(graph.attributeFacts.map((fact) => [fact.id, fact.value]));
  return {
    entities: graph.entities.map(({ type, name, attributes, mentions }) => [type, name, attributes, quotes(mentions)]),
    facts: graph.attributeFacts.map((fact) => [
      name.get(fact.entityId),
      fact.name,
      fact.value,
      fact.statedBy,
      fact.supersededBy && value.get(fact.supersededBy),
      quotes(fact.evidence),
    ]),
    relations: graph.relations.map((relation) => [
      name.get(relation.from),
      relation.type,
      name.get(relation.to),
      relation.supersededBy !== null,
      quotes(relation.evidence),
    ]),
  };
}

const briefingOf = async (firm: Firm) => {
  const briefing = await firm.call("MeetingPrep.Generate", { ask: "Prepare me for the Prior meeting on 2026-02-10" });
  return briefing.sections.map((section) => [
    section.id,
    section.bullets.map((bullet) => [
      bullet.text,
      bullet.citations.map(({ text, startChar }) => `${startChar} ${text}`),
    ]),
  ]);
};

test("one mailbox gives the same graph and the same briefing in any organization, in the same order, ties too", async () => {
  const path = join(folder, "ties.mbox");
  writeFileSync(path, tiedMail());
  const app = applicationOf(db, join(folder, "master.key"));
  const firms = [];
  for (const slug of ["one", "two", "three"]) firms.push(await importFirm(app, slug, [larkfieldPath, path]));
  const [first, ...others] = await Promise.all(firms.map(async (firm) => wordsOf(await firm.call("Graph.Export", {}))));
  expect(first?.entities.length).toBeGreaterThan(20);
  for (const other of others) expect(other).toEqual(first);
  const [briefing, ...more] = await Promise.all(firms.map(briefingOf));
  for (const other of more) expect(other).toEqual(briefing);
});

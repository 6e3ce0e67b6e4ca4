import { expect, test } from "vitest";
import type { ScoringGraph } from "../../server/graph/export-graph.ts";
import type { AnnotatedMailbox } from "./annotated-mailbox.ts";
import type { Outcome } from "./run-mailbox.ts";
import { scoreMailbox } from "./score-mailbox.ts";

const text = "Your IRA 4471 and the Roth 4472 stand at $12,000. Call Ada Lind by Friday. Ada Lind agreed; guaranteed.";
const content = `From: a\nSubject: s\n\n${text}`;

const mailbox = (change: Partial<AnnotatedMailbox> = {}): AnnotatedMailbox => ({
  firm: { slug: "quay", mailbox: "ines@quay.example", today: "2026-02-01" },
  messages: [
    {
      id: "m1",
      thread: "t1",
      inReplyTo: null,
      date: "2026-01-05T09:00:00Z",
      from: "a",
      to: [],
      cc: [],
      subject: "s",
      text,
    },
  ],
  entities: [
    thing("ira", "Account", "IRA 4471", ["IRA 4471"], { last4: "4471", amount: "$12k" }),
    thing("roth", "Account", "Roth 4472", ["Roth 4472"], { last4: "4472" }),
    thing("ada", "Client", "Ada Lind", ["Ada Lind"], {}),
    thing("home", "Household", "Lind household", [], {}),
  ],
  relations: [
    { type: "belongsToHousehold", from: "ada", to: "home", evidence: [{ message: "m1", quote: "Ada Lind" }] },
    { type: "ownsAccount", from: "ada", to: "ira", evidence: [{ message: "m1", quote: "Your IRA" }] },
  ],
  complianceFlags: [{ message: "m1", quote: "guaranteed", category: "guarantee" }],
  pii: [{ message: "m1", quote: "512-88-4417", kind: "us_ssn" }],
  briefings: [],
  ...change,
});

function thing(id: string, type: string, name: string, quotes: readonly string[], attributes: Record<string, string>) {
  return { id, type, name, attributes, mentions: quotes.map((quote) => ({ message: "m1", quote })) };
}

const span = (words: string, from = 0) => {
  const startChar = content.indexOf(words, from);
  if (startChar < 0) throw new RangeError(`No such words: ${words}`);
  return { documentId: "d1", documentVersionId: "v1", startChar, endChar: startChar + words.length, text: words };
};
type Entity = ScoringGraph["entities"][number];
const found = (id: string, type: Entity["type"], quotes: readonly string[], attributes = {}): Entity => ({
  id,
  type,
  name: id,
  attributes,
  confidence: 0.9,
  mentions: quotes.map((quote) => span(quote)),
});
const relation = (
  type: "ownsAccount" | "belongsToHousehold",
  from: string,
  to: string,
  supersededBy: string | null,
) => ({
  id: `${type} ${from} ${to}`,
  type,
  from,
  to,
  confidence: 0.5,
  validFrom: null,
  supersededBy,
  evidence: [span("Your IRA")],
});

const outcome = (graph: Partial<ScoringGraph>, rest: Partial<Outcome> = {}): Outcome => ({
  graph: {
    documents: [{ id: "d1", sourceId: "<m1@quay.corpus.example>", versionId: "v1", content }],
    entities: [],
    attributeFacts: [],
    relations: [],
    flags: [],
    ...graph,
  },
  briefings: [],
  personalData: new Map(),
  readCharsPerSecond: 1e6,
  ...rest,
});

test("a find counts once for what it shares words with, and what is left over is spurious", () => {
  const entities = [
    found("a1", "Account", ["IRA 4471"]),
    found("a2", "Account", ["4471"]),
    found("h1", "Household", ["Ada Lind"]),
    { ...found("h2", "Household", []), name: "Lind household" },
  ];
  const report = scoreMailbox(mailbox(), outcome({ entities }));
  expect(report.entities.all).toMatchObject({ right: 2, found: 4, expected: 4, precision: 0.5, recall: 0.5, f1: 0.5 });
  expect(report.entities.perType.Account).toMatchObject({ right: 1, found: 2, expected: 2 });
  expect(report.errors).toEqual(expect.arrayContaining([expect.stringMatching(/^missed Client Ada Lind .*m1/)]));
  expect(report.errors).toEqual(expect.arrayContaining([expect.stringMatching(/^spurious Account a2 "4471" in m1/)]));
});

test("a mention is resolved when the aligned entity covers it and no other does; one thing on two entities is a split", () => {
  const entities = [
    found("a1", "Account", ["IRA 4471"]),
    found("a2", "Account", ["4471"]),
    found("c1", "Client", ["Ada Lind"]),
  ];
  const { mentions, identity } = scoreMailbox(mailbox(), outcome({ entities }));
  expect(mentions).toMatchObject({ expected: 3, covered: 2, resolution: 0.5, precision: 1 });
  expect(identity).toMatchObject({ falseSplits: 1, split: 2, falseMerges: 0, merged: 3 });
});

test("an entity that holds the words of two things is a false merge, worse when their identifiers differ", () => {
  const entities = [found("a1", "Account", ["IRA 4471", "Roth 4472"])];
  const { identity } = scoreMailbox(mailbox(), outcome({ entities }));
  expect(identity).toMatchObject({ falseMerges: 1, merged: 1, mergesOfIdentifiers: 1 });
});

test("attributes are compared as the amounts and numbers they are, for found entities only", () => {
  const entities = [found("a1", "Account", ["IRA 4471"], { last4: "4471", amount: "12,000" })];
  expect(scoreMailbox(mailbox(), outcome({ entities })).attributes).toMatchObject({ asked: 2, right: 2 });
});

test("a relation needs both its ends; an account of one owner is not the household's; superseded ones count neither way", () => {
  const entities = [
    found("a1", "Account", ["IRA 4471"]),
    found("c1", "Client", ["Ada Lind"]),
    { ...found("h1", "Household", []), name: "Lind household" },
  ];
  const relations = [
    relation("belongsToHousehold", "c1", "h1", null),
    relation("ownsAccount", "h1", "a1", null),
    relation("ownsAccount", "c1", "h1", "other"),
  ];
  const report = scoreMailbox(mailbox(), outcome({ entities, relations }));
  expect(report.relations.all).toMatchObject({ right: 1, found: 2, expected: 2 });
  expect(report.calibration.bands).toMatchObject([
    { from: 0.5, count: 2, right: 0.5 },
    { from: 0.9, count: 3, right: 1 },
  ]);
});

test("a replaced fact that is annotated as true and that nothing current repeats is a true fact retired", () => {
  const entities = [found("a1", "Account", ["IRA 4471"])];
  const fact = (id: string, value: string, supersededBy: string | null) => ({
    id,
    entityId: "a1",
    name: "amount",
    value,
    statedBy: "client" as const,
    validFrom: null,
    supersededBy,
    evidence: [span("$12,000")],
  });
  const retired = outcome({ entities, attributeFacts: [fact("f1", "12000", "f2"), fact("f2", "9000", null)] });
  expect(scoreMailbox(mailbox(), retired).supersession).toEqual({ retired: 1, trueRetired: 1 });
  const repeated = outcome({ entities, attributeFacts: [fact("f1", "12000", "f2"), fact("f2", "12000", null)] });
  expect(scoreMailbox(mailbox(), repeated).supersession).toEqual({ retired: 1, trueRetired: 0 });
});

test("flags need their category and place, personal data its kind; each annotated one is found once", () => {
  const flag = { ...span("guaranteed"), category: "guarantee" as const };
  const finds = { kind: "us_ssn", text: "512-88-4417" };
  const personalData = new Map([["m1", [finds, finds, { kind: "phone", text: "555-0100" }]]]);
  const report = scoreMailbox(mailbox(), outcome({ flags: [flag, flag] }, { personalData }));
  expect(report.flags).toMatchObject({ right: 1, found: 2, expected: 1 });
  expect(report.personalData).toMatchObject({ right: 1, found: 2, expected: 1 });
});

test("a span that is not the words it claims is broken", () => {
  const broken = { ...span("IRA 4471"), text: "IRA 4472" };
  const entities = [{ ...found("a1", "Account", ["IRA 4471"]), mentions: [broken] }];
  expect(scoreMailbox(mailbox(), outcome({ entities })).spans).toEqual({ all: 1, broken: 1, missing: 0 });
});

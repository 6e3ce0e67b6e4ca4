import { expect, test } from "vitest";
import type { AnnotatedBriefing, AnnotatedMailbox } from "./annotated-mailbox.ts";
import { type ScoredBriefing, scoreBriefing } from "./score-briefing.ts";

const content = "Please send the worksheet. My number is 512-88-4417.";
const graph = {
  documents: [{ id: "d1", sourceId: "<m1@quay.corpus.example>", versionId: "v1", content }],
  entities: [],
  attributeFacts: [],
  relations: [],
  flags: [],
};
const mailbox: AnnotatedMailbox = {
  firm: { slug: "quay", mailbox: "ines@quay.example", today: "2026-02-01" },
  messages: [],
  entities: [],
  relations: [],
  complianceFlags: [],
  pii: [{ message: "m1", quote: "512-88-4417", kind: "us_ssn" }],
  briefings: [],
};
const wanted: AnnotatedBriefing = {
  ask: "Prepare me",
  household: "h",
  meeting: "k",
  mustInclude: [
    {
      section: "open_actions",
      fact: "Send the worksheet",
      keywords: ["Worksheet"],
      evidence: [{ message: "m1", quote: "send the worksheet" }],
    },
  ],
  mustNotInclude: ["Okafor"],
};
const cited = { documentId: "d1", documentVersionId: "v1", startChar: 7, endChar: 25, text: "send the worksheet" };
const briefing = (section: string, text: string, citations: readonly (typeof cited)[]): ScoredBriefing => ({
  subject: { name: "Lind household" },
  disclaimer: { text: "No advice." },
  sections: [{ id: section, title: "T", bullets: [{ text, citations }] }],
});
const score = (given: ScoredBriefing) => scoreBriefing(mailbox, wanted, given, graph, () => undefined);

test("a fact counts when a bullet says its keywords and cites its message", () => {
  expect(score(briefing("open_actions", "Send the worksheet.", [cited]))).toMatchObject({
    facts: 1,
    inPlace: 1,
    leaks: [],
  });
  expect(score(briefing("accounts", "Send the worksheets.", [cited]))).toMatchObject({ facts: 1, inPlace: 0 });
});

test("without its keyword, a citation, or words that resolve, it does not", () => {
  expect(score(briefing("open_actions", "Send the paper.", [cited])).facts).toBe(0);
  expect(score(briefing("open_actions", "Send the worksheet.", []))).toMatchObject({ facts: 0, uncited: 1 });
  const moved = { ...cited, startChar: 8, endChar: 26 };
  expect(score(briefing("open_actions", "Send the worksheet.", [moved]))).toMatchObject({ facts: 0, unresolved: 1 });
});

test("a bullet longer than anyone reads tells nothing", () => {
  expect(score(briefing("open_actions", `Send the worksheet ${"and more ".repeat(40)}`, [cited])).facts).toBe(0);
});

test("others' names and secret numbers are leaks, wherever they show", () => {
  const secret = { ...cited, startChar: 40, endChar: 51, text: "512-88-4417" };
  expect(score(briefing("summary", "The Okafors too.", [secret])).leaks).toEqual(["Okafor", "512-88-4417"]);
  const masked = { ...secret, text: "•".repeat(11) };
  expect(score(briefing("summary", "Worksheet.", [masked]))).toMatchObject({ leaks: [], unresolved: 0 });
});

import { expect, test } from "vitest";
import { letter } from "../../test/build/readings.ts";
import { directoryOf } from "./directory.ts";
import { toScoringGraph } from "./export-graph.ts";
import type { FirmContext } from "./resolution.ts";
import { resolveBlock } from "./resolve-block.ts";

const firm: FirmContext = {
  mailboxAddresses: ["ines@quaywealth.example"],
  domains: ["quaywealth.example"],
  firmName: null,
};

test("every exported span is the words of its document, and what a person rejected is left out", () => {
  const mail = letter({
    id: "a",
    from: "Ines Marlow <ines@quaywealth.example>",
    to: ["Nora Lund <nora@gmail.com>"],
    date: "2026-01-02",
    text: "Your IRA 4471 is open.",
  });
  const nora = mail.party("nora@gmail.com");
  const account = mail.refer("Account", "IRA 4471", { accountType: "traditional_ira", last4: "4471", owners: [nora] });
  mail.relate("ownsAccount", nora, account, "Your IRA 4471").attribute(account, "last4", "4471", "4471");
  const reading = mail.read();
  const content = mail.content;
  const documents = [
    { id: reading.documentId, sourceId: reading.messageId ?? "", versionId: reading.documentVersionId, content },
  ];
  const graph = toScoringGraph(resolveBlock(firm, directoryOf(firm, [reading]), [reading], []), documents, []);
  const spans = [
    ...graph.entities.flatMap((e) => e.mentions),
    ...graph.relations.flatMap((r) => r.evidence),
    ...graph.attributeFacts.flatMap((f) => f.evidence),
  ];
  expect(spans.length).toBeGreaterThan(4);
  for (const span of spans) expect(content.slice(span.startChar, span.endChar)).toBe(span.text);
  expect(graph.entities.find((entity) => entity.type === "Account")?.attributes).toEqual({ last4: "4471" });

  const mention = reading.reading.mentions.find((found) => found.text === "IRA 4471") ?? expect.fail();
  const { documentId, documentVersionId } = reading;
  const entity = { type: "Account", words: [{ ...mention.span, documentId, documentVersionId }] } as const;
  const decision = { kind: "reject", target: { entity }, id: "1", decidedAt: "2026-02-01T09:00:00.000Z" } as const;
  const rejected = resolveBlock(firm, directoryOf(firm, [reading]), [reading], [decision]);
  const left = toScoringGraph(rejected, documents, []);
  expect(left.entities.map((entity) => entity.type)).not.toContain("Account");
  expect(left.relations.map((relation) => relation.type)).not.toContain("ownsAccount");
});

import type { BriefingFlag, BriefingMessage } from "../../server/briefing/briefing.ts";
import type { RecordSources } from "../../server/briefing/household-record.ts";
import type { EntityType, FlagCategory, RelationType } from "../../server/extract/reading.ts";
import type { EvidenceSpan, StatedBy } from "../../server/graph/resolution.ts";
import type { Mailbox } from "../../server/mail/message.ts";

export type MessageSketch = {
  readonly id: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly date: string;
  readonly subject: string;
  readonly body: string;
  readonly thread?: string;
};
/** "m1: the words" – words of a message, at their first place. */
export type QuoteSketch = string;
export type EntitySketch = {
  readonly id: string;
  readonly type: EntityType;
  readonly name: string;
  readonly names?: readonly string[];
  readonly at: readonly QuoteSketch[];
};
export type RelationSketch = readonly [type: RelationType, from: string, to: string, at: QuoteSketch];
export type AttributeSketch = {
  readonly of: string;
  readonly name: string;
  readonly value: string;
  readonly at: QuoteSketch;
  readonly id?: string;
  readonly supersededBy?: string;
  readonly statedBy?: StatedBy;
};
export type MailboxSketch = {
  readonly messages: readonly MessageSketch[];
  readonly entities: readonly EntitySketch[];
  readonly relations?: readonly RelationSketch[];
  readonly attributes?: readonly AttributeSketch[];
  readonly flags?: readonly (readonly [category: FlagCategory, at: QuoteSketch])[];
};

/** Where a sketched message lies, and what ids sketched things go by; without a database their own. */
type Placing = {
  readonly idOf: (sketchId: string) => string;
  readonly placeOf: (messageId: string) => Pick<EvidenceSpan, "documentId" | "documentVersionId" | "mailboxIds">;
};
const asSketched: Placing = {
  idOf: (id) => id,
  placeOf: (id) => ({ documentId: `d-${id}`, documentVersionId: id, mailboxIds: ["mailbox-1"] }),
};

/** A resolved mailbox from a sketch of it, without reading or resolving: what a careful associate would have marked. */
export function buildMailboxGraph(sketch: MailboxSketch, { idOf, placeOf }: Placing = asSketched): RecordSources {
  const contents = new Map(sketch.messages.map((m) => [m.id, contentOf(m)]));
  const span = (quote: QuoteSketch): EvidenceSpan => {
    const [, id = "", words = ""] = /^(\S+?): ([\s\S]*)$/.exec(quote) ?? [];
    const startChar = contents.get(id)?.indexOf(words) ?? -1;
    if (startChar < 0) throw new RangeError(`No such words: ${quote}`);
    const endChar = startChar + words.length;
    return { ...placeOf(id), startChar, endChar, confidence: 0.9, sourceId: quote };
  };
  const fact = {
    confidence: 0.9,
    statedBy: "client" as const,
    validFrom: null,
    validTo: null,
    learnedAt: "2026-01-01T00:00:00Z",
    contradicts: [],
    status: null,
    correctionId: null,
  };
  const versions = new Map([...contents].map(([id, content]) => [placeOf(id).documentVersionId, content]));
  return {
    contentOf: (version) => versions.get(version),
    messages: sketch.messages.map((m) => ({ ...messageOf(m, contents.get(m.id) ?? ""), ...placeOf(m.id) })),
    flags: (sketch.flags ?? []).map(([category, at], i): BriefingFlag => {
      const { documentId, documentVersionId, startChar, endChar, mailboxIds } = span(at);
      return {
        id: idOf(`f${i}`),
        category,
        documentId,
        documentVersionId,
        startChar,
        endChar,
        author: null,
        mailboxIds,
      };
    }),
    resolved: {
      entities: sketch.entities.map((e) => ({
        id: idOf(e.id),
        type: e.type,
        name: e.name,
        confidence: 0.9,
        mentions: e.at.map(span),
        names: [e.name, ...(e.names ?? [])].map((name) => ({ name, mailboxIds: mailboxesOf(e.at.map(span)) })),
        joinedBy: [],
        status: null,
        correctionId: null,
      })),
      relations: (sketch.relations ?? []).map(([type, from, to, at], i) => ({
        ...fact,
        id: idOf(`r${i}`),
        supersededBy: null,
        type,
        from: idOf(from),
        to: idOf(to),
        evidence: [span(at)],
      })),
      attributes: (sketch.attributes ?? []).map((a, i) => ({
        ...fact,
        id: idOf(a.id ?? `a${i}`),
        statedBy: a.statedBy ?? "client",
        supersededBy: a.supersededBy ? idOf(a.supersededBy) : null,
        entityId: idOf(a.of),
        name: a.name,
        value: a.value,
        evidence: [span(a.at)],
      })),
    },
  };
}

const mailboxesOf = (spans: readonly EvidenceSpan[]): string[] => [...new Set(spans.flatMap((s) => s.mailboxIds))];

const contentOf = (m: MessageSketch): string =>
  `From: ${m.from}\nTo: ${m.to.join(", ")}\nDate: ${m.date}\nSubject: ${m.subject}\n\n${m.body}`;

function messageOf(
  m: MessageSketch,
  content: string,
): Omit<BriefingMessage, "documentId" | "documentVersionId" | "mailboxIds"> {
  const from = mailboxOf(m.from);
  const bodyAt = content.indexOf("\n\n") + 2;
  const zone = { author: from, writtenAt: null, addressees: m.to.map(mailboxOf) };
  return {
    messageId: `<${m.id}@mail.example>`,
    sentAtMs: Date.parse(m.date),
    localDate: m.date.slice(0, 10),
    threadKey: m.thread ?? m.id,
    from: [from],
    to: m.to.map(mailboxOf),
    cc: [],
    subject: m.subject,
    zones: [
      { ...zone, kind: "header", startChar: 0, endChar: bodyAt },
      { ...zone, kind: "own", startChar: bodyAt, endChar: content.length },
    ],
  };
}

function mailboxOf(text: string): Mailbox {
  const match = /^(.*?)\s*<(.+)>$/.exec(text);
  return { name: match?.[1] || null, address: match?.[2] ?? text };
}

import { createHash } from "node:crypto";
import type {
  Claim,
  Kinship,
  Mention,
  Reading,
  Referent,
  ReferentKeys,
  ReferentType,
  RelationType,
} from "../../server/extract/reading.ts";
import type { MessageReading } from "../../server/graph/resolution.ts";
import { derivedId } from "../../server/lib/derived-id.ts";
import type { Mailbox } from "../../server/mail/message.ts";

export type LetterOptions = {
  readonly id: string;
  /** "Nora Lund <nora@lund.example>" */
  readonly from: string;
  readonly to: readonly string[];
  readonly cc?: readonly string[];
  /** The sender's calendar date; noon of it is the sent time. */
  readonly date: string;
  readonly thread?: string;
  readonly authentication?: MessageReading["authentication"];
  readonly text: string;
};

/** A message being read by hand: each method names words of the text, which become the mention or the evidence. */
export type Letter = {
  /** The canonical content that spans index into. */
  readonly content: string;
  /** The referent of a header address. */
  party(address: string): string;
  refer(type: ReferentType, name: string, keys: ReferentKeys, words?: string | null): string;
  person(name: string, words?: string): string;
  kin(of: string, relation: Kinship, name: string | null, keys?: Partial<NonNullable<ReferentKeys["kin"]>>): string;
  relate(type: RelationType, from: string, to: string, words: string): Letter;
  attribute(referent: string, name: string, value: string, words: string): Letter;
  read(): MessageReading;
};

/** Starts a reading by hand of a message with the canonical header block and this text. Words that are not there throw. */
export function letter(options: LetterOptions): Letter {
  const [from, to, cc] = [
    [parseMailbox(options.from)],
    options.to.map(parseMailbox),
    (options.cc ?? []).map(parseMailbox),
  ];
  const header = [
    `From: ${options.from}`,
    `To: ${options.to.join(", ")}`,
    ...(cc.length > 0 ? [`Cc: ${options.cc?.join(", ")}`] : []),
  ];
  const content = `${header.join("\n")}\nDate: ${options.date}\nSubject: .\n\n${options.text}`;
  const bodyStart = content.length - options.text.length;
  const referents: Referent[] = [];
  const mentions: Mention[] = [];
  const claims: Claim[] = [];
  const parties = new Map<string, string>();
  const spanOf = (words: string, after: number) => {
    const startChar = content.indexOf(words, after);
    if (startChar < 0) throw new Error(`The letter does not say: ${words}`);
    return { startChar, endChar: startChar + words.length };
  };
  const mention = (referentId: string, words: string, after: number): void => {
    mentions.push({ id: `m${mentions.length}`, referentId, span: spanOf(words, after), text: words, confidence: 0.9 });
  };
  const add = (type: ReferentType, name: string, keys: ReferentKeys): string => {
    const id = `r${referents.length}`;
    referents.push({ id, type, name, keys });
    return id;
  };
  for (const box of [...from, ...to, ...cc]) {
    if (!box.address || parties.has(box.address)) continue;
    const id = add("Person", box.name ?? box.address, {
      address: box.address,
      ...(box.name ? nameKeys(box.name) : {}),
    });
    parties.set(box.address, id);
    if (box.name) mention(id, box.name, 0);
  }
  const base = (words: string) => ({
    id: `c${claims.length}`,
    evidence: [spanOf(words, bodyStart)],
    confidence: 0.9,
    author: from[0]?.address ?? null,
  });
  const self: Letter = {
    content,
    party: (address) => parties.get(address) ?? "",
    refer: (type, name, keys, words = name) => {
      const id = add(type, name, keys);
      if (words !== null) mention(id, words, bodyStart);
      return id;
    },
    person: (name, words = name) => self.refer("Person", name, nameKeys(name), words),
    kin: (of, relation, name, extra = {}) =>
      self.refer(
        "Person",
        name ?? relation,
        { ...(name ? nameKeys(name) : {}), kin: { of, relation, ...extra } },
        name,
      ),
    relate: (type, fromId, toId, words) => {
      claims.push({ ...base(words), kind: "relation", type, from: fromId, to: toId });
      return self;
    },
    attribute: (referentId, name, value, words) => {
      claims.push({ ...base(words), kind: "attribute", referentId, name, value, validFrom: null });
      return self;
    },
    read: () => {
      const sourceHash = createHash("sha256").update(options.id).digest("hex");
      const reading: Reading = {
        engine: "by hand",
        engineVersion: "1",
        referents,
        mentions,
        claims,
        flags: [],
        dropped: 0,
      };
      return {
        documentId: derivedId("document", options.id),
        documentVersionId: derivedId("version", options.id),
        sourceHash,
        messageId: `<${options.id}@test.example>`,
        sentAtMs: Date.parse(`${options.date}T12:00:00Z`),
        localDate: options.date,
        mailboxIds: [derivedId("mailbox")],
        threadKey: options.thread ?? options.id,
        from,
        to,
        cc,
        authentication: options.authentication ?? "pass",
        learnedAt: "2026-01-01T00:00:00.000Z",
        reading,
      };
    },
  };
  return self;
}

function nameKeys(name: string): ReferentKeys {
  const [honorific, rest] = /^(?:Mr|Mrs|Ms|Dr)\.? /.test(name)
    ? [name.split(" ")[0] ?? "", name.slice(name.indexOf(" ") + 1)]
    : ["", name];
  const words = rest.split(" ");
  const surname = words.length > 1 || honorific ? words.filter((word) => !/^(Jr|Sr)\.?$/.test(word)).at(-1) : undefined;
  const firstName = words.length > 1 || !honorific ? words[0] : undefined;
  return {
    ...(firstName && surname ? { fullName: rest } : {}),
    ...(firstName ? { firstName } : {}),
    ...(surname ? { surname } : {}),
    ...(honorific ? { honorific } : {}),
  };
}

function parseMailbox(text: string): Mailbox {
  const match = /^(.*?)\s*<([^>]+)>$/.exec(text);
  return match
    ? { name: match[1] || null, address: match[2]?.toLowerCase() ?? null }
    : { name: null, address: text.toLowerCase() };
}

import { evidenceSpanCharsMax, type Span } from "../lib/span.ts";
import type { Mailbox, ParsedMessage, Zone } from "../mail/message.ts";
import { createFindList, type FindList } from "./find-list.ts";
import type {
  AttributeClaim,
  Claim,
  Flag,
  FlagCategory,
  Mention,
  ReadInput,
  Reading,
  Referent,
  ReferentKeys,
  ReferentType,
  RelationClaim,
  RelationType,
} from "./reading.ts";
import { isScam } from "./scam.ts";
import { type Sentence, segment } from "./segment.ts";

/** A place in the content that speaks of a referent, whether it names it ("Anna Reyes") or not ("my wife", "the IRA"). */
export type Find = Span & {
  readonly referentId: string;
  readonly text: string;
  readonly isMention: boolean;
};

/** What kinds of finds later finders look up by place. Kin are people spoken of by kinship ("my wife", "our daughter Anna"); firms are names of advisory, law and accounting firms: no entity of their own, but nobody's name either. */
export type FindKind = "person" | "kin" | "household" | "institution" | "account" | "firm";

/** The working state of one reading. Finders are functions `(scene) => void`, run in order, each building on the finds before it. */
export type Scene = {
  readonly message: ParsedMessage;
  readonly content: string;
  readonly zones: readonly Zone[];
  /** Sentences of the zones that state facts (own, greeting, forwarded), in order. */
  readonly sentences: readonly Sentence[];
  /** The Subject header's value, as a sentence of the header zone; null when empty. */
  readonly subject: Sentence | null;
  /** True for newsletters, notices and impostors: their words state no facts and name no people. Finders of facts return at once. */
  isUntold: boolean;

  /** The zone an offset lies in. */
  zoneAt(offset: number): Zone | undefined;
  /** Referent id of whoever writes in the zone ("I"); null when a forwarded message does not say. */
  authorOf(zone: Zone): string | null;
  /** Referent ids of "you": those the zone's greeting names, else all addressees. Never the author. */
  addresseesOf(zone: Zone): readonly string[];
  /** Narrows `addresseesOf` for a zone to the people its greeting names. */
  setAddressees(zone: Zone, referentIds: readonly string[]): void;
  /** The referent of a header's mailbox, made on first use. */
  referentOf(mailbox: Mailbox): string | null;

  /** Finds of a kind that lie within the span, by offset. Without a span: all of the message. */
  findsIn(kind: FindKind, span?: Span): readonly Find[];
  /** The find of a kind that shares a unit with the span. */
  findAt(kind: FindKind, span: Span): Find | undefined;
  /** People by name or by kinship within the span, by offset. */
  peopleIn(span: Span): readonly Find[];
  /** The person spoken of at this offset, by name or by kinship. */
  personAt(offset: number): Find | undefined;
  accountsIn(span: Span): readonly Find[];
  institutionsIn(span: Span): readonly Find[];
  /** Records a find. Overlapping finds of one kind: the first stays and the later is dropped (returns false). */
  addFind(kind: FindKind, referentId: string, span: Span, isMention: boolean): boolean;

  referents(): readonly Referent[];
  getReferent(id: string): Referent;
  addReferent(type: ReferentType, name: string, keys: ReferentKeys): string;
  /** Adds to what is known of a referent; later keys win. */
  updateReferent(id: string, change: { name?: string; keys?: ReferentKeys }): void;

  addMention(referentId: string, span: Span, confidence: number): void;
  addRelation(type: RelationType, from: string, to: string, evidence: Span | readonly Span[], confidence: number): void;
  addAttribute(
    referentId: string,
    name: string,
    value: string,
    evidence: Span | readonly Span[],
    confidence: number,
    validFrom?: string | null,
  ): void;
  addFlag(category: FlagCategory, span: Span, confidence: number): void;
  /** Everything added so far that passed the checks. */
  toReading(engine: { readonly name: string; readonly version: string }): Reading;
};

/** Starts a reading: the sender is referent r0, the other header people follow; sentences are cut; nothing is found yet. */
export const createScene = ({ message, zones }: ReadInput): Scene => {
  const { content } = message;
  const referents = new Map<string, Referent>();
  let listed: readonly Referent[] | null = null;
  const byMailbox = new Map<string, string>();
  const addressees = new Map<Zone, readonly string[]>();
  const finds: Record<FindKind, FindList<Find>> = {
    person: createFindList(),
    kin: createFindList(),
    household: createFindList(),
    institution: createFindList(),
    account: createFindList(),
    firm: createFindList(),
  };
  const mentions: Mention[] = [];
  const claims: Claim[] = [];
  const flags: Flag[] = [];
  const seen = new Set<string>();
  let dropped = 0;

  const zoneAt = (offset: number): Zone | undefined => {
    let [low, high] = [0, zones.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((zones[middle]?.endChar ?? 0) > offset) high = middle;
      else low = middle + 1;
    }
    const zone = zones[low];
    return zone && zone.startChar <= offset ? zone : undefined;
  };

  /** A span proves itself: inside the content, short enough, not blank, and not in words quoted from elsewhere. */
  const isProved = (span: Span): boolean =>
    span.startChar >= 0 &&
    span.endChar > span.startChar &&
    span.endChar <= content.length &&
    span.endChar - span.startChar <= evidenceSpanCharsMax &&
    content.slice(span.startChar, span.endChar).trim() !== "" &&
    zoneAt(span.startChar)?.kind !== "quoted" &&
    zoneAt(span.endChar - 1)?.kind !== "quoted";

  const keep = (key: string): boolean => {
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  };

  const addReferent = (type: ReferentType, name: string, keys: ReferentKeys): string => {
    const id = `r${referents.size}`;
    referents.set(id, { id, type, name, keys });
    listed = null;
    return id;
  };
  const getReferent = (id: string): Referent => {
    const referent = referents.get(id);
    if (!referent) throw new RangeError("A finder used a referent that it did not add.");
    return referent;
  };

  /** A forwarded message often gives names only: the same name in the header is the same person. */
  const namesake = (name: string): string | undefined =>
    [...referents.values()].find((one) => one.keys.address && one.name.toLowerCase() === name.toLowerCase())?.id;

  const referentOf = (mailbox: Mailbox): string | null => {
    const key = mailbox.address ?? mailbox.name?.toLowerCase() ?? null;
    if (!key) return null;
    const known = byMailbox.get(key) ?? (mailbox.address ? undefined : namesake(mailbox.name ?? ""));
    if (known) return known;
    const keys: ReferentKeys = mailbox.address ? { address: mailbox.address } : {};
    const id = addReferent("Person", mailbox.name ?? mailbox.address ?? "", keys);
    byMailbox.set(key, id);
    return id;
  };

  const authorAddress = (span: Span): string | null => zoneAt(span.startChar)?.author?.address ?? null;
  const proved = (evidence: Span | readonly Span[]): Span[] | null => {
    const spans = ("startChar" in evidence ? [evidence] : [...evidence]).filter(isProved);
    return spans.length > 0 ? spans.map(({ startChar, endChar }) => ({ startChar, endChar })) : null;
  };

  const sender = message.from[0];
  if (!sender || !referentOf(sender)) addReferent("Person", sender?.name ?? "", {});
  for (const mailbox of [...message.to, ...message.cc]) referentOf(mailbox);

  return {
    message,
    content,
    zones,
    sentences: segment(
      content,
      zones.filter((zone) => !isForwardedScam(content, zone)),
    ),
    subject: subjectOf(content, zones),
    isUntold: false,
    zoneAt,
    authorOf: (zone) => (zone.author ? referentOf(zone.author) : zone.kind === "forwarded" ? null : "r0"),
    addresseesOf: (zone) => {
      const named = addressees.get(zone);
      if (named) return named;
      const author = zone.author ? referentOf(zone.author) : null;
      return zone.addressees.flatMap((mailbox) => {
        const id = referentOf(mailbox);
        return id && id !== author ? [id] : [];
      });
    },
    setAddressees: (zone, ids) => {
      addressees.set(zone, ids);
    },
    referentOf,
    findsIn: (kind, span) => (span ? finds[kind].within(span) : finds[kind].all()),
    findAt: (kind, span) => finds[kind].overlapping(span),
    peopleIn: (span) =>
      [...finds.person.within(span), ...finds.kin.within(span)].sort((a, b) => a.startChar - b.startChar),
    personAt: (offset) => {
      const span = { startChar: offset, endChar: offset + 1 };
      return finds.person.overlapping(span) ?? finds.kin.overlapping(span);
    },
    accountsIn: (span) => finds.account.within(span),
    institutionsIn: (span) => finds.institution.within(span),
    addFind: (kind, referentId, span, isMention) => {
      const list = finds[kind];
      if (!isProved(span)) {
        dropped += 1;
        return false;
      }
      const { startChar, endChar } = span;
      return list.add({ startChar, endChar, referentId, text: content.slice(startChar, endChar), isMention });
    },
    referents: () => {
      listed ??= [...referents.values()];
      return listed;
    },
    getReferent,
    addReferent,
    updateReferent: (id, { name, keys }) => {
      const old = getReferent(id);
      referents.set(id, { ...old, name: name ?? old.name, keys: { ...old.keys, ...keys } });
      listed = null;
    },
    addMention: (referentId, span, confidence) => {
      if (!isProved(span)) {
        dropped += 1;
        return;
      }
      const { startChar, endChar } = span;
      if (!keep(`m ${referentId} ${startChar} ${endChar}`)) return;
      const text = content.slice(startChar, endChar);
      mentions.push({ id: `m${mentions.length}`, referentId, span: { startChar, endChar }, text, confidence });
    },
    addRelation: (type, from, to, evidence, confidence) => {
      const spans = from === to ? null : proved(evidence);
      if (!spans?.[0]) {
        dropped += 1;
        return;
      }
      if (!keep(`r ${type} ${from} ${to} ${spans[0].startChar}`)) return;
      const id = `c${claims.length}`;
      const author = authorAddress(spans[0]);
      claims.push({
        kind: "relation",
        id,
        type,
        from,
        to,
        evidence: spans,
        confidence,
        author,
      } satisfies RelationClaim);
    },
    addAttribute: (referentId, name, value, evidence, confidence, validFrom = null) => {
      const spans = value.trim() ? proved(evidence) : null;
      if (!spans?.[0]) {
        dropped += 1;
        return;
      }
      if (!keep(`a ${referentId} ${name} ${value} ${spans[0].startChar}`)) return;
      const id = `c${claims.length}`;
      const author = authorAddress(spans[0]);
      claims.push({
        kind: "attribute",
        id,
        referentId,
        name,
        value,
        evidence: spans,
        confidence,
        author,
        validFrom,
      } satisfies AttributeClaim);
    },
    addFlag: (category, span, confidence) => {
      if (!isProved(span)) {
        dropped += 1;
        return;
      }
      const { startChar, endChar } = span;
      if (!keep(`f ${category} ${startChar} ${endChar}`)) return;
      const text = content.slice(startChar, endChar);
      const id = `f${flags.length}`;
      flags.push({ id, category, span: { startChar, endChar }, text, confidence, author: authorAddress(span) });
    },
    toReading: ({ name, version }) => ({
      engine: name,
      engineVersion: version,
      referents: [...referents.values()],
      mentions,
      claims,
      flags,
      dropped,
    }),
  };
};

const subjectOf = (content: string, zones: readonly Zone[]): Sentence | null => {
  const zone = zones.find(({ kind }) => kind === "header");
  const match = zone && /^Subject: (.+)$/m.exec(content.slice(zone.startChar, zone.endChar));
  const text = match?.[1]?.trimEnd();
  if (!zone || !match || !text?.trim()) return null;
  const startChar = zone.startChar + match.index + "Subject: ".length;
  const endChar = startChar + text.length;
  return { startChar, endChar, text, zone, index: -1, isListItem: false, marker: null, block: -1, kept: [] };
};

/** A colleague passes an impostor's mail on as a warning: its words state nothing. */
const isForwardedScam = (content: string, { kind, startChar, endChar }: Zone): boolean =>
  kind === "forwarded" && isScam(content.slice(startChar, endChar));

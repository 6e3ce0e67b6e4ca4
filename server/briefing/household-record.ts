import { isInjected } from "../extract/injected.ts";
import { type Sentence, segment } from "../extract/segment.ts";
import type { ResolvedEntity, ResolvedGraph } from "../graph/resolution.ts";
import { compareText } from "../graph/resolve/order.ts";
import type { Zone } from "../mail/message.ts";
import { type Belonging, buildBelonging, type HeaderPlace, kinOf } from "./belonging.ts";
import type { BriefingFlag, BriefingMessage, BriefingSubject } from "./briefing.ts";
import { buildForeignTerms, type ForeignTerms } from "./foreign-terms.ts";
import { type GraphIndex, indexGraph, type PlacedMention } from "./graph-index.ts";
import { findSenderIn } from "./header-words.ts";
import { readMaskedWords, type WordsAt } from "./masked-words.ts";
import { foldWord, wordsIn } from "./words.ts";

/** Everything readable about one household (or a person without one) as of a day: what a briefing of it may draw on. */
export type HouseholdRecord = {
  readonly subject: BriefingSubject;
  readonly asOf: string;
  readonly index: GraphIndex;
  readonly belonging: Belonging;
  /** The subject's household, as `Belonging` names it. One, but for a client of two households. */
  readonly homes: ReadonlySet<string>;
  readonly householdId: string | null;
  readonly members: readonly ResolvedEntity[];
  readonly accounts: readonly ResolvedEntity[];
  readonly events: readonly ResolvedEntity[];
  readonly actions: readonly ResolvedEntity[];
  readonly meetings: readonly ResolvedEntity[];
  readonly goals: readonly ResolvedEntity[];
  readonly foreign: ForeignTerms;
  /** The words of everybody's and every institution's names in the readable record, folded. */
  readonly nameWords: ReadonlySet<string>;
  /** Every readable message up to `asOf`, oldest first. */
  readonly messages: ReadonlyMap<string, BriefingMessage>;
  /** Versions whose sender Beep could not verify: what they say is shown so. */
  readonly unverified: ReadonlySet<string>;
  /** Kin and contacts of the household who are of none, or of another: they may be named, with nothing of theirs. */
  readonly acquainted: ReadonlySet<string>;
  /** The last day on which each person wrote or was written to: nobody who is had died before, whatever a reading made of it. */
  readonly lastAddressed: ReadonlyMap<string, string>;
  /** Sentences about this household, in order of time. */
  readonly sentences: readonly RecordSentence[];
  readonly flags: readonly BriefingFlag[];
  contentOf(documentVersionId: string): string;
  readonly wordsAt: WordsAt;
  isOurs(entityId: string): boolean;
};

/** Someone's own words about this household. */
export type RecordSentence = Sentence & {
  readonly message: BriefingMessage;
  readonly mentions: readonly PlacedMention[];
  /** True when a member of the household wrote or received the message. */
  readonly isOwnMail: boolean;
};

export type RecordSources = {
  readonly resolved: ResolvedGraph;
  readonly flags: readonly BriefingFlag[];
  readonly messages: readonly BriefingMessage[];
  readonly contentOf: (documentVersionId: string) => string | undefined;
};

export type ReadableGraph = {
  readonly index: GraphIndex;
  readonly belonging: Belonging;
  readonly messages: readonly BriefingMessage[];
};

/** What is known up to and including the day `asOf`, by the sender's own calendar; messages without a date count. */
export function readUpTo(sources: Omit<RecordSources, "flags">, asOf: string): ReadableGraph {
  const wordsOf = (m: BriefingMessage): string => sources.contentOf(m.documentVersionId) ?? "";
  const messages = sources.messages
    .filter((m) => m.localDate === null || m.localDate <= asOf)
    .sort(
      (a, b) =>
        (a.sentAtMs ?? 0) - (b.sentAtMs ?? 0) ||
        compareText(a.messageId ?? "", b.messageId ?? "") ||
        compareText(wordsOf(a), wordsOf(b)),
    );
  const index = indexGraph(sources.resolved, new Map(messages.map((m, rank) => [m.documentVersionId, rank])));
  const headers = messages.flatMap((m): [string, HeaderPlace][] => {
    const header = m.zones.find((z) => z.kind === "header");
    const sender = findSenderIn(sources.contentOf(m.documentVersionId) ?? "");
    return header ? [[m.documentVersionId, { header, sender }]] : [];
  });
  return { index, belonging: buildBelonging(index, new Map(headers)), messages };
}

export function buildHouseholdRecord(
  { index, belonging, messages }: ReadableGraph,
  sources: Pick<RecordSources, "flags" | "contentOf">,
  subject: BriefingSubject,
  asOf: string,
): HouseholdRecord {
  const homes = belonging.homesOf(subject.entityId);
  const isOurs = (id: string) => [...belonging.homesOf(id)].some((home) => homes.has(home));
  const ours = (type: ResolvedEntity["type"]) => index.graph.entities.filter((e) => e.type === type && isOurs(e.id));
  const contentOf = (version: string): string => sources.contentOf(version) ?? "";
  const members = ours("Client");
  const wordsOfOurs = new Set(
    messages.map((m) => m.documentVersionId).filter((v) => sendersOf(index, v, contentOf).some((id) => isOurs(id))),
  );
  const acquainted = findAcquainted(index, belonging, homes, members, wordsOfOurs);
  const foreign = buildForeignTerms(index, belonging, homes, acquainted);
  const relevance: Relevance = { index, belonging, homes, foreign, acquainted, isOurs, contentOf };
  const threads = threadHomes(messages, belonging);
  const sentences = messages.flatMap((message) => sentencesAbout(message, threads.get(message.threadKey), relevance));
  const flags = sources.flags.filter((flag) =>
    sentences.some(
      (s) =>
        s.message.documentVersionId === flag.documentVersionId &&
        s.startChar < flag.endChar &&
        flag.startChar < s.endChar,
    ),
  );
  return {
    subject,
    asOf,
    index,
    belonging,
    homes,
    householdId: [...homes].find((home) => !home.startsWith("client:")) ?? null,
    members,
    accounts: ours("Account"),
    events: ours("LifeEvent"),
    actions: ours("ActionItem"),
    meetings: ours("Meeting"),
    goals: ours("Goal"),
    foreign,
    nameWords: nameWordsOf(index),
    messages: new Map(messages.map((m) => [m.documentVersionId, m])),
    unverified: findUnverified(index),
    acquainted,
    lastAddressed: findLastAddressed(index, messages),
    sentences,
    flags,
    contentOf,
    wordsAt: readMaskedWords(contentOf),
    isOurs,
  };
}

/** Kin of the members, and contacts, whom mail that speaks of this household names. */
function findAcquainted(
  index: GraphIndex,
  belonging: Belonging,
  homes: ReadonlySet<string>,
  members: readonly ResolvedEntity[],
  wordsOfOurs: ReadonlySet<string>,
): ReadonlySet<string> {
  const kin = new Set(members.flatMap((m) => kinOf(index, m.id)));
  const isNamedHere = (e: ResolvedEntity) =>
    e.mentions.some((m) => [...belonging.homesIn(m.documentVersionId)].some((home) => homes.has(home)));
  const found = index.graph.entities.filter(
    (e) =>
      (kin.has(e.id) && isNamedHere(e)) ||
      homes.has(belonging.findHostOf(e.id) ?? "") ||
      // Of no household, and named by ours: a contact.
      (belonging.homesOf(e.id).has(`client:${e.id}`) && e.mentions.some((m) => wordsOfOurs.has(m.documentVersionId))),
  );
  return new Set(found.map((e) => e.id));
}

/** Whoever the From line names. */
function sendersOf(index: GraphIndex, version: string, contentOf: (version: string) => string): string[] {
  const sender = findSenderIn(contentOf(version));
  return sender ? index.mentionsIn(version, sender).map((m) => m.entityId) : [];
}

function findLastAddressed(index: GraphIndex, messages: readonly BriefingMessage[]): ReadonlyMap<string, string> {
  const last = new Map<string, string>();
  for (const { documentVersionId, localDate, zones } of messages) {
    const header = zones.find((z) => z.kind === "header");
    if (!header || localDate === null) continue;
    for (const { entityId } of index.mentionsIn(documentVersionId, header)) last.set(entityId, localDate);
  }
  return last;
}

function findUnverified(index: GraphIndex): ReadonlySet<string> {
  const facts = [...index.graph.relations, ...index.graph.attributes];
  const stated = facts.filter((f) => f.statedBy === "unverified");
  return new Set(stated.flatMap((f) => f.evidence.map((e) => e.documentVersionId)));
}

const named = new Set(["Client", "Professional", "Institution", "Household"]);

const nameWordsOf = (index: GraphIndex): ReadonlySet<string> =>
  new Set(
    index.graph.entities
      .filter((e) => named.has(e.type))
      .flatMap((e) => [e.name, ...e.names.map((n) => n.name)].flatMap(wordsIn))
      .filter((word) => /^\p{Lu}/u.test(word))
      .map(foldWord),
  );

type Relevance = {
  readonly index: GraphIndex;
  readonly belonging: Belonging;
  readonly homes: ReadonlySet<string>;
  readonly foreign: ForeignTerms;
  readonly acquainted: ReadonlySet<string>;
  isOurs(entityId: string): boolean;
  contentOf(documentVersionId: string): string;
};

function threadHomes(messages: readonly BriefingMessage[], belonging: Belonging): Map<string, Set<string>> {
  const threads = new Map<string, Set<string>>();
  for (const message of messages) {
    const homes = threads.get(message.threadKey) ?? new Set<string>();
    for (const home of belonging.homesIn(message.documentVersionId)) homes.add(home);
    threads.set(message.threadKey, homes);
  }
  return threads;
}

/**
 * The sentences of a message that are about the household and about nobody else. In mail that speaks of this household only,
 * all of them; in mail that speaks of several, those that name it, and what follows them in the same paragraph or list item.
 */
function sentencesAbout(
  message: BriefingMessage,
  thread: ReadonlySet<string> | undefined,
  r: Relevance,
): RecordSentence[] {
  const version = message.documentVersionId;
  const inMessage = r.belonging.homesIn(version);
  const around = inMessage.size > 0 ? inMessage : (thread ?? inMessage);
  if (![...around].some((home) => r.homes.has(home))) return [];
  const isAlone = [...around].every((home) => r.homes.has(home)) || isAboutUsAlone(version, r);
  const content = r.contentOf(version);
  const header = message.zones.find((z) => z.kind === "header");
  const isOwnMail = header !== undefined && r.index.mentionsIn(version, header).some((m) => r.isOurs(m.entityId));
  if (!isAlone && header && isOthersMail(header, version, isOwnMail, r)) return [];
  const all = segment(content, message.zones);
  const isForMachines = isInjected({ sentences: all });
  const sentences = all
    .filter((s) => !isForMachines(s))
    .map((s): RecordSentence => ({ ...s, message, isOwnMail, mentions: r.index.mentionsIn(version, s) }));
  const clean = sentences.filter((s) => !isAboutOthers(s, isAlone, r));
  if (isAlone) return clean;
  const named = new Set<number>();
  const spoiled = new Set(sentences.filter((s) => !clean.includes(s)).map((s) => s.block));
  return clean.filter((s) => {
    const namesUs = s.mentions.some((m) => r.isOurs(m.entityId));
    if (namesUs) named.add(s.block);
    const isTheirs = s.zone.author !== null && sendersOf(r.index, version, r.contentOf).some((id) => r.isOurs(id));
    return namesUs || (!spoiled.has(s.block) && (named.has(s.block) || isTheirs));
  });
}

/** Only our people and things are spoken of, beside kin and contacts by name: a daughter of another household writes about her mother. */
function isAboutUsAlone(version: string, r: Relevance): boolean {
  const placed = r.index.mentionsIn(version).filter((m) => r.belonging.homesOf(m.entityId).size > 0);
  return placed.every((m) => r.isOurs(m.entityId) || r.acquainted.has(m.entityId));
}

/**
 * Mail between the firm and another household: whom of ours it names there, it names in passing, unless the writers are our
 * people's kin or contacts.
 */
function isOthersMail(header: Zone, version: string, isOwnMail: boolean, r: Relevance): boolean {
  if (isOwnMail) return false;
  const parties = r.index.mentionsIn(version, header).map((m) => m.entityId);
  const clients = parties.filter((id) => r.belonging.homesOf(id).size > 0);
  return clients.length > 0 && !clients.some((id) => r.acquainted.has(id));
}

/** Words that name another household's people, things or numbers; kin and contacts of this one may be named, without a foreign surname. */
function isAboutOthers(s: RecordSentence, isAlone: boolean, r: Relevance): boolean {
  if (r.foreign.findIn(s.text) !== null) return true;
  const theirs = s.mentions.filter((m) => r.belonging.homesOf(m.entityId).size > 0 && !r.isOurs(m.entityId));
  if (theirs.some((m) => !r.acquainted.has(m.entityId))) return true;
  return !isAlone && theirs.length === 0 && r.foreign.hasFirstName(s.text);
}

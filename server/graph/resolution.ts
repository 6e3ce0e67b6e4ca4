import type { EntityType, Reading, RelationType } from "../extract/reading.ts";
import type { Span } from "../lib/span.ts";
import type { Mailbox } from "../mail/message.ts";

/** One stored reading with what resolve needs to know of its message. Content itself is not here. */
export type MessageReading = {
  readonly documentId: string;
  readonly documentVersionId: string;
  readonly sourceHash: string;
  readonly messageId: string | null;
  /** Date header, never later than the earliest known receipt; null sorts first. */
  readonly sentAtMs: number | null;
  /** The sender's own calendar date, YYYY-MM-DD. */
  readonly localDate: string | null;
  readonly mailboxIds: readonly string[];
  readonly threadKey: string;
  readonly from: readonly Mailbox[];
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  readonly authentication: "pass" | "fail" | "none";
  readonly learnedAt: string;
  readonly reading: Reading;
};

/** What the organization knows about itself: the addresses its mailboxes have, and the domains that are its own (never a shared one). */
export type FirmContext = {
  readonly mailboxAddresses: readonly string[];
  readonly domains: readonly string[];
  readonly firmName: string | null;
};

export type StatedBy = "client" | "third_party" | "firm" | "unverified" | "inferred";

/** Where the words are: proved when read, sliced again by verify. */
export type EvidenceSpan = Span & {
  readonly documentId: string;
  readonly documentVersionId: string;
  readonly mailboxIds: readonly string[];
  readonly confidence: number;
  /** The mention or claim of the reading it came from. */
  readonly sourceId: string;
};

export type ResolvedEntity = {
  readonly id: string;
  readonly type: EntityType;
  readonly name: string;
  readonly confidence: number;
  readonly mentions: readonly EvidenceSpan[];
  /** Every name it goes by, best first, each with the mailboxes whose mail says so. */
  readonly names: readonly { readonly name: string; readonly mailboxIds: readonly string[] }[];
  /** Why the referents behind it are one thing, in words without personal data ("same address", "same last four and custodian"). */
  readonly joinedBy: readonly string[];
  /** Professionals and Institutions known by one key in every block; missing for what one block alone knows. */
  readonly sharedKey?: string;
} & Decided;

/** What a person decided of an entity or a fact, and by which correction; a status that a person set is a fact with a correction of its own. */
export type Decided = {
  readonly status: "confirmed" | "rejected" | null;
  readonly correctionId: string | null;
};

type ResolvedFactBase = Decided & {
  readonly id: string;
  readonly confidence: number;
  readonly statedBy: StatedBy;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly learnedAt: string;
  readonly supersededBy: string | null;
  /** Ids of facts that say otherwise and that nothing settles. */
  readonly contradicts: readonly string[];
  readonly evidence: readonly EvidenceSpan[];
};
export type ResolvedRelation = ResolvedFactBase & {
  readonly type: RelationType;
  readonly from: string;
  readonly to: string;
};
export type ResolvedAttribute = ResolvedFactBase & {
  readonly entityId: string;
  readonly name: string;
  readonly value: string;
};

export type ResolvedGraph = {
  readonly entities: readonly ResolvedEntity[];
  readonly relations: readonly ResolvedRelation[];
  readonly attributes: readonly ResolvedAttribute[];
};

/** A question for a person: whether two entities are one, or which of several some words are about. */
export type ResolvedReview = {
  readonly id: string;
  readonly kind: "pair" | "whose";
  readonly entityIds: readonly string[];
  /** Which of them the words were given to meanwhile; null when to none. */
  readonly chosen: string | null;
  readonly words: Omit<WordsKey, "nth"> | null;
  /** In words without personal data. */
  readonly reasons: readonly string[];
  /** Of 100. */
  readonly likeness: number;
  readonly mailboxIds: readonly string[];
};
export type ResolvedBlock = ResolvedGraph & { readonly reviews: readonly ResolvedReview[] };

/** A person's decision, keyed by words and not by rows, so that it survives re-reading and re-resolving. */
export type Correction =
  | { readonly kind: "confirm" | "reject"; readonly target: EntityTarget | FactTarget }
  /** `split`: the words of `right` are about another thing than those of `left`; also said of two that nothing joins yet. */
  | { readonly kind: "merge" | "split"; readonly left: EntityKey; readonly right: EntityKey }
  | { readonly kind: "set_status"; readonly entity: EntityKey; readonly value: string }
  /** Some words are about this thing; null: about none of those they may be about. */
  | { readonly kind: "assign"; readonly words: EntityKey; readonly to: EntityKey | null }
  /** Whether two are one is not to be asked for now. */
  | { readonly kind: "later"; readonly left: EntityKey; readonly right: EntityKey };

/** Words of one version; `nth` where several things are called by the same words ("Mr. and Mrs. Park"). */
export type WordsKey = Span & {
  readonly documentId: string;
  readonly documentVersionId: string;
  readonly nth?: number;
};

/** A thing by words that name it, in several documents if it can be: one that is still there is enough. A household without a name: its members' words. */
export type EntityKey = {
  readonly type: EntityType;
  readonly words: readonly WordsKey[];
  /** How every block knows a professional or an institution. */
  readonly sharedKey?: string;
};
export type EntityTarget = { readonly entity: EntityKey };
export type FactTarget = {
  /** The relation's type or the attribute's name. */
  readonly fact: string;
  readonly from: EntityKey;
  readonly to: EntityKey | null;
  readonly value: string | null;
  /** The words that say so: which of several times the value was said. */
  readonly at: Omit<WordsKey, "nth">;
};

/** A correction that stands. Resolve takes them in the order they were decided: the last word on a thing holds. */
export type Decision = Correction & { readonly id: string; readonly decidedAt: string };

/** What is stored of a message beside its reading (extraction.envelope); ids, dates and mailboxes stand in their own columns. */
export type MessageEnvelope = Pick<MessageReading, "from" | "to" | "cc" | "authentication" | "threadKey">;

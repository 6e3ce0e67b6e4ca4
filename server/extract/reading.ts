import type { Span } from "../lib/span.ts";
import type { ParsedMessage, Zone } from "../mail/message.ts";

export const entityTypes = [
  "Household",
  "Client",
  "Professional",
  "Institution",
  "Account",
  "LifeEvent",
  "ActionItem",
  "Meeting",
  "Goal",
] as const;
export type EntityType = (typeof entityTypes)[number];

export const relationTypes = [
  "belongsToHousehold",
  "spouseOf",
  "parentOf",
  "childOf",
  "siblingOf",
  "ownsAccount",
  "heldAt",
  "experiencedEvent",
  "hasActionItem",
  "assignedTo",
  "attends",
  "concerns",
  "advises",
  "hasGoal",
  "worksFor",
] as const;
export type RelationType = (typeof relationTypes)[number];

export const flagCategories = [
  "guarantee",
  "exaggeration",
  "unbalanced",
  "tax_advice",
  "legal_advice",
  "performance_projection",
  "off_channel",
  "confidential_info",
  "complaint",
  "vulnerable_client",
] as const;
export type FlagCategory = (typeof flagCategories)[number];

/** What a message alone can tell. Whether a person is a Client or a Professional is resolve's to decide, from all mail. */
export type ReferentType = Exclude<EntityType, "Client" | "Professional"> | "Person";

/**
 * Something a message speaks of, known only as far as this message goes: a named person, "my wife", "the IRA", one action.
 * Resolve joins referents of many messages into entities by their keys.
 */
export type Referent = {
  /** Unique in the reading and stable for the engine's version: "r0" is the message's own sender. */
  readonly id: string;
  readonly type: ReferentType;
  /** A display name in the record's own words: "Robert Thompson", "Traditional IRA 4521", "Send John the RMD worksheet". Last four digits at most. */
  readonly name: string;
  readonly keys: ReferentKeys;
};

/** What may tell one referent from another. All optional; all normalised (addresses lower case, names as written, dates ISO and as exact as known). */
export type ReferentKeys = {
  // Person
  readonly address?: string;
  readonly fullName?: string;
  readonly firstName?: string;
  readonly surname?: string;
  readonly honorific?: string;
  /** A professional's title as written in a signature or in apposition ("our CPA"), and the firm's name. */
  readonly role?: string;
  readonly firm?: string;
  /** Why this person looks like a professional or a client, from this message only. */
  readonly leaning?: "professional" | "client";
  /** "my wife", "Halina's son": who this is by kinship; `of` is a referent id. `relation` is what this person is to `of`. */
  readonly kin?: {
    readonly of: string;
    readonly relation: Kinship;
    readonly gender?: "female" | "male";
    readonly late?: boolean;
  };
  // Household: surname above
  // Institution
  readonly institution?: string;
  readonly institutionKind?: string;
  // Account
  readonly accountType?: string;
  readonly last4?: string;
  /** The custodian's name as written. */
  readonly custodian?: string;
  /** Referent ids of the owners as far as the message says. */
  readonly owners?: readonly string[];
  // LifeEvent
  readonly eventType?: string;
  /** Whose event: referent ids. */
  readonly subjects?: readonly string[];
  // LifeEvent and Meeting
  readonly date?: string;
  // Meeting
  readonly time?: string;
  /** An earlier date this meeting is moved from, or the date it cancels. */
  readonly previousDate?: string;
  // ActionItem, Goal, LifeEvent, Meeting: content words (lower case, lemmatised) that tell one from another.
  readonly topic?: readonly string[];
  /** ActionItem: words before, for which a pronoun stands ("the deed is here. I'll send it on"). */
  readonly context?: readonly string[];
  /** ActionItem: who does it, and for whom (referent ids). */
  readonly assignees?: readonly string[];
  readonly beneficiaries?: readonly string[];
  /** ActionItem, Meeting: true when the words only report on an earlier one ("the worksheet went out yesterday"): joins one, never makes one. */
  readonly reportOnly?: boolean;
  /** ActionItem: a sentence that may answer what was asked before. */
  readonly isAnswer?: boolean;
};

export type Kinship =
  | "spouse"
  | "parent"
  | "child"
  | "sibling"
  | "grandparent"
  | "grandchild"
  | "aunt_uncle"
  | "niece_nephew"
  | "cousin"
  | "in_law"
  | "other";

/** Words in the content that name or describe a referent. Pronouns and "my wife" are not mentions. */
export type Mention = {
  readonly id: string;
  readonly referentId: string;
  readonly span: Span;
  readonly text: string;
  readonly confidence: number;
};

type ClaimBase = {
  readonly id: string;
  /** The words that say so; at most 400 units. The first is the best. */
  readonly evidence: readonly Span[];
  readonly confidence: number;
  /** The address whose words these are; null when the message does not say. */
  readonly author: string | null;
};

export type RelationClaim = ClaimBase & {
  readonly kind: "relation";
  readonly type: RelationType;
  readonly from: string;
  readonly to: string;
};

/** `name` is one of the attributes of the corpus README's table (status, dueDate, amount, …); `value` a string normalised as there. */
export type AttributeClaim = ClaimBase & {
  readonly kind: "attribute";
  readonly referentId: string;
  readonly name: string;
  readonly value: string;
  /** When the value holds from, as exact as said; null when the message does not say. */
  readonly validFrom: string | null;
};

export type Claim = RelationClaim | AttributeClaim;

export type Flag = {
  readonly id: string;
  readonly category: FlagCategory;
  readonly span: Span;
  readonly text: string;
  readonly confidence: number;
  readonly author: string | null;
};

/** All that a message says, read from its own words only: a pure function of the message and the engine's version. */
export type Reading = {
  readonly engine: string;
  readonly engineVersion: string;
  readonly referents: readonly Referent[];
  readonly mentions: readonly Mention[];
  readonly claims: readonly Claim[];
  readonly flags: readonly Flag[];
  /** Finds whose quote was not there or broke a rule: never stored, only counted. */
  readonly dropped: number;
};

export type ReadInput = { readonly message: ParsedMessage; readonly zones: readonly Zone[] };

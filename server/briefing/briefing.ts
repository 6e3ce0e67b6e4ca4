import { sectionId } from "../../contract/briefing.ts";
import { withheldReason } from "../../contract/bullet.ts";
import type { PersonalDataKind } from "../compliance/redact/personal-data.ts";
import type { FlagCategory } from "../extract/reading.ts";
import type { Mailbox, Zone } from "../mail/message.ts";

/** In the order in which they are read. */
export const sectionIds = sectionId.options;
export type SectionId = (typeof sectionIds)[number];

export const withheldReasons = withheldReason.options;
export type WithheldReason = (typeof withheldReasons)[number];

/** A meeting's briefing as an adviser reads it (contracts, 4). Immutable once written. */
export type Briefing = {
  readonly id: string;
  readonly ask: string;
  readonly asOf: string;
  readonly subject: BriefingSubject;
  readonly meeting: { readonly entityId: string | null; readonly date: string | null };
  readonly sections: readonly BriefingSection[];
  readonly disclaimer: { readonly version: string; readonly text: string };
  readonly withheld: readonly { readonly reason: WithheldReason; readonly count: number }[];
  readonly composer: {
    readonly kind: "extractive" | "model";
    readonly version: string;
    readonly policyVersion: string;
    readonly contextTokens: {
      readonly working: number;
      readonly episodic: number;
      readonly semantic: number;
      readonly total: number;
    };
  };
  readonly createdAt: string;
};

export type BriefingSubject = {
  readonly entityId: string;
  readonly type: "Household" | "Client";
  readonly name: string;
};

export type BriefingSection = {
  readonly id: SectionId;
  readonly title: string;
  readonly bullets: readonly BriefingBullet[];
  /** What stands in place of bullets where the record holds nothing. */
  readonly note?: string;
};

export type BriefingBullet = {
  readonly id: string;
  readonly text: string;
  readonly citations: readonly BriefingCitation[];
};

/** `text` is the version's content from startChar to endChar, a masked unit as •. `sentOn` and `from` say whose message it is. */
export type BriefingCitation = {
  readonly documentId: string;
  readonly documentVersionId: string;
  readonly startChar: number;
  readonly endChar: number;
  readonly text: string;
  readonly kind: "mention" | "relation" | "attribute";
  readonly source: Readonly<Record<string, string>>;
  readonly mailboxIds: readonly string[];
  readonly sentOn: string | null;
  readonly from: string | null;
};

/** A message the asker may read, as far as a briefing needs it; its words come from `contentOf(documentVersionId)`. */
export type BriefingMessage = {
  readonly documentId: string;
  readonly documentVersionId: string;
  readonly messageId: string | null;
  readonly sentAtMs: number | null;
  /** The sender's own calendar date, YYYY-MM-DD. */
  readonly localDate: string | null;
  readonly mailboxIds: readonly string[];
  readonly threadKey: string;
  readonly from: readonly Mailbox[];
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  readonly subject: string;
  readonly zones: readonly Zone[];
};

export type BriefingFlag = {
  readonly id: string;
  readonly category: FlagCategory;
  readonly documentId: string;
  readonly documentVersionId: string;
  readonly startChar: number;
  readonly endChar: number;
  readonly author: string | null;
  readonly mailboxIds: readonly string[];
};

/** A bullet before the guard has seen it: what it says, what it rests on, and how much an adviser would miss it (higher first). */
export type DraftBullet = {
  readonly section: SectionId;
  readonly text: string;
  readonly citations: readonly DraftCitation[];
  readonly weight: number;
  /** The kinds of personal data it is about, and may show. */
  readonly isAbout?: readonly PersonalDataKind[];
};

export type DraftCitation = {
  readonly documentId: string;
  readonly documentVersionId: string;
  readonly startChar: number;
  readonly endChar: number;
  readonly mailboxIds: readonly string[];
  readonly kind: "mention" | "relation" | "attribute";
  readonly source: Readonly<Record<string, string>>;
};

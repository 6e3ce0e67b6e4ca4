import type { Span } from "../lib/span.ts";

/** A name and an address as decoded text; either may be missing in real mail. `address` is trimmed and lower-cased. */
export type Mailbox = { readonly name: string | null; readonly address: string | null };

/** An instant and the sender's own UTC offset, from the Date header. `iso` is ISO 8601 with that offset: 2026-02-02T08:30:00-05:00. */
export type SentDate = {
  readonly iso: string;
  readonly epochMs: number;
  readonly localDate: string;
  readonly offsetMinutes: number;
};

export type Attachment = { readonly name: string | null; readonly type: string; readonly sizeBytes: number };

/** A parsed message: what canonical content, document identity and threads are made of. No bytes beyond `content`. */
export type ParsedMessage = {
  /** The Message-ID header without surrounding blanks, angle brackets kept; null when missing. */
  readonly messageId: string | null;
  readonly from: readonly Mailbox[];
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  readonly date: SentDate | null;
  readonly subject: string;
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
  /** X-GM-THRID as the API writes it, or null; files without it are threaded by References. */
  readonly gmailThreadId: string | null;
  /** X-Gmail-Labels of a Takeout export, Gmail's own by their ids in the API. */
  readonly gmailLabels: readonly string[];
  /** Earliest instant in a Received header, or null. An mbox envelope is known to the reader of the file, not here. */
  readonly receivedAtMs: number | null;
  /** The topmost Authentication-Results verdict: pass, fail, or none when the header is missing. */
  readonly authentication: "pass" | "fail" | "none";
  readonly attachments: readonly Attachment[];
  /** Header block, empty line, body: what every span indexes into (contracts, 2). */
  readonly content: string;
  readonly canonicaliserVersion: string;
  /** Canonical JSON of what identifies the message; document identity is its HMAC under the organization's key. */
  readonly identity: string;
};

/** `header` covers the canonical header block; the others are the zones contracts.md names. */
export type ZoneKind = "header" | "own" | "greeting" | "quoted" | "forwarded" | "signature" | "footer";

/** Zones cover the whole content, in order, without overlap. `author` is whose words the zone holds: the message's sender, or a forwarded message's own. */
export type Zone = Span & {
  readonly kind: ZoneKind;
  readonly author: Mailbox | null;
  /** When the author wrote it: the message's date, or the forwarded message's own where it can be read. */
  readonly writtenAt: SentDate | null;
  /** To of a forwarded block where it can be read; otherwise the message's To. */
  readonly addressees: readonly Mailbox[];
};

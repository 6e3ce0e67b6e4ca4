/** What Beep asks of Gmail, for one account. Every call throws a GmailError when Gmail does not answer as it should, and on the signal. */
export type Gmail = {
  getProfile(signal: AbortSignal): Promise<{ readonly address: string; readonly historyId: string }>;
  listLabels(signal: AbortSignal): Promise<readonly GmailLabel[]>;
  /** Ids of all messages, spam and trash too, or of those with a label. `page_expired` when the token is not taken any more. */
  listIds(from: IdListing, signal: AbortSignal): Promise<IdPage>;
  /** What happened since; `history_expired` when Gmail remembers it no more. */
  listHistory(startHistoryId: string, pageToken: string | null, signal: AbortSignal): Promise<HistoryPage>;
  /** `not_found` when it was deleted. */
  getMessage(id: string, signal: AbortSignal): Promise<GmailMessage>;
  getLabels(id: string, signal: AbortSignal): Promise<readonly string[]>;
};

export type GmailLabel = { readonly id: string; readonly name: string };

/** Which list of ids, by label or of all, and from where on. */
export type IdListing = { readonly labelId: string | null; readonly pageToken: string | null };

export type IdPage = { readonly ids: readonly string[]; readonly nextPageToken: string | null };

export type HistoryPage = {
  readonly changes: readonly HistoryChange[];
  /** Where the mailbox stands now: a decimal of any length, compared as BigInt. */
  readonly historyId: string;
  readonly nextPageToken: string | null;
};

export type HistoryChange =
  | { readonly kind: "added" | "deleted"; readonly id: string }
  | { readonly kind: "labelled" | "unlabelled"; readonly id: string; readonly labels: readonly string[] };

export type GmailMessage = {
  readonly id: string;
  readonly threadId: string;
  readonly labels: readonly string[];
  /** Gmail's internalDate: when it was received. */
  readonly receivedAtMs: number | null;
  readonly raw: Uint8Array;
};

/** Why Gmail did not do as asked: a closed set, nothing of Google's words. */
export type GmailFault =
  | { readonly kind: "rate_limited"; readonly retryAfterMs: number | null }
  /** The token is refused, also after it was refreshed: the account must be linked again. */
  | { readonly kind: "unauthorized" }
  | { readonly kind: "missing_scope" }
  | { readonly kind: "history_expired" | "page_expired" | "not_found" }
  | { readonly kind: "unavailable"; readonly reason: "server_error" | "not_json" | "timeout" | "network" }
  /** Gmail is not enabled for the account or the project, or refuses the request for a reason of its own. */
  | { readonly kind: "refused" };

export class GmailError extends Error {
  readonly fault: GmailFault;

  constructor(fault: GmailFault) {
    super(`Gmail: ${fault.kind}`);
    this.name = "GmailError";
    this.fault = fault;
  }
}

export const isGmailFault = (error: unknown, kind: GmailFault["kind"]): error is GmailError =>
  error instanceof GmailError && error.fault.kind === kind;

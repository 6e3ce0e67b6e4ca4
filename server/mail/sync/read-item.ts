import { prepareMessage } from "../../documents/prepare-message.ts";
import { GmailError, type GmailMessage, isGmailFault } from "../../google/gmail.ts";
import { parseMessage } from "../parse-message.ts";
import type { Seen } from "../store-batch.ts";
import { leftOutByEnvelope, leftOutByLabel } from "./rules.ts";
import type { SyncRun } from "./sync-run.ts";
import type { WorkItem } from "./work-list.repository.ts";

/** What a look at one message of the work list gave. `gone`: Gmail has it no more. `labels`: it is stored, and these are its labels now. */
export type Looked = Seen & {
  readonly item: WorkItem;
  readonly found: "message" | "gone" | "nothing" | { readonly labels: readonly string[] };
};

/** Asks Gmail for one message: its labels when it is stored already, else all of it. Only a fault of the whole service throws. */
export async function fetchItem(
  { gmail, lease }: SyncRun,
  item: WorkItem,
  isStored: boolean,
): Promise<Looked | { readonly item: WorkItem; readonly message: GmailMessage }> {
  const { id: sourceId } = item;
  const { signal } = lease;
  try {
    if (!isStored) return { item, message: await gmail.getMessage(sourceId, signal) };
    return { item, sourceId, kind: "unchanged", found: { labels: await gmail.getLabels(sourceId, signal) } };
  } catch (error) {
    if (isGmailFault(error, "not_found")) return { item, sourceId, kind: "unchanged", found: "gone" };
    if (!isOfTheMessage(error)) throw error;
    // What is stored stays stored; its labels are asked for again.
    return isStored
      ? { item, sourceId, kind: "unchanged", found: "nothing" }
      : { item, sourceId, kind: "failed", reason: "fetch_failed", found: "nothing" };
  }
}

/** Faults that one message alone can have; whether the whole service has them is asked before they are believed. */
const isOfTheMessage = (error: unknown): boolean =>
  error instanceof GmailError && (error.fault.kind === "unavailable" || error.fault.kind === "refused");

/** Reads a message that came: left out by a rule, failed, or ready to be stored. */
export function readItem(run: SyncRun, item: WorkItem, message: GmailMessage): Looked {
  const { place, rules, labelIds, keys } = run;
  const receivedOn = dayOf(message.receivedAtMs);
  const base = { item, sourceId: item.id, receivedOn, found: "message" } as const;
  const byLabel = leftOutByLabel(labelIds, message.labels);
  if (byLabel !== undefined) return { ...base, kind: "excluded", reason: byLabel };
  const parsed = parseMessage(message.raw);
  if (!parsed.ok) return { ...base, kind: "failed", reason: parsed.reason };
  const localDate = parsed.message.date?.localDate ?? receivedOn;
  const byEnvelope = leftOutByEnvelope(rules, { ...parsed.message, localDate });
  if (byEnvelope !== undefined) return { ...base, kind: "excluded", reason: byEnvelope };
  try {
    const known = { ...parsed.message, ...knownOnlyToGmail(parsed.message, message) };
    const gmail = { id: message.id, threadId: message.threadId };
    const source = { mailboxId: place.mailboxId, type: "gmail", labels: [...message.labels].sort(), gmail } as const;
    const read = { source, message: known, raw: message.raw, ...run.read(known) };
    return { ...base, kind: "prepared", prepared: prepareMessage(keys, read) };
  } catch {
    return { ...base, kind: "failed", reason: "reading_failed" };
  }
}

/** Nobody but the account's own holder can put a message among the sent ones; a draft of another program has no date but Gmail's. */
function knownOnlyToGmail(
  {
    authentication,
    receivedAtMs,
    date,
  }: { authentication: "pass" | "fail" | "none"; receivedAtMs: number | null; date: object | null },
  message: GmailMessage,
) {
  return {
    authentication: message.labels.includes("SENT") ? ("pass" as const) : authentication,
    receivedAtMs: receivedAtMs ?? (date === null ? message.receivedAtMs : null),
  };
}

/** Null for an instant no calendar has. */
function dayOf(ms: number | null): string | null {
  if (ms === null) return null;
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? null : (/^\d{4}-\d\d-\d\d/.exec(date.toISOString())?.[0] ?? null);
}

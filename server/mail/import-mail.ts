import type { Database } from "../db/database.ts";
import { type Actor, withOrganization } from "../db/with-organization.ts";
import type { OrganizationKeys } from "../documents/keys.ts";
import { prepareMessage, type ReadMessage } from "../documents/prepare-message.ts";
import { type LeftOutOfFiles, openLeftOut } from "./left-out-of-files.ts";
import type { MailItem } from "./mail-item.ts";
import { findStored } from "./mail-ledger.ts";
import type { ParsedMessage } from "./message.ts";
import { parseMessage } from "./parse-message.ts";
import { type Seen, storeBatch, type Target } from "./store-batch.ts";
import { type MailCounts, type MailProgress, startTally } from "./tally.ts";

/** What an import needs from its surroundings. `read` is pure; should it throw, the message is a failed one. */
export type ImportDeps = {
  readonly db: Database;
  readonly keys: OrganizationKeys;
  readonly read: (message: ParsedMessage) => Pick<ReadMessage, "zones" | "zonerVersion" | "ontologyId" | "reading">;
};

export type ImportProgress = MailProgress & { readonly bytesRead: number };

/**
 * Reads messages into a mailbox: each ends in the ledger as stored, excluded or failed, whatever it holds. Everything but
 * writing happens outside transactions; while one small batch is written the next is read, so memory holds two of them. Stopped at
 * any point and repeated, it leaves what one whole run leaves. Throws only when the database or its keys do not answer, or on
 * `signal`; what was counted by then is stored. The actor must read every mailbox of the organization.
 */
export async function importMail(
  deps: ImportDeps,
  input: {
    readonly actor: Actor;
    readonly mailboxId: string;
    /** Nobody vouches for mail that carries no server's verdict: what it says is shown as unverified (contracts, 3). */
    readonly unverified?: boolean;
    readonly items: AsyncIterable<MailItem>;
    readonly onProgress?: (progress: ImportProgress) => void;
    readonly signal?: AbortSignal;
  },
): Promise<MailCounts> {
  const tally = startTally();
  const leftOut = await openLeftOut(deps.db, input.actor, input.mailboxId);
  const target = { ...input, sourceType: "file" as const, leftOut };
  let writing: Promise<void> = Promise.resolve();
  try {
    for await (const batch of batchesOf(input.items)) {
      input.signal?.throwIfAborted();
      const seen = await readBatch(deps, target, batch);
      await writing;
      writing = storeBatch(deps, target, seen).then((entries) => {
        tally.add(entries);
        input.onProgress?.({ ...tally.progress(), bytesRead: batch.at(-1)?.bytesRead ?? 0 });
      });
      // Awaited a batch later: a failure in between must not count as unhandled.
      writing.catch(() => undefined);
    }
  } finally {
    await writing;
  }
  return tally.counts();
}

/** Enough that statements cost little beside the reading, few enough that a crash repeats little. */
const batchMessages = 40;
const batchBytes = 4_000_000;

async function* batchesOf(items: AsyncIterable<MailItem>): AsyncGenerator<readonly MailItem[]> {
  let batch: MailItem[] = [];
  let bytes = 0;
  for await (const item of items) {
    batch.push(item);
    bytes += item.raw.byteLength;
    if (batch.length < batchMessages && bytes < batchBytes) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}

type FileTarget = Target & { readonly unverified?: boolean; readonly leftOut: LeftOutOfFiles };

async function readBatch(deps: ImportDeps, target: FileTarget, batch: readonly MailItem[]): Promise<Seen[]> {
  const { actor, mailboxId } = target;
  const named = batch.map((item) => ({ item, sourceId: deps.keys.hash("raw", item.raw) }));
  const stored = await withOrganization(deps.db, actor, (tx) =>
    findStored(
      tx,
      actor.organizationId,
      mailboxId,
      named.map(({ sourceId }) => sourceId),
    ),
  );
  const seen: Seen[] = [];
  for (const { item, sourceId } of named)
    seen.push(stored.has(sourceId) ? { sourceId, kind: "unchanged" } : await readItem(deps, target, item, sourceId));
  return seen;
}

async function readItem(deps: ImportDeps, target: FileTarget, item: MailItem, sourceId: string): Promise<Seen> {
  const parsed = parseMessage(item.raw);
  if (!parsed.ok) return { sourceId, kind: "failed", reason: parsed.reason };
  const labels = [...new Set([...(item.labels ?? []), ...parsed.message.gmailLabels])].sort();
  const reason = target.leftOut(parsed.message, labels);
  if (reason !== undefined) return { sourceId, kind: "excluded", reason };
  try {
    const source = { mailboxId: target.mailboxId, type: "file" as const, labels };
    const message = { ...parsed.message, ...knownOnlyToTheFile(parsed.message, item, target.unverified === true) };
    const read = { source, message, raw: item.raw, ...deps.read(message) };
    return { sourceId, kind: "prepared", prepared: prepareMessage(deps.keys, read) };
  } catch {
    return { sourceId, kind: "failed", reason: "reading_failed" };
  }
}

/**
 * Most mail in files carries no server's verdict, and whoever imports it vouches for it, unless told
 * otherwise; a failed verdict stands. The envelope line of an mbox is a receipt of last resort: some programs write it in local time, without saying which.
 */
function knownOnlyToTheFile(message: ParsedMessage, item: MailItem, unverified: boolean) {
  return {
    authentication: message.authentication === "none" && !unverified ? ("pass" as const) : message.authentication,
    receivedAtMs: message.receivedAtMs ?? (message.date === null ? item.receivedAtMs : null),
  };
}

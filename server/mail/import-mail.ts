import type { Database } from "../db/database.ts";
import { repeatOnRace } from "../db/repeat-on-race.ts";
import { type Actor, withOrganization } from "../db/with-organization.ts";
import type { OrganizationKeys } from "../documents/keys.ts";
import { type PreparedMessage, prepareMessage, type ReadMessage } from "../documents/prepare-message.ts";
import { type Recorded, recordMessages } from "../documents/record-messages.ts";
import { BeepError } from "../errors.ts";
import { type FailedReason, findStored, type LedgerEntry, writeLedger } from "./import-ledger.ts";
import type { MailItem } from "./mail-item.ts";
import type { ParsedMessage } from "./message.ts";
import { parseMessage } from "./parse-message.ts";

/** What an import needs from its surroundings. `read` is pure; should it throw, the message is a failed one. */
export type ImportDeps = {
  readonly db: Database;
  readonly keys: OrganizationKeys;
  readonly read: (message: ParsedMessage) => Pick<ReadMessage, "zones" | "zonerVersion" | "ontologyId" | "reading">;
};

export type ImportCounts = {
  readonly received: number;
  readonly stored: number;
  readonly excluded: number;
  readonly failed: number;
  /** Of the stored: documents and versions that were not there before, and messages that changed nothing. */
  readonly newDocuments: number;
  readonly newVersions: number;
  readonly unchanged: number;
  /** Excluded and failed by reason. */
  readonly reasons: Readonly<Record<string, number>>;
};

export type ImportProgress = Pick<ImportCounts, "received" | "stored" | "excluded" | "failed"> & {
  readonly bytesRead: number;
  readonly messagesPerSecond: number;
};

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
): Promise<ImportCounts> {
  const tally = startTally();
  let writing: Promise<void> = Promise.resolve();
  try {
    for await (const batch of batchesOf(input.items)) {
      input.signal?.throwIfAborted();
      const seen = await readBatch(deps, input, batch);
      await writing;
      writing = writeBatch(deps, input, seen).then((entries) => {
        tally.add(entries, batch.at(-1)?.bytesRead ?? 0);
        input.onProgress?.(tally.progress());
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

/** A message on its way: to be stored, or ended before that. */
type Seen =
  | { readonly sourceId: string; readonly kind: "prepared"; readonly prepared: PreparedMessage }
  | { readonly sourceId: string; readonly kind: "unchanged" }
  | { readonly sourceId: string; readonly kind: "failed"; readonly reason: FailedReason };

type Target = { readonly actor: Actor; readonly mailboxId: string; readonly unverified?: boolean };

async function readBatch(deps: ImportDeps, target: Target, batch: readonly MailItem[]): Promise<Seen[]> {
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

async function readItem(deps: ImportDeps, target: Target, item: MailItem, sourceId: string): Promise<Seen> {
  const parsed = await parseMessage(item.raw);
  if (!parsed.ok) return { sourceId, kind: "failed", reason: parsed.reason };
  try {
    const source = { mailboxId: target.mailboxId, type: "file" as const, labels: [] };
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

/** What one batch came to: the ledger's entries and what each did to its document. */
type Written = { readonly entry: LedgerEntry | undefined; readonly recorded: Recorded["outcome"] | undefined };

async function writeBatch(deps: ImportDeps, target: Target, seen: readonly Seen[]): Promise<readonly Written[]> {
  try {
    return await writeTogether(deps, target, seen);
  } catch (error) {
    if (!isAboutTheMessages(error)) throw error;
  }
  // Something in one of them is not taken: one by one, so that it is the only one to fail.
  const written: Written[] = [];
  let refusedInARow = 0;
  for (const one of seen) {
    try {
      written.push(...(await writeTogether(deps, target, [one])));
      refusedInARow = 0;
    } catch (error) {
      if (!isAboutTheMessages(error) || ++refusedInARow > refusedInARowMax) throw asBeepError(error);
      const failed = { sourceId: one.sourceId, kind: "failed", reason: "not_storable" } as const;
      written.push(...(await writeTogether(deps, target, [failed])));
    }
  }
  return written;
}

/** More than this, and it is not the mail: something of ours is broken, and everything would end as failed. */
const refusedInARowMax = 10;

/** A database that is full, gone or too busy says so by a tag of its own; anything else may be what a message holds. */
const isAboutTheMessages = (error: unknown) => !(error instanceof BeepError) || error.tag === "InternalError";

/** Errors of libraries may quote mail. */
const asBeepError = (error: unknown) =>
  error instanceof BeepError ? error : new BeepError("InternalError", "A batch of messages could not be stored.");

async function writeTogether(deps: ImportDeps, target: Target, seen: readonly Seen[]): Promise<readonly Written[]> {
  const { actor, mailboxId } = target;
  const toRecord = seen.flatMap((one) => (one.kind === "prepared" ? [one.prepared] : []));
  return repeatOnRace(() =>
    withOrganization(deps.db, actor, async (tx) => {
      const recorded = await recordMessages(tx, deps.keys, toRecord);
      let at = 0;
      const written = seen.map((one): Written => {
        if (one.kind === "unchanged") return { entry: undefined, recorded: "known" };
        if (one.kind === "failed")
          return { entry: { sourceId: one.sourceId, outcome: "failed", reason: one.reason }, recorded: undefined };
        return entryOf(one.sourceId, recorded[at++]);
      });
      const entries = written.flatMap(({ entry }) => (entry === undefined ? [] : [entry]));
      await writeLedger(tx, actor.organizationId, mailboxId, entries);
      return written;
    }),
  );
}

function entryOf(sourceId: string, recorded: Recorded | undefined): Written {
  if (recorded === undefined) throw new BeepError("InternalError", "A message of a batch was not recorded.");
  if (recorded.outcome === "destroyed")
    return { entry: { sourceId, outcome: "excluded", reason: "destroyed" }, recorded: "destroyed" };
  return { entry: { sourceId, outcome: "stored", documentId: recorded.documentId }, recorded: recorded.outcome };
}

function startTally() {
  const startedMs = performance.now();
  const counts = { received: 0, stored: 0, excluded: 0, failed: 0, newDocuments: 0, newVersions: 0, unchanged: 0 };
  const reasons: Record<string, number> = {};
  let bytesRead = 0;
  return {
    add(written: readonly Written[], bytes: number) {
      bytesRead = bytes;
      for (const { entry, recorded } of written) {
        const outcome = entry?.outcome ?? "stored";
        counts.received++;
        counts[outcome]++;
        if (entry !== undefined && entry.outcome !== "stored") reasons[entry.reason] = (reasons[entry.reason] ?? 0) + 1;
        if (recorded === "document") counts.newDocuments++;
        if (recorded === "version") counts.newVersions++;
        if (recorded === "known" || recorded === "source") counts.unchanged++;
      }
    },
    counts: (): ImportCounts => ({ ...counts, reasons: { ...reasons } }),
    progress(): ImportProgress {
      const { received, stored, excluded, failed } = counts;
      const seconds = Math.max(0.001, (performance.now() - startedMs) / 1000);
      return { received, stored, excluded, failed, bytesRead, messagesPerSecond: received / seconds };
    },
  };
}

import type { Database } from "../../db/database.ts";
import { repeatOnRace } from "../../db/repeat-on-race.ts";
import { type Actor, withOrganization } from "../../db/with-organization.ts";
import { parseMessage } from "../../mail/parse-message.ts";
import type { Reader } from "../../mail/read-parsed-message.ts";
import type { OrganizationKeys } from "../keys.ts";
import { type PreparedExtraction, prepareExtraction } from "../prepare-message.ts";
import { countStale, findStale, type StoredMessage, storedMessage, writeExtraction } from "./reread.repository.ts";

export type Reread = {
  readonly documents: number;
  readonly read: number;
  readonly current: number;
  readonly failed: number;
};

/** Ids only: what belongs to them is opened one by one. */
const idsAtOnce = 500;

/**
 * Reads the stored mail of a mailbox with this reader, where it has not read it yet: a new extraction beside the earlier ones, the flags
 * of the new reading, and a mark for resolve. Each document is one transaction, and reading happens outside it; stopped anywhere
 * and repeated, it goes on where it was. The actor must read every mailbox of the organization.
 */
export async function rereadMailbox(
  { db, keys, reader }: { readonly db: Database; readonly keys: OrganizationKeys; readonly reader: Reader },
  input: {
    readonly actor: Actor;
    readonly mailboxId: string;
    readonly onProgress: (done: number, total: number) => void;
    readonly signal: AbortSignal;
  },
): Promise<Reread> {
  const { actor, mailboxId, signal } = input;
  const { documents, stale } = await withOrganization(db, actor, (tx) => countStale(tx, actor, mailboxId, reader));
  let read = 0;
  let failed = 0;
  for (let after: string | null = null; ; ) {
    const ids = await withOrganization(db, actor, (tx) => findStale(tx, actor, mailboxId, reader, after, idsAtOnce));
    for (const id of ids) {
      signal.throwIfAborted();
      const message = await withOrganization(db, actor, (tx) => storedMessage(tx, keys, id));
      const extraction = message && readAnew(message, reader);
      if (message === undefined || extraction === undefined) failed++;
      else {
        await repeatOnRace(() =>
          withOrganization(db, actor, (tx) => writeExtraction(tx, actor.organizationId, message, extraction)),
        );
        read++;
      }
      input.onProgress(read + failed, stale);
    }
    after = ids.at(-1) ?? null;
    if (after === null) return { documents, read, current: documents - read - failed, failed };
  }
}

/** The message as it was stored, with what only its receipt knew; undefined when the engine breaks on it. */
const readAnew = (
  { raw, content, envelope, sentAtMs }: StoredMessage,
  reader: Reader,
): PreparedExtraction | undefined => {
  const parsed = parseMessage(raw);
  if (!parsed.ok) return undefined;
  const { message } = parsed;
  const receivedAtMs = message.receivedAtMs ?? (message.date === null ? sentAtMs : null);
  try {
    // Spans index into what was stored, whatever a newer canonicaliser would make of the bytes.
    const known = { ...message, content, authentication: envelope.authentication, receivedAtMs };
    return prepareExtraction(content, reader.read(known));
  } catch {
    return undefined;
  }
};

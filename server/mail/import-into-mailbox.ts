import { listMailboxIds } from "../accounts/list-mailbox-ids.ts";
import type { Database } from "../db/database.ts";
import type { Actor } from "../db/with-organization.ts";
import type { OrganizationKeys } from "../documents/keys.ts";
import { BeepError } from "../errors.ts";
import { type ImportProgress, importMail } from "./import-mail.ts";
import { ensureImportMailbox, type ImportMailbox } from "./import-mailbox.ts";
import { likelyOwner } from "./likely-owner.ts";
import type { MailItem, MailSource } from "./mail-item.ts";
import { readParsedMessage } from "./read-parsed-message.ts";
import type { MailCounts } from "./tally.ts";

export type ImportResult = MailCounts & {
  readonly mailbox: ImportMailbox;
  readonly skippedFiles: readonly string[];
  readonly damagedFiles: readonly string[];
};

/**
 * Imports a source into the organization's mailbox that `account` or `providerAccountId`, the organization or the mail itself names (contracts, 6). Keys
 * are opened first: with a wrong master key nothing is written, not even a mailbox. A source without any message is a
 * ValidationError.
 */
export async function importIntoMailbox(
  deps: {
    readonly db: Database;
    readonly keysOf: (actor: Actor) => Promise<OrganizationKeys>;
  },
  input: {
    readonly organizationId: string;
    readonly userId: string | null;
    readonly account: string | undefined;
    readonly providerAccountId?: string | undefined;
    /** The mailboxes that are for whoever imports; all of them where it is not said. */
    readonly readable?: readonly string[] | undefined;
    readonly unverified?: boolean | undefined;
    readonly source: MailSource;
    readonly onProgress: (progress: ImportProgress) => void;
    readonly signal: AbortSignal;
  },
): Promise<ImportResult> {
  const { organizationId, userId, source, signal } = input;
  const { db } = deps;
  // A document is looked for in every mailbox, whoever imports: the same message held elsewhere is the same document.
  const reader = async () => ({ organizationId, userId, mailboxIds: await listMailboxIds(db, organizationId) });
  const keys = await deps.keysOf(await reader());
  const items = peekable(source.items);
  const firstItems = await items.peek();
  if (firstItems.length === 0) throw noMail(source);
  const guess = async () => likelyOwner(firstItems) ?? source.name;
  const mailbox = await ensureImportMailbox(db, organizationId, input, guess);
  const actor = await reader();
  const { onProgress, unverified = false } = input;
  const target = { actor, mailboxId: mailbox.id, items: items.all(), unverified, onProgress, signal };
  const counts = await importMail({ db, keys, read: readParsedMessage }, target);
  return { ...counts, mailbox, skippedFiles: source.skippedFiles, damagedFiles: source.damagedFiles };
}

function noMail({ damagedFiles }: MailSource): BeepError {
  const problem = damagedFiles.length > 0 ? "no mail found that is whole: it is cut short or damaged" : "no mail found";
  const message = "There is no mail in it: give an mbox file, an .eml file, an archive of them, or a folder.";
  return new BeepError("ValidationError", message, { issues: [{ path: "paths", message: problem }] });
}

/** Enough messages to tell an owner by, within a bounded memory; they are imported like the rest. */
const peekMessages = 500;
const peekBytes = 16_000_000;

/** A body that is sent can be read only once: what is looked at beforehand is kept and given out again. */
function peekable(items: AsyncIterable<MailItem>) {
  const iterator = items[Symbol.asyncIterator]();
  const peeked: MailItem[] = [];
  return {
    async peek(): Promise<readonly MailItem[]> {
      let bytes = 0;
      while (peeked.length < peekMessages && bytes < peekBytes) {
        const next = await iterator.next();
        if (next.done === true) break;
        peeked.push(next.value);
        bytes += next.value.raw.byteLength;
      }
      return [...peeked];
    },
    async *all(): AsyncGenerator<MailItem> {
      try {
        for (let item = peeked.shift(); item !== undefined; item = peeked.shift()) yield item;
        for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
      } finally {
        await iterator.return?.();
      }
    },
  };
}

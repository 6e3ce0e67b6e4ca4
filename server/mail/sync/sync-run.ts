import type { Database } from "../../db/database.ts";
import type { Actor } from "../../db/with-organization.ts";
import type { OrganizationKeys } from "../../documents/keys.ts";
import type { Gmail, GmailLabel } from "../../google/gmail.ts";
import type { ImportDeps } from "../import-mail.ts";
import type { startTally } from "../tally.ts";
import type { Lease } from "./lease.ts";
import type { MailRules } from "./rules.ts";
import type { Place } from "./work-list.repository.ts";

/** What a sync needs from its surroundings. `read` is pure; should it throw, the message is a failed one. */
export type SyncDeps = {
  readonly db: Database;
  readonly keys: OrganizationKeys;
  readonly read: ImportDeps["read"];
  readonly gmail: Gmail;
};

/** One run of a sync over one mailbox: what its steps share. */
export type SyncRun = SyncDeps & {
  /** Reads every mailbox of the organization: the same message held elsewhere is the same document. */
  readonly actor: Actor;
  readonly place: Place;
  readonly lease: Lease;
  readonly rules: MailRules;
  /** The mailbox's labels. */
  readonly labels: readonly GmailLabel[];
  /** The labels the rules leave out, as ids of this mailbox. */
  readonly labelIds: ReadonlySet<string>;
  readonly tally: ReturnType<typeof startTally>;
  readonly onProgress: (messages: number) => void;
};

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Briefing } from "../../server/briefing/briefing.ts";
import { generateBriefing } from "../../server/briefing/generate-briefing.ts";
import { findPersonalData } from "../../server/compliance/redact/find-personal-data.ts";
import type { Database } from "../../server/db/database.ts";
import { type Actor, withOrganization } from "../../server/db/with-organization.ts";
import { openOrganizationKeys } from "../../server/documents/keys.ts";
import { masterKeyFile } from "../../server/documents/master-key-file.ts";
import { BeepError } from "../../server/errors.ts";
import type { ScoringGraph } from "../../server/graph/export-graph.ts";
import { exportOrganization } from "../../server/graph/export-organization.ts";
import { resolveDirty } from "../../server/graph/resolve-organization.ts";
import { importMail } from "../../server/mail/import-mail.ts";
import type { MailItem } from "../../server/mail/mail-item.ts";
import { readParsedMessage } from "../../server/mail/read-parsed-message.ts";
import { makeMailbox, makeOrganization } from "../../test/build/test-database.ts";
import type { AnnotatedMailbox } from "./annotated-mailbox.ts";
import { rawMessage } from "./raw-message.ts";

export type PersonalDataFind = { readonly kind: string; readonly text: string };

/** What the product makes of an annotated mailbox whose annotations it never sees. */
export type Outcome = {
  readonly graph: ScoringGraph;
  /** In the order of the annotated briefings; null where the ask was not understood. */
  readonly briefings: readonly (Briefing | null)[];
  readonly personalData: ReadonlyMap<string, readonly PersonalDataFind[]>;
  /** Characters a second of the processor, of reading alone. */
  readonly readCharsPerSecond: number;
};

/** Imports the mailbox into an organization of its own, exports its graph and writes its briefings, as the commands do. */
export async function runMailbox(db: Database, mailbox: AnnotatedMailbox): Promise<Outcome> {
  const { firm, messages } = mailbox;
  const folder = mkdtempSync(join(tmpdir(), "beep-quality-"));
  try {
    const organizationId = await makeOrganization(db);
    const mailboxId = await makeMailbox(db, organizationId, firm.mailbox);
    const actor: Actor = { organizationId, mailboxIds: [mailboxId], userId: null };
    const keys = await openOrganizationKeys(db, actor, masterKeyFile(join(folder, "master.key")));
    const speed = { chars: 0, microseconds: 0 };
    const read: typeof readParsedMessage = (message) => {
      const before = process.cpuUsage();
      const result = readParsedMessage(message);
      const { user, system } = process.cpuUsage(before);
      speed.chars += message.content.length;
      speed.microseconds += user + system;
      return result;
    };
    await importMail({ db, keys, read }, { actor, mailboxId, items: itemsOf(mailbox) });
    await resolveDirty(db, actor);
    const asOf = firm.today;
    const graph = await withOrganization(db, actor, (tx) => exportOrganization(tx, actor, { asOf }, keys));
    const briefings: (Briefing | null)[] = [];
    for (const { ask } of mailbox.briefings) {
      const writing = generateBriefing(db, actor, keys, { ask, asOf });
      briefings.push(await writing.catch(refusalAsNull));
    }
    return {
      graph,
      briefings,
      personalData: new Map(messages.map((m) => [m.id, findPersonalData(`${m.subject}\n\n${m.text}`)])),
      readCharsPerSecond: (speed.chars / speed.microseconds) * 1e6,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** An ask that names nobody the product knows is a briefing without a fact; anything else unexpected is an error. */
function refusalAsNull(error: unknown): null {
  if (error instanceof BeepError && /^Subject/.test(error.tag)) return null;
  throw error;
}

async function* itemsOf(mailbox: AnnotatedMailbox): AsyncGenerator<MailItem> {
  let bytesRead = 0;
  for (const message of mailbox.messages) {
    const raw = rawMessage(mailbox, message);
    bytesRead += raw.length;
    yield { raw, receivedAtMs: null, bytesRead };
  }
}

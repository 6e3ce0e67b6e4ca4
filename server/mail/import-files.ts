import type { z } from "zod";
import type { Input } from "../../contract/catalogue.ts";
import type { mailImported } from "../../contract/mail.ts";
import { listMailboxIds } from "../accounts/list-mailbox-ids.ts";
import type { Database } from "../db/database.ts";
import type { Actor } from "../db/with-organization.ts";
import type { OrganizationKeys } from "../documents/keys.ts";
import { BeepError } from "../errors.ts";
import { resolveDirty } from "../graph/resolve-organization.ts";
import { openMailFiles } from "./files/open-mail-source.ts";
import { importIntoMailbox } from "./import-into-mailbox.ts";
import type { MailSource } from "./mail-item.ts";

type Imported = z.output<typeof mailImported>;

type ImportTools = {
  readonly db: Database;
  readonly keysOf: (actor: Actor) => Promise<OrganizationKeys>;
  readonly report: (progress: {
    readonly phase: "reading" | "resolving";
    readonly done: number;
    readonly unit: "messages" | "documents";
    readonly fraction: number | null;
  }) => void;
  readonly signal: AbortSignal;
};

/**
 * Mail.Import of files of this machine, by their paths. ForbiddenError for whoever does not run Beep here: nobody else may have its
 * files read.
 */
export async function importFiles(
  tools: ImportTools & { readonly isLocal: boolean },
  actor: Actor,
  { paths, ...input }: Input<"Mail.Import">,
): Promise<Imported> {
  if (paths === undefined)
    throw new BeepError("ValidationError", "There is nothing to import: name files, or send one.", {
      issues: [{ path: "paths", message: "paths or a body is needed" }],
    });
  if (!tools.isLocal)
    throw new BeepError(
      "ForbiddenError",
      "Only commands on the server's own machine may name its files. Send the mail as the body.",
      { requiredRole: "owner" },
    );
  return importSource(tools, actor, input, await openMailFiles(paths));
}

/**
 * Imports a source into a mailbox of the actor's organization that is for the actor; then the graph is brought up to all that is stored,
 * also by an import that was stopped. Repeated, it ends the same.
 */
export async function importSource(
  tools: ImportTools,
  actor: Actor,
  input: Pick<Input<"Mail.Import">, "account" | "providerAccountId" | "unverified">,
  source: MailSource,
): Promise<Imported> {
  const { db, report, signal } = tools;
  const { mailbox, skippedFiles, damagedFiles, ...counts } = await importIntoMailbox(tools, {
    organizationId: actor.organizationId,
    userId: actor.userId,
    account: input.account,
    providerAccountId: input.providerAccountId,
    readable: actor.mailboxIds,
    unverified: input.unverified,
    source,
    signal,
    onProgress: ({ received, bytesRead }) =>
      report({
        phase: "reading",
        done: received,
        unit: "messages",
        fraction: source.bytesTotal ? Math.min(1, bytesRead / source.bytesTotal) : null,
      }),
  });
  // Resolving sees every mailbox, the new one too.
  const reader = { ...actor, mailboxIds: await listMailboxIds(db, actor.organizationId) };
  await resolveDirty(db, reader, {
    signal,
    onBlock: ({ documents }) => report({ phase: "resolving", done: documents, unit: "documents", fraction: null }),
  });
  return {
    ...counts,
    reasons: { ...counts.reasons },
    skippedFiles: [...skippedFiles],
    damagedFiles: [...damagedFiles],
    providerAccountId: mailbox.id,
    address: mailbox.address,
    isNewMailbox: mailbox.isNew,
  };
}

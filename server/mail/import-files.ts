import type { Input, Output } from "../../contract/catalogue.ts";
import { listMailboxIds } from "../accounts/list-mailbox-ids.ts";
import type { Database } from "../db/database.ts";
import type { Actor } from "../db/with-organization.ts";
import type { OrganizationKeys } from "../documents/keys.ts";
import { BeepError } from "../errors.ts";
import { resolveDirty } from "../graph/resolve-organization.ts";
import { openMailBody, openMailFiles } from "./files/open-mail-source.ts";
import { importIntoMailbox } from "./import-into-mailbox.ts";
import type { MailSource } from "./mail-item.ts";

type ImportTools = {
  readonly db: Database;
  readonly keysOf: (actor: Actor) => Promise<OrganizationKeys>;
  readonly report: (progress: {
    readonly phase: "reading" | "resolving";
    readonly done: number;
    readonly unit: "messages" | "documents";
    readonly fraction: number | null;
  }) => void;
  /** A file that was sent; paths are then not given. */
  readonly body: ReadableStream<Uint8Array> | undefined;
  /** True for whoever runs Beep on this machine: nobody else may have its files read by their path. */
  readonly isLocal: boolean;
  readonly signal: AbortSignal;
};

/**
 * Mail.Import: files of this machine by path, or one that is sent, into a mailbox of the actor's organization; then the graph is
 * brought up to all that is stored, also by an import that was stopped. Repeated, it ends the same.
 */
export async function importFiles(
  tools: ImportTools,
  actor: Actor,
  input: Input<"Mail.Import">,
): Promise<Output<"Mail.Import">> {
  const { db, report, signal } = tools;
  const source = await openSource(tools, input);
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

async function openSource(
  { body, isLocal }: ImportTools,
  { paths, fileName }: Input<"Mail.Import">,
): Promise<MailSource> {
  if (paths !== undefined && !isLocal)
    throw new BeepError(
      "ForbiddenError",
      "Only commands on the server's own machine may name its files. Send the mail as the body.",
      { requiredRole: "owner" },
    );
  if (paths !== undefined) return openMailFiles(paths);
  if (body !== undefined) return openMailBody(body, fileName ?? "import");
  throw new BeepError("ValidationError", "There is nothing to import: name files, or send one.", {
    issues: [{ path: "paths", message: "paths or a body is needed" }],
  });
}

import { z } from "zod";
import { defineOperation } from "./operation.ts";
import { count, id, instant } from "./shapes.ts";

/** received = stored + excluded + failed, always; `new` of the stored ones were not there before. */
const ledgerCounts = { received: count, stored: count, excluded: count, failed: count };

export const mailImport = defineOperation({
  name: "Mail.Import",
  summary: "Reads mail files into a mailbox: every message is stored, excluded with a reason or failed with a reason.",
  role: "advisor",
  kind: "write",
  tx: "own",
  input: z.strictObject({
    /** Files and folders on the server's own machine: for its local owner only. Others send the file as the body. */
    paths: z.array(z.string().min(1).max(4096)).min(1).max(1000).optional(),
    /** Address of the mailbox it belongs to, made when it is an e-mail address and new; without it the rules of the command line's import apply. */
    account: z.string().trim().min(1).max(320).optional(),
    /** The same, by the mailbox's id. */
    providerAccountId: id.optional(),
    /** Nobody vouches for messages without a server's verdict: what they say is shown as unverified. */
    unverified: z.stringbool().or(z.boolean()).optional(),
    /** What the sent file is called, to name a mailbox after when the mail names none. */
    fileName: z.string().min(1).max(255).optional(),
  }),
  output: z.object({
    providerAccountId: id,
    address: z.string(),
    isNewMailbox: z.boolean(),
    ...ledgerCounts,
    newDocuments: count,
    newVersions: count,
    unchanged: count,
    reasons: z.record(z.string(), count),
    /** Files that hold no mail. */
    skippedFiles: z.array(z.string()),
  }),
  errors: [
    "ProviderAccountSelectionRequiredError",
    "NotFoundError",
    "ConflictError",
    "PayloadTooLargeError",
    "ForbiddenError",
  ],
  touched: (_input, output) => ({ ids: [output?.providerAccountId] }),
  streams: true,
  takesBody: true,
  mcp: false,
  composer: false,
});

export const mailSyncStatus = defineOperation({
  name: "Mail.SyncStatus",
  summary: "Each mailbox's ledger: received = stored + excluded (by reason) + failed (by reason, will be tried again).",
  role: "advisor",
  kind: "read",
  tx: "one",
  input: z.strictObject({ providerAccountId: id.optional() }),
  output: z.object({
    mailboxes: z.array(
      z.object({
        providerAccountId: id,
        address: z.string(),
        ...ledgerCounts,
        excludedBy: z.record(z.string(), count),
        failedBy: z.record(z.string(), count),
        lastAt: instant.nullable(),
      }),
    ),
  }),
  errors: ["NotFoundError"],
  touched: (_input, output) => ({ ids: output?.mailboxes.map((mailbox) => mailbox.providerAccountId) ?? [] }),
  mcp: false,
  composer: false,
});

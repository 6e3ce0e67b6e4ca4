import { z } from "zod";
import type { CallInput } from "../../contract/catalogue.ts";
import type { jobStarted } from "../../contract/jobs.ts";
import { mailImported } from "../../contract/mail.ts";
import { id } from "../../contract/shapes.ts";
import { withOrganization } from "../db/with-organization.ts";
import { openSentMail } from "../mail/files/open-mail-source.ts";
import { importSource } from "../mail/import-files.ts";
import { findImportMailbox } from "../mail/import-mailbox.ts";
import { openUpload } from "../mail/uploads/open-upload.ts";
import { storeUpload } from "../mail/uploads/store-upload.ts";
import type { Application } from "../operations/application.ts";
import type { Caller } from "../operations/caller.ts";
import { enqueue } from "./enqueue.ts";
import { defineJob } from "./job.ts";

/** Reads mail that was sent. Counted again when it is run again: what was stored before is then unchanged. */
export const importMailJob = defineJob({
  name: "mail.import",
  input: z.object({
    uploadId: id,
    fileName: z.string(),
    account: z.string().optional(),
    providerAccountId: id.optional(),
    unverified: z.boolean().optional(),
    /** The mailboxes that were for whoever sent it. */
    readable: z.array(id),
  }),
  output: mailImported,
  attemptsMax: 5,
  concurrency: 2,
  async run({ app, db, keys, actor, signal, report }, { uploadId, fileName, readable, ...input }) {
    const source = await openSentMail(await openUpload(db, keys, actor, uploadId, fileName));
    const asker = { ...actor, mailboxIds: readable };
    return importSource({ db, keysOf: app.keysOf, report, signal }, asker, input, source);
  },
});

/**
 * Mail.Import of a body: what can be refused is refused first, then the mail is kept, and then, in one transaction, the job is asked for
 * that reads it. A crash before that leaves nothing to be imported; after it, the job ends the same whatever happens.
 */
export const startImport = async (
  tools: { readonly app: Application; readonly body: ReadableStream<Uint8Array>; readonly signal: AbortSignal },
  caller: Caller,
  input: Omit<CallInput<"Mail.Import">, "paths" | "unverified"> & { readonly unverified?: boolean | undefined },
): Promise<z.output<typeof jobStarted>> => {
  const { app, body, signal } = tools;
  const { organizationId, mailboxIds } = caller;
  const found = await findImportMailbox(app.db, organizationId, { ...input, readable: mailboxIds });
  const keys = await app.keysOf(caller);
  const uploadId = await storeUpload(app.db, keys, caller, body, signal);
  const jobId = await withOrganization(app.db, caller, async (tx) => {
    const { fileName = "import", ...named } = input;
    const jobInput = { ...named, uploadId, fileName, readable: [...mailboxIds] };
    const request = { input: jobInput, ...("id" in found ? { mailboxId: found.id } : {}) };
    const jobId = await enqueue(tx, keys, importMailJob, caller, request);
    await tx
      .updateTable("mail_upload")
      .set({ job_id: jobId })
      .where("organization_id", "=", organizationId)
      .where("id", "=", uploadId)
      .execute();
    return jobId;
  });
  return { jobId };
};

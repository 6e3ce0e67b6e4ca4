import { z } from "zod";
import type { Input, Output } from "../../contract/catalogue.ts";
import { extractionDone } from "../../contract/extraction.ts";
import { id } from "../../contract/shapes.ts";
import { selectMailbox } from "../accounts/select-mailbox.ts";
import type { TenantTransaction } from "../db/with-organization.ts";
import type { OrganizationKeys } from "../documents/keys.ts";
import { rereadMailbox } from "../documents/reread/reread-mailbox.ts";
import { resolveDirty } from "../graph/resolve-organization.ts";
import { builtInReader } from "../mail/read-parsed-message.ts";
import { getOntology } from "../ontology/ontologies.ts";
import type { Caller } from "../operations/caller.ts";
import { enqueue } from "./enqueue.ts";
import { defineJob } from "./job.ts";

/** Reads a mailbox's stored mail anew, then resolves what that changed. */
export const runExtractionJob = defineJob({
  name: "extraction.run",
  input: z.object({ mailboxId: id, ontologyId: z.string() }),
  output: extractionDone,
  attemptsMax: 5,
  concurrency: 1,
  async run({ db, keys, actor, signal, report }, { mailboxId, ontologyId }) {
    // A stored request may name an ontology that was disabled since.
    const reader = { ...builtInReader(), ontologyId: getOntology(ontologyId).ontologyId };
    const onProgress = (done: number, total: number) =>
      report({ phase: "reading", done, unit: "documents", fraction: total === 0 ? null : done / total });
    const counts = await rereadMailbox({ db, keys, reader }, { actor, mailboxId, onProgress, signal });
    await resolveDirty(db, actor, {
      signal,
      onBlock: ({ documents }) => report({ phase: "resolving", done: documents, unit: "documents", fraction: null }),
    });
    const { engine, engineVersion } = reader;
    return { providerAccountId: mailboxId, ontologyId, engine, engineVersion, ...counts };
  },
});

/** Extraction.Run: one such job a mailbox and ontology at a time; asked for again, it is the same one. */
export const startExtraction = async (
  tx: TenantTransaction,
  keys: OrganizationKeys,
  caller: Caller,
  input: Input<"Extraction.Run">,
): Promise<Output<"Extraction.Run">> => {
  const { ontologyId } = getOntology(input.ontologyId);
  const mailboxId = await selectMailbox(tx, caller, input.providerAccountId);
  const request = { input: { mailboxId, ontologyId }, key: `${mailboxId} ${ontologyId}`, mailboxId };
  return { jobId: await enqueue(tx, keys, runExtractionJob, caller, request) };
};

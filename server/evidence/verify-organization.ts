import { createHash } from "node:crypto";
import type { Database } from "../db/database.ts";
import { type Actor, type TenantTransaction, withOrganization } from "../db/with-organization.ts";
import type { OrganizationKeys } from "../documents/keys.ts";
import { listVersionContents, type VersionContent } from "../documents/version-content.ts";
import { BeepError } from "../errors.ts";
import { type Broken, checkDocument } from "./check-document.ts";
import { findBrokenRow, findCitationsToCheck, findSpans, findVersions } from "./verify.repository.ts";

export type Verification = {
  readonly versions: number;
  readonly spans: number;
  readonly citations: number;
  readonly firstBroken: Broken | null;
};

/** How many versions or citations one transaction reads: bounds memory, and how long a scope stays open. */
const batchSize = 100;

/**
 * Proves every span, every citation and the ledger of what the actor reads, and stops at the first that does not hold. Reads
 * in short scopes; nothing is written. `onProgress` gets the number of versions proved so far.
 */
export const verifyOrganization = async (
  db: Database,
  actor: Actor,
  keys: OrganizationKeys,
  onProgress: (versions: number) => void,
  signal: AbortSignal,
): Promise<Verification> => {
  const counts = { versions: 0, spans: 0, citations: 0 };
  for (let after: string | null = null; ; ) {
    signal.throwIfAborted();
    const batch = await withOrganization(db, actor, async (tx) => {
      const versions = await findVersions(tx, actor, after, batchSize);
      const ids = versions.map((version) => version.documentVersionId);
      return { versions, contents: await openContents(tx, keys, ids), spans: await findSpans(tx, actor, ids) };
    });
    const spans = Map.groupBy(batch.spans, (span) => span.documentVersionId);
    for (const version of batch.versions) {
      const content = batch.contents.get(version.documentVersionId)?.content;
      const theirs = spans.get(version.documentVersionId) ?? [];
      const broken =
        content === undefined || content.length !== version.contentChars
          ? { where: "document_version", id: version.documentVersionId, reason: "the content is not what was stored" }
          : checkDocument(content, version.readings, theirs);
      if (broken) return { ...counts, firstBroken: broken };
      counts.versions++;
      counts.spans += theirs.length;
    }
    onProgress(counts.versions);
    after = batch.versions.at(-1)?.documentVersionId ?? null;
    if (batch.versions.length < batchSize) break;
  }

  for (let after: string | null = null; ; ) {
    signal.throwIfAborted();
    const batch = await withOrganization(db, actor, async (tx) => {
      const citations = await findCitationsToCheck(tx, actor, after, batchSize);
      const contents = await openContents(tx, keys, [
        ...new Set(citations.map((citation) => citation.documentVersionId)),
      ]);
      return { citations, contents };
    });
    for (const { id, documentVersionId, startChar, endChar, quoteHash } of batch.citations) {
      const quote = batch.contents.get(documentVersionId)?.content.slice(startChar, endChar) ?? "";
      if (createHash("sha256").update(quote).digest("hex") !== quoteHash) {
        return {
          ...counts,
          firstBroken: { where: "briefing_citation", id, reason: "the quoted words are not at their place" },
        };
      }
      counts.citations++;
    }
    after = batch.citations.at(-1)?.id ?? null;
    if (batch.citations.length < batchSize) break;
  }
  const firstBroken = await withOrganization(db, actor, (tx) => findBrokenRow(tx, actor));
  return { ...counts, firstBroken: firstBroken ?? null };
};

/** The contents that open; one whose bytes or key were changed is missing, so that verify can name it. */
const openContents = async (
  tx: TenantTransaction,
  keys: OrganizationKeys,
  ids: readonly string[],
): Promise<ReadonlyMap<string, VersionContent>> => {
  try {
    return await listVersionContents(tx, keys, ids);
  } catch (error) {
    if (!(error instanceof BeepError) || error.fields.reason !== "cipher_text_broken") throw error;
    if (ids.length === 1) return new Map();
    const alone = [];
    for (const id of ids) alone.push(...(await openContents(tx, keys, [id])));
    return new Map(alone);
  }
};

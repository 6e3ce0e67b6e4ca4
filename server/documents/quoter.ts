import type { TenantTransaction } from "../db/with-organization.ts";
import type { Span } from "../lib/span.ts";
import type { OrganizationKeys } from "./keys.ts";
import { listVersionContents, maskedSlicer } from "./version-content.ts";

/** A place in one version of a document. */
export type Words = Span & { readonly documentId: string; readonly documentVersionId: string };
export type Quote = Words & { readonly before: string; readonly text: string; readonly after: string };

/** Opens the versions these words stand in, and gives words with their surroundings, numbers nobody needs to see masked. */
export async function quoter(
  tx: TenantTransaction,
  keys: OrganizationKeys,
  all: readonly Words[],
): Promise<(words: Words) => Quote> {
  const contents = await listVersionContents(tx, keys, [...new Set(all.map((words) => words.documentVersionId))]);
  const slicers = new Map([...contents].map(([version, { content }]) => [version, maskedSlicer(content)]));
  return ({ documentId, documentVersionId, startChar, endChar }) => {
    const slice = slicers.get(documentVersionId)?.(startChar, endChar);
    const { before = "", text = "", after = "" } = slice ?? {};
    return { documentId, documentVersionId, startChar, endChar, before, text, after };
  };
}

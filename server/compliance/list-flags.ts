import { sql } from "kysely";
import type { Input, Output } from "../../contract/catalogue.ts";
import type { Actor, TenantTransaction } from "../db/with-organization.ts";
import type { OrganizationKeys } from "../documents/keys.ts";
import { listVersionContents, maskedSlicer } from "../documents/version-content.ts";
import { decodeCursor, pageOf } from "../lib/cursor.ts";

type Flag = Omit<Output<"Compliance.Flags">["flags"][number], "text"> & { readonly sortKey: string };

/** Flags in readable mail that is still present, newest mail first; only those read from each document's current version. */
export const listFlags = async (
  tx: TenantTransaction,
  actor: Actor,
  input: Input<"Compliance.Flags">,
  keys: OrganizationKeys,
): Promise<Output<"Compliance.Flags">> => {
  const [sortKey = null, id = null] = decodeCursor(input.cursor, ["text", "id"]) ?? [];
  const { rows } = await sql<Flag>`
    select flag.id as "flagId", flag.category, flag.document_id as "documentId", flag.document_version_id as "documentVersionId",
      flag.start_char as "startChar", flag.end_char as "endChar", flag.confidence, document.sort_key as "sortKey"
    from compliance_flag flag
    join document on document.organization_id = ${actor.organizationId} and document.id = flag.document_id
      and document.current_version_id = flag.document_version_id and document.state = 'present'
    where flag.organization_id = ${actor.organizationId}
      and (${input.category ?? null}::text is null or flag.category = ${input.category ?? null})
      and (${input.documentId ?? null}::uuid is null or flag.document_id = ${input.documentId ?? null}::uuid)
      and (${id}::uuid is null or (document.sort_key, flag.id) < (${sortKey}::text, ${id}::uuid))
    order by document.sort_key desc, flag.id desc limit ${input.limit + 1}`.execute(tx);
  const { page, ...next } = pageOf(rows, input.limit, (row) => [row.sortKey, row.flagId]);
  const contents = await listVersionContents(tx, keys, [...new Set(page.map((row) => row.documentVersionId))]);
  const slicers = new Map([...contents].map(([versionId, { content }]) => [versionId, maskedSlicer(content)]));
  return {
    flags: page.map(({ sortKey: _, ...flag }) => ({
      ...flag,
      text: slicers.get(flag.documentVersionId)?.(flag.startChar, flag.endChar).text ?? "",
    })),
    ...next,
  };
};

import { sql } from "kysely";
import type { Input, Output } from "../../contract/catalogue.ts";
import type { Actor, TenantTransaction } from "../db/with-organization.ts";
import { decodeCursor, pageOf } from "../lib/cursor.ts";
import { documentColumns, presentDocuments } from "./document-row.ts";
import type { OrganizationKeys } from "./keys.ts";

type Row = Parameters<typeof presentDocuments>[2][number];

/** Readable documents, newest first; of one mailbox or one state when asked. */
export const listDocuments = async (
  tx: TenantTransaction,
  actor: Actor,
  input: Input<"Documents.List">,
  keys: OrganizationKeys,
): Promise<Output<"Documents.List">> => {
  const [sortKey = null, id = null] = decodeCursor(input.cursor, ["text", "id"]) ?? [];
  const { rows } = await sql<Row>`
    select ${documentColumns} from document
    where organization_id = ${actor.organizationId}
      and (${input.state ?? null}::text is null or state = ${input.state ?? null})
      and (${input.providerAccountId ?? null}::uuid is null or mailbox_ids @> array[${input.providerAccountId ?? null}::uuid])
      and (${id}::uuid is null or (sort_key, id) < (${sortKey}::text, ${id}::uuid))
    order by sort_key desc, id desc limit ${input.limit + 1}`.execute(tx);
  const { page, ...next } = pageOf(rows, input.limit, (row) => [row.sortKey, row.documentId]);
  return { documents: await presentDocuments(tx, actor, page, keys), ...next };
};

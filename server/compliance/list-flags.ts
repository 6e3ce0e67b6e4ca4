import { sql } from "kysely";
import type { Input, Output } from "../../contract/catalogue.ts";
import type { Actor, TenantTransaction } from "../db/with-organization.ts";
import type { OrganizationKeys } from "../documents/keys.ts";
import { listVersionContents, maskedSlicer } from "../documents/version-content.ts";
import { documentsOfHousehold, getHousehold } from "../graph/household-documents.ts";
import { decodeCursor, pageOf } from "../lib/cursor.ts";
import { flagNotePurpose } from "./review-flag.ts";

type Flag = Output<"Compliance.Flags">["flags"][number];
type Row = Omit<Flag, "text" | "review"> &
  ({ readonly decision: null } | (ReviewRow & { readonly decision: NonNullable<Flag["review"]>["decision"] })) & {
    readonly sortKey: string;
  };
type ReviewRow = { readonly noteCipher: Buffer; readonly reviewedBy: string | null; readonly reviewedAt: Date };

/**
 * Flags in readable mail that is still present, newest mail first; only those read from each document's current version, each with
 * its latest review. NotFoundError for a household without readable evidence.
 */
export const listFlags = async (
  tx: TenantTransaction,
  actor: Actor,
  input: Input<"Compliance.Flags">,
  keys: OrganizationKeys,
): Promise<Output<"Compliance.Flags">> => {
  const [sortKey = null, id = null] = decodeCursor(input.cursor, ["text", "id"]) ?? [];
  const household = input.householdId ? await getHousehold(tx, actor, input.householdId) : null;
  const { rows } = await sql<Row>`
    select flag.id as "flagId", flag.category, flag.document_id as "documentId", flag.document_version_id as "documentVersionId",
      flag.start_char as "startChar", flag.end_char as "endChar", flag.author, flag.confidence, document.sort_key as "sortKey",
      review.decision, review.note_cipher as "noteCipher", review.reviewed_by as "reviewedBy", review.reviewed_at as "reviewedAt"
    from compliance_flag flag
    join document on document.organization_id = ${actor.organizationId} and document.id = flag.document_id
      and document.current_version_id = flag.document_version_id and document.state = 'present'
    left join lateral (
      select decision, note_cipher, reviewed_by, reviewed_at from flag_review
      where organization_id = ${actor.organizationId} and document_version_id = flag.document_version_id
        and category = flag.category and start_char = flag.start_char and end_char = flag.end_char
      order by reviewed_at desc, id desc limit 1
    ) as review on true
    where flag.organization_id = ${actor.organizationId}
      and (${input.category ?? null}::text is null or flag.category = ${input.category ?? null})
      and (${input.documentId ?? null}::uuid is null or flag.document_id = ${input.documentId ?? null}::uuid)
      and (${household}::uuid is null or flag.document_id in (${documentsOfHousehold(actor, household)}))
      and (${input.author ?? null}::text is null or lower(flag.author) = lower(${input.author ?? null}))
      and (${input.isReviewed ?? null}::boolean is null or (review.decision is not null) = ${input.isReviewed ?? null}::boolean)
      and (${id}::uuid is null or (document.sort_key, flag.id) < (${sortKey}::text, ${id}::uuid))
    order by document.sort_key desc, flag.id desc limit ${input.limit + 1}`.execute(tx);
  const { page, ...next } = pageOf(rows, input.limit, (row) => [row.sortKey, row.flagId]);
  const contents = await listVersionContents(tx, keys, [...new Set(page.map((row) => row.documentVersionId))]);
  const slicers = new Map([...contents].map(([versionId, { content }]) => [versionId, maskedSlicer(content)]));
  return {
    flags: page.map(({ sortKey: _, ...row }) => ({
      ...row,
      text: slicers.get(row.documentVersionId)?.(row.startChar, row.endChar).text ?? "",
      review:
        row.decision === null
          ? null
          : {
              decision: row.decision,
              note: keys.unsealText(flagNotePurpose, row.noteCipher),
              reviewedBy: row.reviewedBy,
              reviewedAt: row.reviewedAt.toISOString(),
            },
    })),
    ...next,
  };
};

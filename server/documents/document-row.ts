import { type RawBuilder, sql } from "kysely";
import type { Output } from "../../contract/catalogue.ts";
import type { Actor, TenantTransaction } from "../db/with-organization.ts";
import type { OrganizationKeys } from "./keys.ts";
import { listVersionContents } from "./version-content.ts";

export type DocumentRow = Output<"Documents.List">["documents"][number];
type StoredRow = Omit<DocumentRow, "from" | "subject" | "sentAt"> & {
  readonly sentAt: Date | null;
  readonly sortKey: string;
};

/** Columns of `document` as a row of a list, with the sort key that pages it. */
export const documentColumns: RawBuilder<unknown> = sql`
  document.id as "documentId", document.current_version_id as "documentVersionId", nullif(document.message_id, '') as "messageId",
  document.state, document.sent_at as "sentAt", document.local_date as "localDate", document.mailbox_ids as "mailboxIds",
  document.sort_key as "sortKey"`;

/** Stored rows with sender and subject, which are read from the canonical header; empty once destroyed. */
export const presentDocuments = async (
  tx: TenantTransaction,
  actor: Actor,
  rows: readonly StoredRow[],
  keys: OrganizationKeys,
): Promise<DocumentRow[]> => {
  const kept = rows.filter((row) => row.state !== "destroyed").map((row) => row.documentVersionId);
  const contents = await listVersionContents(tx, keys, kept);
  return rows.map(({ sortKey: _, ...row }) => {
    const content = contents.get(row.documentVersionId)?.content ?? "";
    return {
      ...row,
      // A mailbox that the actor does not read is not named, though the same mail lies there too.
      mailboxIds: row.mailboxIds.filter((id) => actor.mailboxIds.includes(id)),
      sentAt: row.sentAt?.toISOString() ?? null,
      from: headerLine(content, "From"),
      subject: headerLine(content, "Subject"),
    };
  });
};

/** The value of a line of the canonical header block; empty when it is not there. */
export const headerLine = (content: string, name: "From" | "Subject"): string => {
  const header = content.slice(0, Math.max(content.indexOf("\n\n"), 0));
  const line = header.split("\n").find((candidate) => candidate.startsWith(`${name}: `));
  return line?.slice(name.length + 2) ?? "";
};

import { sql } from "kysely";
import type { Input, Output } from "../../contract/catalogue.ts";
import type { Actor, TenantTransaction } from "../db/with-organization.ts";
import { BeepError } from "../errors.ts";
import { documentsOfHousehold, getHousehold } from "../graph/household-documents.ts";
import { decodeCursor, pageOf } from "../lib/cursor.ts";
import { documentColumns, headerLine, presentDocuments } from "./document-row.ts";
import type { OrganizationKeys } from "./keys.ts";
import { listVersionContents } from "./version-content.ts";

type Row = Parameters<typeof presentDocuments>[2][number];
type Thread = {
  readonly threadId: string;
  readonly providerAccountId: string;
  readonly messages: number;
  readonly lastSentAt: Date | null;
  readonly lastDocumentId: string;
  readonly lastVersionId: string;
  readonly lastSortKey: string;
};

/**
 * Conversations of a mailbox, the one with the latest message first; destroyed messages do not count. With a household: those in which mail speaks of it or of
 * one of its clients. NotFoundError for a household without readable evidence.
 */
export const listThreads = async (
  tx: TenantTransaction,
  actor: Actor,
  input: Input<"Threads.List">,
  keys: OrganizationKeys,
): Promise<Output<"Threads.List">> => {
  const [sortKey = null, mailboxId = null, threadId = null] = decodeCursor(input.cursor, ["text", "id", "text"]) ?? [];
  const household = input.householdId ? await getHousehold(tx, actor, input.householdId) : null;
  const { rows } = await sql<Thread>`
    with seen as (
      select source.mailbox_id, source.source_thread_id, document.id, document.current_version_id, document.sent_at, document.sort_key
      from document_source source
      join document on document.organization_id = ${actor.organizationId} and document.id = source.document_id
        and document.state <> 'destroyed'
      where source.organization_id = ${actor.organizationId} and source.state = 'present'
        and source.mailbox_id = any(${[...actor.mailboxIds]}::uuid[])
        and (${input.providerAccountId ?? null}::uuid is null or source.mailbox_id = ${input.providerAccountId ?? null}::uuid)
    ), thread as (
      select source_thread_id as "threadId", mailbox_id as "providerAccountId", count(distinct id) as messages,
        max(sent_at) as "lastSentAt", max(sort_key) as "lastSortKey", array_agg(id) as document_ids,
        (array_agg(id order by sort_key desc, id))[1] as "lastDocumentId",
        (array_agg(current_version_id order by sort_key desc, id))[1] as "lastVersionId"
      from seen group by mailbox_id, source_thread_id
    )
    select "threadId", "providerAccountId", messages, "lastSentAt", "lastSortKey", "lastDocumentId", "lastVersionId" from thread
    where (${household}::uuid is null or document_ids && array(${documentsOfHousehold(actor, household)}))
      and (${threadId}::text is null
        or ("lastSortKey", "providerAccountId", "threadId") < (${sortKey}::text, ${mailboxId}::uuid, ${threadId}::text))
    order by "lastSortKey" desc, "providerAccountId" desc, "threadId" desc limit ${input.limit + 1}`.execute(tx);
  const { page, ...next } = pageOf(rows, input.limit, (row) => [row.lastSortKey, row.providerAccountId, row.threadId]);
  const contents = await listVersionContents(
    tx,
    keys,
    page.map((row) => row.lastVersionId),
  );
  return {
    threads: page.map(({ lastVersionId, lastSortKey: _, lastSentAt, ...thread }) => ({
      ...thread,
      lastSentAt: lastSentAt?.toISOString() ?? null,
      subject: headerLine(contents.get(lastVersionId)?.content ?? "", "Subject"),
    })),
    ...next,
  };
};

/** The messages of one conversation, oldest first. NotFoundError when none is readable. */
export const getThread = async (
  tx: TenantTransaction,
  actor: Actor,
  input: Input<"Threads.Get">,
  keys: OrganizationKeys,
): Promise<Output<"Threads.Get">> => {
  const [sortKey = null, id = null] = decodeCursor(input.cursor, ["text", "id"]) ?? [];
  const { rows } = await sql<Row>`
    select ${documentColumns} from document
    where organization_id = ${actor.organizationId}
      and id in (
        select document_id from document_source
        where organization_id = ${actor.organizationId} and mailbox_id = ${input.providerAccountId}
          and mailbox_id = any(${[...actor.mailboxIds]}::uuid[]) and source_thread_id = ${input.threadId})
      and (${id}::uuid is null or (sort_key, id) > (${sortKey}::text, ${id}::uuid))
    order by sort_key, id limit ${input.limit + 1}`.execute(tx);
  if (rows.length === 0 && !id)
    throw new BeepError("NotFoundError", "There is no such conversation.", { resource: "thread" });
  const { page, ...next } = pageOf(rows, input.limit, (row) => [row.sortKey, row.documentId]);
  return { threadId: input.threadId, documents: await presentDocuments(tx, actor, page, keys), ...next };
};

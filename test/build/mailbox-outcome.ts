import { createHash } from "node:crypto";
import type { Database } from "../../server/db/database.ts";
import { type Actor, withOrganization } from "../../server/db/with-organization.ts";
import type { OrganizationKeys } from "../../server/documents/keys.ts";
import { exportOrganization } from "../../server/graph/export-organization.ts";
import { canonicalJson } from "../../server/lib/canonical-json.ts";

/**
 * All that a mailbox's mail left behind, in words that are the same in every organization: documents with their sources, the ledger
 * and the graph, without ids and clocks.
 */
export async function mailboxOutcome(db: Database, actor: Actor, keys: OrganizationKeys) {
  return withOrganization(db, actor, async (tx) => {
    const documents = await tx
      .selectFrom("document")
      .innerJoin("document_source", "document_source.document_id", "document.id")
      .innerJoin("mail_ledger", "mail_ledger.document_id", "document.id")
      .select(["message_id", "document.state", "document_source.state as source", "labels", "sent_at", "local_date"])
      .select(["needs_resolving", "source_thread_id", "outcome"])
      .orderBy("message_id")
      .execute();
    const notStored = await tx
      .selectFrom("mail_ledger")
      .select(["outcome", "reason"])
      .where("document_id", "is", null)
      .orderBy("reason")
      .execute();
    const listed = await tx
      .selectFrom("gmail_message")
      .select(["is_pending", (eb) => eb.fn.countAll<number>().as("messages")])
      .groupBy("is_pending")
      .execute();
    const versions = await tx
      .selectFrom("document_version")
      .select((eb) => eb.fn.countAll<number>().as("versions"))
      .executeTakeFirstOrThrow();
    return {
      documents: documents.map(({ source_thread_id: thread, ...document }) => ({
        ...document,
        // Gmail's ids differ from account to account: who shares the thread does not.
        thread: documents.filter((other) => other.source_thread_id === thread).map((other) => other.message_id),
      })),
      notStored,
      listed,
      versions,
      graph: nameless(await exportOrganization(tx, actor, {}, keys)),
    };
  });
}

type Graph = Awaited<ReturnType<typeof exportOrganization>>;

/** Ids become what they stand for: a document its Message-ID, an entity its name and places, and so on. */
function nameless({ documents, entities, attributeFacts, relations, flags }: Graph) {
  const names = new Map<string, string>();
  for (const { id, versionId, sourceId } of documents) names.set(id, sourceId).set(versionId, sourceId);
  const place = (span: Graph["flags"][number] | Graph["entities"][number]["mentions"][number]) =>
    `${names.get(span.documentId)} ${span.startChar}-${span.endChar}`;
  const places = (spans: Parameters<typeof place>[0][]) => spans.map(place).sort();
  for (const { id, type, name, mentions } of entities) names.set(id, `${type} ${name} ${places([...mentions])[0]}`);
  for (const { id, entityId, name, value, evidence } of attributeFacts)
    names.set(id, `${names.get(entityId)} ${name}=${value} ${places([...evidence])[0]}`);
  for (const { id, type, from, to, evidence } of relations)
    names.set(id, `${names.get(from)} ${type} ${names.get(to)} ${places([...evidence])[0]}`);
  const named = (rows: readonly object[]) =>
    rows
      .map((row) =>
        canonicalJson(row).replaceAll(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g, (id) => names.get(id) ?? id),
      )
      .sort();
  return {
    documents: documents.map(
      ({ sourceId, content }) => `${sourceId} ${createHash("sha256").update(content).digest("hex")}`,
    ),
    entities: named(entities),
    attributeFacts: named(attributeFacts),
    relations: named(relations),
    flags: named(flags.map(({ category, ...span }) => ({ category, place: place({ category, ...span }) }))),
  };
}

import type { Actor, TenantTransaction } from "../db/with-organization.ts";
import type { OrganizationKeys } from "../documents/keys.ts";
import { listVersionContents } from "../documents/version-content.ts";
import { loadFirmContext } from "../graph/firm-context.ts";
import { loadReadingsAsOf } from "../graph/load-readings.ts";
import type { ResolvedGraph } from "../graph/resolution.ts";
import { resolveReadings } from "../graph/resolve-organization.ts";
import type { BriefingMessage, BriefingSubject } from "./briefing.ts";
import type { RecordSources } from "./household-record.ts";
import { findBlockFlags, findBlockGraph, findBlockMessages } from "./readable-block.repository.ts";

/** What a household's record is built from, as known on a day, and whom it is about in the graph of that day. */
export type RecordAsOf = RecordSources & { readonly subject: BriefingSubject };

/** All that the actor may read around a subject, as of a day. Undefined when no mail up to that day speaks of the subject. */
export async function loadRecordSources(
  tx: TenantTransaction,
  actor: Actor,
  keys: OrganizationKeys,
  asked: BriefingSubject,
  asOf: string,
): Promise<RecordAsOf | undefined> {
  const messages = await findBlockMessages(tx, actor, asked.entityId);
  const versions = messages.map((m) => m.documentVersionId);
  const contents = await listVersionContents(tx, keys, versions);
  const flags = await findBlockFlags(tx, actor, versions);
  const isAll = messages.every((m) => m.localDate === null || m.localDate <= asOf);
  const resolved = isAll
    ? await findBlockGraph(tx, actor, asked.entityId)
    : await resolveAsOf(tx, actor, messages, asOf);
  const subject = isAll ? asked : findAgain(asked, resolved);
  return subject && { resolved, messages, flags, subject, contentOf: (version) => contents.get(version)?.content };
}

/** The graph as the mail up to a day tells it: a later mail must not supersede what was known then. */
async function resolveAsOf(
  tx: TenantTransaction,
  actor: Actor,
  messages: readonly BriefingMessage[],
  asOf: string,
): Promise<ResolvedGraph> {
  const { organizationId } = actor;
  const ids = messages.map((m) => m.documentId);
  const readings = await loadReadingsAsOf(tx, organizationId, ids, asOf);
  return resolveReadings(tx, organizationId, await loadFirmContext(tx, organizationId), readings);
}

/** The subject in an earlier graph: by its id, or by its name where mail that came later gave it another. */
function findAgain(subject: BriefingSubject, { entities }: ResolvedGraph): BriefingSubject | undefined {
  const found =
    entities.find((e) => e.id === subject.entityId) ??
    entities.find((e) => e.type === subject.type && e.name === subject.name);
  return found && { ...subject, entityId: found.id, name: found.name };
}

import { randomUUID } from "node:crypto";
import type { Database } from "../db/database.ts";
import { type Actor, type TenantTransaction, withOrganization } from "../db/with-organization.ts";
import type { OrganizationKeys } from "../documents/keys.ts";
import { listVersionContents } from "../documents/version-content.ts";
import { BeepError } from "../errors.ts";
import { loadFirmContext } from "../graph/firm-context.ts";
import { loadReadingsAsOf } from "../graph/load-readings.ts";
import type { ResolvedGraph } from "../graph/resolution.ts";
import { resolveReadings } from "../graph/resolve-organization.ts";
import { derivedId } from "../lib/derived-id.ts";
import { insertBriefing } from "./briefing.repository.ts";
import type { Briefing, BriefingMessage, BriefingSubject } from "./briefing.ts";
import { writeBriefing } from "./compose.ts";
import { findBlockFlags, findBlockGraph, findBlockMessages } from "./readable-block.repository.ts";
import { findSubjectDirectory } from "./subject-directory.repository.ts";
import { understandAsk } from "./understand-ask.ts";

export type GenerateBriefingInput = { readonly ask: string; readonly asOf?: string | undefined };

/**
 * Writes and keeps a briefing from what the actor may read. SubjectAmbiguousError and SubjectUnknownError name whom the ask may mean.
 * Reads in one scope, writes in another; nothing waits between but the processor.
 */
export async function generateBriefing(
  db: Database,
  actor: Actor,
  keys: OrganizationKeys,
  input: GenerateBriefingInput,
): Promise<Briefing> {
  const createdAt = new Date();
  const today = localDay(createdAt);
  const { sources, contents, ...understood } = await withOrganization(db, actor, async (tx) => {
    const directory = await findSubjectDirectory(tx, actor);
    const ask = understandAsk(input.ask, input.asOf ?? today, directory);
    const asOf = input.asOf ?? ask.date ?? today;
    const messages = await findBlockMessages(tx, actor, ask.subject.entityId);
    const versions = messages.map((m) => m.documentVersionId);
    const contents = await listVersionContents(tx, keys, versions);
    const flags = await findBlockFlags(tx, actor, versions);
    const isAll = messages.every((m) => m.localDate === null || m.localDate <= asOf);
    const resolved = isAll
      ? await findBlockGraph(tx, actor, ask.subject.entityId)
      : await resolveAsOf(tx, actor, messages, asOf);
    const subject = isAll ? ask.subject : findAgain(ask.subject, resolved);
    return { subject, date: ask.date, asOf, contents, sources: { resolved, messages, flags } };
  });
  const written = writeBriefing({
    ...sources,
    ...understood,
    contentOf: (version) => contents.get(version)?.content,
    ask: input.ask,
    createdAt: createdAt.toISOString(),
  });
  const briefing = withOwnIds(written);
  await withOrganization(db, actor, (tx) =>
    insertBriefing(tx, actor, keys, briefing, (c) =>
      (contents.get(c.documentVersionId)?.content ?? "").slice(c.startChar, c.endChar),
    ),
  );
  return briefing;
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
function findAgain(subject: BriefingSubject, { entities }: ResolvedGraph): BriefingSubject {
  const found =
    entities.find((e) => e.id === subject.entityId) ??
    entities.find((e) => e.type === subject.type && e.name === subject.name);
  if (found) return { ...subject, entityId: found.id, name: found.name };
  throw new BeepError("SubjectUnknownError", "No mail up to that day speaks of the subject.", { near: [subject] });
}

/** Each writing is a briefing of its own, even of the same words. */
function withOwnIds(briefing: Briefing): Briefing {
  const id = randomUUID();
  const sections = briefing.sections.map((section) => ({
    ...section,
    bullets: section.bullets.map((b, i) => ({ ...b, id: derivedId("briefing_bullet", id, section.id, String(i)) })),
  }));
  return { ...briefing, id, sections };
}

/** The machine's own calendar date: "today" is where the adviser sits. */
function localDay(at: Date): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

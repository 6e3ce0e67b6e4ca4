import { randomUUID } from "node:crypto";
import type { Database } from "../db/database.ts";
import { type Actor, type TenantTransaction, withOrganization } from "../db/with-organization.ts";
import type { OrganizationKeys } from "../documents/keys.ts";
import { BeepError } from "../errors.ts";
import { followRedirect } from "../graph/follow-redirect.ts";
import { derivedId } from "../lib/derived-id.ts";
import { localDay } from "../lib/local-day.ts";
import { findAskDate } from "./ask-date.ts";
import { insertBriefing } from "./briefing.repository.ts";
import type { Briefing, BriefingSubject } from "./briefing.ts";
import { writeBriefing } from "./compose.ts";
import { loadRecordSources } from "./load-record.ts";
import { findSubjectDirectory } from "./subject-directory.repository.ts";
import { type SubjectDirectory, type UnderstoodAsk, understandAsk } from "./understand-ask.ts";

export type GenerateBriefingInput = {
  readonly ask: string;
  readonly asOf?: string | undefined;
  readonly subjectEntityId?: string | undefined;
};

/** What belongs to a briefing that nobody asked for: for whom it is, and what is written in the same transaction. */
export type Preparation = {
  readonly userId: string;
  readonly alsoIn: (tx: TenantTransaction, briefing: Briefing) => Promise<void>;
};

/**
 * Writes and keeps a briefing from what the actor may read. SubjectAmbiguousError and SubjectUnknownError name whom the ask may mean.
 * Reads in one scope, writes in another; nothing waits between but the processor.
 */
export async function generateBriefing(
  db: Database,
  actor: Actor,
  keys: OrganizationKeys,
  input: GenerateBriefingInput,
  preparation?: Preparation,
): Promise<Briefing> {
  const createdAt = new Date();
  const today = localDay(createdAt);
  const { sources, ...understood } = await withOrganization(db, actor, async (tx) => {
    const directory = await findSubjectDirectory(tx, actor);
    const ask = await understand(tx, actor, input, input.asOf ?? today, directory);
    const asOf = input.asOf ?? ask.date ?? today;
    const sources = await loadRecordSources(tx, actor, keys, ask.subject, asOf);
    if (!sources) throw unknownThen(ask.subject);
    return { sources, date: ask.date, asOf };
  });
  const written = writeBriefing({
    ...sources,
    ...understood,
    ask: input.ask,
    createdAt: createdAt.toISOString(),
  });
  const briefing = withOwnIds(written);
  const wordsOf = (c: Briefing["sections"][number]["bullets"][number]["citations"][number]) =>
    (sources.contentOf(c.documentVersionId) ?? "").slice(c.startChar, c.endChar);
  await withOrganization(db, actor, async (tx) => {
    await insertBriefing(tx, actor, keys, briefing, wordsOf, preparation?.userId);
    await preparation?.alsoIn(tx, briefing);
  });
  return briefing;
}

/** By the id where one is given, which no two households of a name can confuse; else by the names in the ask. */
async function understand(
  tx: TenantTransaction,
  actor: Actor,
  { ask, subjectEntityId }: GenerateBriefingInput,
  today: string,
  directory: SubjectDirectory,
): Promise<UnderstoodAsk> {
  if (subjectEntityId === undefined) return understandAsk(ask, today, directory);
  const id = await followRedirect(tx, actor, subjectEntityId);
  const household = directory.households.find((one) => one.entityId === id);
  const found = household ?? directory.clients.find((one) => one.entityId === id);
  if (found === undefined)
    throw new BeepError("SubjectUnknownError", "No household or person of the record has that id.", { near: [] });
  const subject = { entityId: id, type: household ? "Household" : "Client", name: found.name } as const;
  return { subject, date: findAskDate(ask, today)?.iso ?? null };
}

const unknownThen = (subject: BriefingSubject): BeepError =>
  new BeepError("SubjectUnknownError", "No mail up to that day speaks of the subject.", { near: [subject] });

/** Each writing is a briefing of its own, even of the same words. */
function withOwnIds(briefing: Briefing): Briefing {
  const id = randomUUID();
  const sections = briefing.sections.map((section) => ({
    ...section,
    bullets: section.bullets.map((b, i) => ({ ...b, id: derivedId("briefing_bullet", id, section.id, String(i)) })),
  }));
  return { ...briefing, id, sections };
}

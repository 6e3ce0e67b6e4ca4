import { randomUUID } from "node:crypto";
import type { Database } from "../db/database.ts";
import { type Actor, withOrganization } from "../db/with-organization.ts";
import type { OrganizationKeys } from "../documents/keys.ts";
import { BeepError } from "../errors.ts";
import { derivedId } from "../lib/derived-id.ts";
import { localDay } from "../lib/local-day.ts";
import { insertBriefing } from "./briefing.repository.ts";
import type { Briefing, BriefingSubject } from "./briefing.ts";
import { writeBriefing } from "./compose.ts";
import { loadRecordSources } from "./load-record.ts";
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
  const { sources, ...understood } = await withOrganization(db, actor, async (tx) => {
    const directory = await findSubjectDirectory(tx, actor);
    const ask = understandAsk(input.ask, input.asOf ?? today, directory);
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
  await withOrganization(db, actor, (tx) =>
    insertBriefing(tx, actor, keys, briefing, (c) =>
      (sources.contentOf(c.documentVersionId) ?? "").slice(c.startChar, c.endChar),
    ),
  );
  return briefing;
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

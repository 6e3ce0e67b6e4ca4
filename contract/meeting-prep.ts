import { z } from "zod";
import { bullet, disclaimer, withheld } from "./bullet.ts";
import { defineOperation } from "./operation.ts";
import { count, day, entityType, id, instant, mailText, nextCursor, pageInput } from "./shapes.ts";

const sectionId = z.enum([
  "summary",
  "accounts",
  "life_events",
  "recent_communications",
  "open_actions",
  "changes",
  "agenda",
  "compliance",
]);

const briefing = z.object({
  id,
  ask: z.string(),
  asOf: day,
  subject: z.object({ entityId: id, type: entityType, name: mailText }),
  meeting: z.object({ entityId: id.nullable(), date: day.nullable() }),
  sections: z.array(
    z.object({
      id: sectionId,
      title: z.string(),
      bullets: z.array(bullet),
      /** In place of bullets, where the record holds nothing. */
      note: z.string().optional(),
    }),
  ),
  disclaimer,
  withheld,
  composer: z.object({
    kind: z.enum(["extractive", "model"]),
    version: z.string(),
    policyVersion: z.string(),
    contextTokens: z.object({ working: count, episodic: count, semantic: count, total: count }),
  }),
  createdAt: instant,
});

const citedIds = (output: z.output<typeof briefing> | undefined) =>
  output === undefined
    ? []
    : [
        output.id,
        output.subject.entityId,
        ...new Set(
          output.sections.flatMap((section) =>
            section.bullets.flatMap((bullet) => bullet.citations.map((cited) => cited.documentId)),
          ),
        ),
      ];

export const meetingPrepGenerate = defineOperation({
  name: "MeetingPrep.Generate",
  summary: "Writes a briefing for a meeting: every bullet with the words it came from, or withheld and counted.",
  role: "advisor",
  kind: "write",
  tx: "own",
  input: z.strictObject({ ask: z.string().trim().min(1).max(1000), asOf: day.optional() }),
  output: briefing,
  errors: ["SubjectAmbiguousError", "SubjectUnknownError"],
  touched: (_input, output) => ({ ids: citedIds(output) }),
  question: (input) => input.ask,
  mcp: true,
  composer: false,
});

export const meetingPrepGet = defineOperation({
  name: "MeetingPrep.Get",
  summary: "A briefing as it was written; only bullets whose every citation the caller may read.",
  role: "viewer",
  kind: "read",
  tx: "one",
  input: z.strictObject({ id }),
  output: briefing,
  errors: ["NotFoundError"],
  touched: (input, output) => ({ ids: [input.id, ...citedIds(output)] }),
  mcp: true,
  composer: false,
});

export const meetingPrepList = defineOperation({
  name: "MeetingPrep.List",
  summary: "Briefings, newest first; of one household or person when asked.",
  role: "viewer",
  kind: "read",
  tx: "one",
  input: z.strictObject({ subjectEntityId: id.optional(), ...pageInput }),
  output: z.object({
    briefings: z.array(
      z.object({
        id,
        subject: z.object({ entityId: id, type: entityType, name: mailText }),
        meeting: z.object({ entityId: id.nullable(), date: day.nullable() }),
        asOf: day,
        createdAt: instant,
      }),
    ),
    nextCursor,
  }),
  errors: [],
  touched: (_input, output) => ({ ids: output?.briefings.map((row) => row.id) ?? [] }),
  mcp: true,
  composer: false,
});

import { z } from "zod";
import { briefing, sectionId } from "./briefing.ts";
import { bullet } from "./bullet.ts";
import { defineOperation } from "./operation.ts";
import { day, entityType, id, instant, mailText, nextCursor, pageInput } from "./shapes.ts";

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
  /** With a subject named by id, the ask is read for its day only. */
  input: z.strictObject({
    ask: z.string().trim().min(1).max(1000),
    asOf: day.optional(),
    subjectEntityId: id.optional(),
  }),
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
        /** Of whom it was written by itself, the evening before; null when somebody asked for it. */
        preparedFor: id.nullable(),
      }),
    ),
    nextCursor,
  }),
  errors: [],
  touched: (_input, output) => ({ ids: output?.briefings.map((row) => row.id) ?? [] }),
  mcp: true,
  composer: false,
});

const briefingRef = z.object({ id, asOf: day, createdAt: instant });

export const meetingPrepCompare = defineOperation({
  name: "MeetingPrep.Compare",
  summary:
    "A briefing beside an earlier one of the same subject, line by line: what is new, gone, changed. Without one named: the last before it.",
  role: "viewer",
  kind: "read",
  tx: "one",
  input: z.strictObject({ id, withId: id.optional() }),
  output: z.object({
    after: briefingRef,
    /** Null when there is none before it that the caller reads; then there are no sections. */
    before: briefingRef.nullable(),
    sections: z.array(
      z.object({
        id: sectionId,
        title: z.string(),
        lines: z.array(
          z.object({
            change: z.enum(["same", "changed", "new", "gone"]),
            before: bullet.nullable(),
            after: bullet.nullable(),
          }),
        ),
      }),
    ),
  }),
  errors: ["NotFoundError", "ConflictError"],
  touched: (input, output) => ({ ids: [input.id, output?.before?.id] }),
  mcp: true,
  composer: false,
});

export const meetingPrepPdf = defineOperation({
  name: "MeetingPrep.Pdf",
  summary: "A briefing as a PDF to keep or print: its lines with numbered notes, its sources, its disclaimer.",
  role: "viewer",
  kind: "read",
  tx: "own",
  input: z.strictObject({ id }),
  /** The name holds no client's: files lie about. */
  output: z.object({ id, fileName: z.string(), pdf: z.base64() }),
  errors: ["NotFoundError"],
  touched: (input) => ({ ids: [input.id] }),
  mcp: false,
  composer: false,
});

import { z } from "zod";
import { defineOperation } from "./operation.ts";
import { day, entityType, id, mailText, nextCursor, pageInput } from "./shapes.ts";

export const meetingsList = defineOperation({
  name: "Meetings.List",
  summary:
    "Meetings with a day that the mail speaks of, by day: whom each is about, who attends, and its latest briefing.",
  role: "viewer",
  kind: "read",
  tx: "own",
  /** From today on unless a day is named; `latest` begins with the last of them. */
  input: z.strictObject({
    from: day.optional(),
    to: day.optional(),
    order: z.enum(["soonest", "latest"]).default("soonest"),
    ...pageInput,
  }),
  output: z.object({
    meetings: z.array(
      z.object({
        meetingId: id,
        name: mailText,
        date: day,
        time: z.string().nullable(),
        /** Planned or held, as the mail says; a cancelled meeting is not listed. */
        status: z.string().nullable(),
        subjects: z.array(z.object({ entityId: id, type: entityType, name: mailText })),
        attendees: z.array(z.object({ entityId: id, type: entityType, name: mailText })),
        /** The caller attends, by an address they sign in with or read. */
        isMine: z.boolean(),
        /** The latest of that day about one of the subjects that the caller reads. */
        briefingId: id.nullable(),
      }),
    ),
    nextCursor,
  }),
  errors: [],
  touched: (_input, output) => ({ ids: output?.meetings.map(({ meetingId }) => meetingId) ?? [] }),
  mcp: true,
  composer: false,
});

const preparation = z.object({
  organizationId: id,
  /** For everybody; when off, nothing is prepared for anybody. */
  isOnForAll: z.boolean(),
  isOnForMe: z.boolean(),
});

export const preparationGet = defineOperation({
  name: "Preparation.Get",
  summary: "Whether a briefing is written by itself the evening before a meeting: for everybody, and for the caller.",
  role: "viewer",
  kind: "read",
  tx: "one",
  input: z.strictObject({}),
  output: preparation,
  errors: [],
  touched: (_input, output) => ({ ids: [output?.organizationId] }),
  mcp: false,
  composer: false,
});

export const preparationSetMine = defineOperation({
  name: "Preparation.SetMine",
  summary: "Switches the briefings that are written by themselves on or off for the caller.",
  role: "advisor",
  kind: "write",
  tx: "one",
  input: z.strictObject({ isOn: z.boolean() }),
  output: preparation,
  errors: [],
  touched: (_input, output) => ({ ids: [output?.organizationId] }),
  mcp: false,
  composer: false,
});

export const preparationSetForAll = defineOperation({
  name: "Preparation.SetForAll",
  summary: "Switches the briefings that are written by themselves on or off for the whole organization.",
  role: "admin",
  kind: "write",
  tx: "one",
  input: z.strictObject({ isOn: z.boolean() }),
  output: preparation,
  errors: [],
  touched: (_input, output) => ({ ids: [output?.organizationId] }),
  mcp: false,
  composer: false,
});

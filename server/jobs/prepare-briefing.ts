import { z } from "zod";
import { day, id } from "../../contract/shapes.ts";
import { findDuePreparations } from "../briefing/preparation/due-preparations.ts";
import { prepareBriefing } from "../briefing/preparation/prepare-briefing.ts";
import type { Application } from "../operations/application.ts";
import type { JobRequest } from "./enqueue.ts";
import { defineJob } from "./job.ts";

const preparationInput = z.object({ userId: id, meetingId: id, subjectEntityId: id, date: day });

/** Writes a member's briefing the evening before a meeting; asked for every hour, so that a server that slept catches up. */
export const prepareBriefingJob = defineJob({
  name: "briefing.prepare",
  input: preparationInput,
  output: z.object({ briefingId: id.nullable() }),
  attemptsMax: 3,
  concurrency: 1,
  schedule: { cron: "7 * * * *", requests: listDue },
  run: ({ db, keys }, input) => prepareBriefing(db, keys, input),
});

async function listDue(
  { db }: Application,
  organizationId: string,
): Promise<readonly JobRequest<z.input<typeof preparationInput>>[]> {
  const due = await findDuePreparations(db, organizationId, new Date());
  return due.map((input) => ({ input, key: `${input.userId} ${input.subjectEntityId} ${input.date}` }));
}

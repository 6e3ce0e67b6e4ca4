import { z } from "zod";
import { bullet, disclaimer, withheld } from "./bullet.ts";
import { count, day, entityType, id, instant, mailText } from "./shapes.ts";

export const sectionId = z.enum([
  "summary",
  "accounts",
  "life_events",
  "recent_communications",
  "open_actions",
  "changes",
  "agenda",
  "compliance",
]);

/** A meeting’s briefing as it was written. */
export const briefing = z.object({
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

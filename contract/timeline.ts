import { z } from "zod";
import { defineOperation } from "./operation.ts";
import { day, entityType, id, instant, mailText, nextCursor, pageInput, quote, statedBy } from "./shapes.ts";

/** Who said a fact first, in which words and when; `saidBy` is missing where nobody whom the caller can read wrote them. */
const said = {
  statedBy,
  saidOn: day.nullable(),
  saidBy: z.object({ entityId: id, name: mailText }).nullable(),
  evidence: z.array(quote),
};

export const graphChanges = defineOperation({
  name: "Graph.Changes",
  summary:
    "What later mail changed since a day, latest first: the value before and the value now, each with who said it and the words.",
  role: "viewer",
  kind: "read",
  tx: "one",
  input: z.strictObject({ since: day, householdId: id.optional(), ...pageInput }),
  output: z.object({
    changes: z.array(
      z.object({
        entityId: id,
        type: entityType,
        name: mailText,
        attribute: z.string(),
        text: mailText,
        changedOn: day.nullable(),
        old: z.object({ attributeId: id, value: mailText, ...said }),
        now: z.object({ attributeId: id, value: mailText, ...said }),
      }),
    ),
    nextCursor,
  }),
  errors: ["NotFoundError"],
  touched: (input, output) => ({
    ids: [input.householdId, ...(output?.changes.map((change) => change.entityId) ?? [])],
  }),
  mcp: true,
  composer: true,
});

export const entitiesTimeline = defineOperation({
  name: "Entities.Timeline",
  summary:
    "Everything mail has said of an entity, in the order it was said: what replaced what, what contradicts what, who said it, when it was true and when Beep learned it.",
  role: "viewer",
  kind: "read",
  tx: "one",
  input: z.strictObject({ entityId: id, ...pageInput }),
  output: z.object({
    entityId: id,
    type: entityType,
    name: mailText,
    facts: z.array(
      z.object({
        factId: id,
        kind: z.enum(["attribute", "relation"]),
        /** The attribute's name, or the relation's type. */
        name: z.string(),
        /** The attribute's value, or the name of the entity at the other end. */
        value: mailText,
        otherEntityId: id.nullable(),
        validFrom: z.string().nullable(),
        validTo: z.string().nullable(),
        learnedAt: instant,
        supersededBy: id.nullable(),
        contradicts: z.array(id),
        isConfirmed: z.boolean(),
        ...said,
      }),
    ),
    nextCursor,
  }),
  errors: ["NotFoundError"],
  touched: (input) => ({ ids: [input.entityId] }),
  mcp: true,
  composer: true,
});

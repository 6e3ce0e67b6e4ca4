import { z } from "zod";
import { defineOperation } from "./operation.ts";
import {
  confidence,
  count,
  day,
  entityType,
  flagCategory,
  id,
  instant,
  mailText,
  nextCursor,
  pageInput,
  relationType,
  spanFields,
  statedBy,
} from "./shapes.ts";

const entityRow = { entityId: id, type: entityType, name: mailText, confidence };

/** Who says a fact, how sure it is, when it was true, when Beep learned it, and what replaced it. */
const factTimes = {
  statedBy,
  /** A person said that it is right. */
  isConfirmed: z.boolean(),
  confidence,
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
  learnedAt: instant,
  supersededBy: id.nullable(),
};

export const householdsList = defineOperation({
  name: "Households.List",
  summary: "Households of readable mail by name, each with its first members and how many clients and accounts it has.",
  role: "viewer",
  kind: "read",
  tx: "one",
  input: z.strictObject({ ...pageInput }),
  output: z.object({
    households: z.array(
      z.object({ entityId: id, name: mailText, members: z.array(mailText).max(4), clients: count, accounts: count }),
    ),
    nextCursor,
  }),
  errors: [],
  touched: (_input, output) => ({ ids: output?.households.map((household) => household.entityId) ?? [] }),
  mcp: true,
  composer: false,
});

export const ontologiesList = defineOperation({
  name: "Ontologies.List",
  summary: "The ontologies of this installation, with their entity and relation types.",
  role: "viewer",
  kind: "read",
  tx: "one",
  input: z.strictObject({ ontologyId: z.string().max(200).optional() }),
  output: z.object({
    ontologies: z.array(
      z.object({
        ontologyId: z.string(),
        isEnabled: z.boolean(),
        classes: z.array(z.string()),
        properties: z.array(
          z.object({
            name: z.string(),
            kind: z.enum(["relation", "attribute"]),
            domain: z.array(z.string()),
            range: z.array(z.string()),
          }),
        ),
        turtle: z.string(),
      }),
    ),
  }),
  errors: ["UnknownOntologyError"],
  touched: () => ({ ids: [] }),
  mcp: false,
  composer: false,
});

export const graphSearch = defineOperation({
  name: "Graph.Search",
  summary: "Entities by name, and documents by words, best first.",
  role: "viewer",
  kind: "read",
  tx: "one",
  input: z.strictObject({
    query: z.string().trim().min(1).max(500),
    types: z.array(entityType).max(9).optional(),
    kinds: z
      .array(z.enum(["entity", "document"]))
      .max(2)
      .optional(),
    ...pageInput,
  }),
  output: z.object({
    results: z.array(
      z.discriminatedUnion("kind", [
        z.object({ kind: z.literal("entity"), ...entityRow, score: z.number() }),
        z.object({
          kind: z.literal("document"),
          documentId: id,
          documentVersionId: id,
          snippet: mailText,
          startChar: count,
          endChar: count,
          score: z.number(),
        }),
      ]),
    ),
    nextCursor,
  }),
  errors: [],
  touched: (_input, output) => ({
    ids: output?.results.map((result) => (result.kind === "entity" ? result.entityId : result.documentId)) ?? [],
  }),
  question: (input) => input.query,
  mcp: true,
  composer: true,
});

export const graphGet = defineOperation({
  name: "Graph.Get",
  summary:
    "An entity with its neighbourhood: entities within so many hops, their facts and the relations between them. Without an entity: all the caller reads, households and clients first, saying what the limit left out.",
  role: "viewer",
  kind: "read",
  tx: "one",
  input: z.strictObject({
    entityId: id.optional(),
    hops: z.int().min(0).max(3).default(1),
    types: z.array(entityType).max(9).optional(),
    limit: z.int().min(1).max(5000).default(500),
  }),
  output: z.object({
    entities: z.array(
      z.object({
        ...entityRow,
        hops: count,
        attributes: z.array(
          z.object({
            attributeId: id,
            name: z.string(),
            value: mailText,
            ...factTimes,
          }),
        ),
      }),
    ),
    relations: z.array(z.object({ relationId: id, type: relationType, from: id, to: id, ...factTimes })),
    isTruncated: z.boolean(),
    leftOut: z.array(z.object({ type: entityType, count })),
  }),
  errors: ["NotFoundError"],
  touched: (input, output) =>
    input.entityId === undefined
      ? { scope: { types: input.types ?? null, limit: input.limit } }
      : { ids: [input.entityId, ...(output?.entities.map((entity) => entity.entityId) ?? [])] },
  mcp: true,
  composer: true,
});

const quoted = z.object({ ...spanFields, text: z.string() });

export const graphExport = defineOperation({
  name: "Graph.Export",
  summary: "The whole graph of the mailboxes the caller reads, unmasked, with every piece of evidence.",
  role: "admin",
  kind: "read",
  tx: "one",
  input: z.strictObject({ asOf: day.optional() }),
  output: z.object({
    documents: z.array(z.object({ id, sourceId: z.string(), versionId: id, content: z.string() })),
    entities: z.array(
      z.object({
        id,
        type: entityType,
        name: z.string(),
        attributes: z.record(z.string(), z.string()),
        confidence,
        mentions: z.array(quoted),
      }),
    ),
    attributeFacts: z.array(
      z.object({
        id,
        entityId: id,
        name: z.string(),
        value: z.string(),
        statedBy,
        validFrom: z.string().nullable(),
        supersededBy: id.nullable(),
        evidence: z.array(quoted),
      }),
    ),
    relations: z.array(
      z.object({
        id,
        type: relationType,
        from: id,
        to: id,
        confidence,
        validFrom: z.string().nullable(),
        supersededBy: id.nullable(),
        evidence: z.array(quoted),
      }),
    ),
    flags: z.array(z.object({ category: flagCategory, ...spanFields, text: z.string() })),
  }),
  errors: [],
  touched: (input) => ({ scope: { asOf: input.asOf ?? null } }),
  disclosure: "full",
  mcp: false,
  composer: false,
});

import { z } from "zod";
import { defineOperation } from "./operation.ts";
import { count, day, id, instant, mailText, nextCursor, pageInput } from "./shapes.ts";

const state = z.enum(["present", "removed", "destroyed"]);

const documentRow = {
  documentId: id,
  documentVersionId: id,
  messageId: z.string().nullable(),
  state,
  sentAt: instant.nullable(),
  localDate: day.nullable(),
  from: mailText,
  subject: mailText,
  mailboxIds: z.array(id),
};

const attachment = z.object({ name: mailText.nullable(), type: z.string(), sizeBytes: count });

export const documentsList = defineOperation({
  name: "Documents.List",
  summary: "Documents the caller may read, newest first.",
  role: "viewer",
  kind: "read",
  tx: "one",
  input: z.strictObject({ providerAccountId: id.optional(), state: state.optional(), ...pageInput }),
  output: z.object({ documents: z.array(z.object(documentRow)), nextCursor }),
  errors: [],
  touched: (_input, output) => ({ ids: output?.documents.map((document) => document.documentId) ?? [] }),
  mcp: true,
  composer: false,
});

export const documentsGet = defineOperation({
  name: "Documents.Get",
  summary: "One document with its canonical content, masked unit by unit where disclosure demands, so that spans hold.",
  role: "viewer",
  kind: "read",
  tx: "one",
  input: z.strictObject({ documentId: id, documentVersionId: id.optional() }),
  output: z.object({
    ...documentRow,
    versionNumber: z.int().positive(),
    versions: z.array(z.object({ documentVersionId: id, versionNumber: z.int().positive(), createdAt: instant })),
    content: mailText,
    zones: z.array(z.object({ kind: z.string(), startChar: count, endChar: count })),
    attachments: z.array(attachment),
  }),
  errors: ["NotFoundError", "EvidenceUnavailableError"],
  touched: (input) => ({ ids: [input.documentId] }),
  mcp: true,
  composer: false,
});

export const threadsList = defineOperation({
  name: "Threads.List",
  summary: "Conversations, the one with the latest message first; of one household when asked.",
  role: "viewer",
  kind: "read",
  tx: "one",
  input: z.strictObject({ providerAccountId: id.optional(), householdId: id.optional(), ...pageInput }),
  output: z.object({
    threads: z.array(
      z.object({
        threadId: z.string(),
        providerAccountId: id,
        subject: mailText,
        messages: count,
        lastSentAt: instant.nullable(),
        lastDocumentId: id,
      }),
    ),
    nextCursor,
  }),
  errors: ["NotFoundError"],
  touched: (input, output) => ({
    ids: [input.householdId, ...(output?.threads.map((thread) => thread.lastDocumentId) ?? [])],
  }),
  mcp: true,
  composer: false,
});

export const threadsGet = defineOperation({
  name: "Threads.Get",
  summary: "The messages of one conversation in their order.",
  role: "viewer",
  kind: "read",
  tx: "one",
  input: z.strictObject({ providerAccountId: id, threadId: z.string().min(1).max(1000), ...pageInput }),
  output: z.object({ threadId: z.string(), documents: z.array(z.object(documentRow)), nextCursor }),
  errors: ["ProviderAccountSelectionRequiredError", "NotFoundError"],
  touched: (_input, output) => ({ ids: output?.documents.map((document) => document.documentId) ?? [] }),
  mcp: true,
  composer: false,
});

import { z } from "zod";
import { defineOperation, roles } from "./operation.ts";
import { id, instant, nextCursor, pageInput } from "./shapes.ts";

const keyRole = z.enum(roles).exclude(["owner"]);

const apiKey = z.object({
  apiKeyId: id,
  name: z.string(),
  role: keyRole,
  /** Its first characters, to tell keys apart. */
  start: z.string(),
  createdBy: id.nullable(),
  createdAt: instant,
  expiresAt: instant,
});

export const apiKeysCreate = defineOperation({
  name: "ApiKeys.Create",
  summary: "Makes an API key of this organization and one role, and answers it: it is not shown again.",
  role: "admin",
  kind: "write",
  tx: "own",
  input: z.strictObject({
    name: z.string().trim().min(1).max(100),
    role: keyRole,
    expiresInDays: z.int().min(1).max(365).default(90),
  }),
  output: apiKey.extend({ key: z.string() }),
  errors: [],
  touched: (_input, output) => ({ ids: [output?.apiKeyId] }),
  mcp: false,
  composer: false,
});

export const apiKeysList = defineOperation({
  name: "ApiKeys.List",
  summary: "The organization's API keys, newest first, without the keys themselves.",
  role: "admin",
  kind: "read",
  tx: "own",
  input: z.strictObject({ ...pageInput }),
  output: z.object({
    apiKeys: z.array(
      apiKey.extend({ state: z.enum(["active", "revoked", "expired"]), lastUsedAt: instant.nullable() }),
    ),
    nextCursor,
  }),
  errors: [],
  touched: (_input, output) => ({ ids: output?.apiKeys.map((key) => key.apiKeyId) ?? [] }),
  mcp: false,
  composer: false,
});

export const apiKeysRevoke = defineOperation({
  name: "ApiKeys.Revoke",
  summary: "Ends an API key at once and for ever.",
  role: "admin",
  kind: "write",
  tx: "own",
  input: z.strictObject({ apiKeyId: id }),
  output: z.object({ apiKeyId: id }),
  errors: ["NotFoundError"],
  touched: ({ apiKeyId }) => ({ ids: [apiKeyId] }),
  mcp: false,
  composer: false,
});

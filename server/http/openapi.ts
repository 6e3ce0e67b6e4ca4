import { z } from "zod";
import { type Operation, rolesOfNoOrganization } from "../../contract/operation.ts";
import { type ErrorTag, errorTags } from "../errors.ts";

/** OpenAPI 3.1 of the catalogue: what every operation takes, answers and may fail with. */
export const openApiOf = (operations: Readonly<Record<string, Operation>>): object => ({
  openapi: "3.1.0",
  info: { title: "Beep", version: "1", description: "Evidence-first knowledge base for wealth-management teams." },
  security: [{ bearer: [] }, { session: [] }],
  paths: Object.fromEntries(
    Object.values(operations).map((operation) => [`/v1/${operation.name}`, { post: describe(operation) }]),
  ),
  components: {
    securitySchemes: {
      bearer: { type: "http", scheme: "bearer", description: "An API key of one organization and role." },
      session: {
        type: "apiKey",
        in: "cookie",
        name: sessionCookie,
        description: `A person's session, as /api/auth/sign-in gives it, with the Origin of Beep's own pages. Over https its name begins with __Secure-.`,
      },
    },
    schemas: { Error: errorSchema },
  },
});

/** better-auth's name for it, after our prefix (server/accounts/better-auth.ts). */
const sessionCookie = "beep.session_token";

/** Any operation may answer these. */
const commonErrors: readonly ErrorTag[] = [
  "ValidationError",
  "AuthenticationRequiredError",
  "ForbiddenError",
  "NotFoundError",
  "PayloadTooLargeError",
  "OverloadedError",
  "UnavailableError",
  "InternalError",
];

const errorSchema = {
  type: "object",
  required: ["error"],
  properties: {
    error: {
      type: "object",
      required: ["tag", "message"],
      properties: { tag: { type: "string", enum: Object.keys(errorTags) }, message: { type: "string" } },
    },
  },
};

const describe = (operation: Operation) => ({
  operationId: operation.name,
  summary: operation.summary,
  "x-role": operation.role,
  "x-kind": operation.kind,
  parameters: rolesOfNoOrganization.some((role) => role === operation.role)
    ? []
    : [{ name: "Beep-Organization", in: "header", required: true, schema: { type: "string" } }],
  requestBody: {
    content: {
      "application/json": { schema: schemaOf(operation.input, "input") },
      ...(operation.takesBody === true ? { "application/octet-stream": { schema: {} } } : {}),
    },
  },
  responses: {
    200: {
      description: operation.streams === true ? "Lines of progress, then the result." : "Done.",
      content: {
        [operation.streams === true ? "application/x-ndjson" : "application/json"]: {
          schema: schemaOf(operation.output, "output"),
        },
      },
    },
    ...errorResponses([...commonErrors, ...operation.errors]),
  },
});

const schemaOf = (schema: z.ZodType, io: "input" | "output") => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return rest;
};

/** One response a status; its description lists the tags that share it. */
const errorResponses = (tags: readonly ErrorTag[]) =>
  Object.fromEntries(
    Map.groupBy(new Set(tags), (tag) => errorTags[tag].http)
      .entries()
      .map(([status, shared]) => [
        status,
        {
          description: shared.join(", "),
          content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
        },
      ]),
  );

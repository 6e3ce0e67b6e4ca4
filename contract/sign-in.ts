import { z } from "zod";
import { defineOperation, roles } from "./operation.ts";
import { id, slug } from "./shapes.ts";

/** Addresses are compared in lower case. */
export const email = z.string().trim().toLowerCase().pipe(z.email().max(254));
export const passwordLengthMin = 12;
export const passwordLengthMax = 256;
export const password = z.string().min(passwordLengthMin).max(passwordLengthMax);
export const personName = z.string().trim().min(1).max(200);
export const secretToken = z.string().min(20).max(200);

export const setupComplete = defineOperation({
  name: "Setup.Complete",
  summary:
    "With the token of the setup link: makes the first person, who signs in afterwards, as owner of an organization, new or imported.",
  role: "public",
  kind: "write",
  tx: "own",
  input: z.strictObject({
    token: secretToken,
    name: personName,
    email,
    password,
    organization: z.strictObject({ slug, name: z.string().trim().min(1).max(200).optional() }),
  }),
  output: z.object({ userId: id, organizationId: id, slug }),
  errors: ["NotFoundError", "ConflictError"],
  touched: (_input, output) => ({ ids: [output?.organizationId, output?.userId] }),
  changes: (output) => output.organizationId,
  mcp: false,
  composer: false,
});

export const signInOptions = defineOperation({
  name: "SignIn.Options",
  summary: "How one signs in here, and whether the first person is still to come.",
  role: "public",
  kind: "read",
  tx: "own",
  input: z.strictObject({}),
  output: z.object({
    hasGoogle: z.boolean(),
    needsSetup: z.boolean(),
    passwordLengthMin: z.int(),
  }),
  errors: [],
  touched: () => ({ ids: [] }),
  mcp: false,
  composer: false,
});

export const sessionGet = defineOperation({
  name: "Session.Get",
  summary: "Who calls: the person, or the API key, and the organizations they may enter with their roles there.",
  role: "anyone",
  kind: "read",
  tx: "own",
  input: z.strictObject({}),
  output: z.object({
    kind: z.enum(["user", "api_key", "local_owner"]),
    user: z.object({ id, name: z.string(), email: z.string(), hasSecondFactor: z.boolean() }).nullable(),
    organizations: z.array(z.object({ id, slug, name: z.string(), roles: z.array(z.enum(roles)) })),
  }),
  errors: [],
  touched: (_input, output) => ({ ids: [output?.user?.id] }),
  mcp: false,
  composer: false,
});

export const accountsResetPassword = defineOperation({
  name: "Accounts.ResetPassword",
  summary: "Answers a link with which the person of an address sets a new password, once and within the hour.",
  role: "operator",
  kind: "write",
  tx: "own",
  input: z.strictObject({ email }),
  output: z.object({ userId: id, url: z.string(), token: z.string() }),
  errors: ["NotFoundError"],
  touched: (_input, output) => ({ ids: [output?.userId] }),
  mcp: false,
  composer: false,
});

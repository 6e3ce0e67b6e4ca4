import { z } from "zod";
import { defineOperation, roles } from "./operation.ts";
import { id, instant, nextCursor, pageInput, slug } from "./shapes.ts";
import { email, password, personName, secretToken } from "./sign-in.ts";

const role = z.enum(roles);

export const organizationInvite = defineOperation({
  name: "Organization.Invite",
  summary: "Invites an address to a role and answers the link to pass on, once. It works once, for seven days.",
  role: "admin",
  kind: "write",
  tx: "own",
  input: z.strictObject({ email, role }),
  output: z.object({ invitationId: id, role, expiresAt: instant, url: z.string(), token: z.string() }),
  errors: [],
  touched: (_input, output) => ({ ids: [output?.invitationId] }),
  mcp: false,
  composer: false,
});

export const organizationListInvitations = defineOperation({
  name: "Organization.ListInvitations",
  summary: "The organization's invitations, newest first, and what became of each.",
  role: "admin",
  kind: "read",
  tx: "own",
  input: z.strictObject({ ...pageInput }),
  output: z.object({
    invitations: z.array(
      z.object({
        invitationId: id,
        email: z.string(),
        role,
        state: z.enum(["waiting", "accepted", "revoked", "expired"]),
        createdAt: instant,
        expiresAt: instant,
      }),
    ),
    nextCursor,
  }),
  errors: [],
  touched: (_input, output) => ({ ids: output?.invitations.map((row) => row.invitationId) ?? [] }),
  mcp: false,
  composer: false,
});

export const organizationRevokeInvitation = defineOperation({
  name: "Organization.RevokeInvitation",
  summary: "Ends an invitation that nobody accepted yet.",
  role: "admin",
  kind: "write",
  tx: "own",
  input: z.strictObject({ invitationId: id }),
  output: z.object({ invitationId: id }),
  errors: ["NotFoundError"],
  touched: ({ invitationId }) => ({ ids: [invitationId] }),
  mcp: false,
  composer: false,
});

export const organizationAcceptInvitation = defineOperation({
  name: "Organization.AcceptInvitation",
  summary:
    "Makes whoever holds an invitation's token a member: the person signed in, or a new one with this name and password, who signs in afterwards.",
  role: "public",
  kind: "write",
  tx: "own",
  input: z.strictObject({ token: secretToken, name: personName.optional(), password: password.optional() }),
  output: z.object({ organizationId: id, slug, role, userId: id, isNewPerson: z.boolean() }),
  errors: ["NotFoundError", "ConflictError"],
  touched: (_input, output) => ({ ids: [output?.organizationId, output?.userId] }),
  changes: (output) => output.organizationId,
  mcp: false,
  composer: false,
});

export const organizationListMembers = defineOperation({
  name: "Organization.ListMembers",
  summary: "The organization's members with their roles, by name.",
  role: "viewer",
  kind: "read",
  tx: "own",
  input: z.strictObject({ ...pageInput }),
  output: z.object({
    members: z.array(
      z.object({
        userId: id,
        name: z.string(),
        email: z.string(),
        roles: z.array(role),
        hasSecondFactor: z.boolean(),
        since: instant,
      }),
    ),
    nextCursor,
  }),
  errors: [],
  touched: (_input, output) => ({ ids: output?.members.map((member) => member.userId) ?? [] }),
  mcp: false,
  composer: false,
});

export const organizationSetRole = defineOperation({
  name: "Organization.SetRole",
  summary: "Sets a member's roles: one of owner, admin, advisor and viewer, or compliance, or both.",
  role: "admin",
  kind: "write",
  tx: "own",
  input: z.strictObject({
    userId: id,
    roles: z
      .array(role)
      .min(1)
      .refine(
        (given) => given.filter((one) => one !== "compliance").length <= 1 && new Set(given).size === given.length,
        {
          message: "one of owner, admin, advisor and viewer at most, and compliance beside it",
        },
      ),
  }),
  output: z.object({ userId: id, roles: z.array(role) }),
  errors: ["NotFoundError", "ConflictError"],
  touched: ({ userId }) => ({ ids: [userId] }),
  mcp: false,
  composer: false,
});

export const organizationRemoveMember = defineOperation({
  name: "Organization.RemoveMember",
  summary:
    "Ends a membership at once, with the mailboxes the member was named in and the API keys they made. Never the last owner's.",
  role: "admin",
  kind: "write",
  tx: "own",
  input: z.strictObject({ userId: id }),
  output: z.object({ userId: id }),
  errors: ["NotFoundError", "ConflictError"],
  touched: ({ userId }) => ({ ids: [userId] }),
  mcp: false,
  composer: false,
});

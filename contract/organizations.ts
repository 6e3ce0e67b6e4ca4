import { z } from "zod";
import { defineOperation } from "./operation.ts";
import { id, instant, nextCursor, pageInput, slug } from "./shapes.ts";

const organization = z.object({ id, slug, name: z.string(), createdAt: instant, isClosed: z.boolean() });

export const organizationCreate = defineOperation({
  name: "Organization.Create",
  summary: "Creates an organization, or answers the one of that slug that the caller already has.",
  role: "anyone",
  kind: "write",
  tx: "own",
  input: z.strictObject({ slug, name: z.string().trim().min(1).max(200).optional() }),
  output: organization.extend({ isNew: z.boolean() }),
  errors: ["ConflictError"],
  touched: (_input, output) => ({ ids: [output?.id] }),
  changes: (output) => output.id,
  mcp: false,
  composer: false,
});

export const organizationGet = defineOperation({
  name: "Organization.Get",
  summary: "The organization of this call.",
  role: "viewer",
  kind: "read",
  tx: "own",
  input: z.strictObject({}),
  output: organization,
  errors: ["NotFoundError"],
  touched: (_input, output) => ({ ids: [output?.id] }),
  mcp: false,
  composer: false,
});

export const organizationList = defineOperation({
  name: "Organization.List",
  summary: "The organizations the caller belongs to, by slug.",
  role: "anyone",
  kind: "read",
  tx: "own",
  input: z.strictObject({ ...pageInput }),
  output: z.object({ organizations: z.array(organization), nextCursor }),
  errors: [],
  touched: (_input, output) => ({ ids: output?.organizations.map((row) => row.id) ?? [] }),
  mcp: false,
  composer: false,
});

export const organizationClose = defineOperation({
  name: "Organization.Close",
  summary: "Closes the organization to everybody. Its records stay; the local owner can open it again.",
  role: "owner",
  kind: "write",
  tx: "own",
  input: z.strictObject({ /** Repeated, so that nobody closes another one by mistake. */ slug }),
  output: organization,
  errors: [],
  touched: (_input, output) => ({ ids: [output?.id] }),
  mcp: false,
  composer: false,
});

export const organizationReopen = defineOperation({
  name: "Organization.Reopen",
  summary: "Opens a closed organization again, with the members it had.",
  role: "operator",
  kind: "write",
  tx: "own",
  input: z.strictObject({ slug }),
  output: organization,
  errors: ["NotFoundError"],
  touched: (_input, output) => ({ ids: [output?.id] }),
  changes: (output) => output.id,
  mcp: false,
  composer: false,
});

export const mailboxesList = defineOperation({
  name: "Mailboxes.List",
  summary: "The mailboxes the caller may read, with their audience.",
  role: "viewer",
  kind: "read",
  tx: "one",
  input: z.strictObject({ ...pageInput }),
  output: z.object({
    mailboxes: z.array(
      z.object({
        providerAccountId: id,
        address: z.string(),
        label: z.string(),
        audience: z.enum(["firm", "members"]),
        isActive: z.boolean(),
        createdAt: instant,
      }),
    ),
    nextCursor,
  }),
  errors: [],
  touched: (_input, output) => ({ ids: output?.mailboxes.map((mailbox) => mailbox.providerAccountId) ?? [] }),
  mcp: false,
  composer: false,
});

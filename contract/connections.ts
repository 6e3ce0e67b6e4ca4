import { z } from "zod";
import { defineOperation } from "./operation.ts";
import { id, instant, nextCursor, pageInput } from "./shapes.ts";

/**
 * active: mail can be read · missing_scopes: linked, but reading mail was not granted · needs_relink: Google refuses what was granted
 * · revoked: unlinked here; what was read stays.
 */
const state = z.enum(["active", "missing_scopes", "needs_relink", "revoked"]);
const scopes = z.array(z.string());
const consent = z.object({ authorizationUrl: z.url(), expiresAt: instant });

export const connectionsList = defineOperation({
  name: "Connections.List",
  summary:
    "Linked Google accounts, one's own or for an admin all, with the scopes Google says each has and those it lacks.",
  role: "advisor",
  kind: "read",
  tx: "own",
  input: z.strictObject({ ...pageInput }),
  output: z.object({
    connections: z.array(
      z.object({
        providerAccountId: id,
        address: z.string(),
        label: z.string(),
        state,
        isActive: z.boolean(),
        audience: z.enum(["firm", "members"]),
        grantedScopes: scopes,
        missingScopes: scopes,
        /** When Google was last asked; `isFresh` when that was for this answer. */
        checkedAt: instant,
        isFresh: z.boolean(),
        linkedBy: id.nullable(),
        linkedAt: instant,
        /** Unlinked here, and Google has not answered yet that it took the grant back: tried again every minute. */
        isRevocationPending: z.boolean(),
        /** The latest first, fifty of them. */
        history: z.array(
          z.object({
            at: instant,
            kind: z.enum([
              "linked",
              "relinked",
              "unlinked",
              "scopes_changed",
              "refused_by_google",
              "taken_back_at_google",
            ]),
            by: z.string().nullable(),
            scopes,
          }),
        ),
      }),
    ),
    nextCursor,
  }),
  errors: [],
  touched: (_input, output) => ({ ids: output?.connections.map((row) => row.providerAccountId) ?? [] }),
  mcp: false,
  composer: false,
});

export const connectionsLink = defineOperation({
  name: "Connections.Link",
  summary:
    "Begins linking a Google account: answers the address where its owner consents, once and within ten minutes.",
  role: "advisor",
  kind: "write",
  tx: "own",
  input: z.strictObject({
    /** The account that is meant. Another one that comes back is kept switched off until somebody chooses it. */
    account: z.email().max(320).optional(),
  }),
  output: consent,
  errors: ["UnavailableError"],
  touched: () => ({ ids: [] }),
  mcp: false,
  composer: false,
});

export const connectionsRelink = defineOperation({
  name: "Connections.Relink",
  summary: "Begins linking an account again, to grant what is missing or what Google refuses by now.",
  role: "advisor",
  kind: "write",
  tx: "own",
  input: z.strictObject({ providerAccountId: id }),
  output: consent,
  errors: ["ProviderAccountSelectionRequiredError", "NotFoundError", "UnavailableError"],
  touched: ({ providerAccountId }) => ({ ids: [providerAccountId] }),
  mcp: false,
  composer: false,
});

export const connectionsComplete = defineOperation({
  name: "Connections.Complete",
  summary: "Ends what Connections.Link or Relink began, with what Google sent back. Beep's callback page calls it.",
  role: "advisor",
  kind: "write",
  tx: "own",
  input: z.strictObject({
    state: z.string().min(1).max(500),
    code: z.string().min(1).max(2000).optional(),
    /** Google's word for why there is no code. */
    error: z.string().min(1).max(200).optional(),
  }),
  output: z.object({
    /** other_account: another account came back than the one meant; it is linked, and switched off unless it was on. */
    outcome: z.enum(["linked", "relinked", "other_account", "denied"]),
    providerAccountId: id.nullable(),
    state: state.nullable(),
    missingScopes: scopes,
  }),
  errors: ["ConflictError", "ProviderUnavailableError", "UnavailableError"],
  touched: (_input, output) => ({ ids: [output?.providerAccountId] }),
  mcp: false,
  composer: false,
});

export const connectionsUnlink = defineOperation({
  name: "Connections.Unlink",
  summary:
    "Ends Beep's access to a Google account: its tokens are destroyed and taken back at Google. What was read stays.",
  role: "advisor",
  kind: "write",
  tx: "own",
  input: z.strictObject({ providerAccountId: id }),
  output: z.object({
    providerAccountId: id,
    state,
    /** False while Google does not answer; it is tried again every minute. */
    isRevokedAtGoogle: z.boolean(),
  }),
  errors: ["ProviderAccountSelectionRequiredError", "NotFoundError", "ConflictError"],
  touched: ({ providerAccountId }) => ({ ids: [providerAccountId] }),
  mcp: false,
  composer: false,
});

export const mailboxesActivate = defineOperation({
  name: "Mailboxes.Activate",
  summary: "Switches reading of a mailbox on or off. What was read stays.",
  role: "advisor",
  kind: "write",
  tx: "one",
  input: z.strictObject({ providerAccountId: id, isActive: z.boolean() }),
  output: z.object({ providerAccountId: id, isActive: z.boolean() }),
  errors: ["ProviderAccountSelectionRequiredError", "NotFoundError"],
  touched: ({ providerAccountId }) => ({ ids: [providerAccountId] }),
  mcp: false,
  composer: false,
});

export const mailboxesSetAudience = defineOperation({
  name: "Mailboxes.SetAudience",
  summary: "Says who reads a mailbox: the whole firm, or the members named. Compliance reads it always.",
  role: "advisor",
  kind: "write",
  tx: "own",
  input: z.discriminatedUnion("audience", [
    z.strictObject({ providerAccountId: id, audience: z.literal("firm") }),
    z.strictObject({ providerAccountId: id, audience: z.literal("members"), userIds: z.array(id).min(1).max(1000) }),
  ]),
  output: z.object({ providerAccountId: id, audience: z.enum(["firm", "members"]), userIds: z.array(id) }),
  errors: ["ProviderAccountSelectionRequiredError", "NotFoundError", "ValidationError"],
  touched: ({ providerAccountId }) => ({ ids: [providerAccountId] }),
  mcp: false,
  composer: false,
});

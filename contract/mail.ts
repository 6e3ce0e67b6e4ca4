import { z } from "zod";
import { jobStarted } from "./jobs.ts";
import { defineOperation } from "./operation.ts";
import { count, day, id, instant, nextCursor, pageInput } from "./shapes.ts";

/** received = stored + excluded + failed, always; `new` of the stored ones were not there before. */
const ledgerCounts = { received: count, stored: count, excluded: count, failed: count };

/** What came of an import. */
export const mailImported = z.object({
  providerAccountId: id,
  address: z.string(),
  isNewMailbox: z.boolean(),
  ...ledgerCounts,
  newDocuments: count,
  newVersions: count,
  unchanged: count,
  reasons: z.record(z.string(), count),
  /** Files that hold no mail. */
  skippedFiles: z.array(z.string()),
  /** Archives that are cut short or damaged: the messages in them that are whole were read. */
  damagedFiles: z.array(z.string()),
});

export const mailImport = defineOperation({
  name: "Mail.Import",
  summary: "Reads mail files into a mailbox: every message is stored, excluded with a reason or failed with a reason.",
  role: "advisor",
  kind: "write",
  tx: "own",
  input: z.strictObject({
    /** Files and folders on the server's own machine: for its local owner only. Others send the file as the body. */
    paths: z.array(z.string().min(1).max(4096)).min(1).max(1000).optional(),
    /** Address of the mailbox it belongs to, made when it is an e-mail address and new; without it the rules of the command line's import apply. */
    account: z.string().trim().min(1).max(320).optional(),
    /** The same, by the mailbox's id. */
    providerAccountId: id.optional(),
    /** Nobody vouches for messages without a server's verdict: what they say is shown as unverified. */
    unverified: z.stringbool().or(z.boolean()).optional(),
    /** What the sent file is called, to name a mailbox after when the mail names none. */
    fileName: z.string().min(1).max(255).optional(),
  }),
  /** For a body: the job that reads it, whose result is what paths answer at once. */
  output: z.union([mailImported, jobStarted]),
  errors: [
    "ProviderAccountSelectionRequiredError",
    "NotFoundError",
    "ConflictError",
    "PayloadTooLargeError",
    "ForbiddenError",
  ],
  touched: (_input, output) => ({
    ids: output === undefined ? [] : ["jobId" in output ? output.jobId : output.providerAccountId],
  }),
  streams: true,
  takesBody: true,
  mcp: false,
  composer: false,
});

/** Why a sync ended before the end: what Google refuses, or does not answer. */
const syncProblem = z.enum(["rate_limited", "needs_relink", "missing_scopes", "unavailable", "refused"]);

/** What came of a sync. `problem` is null when it went to the end. */
export const mailSynced = z.object({
  providerAccountId: id,
  ...ledgerCounts,
  newDocuments: count,
  newVersions: count,
  unchanged: count,
  reasons: z.record(z.string(), count),
  problem: syncProblem.nullable(),
});

export const mailSync = defineOperation({
  name: "Mail.Sync",
  summary:
    "Brings the mailbox of a linked account up to what Gmail has. Answers a job; one at a time runs for a mailbox.",
  role: "advisor",
  kind: "write",
  tx: "own",
  input: z.strictObject({
    /** Never guessed: without it the error lists the linked accounts. */
    providerAccountId: id.optional(),
    /** Compares every id with Gmail's full list, as happens each night. */
    compare: z.boolean().default(false),
  }),
  output: jobStarted,
  errors: [
    "ProviderAccountSelectionRequiredError",
    "GoogleScopeExpansionRequiredError",
    "NotFoundError",
    "ConflictError",
    "ProviderUnavailableError",
    "UnavailableError",
  ],
  touched: ({ providerAccountId }, output) => ({ ids: [providerAccountId, output?.jobId] }),
  mcp: false,
  composer: false,
});

/** What a sync does at the moment; idle between syncs. */
const syncPhase = z.enum(["idle", "listing", "reading", "following"]);

/** How a mailbox linked to Gmail stands; null for one that is only imported into. */
const syncState = z.object({
  phase: syncPhase,
  /** What to tell people, in words. */
  summary: z.string(),
  /** True only when the ids were compared in full and nothing is wrong or waiting since. */
  isUpToDate: z.boolean(),
  /** The last time every id of Gmail's was compared with what is here. */
  lastFullComparisonAt: instant.nullable(),
  lastSuccessAt: instant.nullable(),
  problem: syncProblem.nullable(),
  problemSince: instant.nullable(),
  /** A scheduled sync does not ask Google before. */
  notBefore: instant.nullable(),
  messagesPerSecond: z.number().nonnegative().nullable(),
  /** Messages Gmail has, those still to be read, those that failed for good until somebody asks, and those stored that Gmail has no more. */
  inGmail: count,
  waiting: count,
  givenUp: count,
  removed: count,
  /** Of those that wait or were given up: why they failed, and when they are tried again by themselves. */
  failures: z.array(
    z.object({ reason: z.string(), messages: count, isGivenUp: z.boolean(), retryAt: instant.nullable() }),
  ),
});

export const mailSyncStatus = defineOperation({
  name: "Mail.SyncStatus",
  summary:
    "Each mailbox's ledger: received = stored + excluded (by reason) + failed (by reason, will be tried again); and how its sync with Gmail stands.",
  role: "advisor",
  kind: "read",
  tx: "one",
  input: z.strictObject({ providerAccountId: id.optional() }),
  output: z.object({
    mailboxes: z.array(
      z.object({
        providerAccountId: id,
        address: z.string(),
        ...ledgerCounts,
        excludedBy: z.record(z.string(), count),
        failedBy: z.record(z.string(), count),
        lastAt: instant.nullable(),
        sync: syncState.nullable(),
      }),
    ),
  }),
  errors: ["NotFoundError"],
  touched: (_input, output) => ({ ids: output?.mailboxes.map((mailbox) => mailbox.providerAccountId) ?? [] }),
  mcp: false,
  composer: false,
});

const lowerCase = z.string().trim().toLowerCase();
const rules = z.strictObject({
  /** Gmail's labels by id or name. Drafts, spam, trash and chats (DRAFT, SPAM, TRASH, CHAT) are left out unless a list without them is given. */
  labels: z.array(z.string().trim().min(1).max(225)).max(200).optional(),
  /** Mail from or to any of these addresses. */
  addresses: z.array(lowerCase.pipe(z.email())).max(1000).optional(),
  /** Mail from or to any address of these domains and their subdomains. */
  domains: z
    .array(lowerCase.pipe(z.string().regex(/^(?=.{1,253}$)([a-z0-9-]+\.)+[a-z0-9-]+$/, "a domain like example.com")))
    .max(1000)
    .optional(),
  /** Mail of days before, or after. */
  before: day.nullable().optional(),
  after: day.nullable().optional(),
});

export const mailRules = defineOperation({
  name: "Mail.Rules",
  summary:
    "What is left out of a mailbox, by label, address, domain and date. With `rules` it is set, or on a dry run counted; what was read already cannot be left out by a rule.",
  role: "advisor",
  kind: "write",
  tx: "one",
  input: z.strictObject({
    providerAccountId: id,
    /** All of them: what is not named is as by default. */
    rules: rules.optional(),
    isDryRun: z.boolean().default(false),
  }),
  output: z.object({
    providerAccountId: id,
    rules: z.object({
      labels: z.array(z.string()),
      addresses: z.array(z.string()),
      domains: z.array(z.string()),
      before: day.nullable(),
      after: day.nullable(),
    }),
    isDryRun: z.boolean(),
    /** Counts every change; 0: nobody changed the default. */
    version: count,
    /** Messages read already that these rules would leave out, by reason: with any, they are not set. */
    alreadyRead: z.record(z.string(), count),
    /** What `alreadyRead` was counted among, in words too: Gmail is not asked, and nothing is said of what it has and was not read. */
    counted: z.object({ read: count, leftOut: count, notReadYet: count, summary: z.string() }),
    /** Messages left out at present, by reason; judged again by the next sync after a change. */
    leftOutNow: z.record(z.string(), count),
    /** The mailbox's labels as the last sync saw them, and those of the rules that are not among them. */
    knownLabels: z.array(z.object({ id: z.string(), name: z.string() })),
    unknownLabels: z.array(z.string()),
  }),
  errors: ["ProviderAccountSelectionRequiredError", "NotFoundError", "ConflictError"],
  touched: ({ providerAccountId }) => ({ ids: [providerAccountId] }),
  mcp: false,
  composer: false,
});

const completeness = {
  /** Messages Gmail has, by its own full list of ids and what history told since. */
  inGmail: count,
  stored: count,
  excluded: count,
  failed: count,
  excludedBy: z.record(z.string(), count),
  failedBy: z.record(z.string(), count),
  /** Listed, and not read yet: their day is not known. */
  waiting: count,
  /** Stored, and gone from Gmail since. */
  removed: count,
};

export const mailCompleteness = defineOperation({
  name: "Mail.Completeness",
  summary:
    "A mailbox against Gmail, day by day (UTC, when Gmail received it): in Gmail = stored + excluded + failed + waiting. Latest days first; as rows, or as lines of CSV.",
  role: "advisor",
  kind: "read",
  tx: "one",
  input: z.strictObject({
    providerAccountId: id,
    format: z.enum(["json", "csv"]).default("json"),
    limit: z.int().min(1).max(1000).default(366),
    cursor: pageInput.cursor,
  }),
  output: z.object({
    providerAccountId: id,
    /** When every id was last compared; null: never yet, and what follows may be less than Gmail has. */
    lastFullComparisonAt: instant.nullable(),
    total: z.object(completeness),
    /** Null: messages whose day is not known, on the first page. Empty with `format: "csv"`. */
    days: z.array(z.object({ day: day.nullable(), ...completeness })),
    /** The same as lines, the first page's after a header line; only with `format: "csv"`. */
    csv: z.string().optional(),
    nextCursor,
  }),
  errors: ["ProviderAccountSelectionRequiredError", "NotFoundError"],
  touched: ({ providerAccountId }) => ({ ids: [providerAccountId] }),
  mcp: false,
  composer: false,
});

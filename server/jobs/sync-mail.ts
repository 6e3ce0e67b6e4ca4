import { z } from "zod";
import type { Input, Output } from "../../contract/catalogue.ts";
import { mailSynced } from "../../contract/mail.ts";
import { id } from "../../contract/shapes.ts";
import { listLinked } from "../accounts/connections/connection.repository.ts";
import type { ConnectionDeps } from "../accounts/connections/connection.ts";
import { type MailAccess, requireMailAccess } from "../accounts/connections/mail-access.ts";
import { listMailboxIds } from "../accounts/list-mailbox-ids.ts";
import { withOrganization } from "../db/with-organization.ts";
import { BeepError } from "../errors.ts";
import { GmailError } from "../google/gmail.ts";
import { type AccessTokens, createGmailClient } from "../google/gmail-client.ts";
import { requireGoogle } from "../google/google.ts";
import { paceGmail } from "../google/paced-gmail.ts";
import { resolveDirty } from "../graph/resolve-organization.ts";
import { readParsedMessage } from "../mail/read-parsed-message.ts";
import { syncMailbox } from "../mail/sync/sync-mailbox.ts";
import type { Application } from "../operations/application.ts";
import type { Caller } from "../operations/caller.ts";
import { enqueue, type JobRequest } from "./enqueue.ts";
import { defineJob } from "./job.ts";

/** When ids are compared in full, once a night: in UTC, between midnight and four in the United States. */
const nightHour = 8;

const syncInput = z.object({ mailboxId: id, reason: z.enum(["due", "asked", "compare"]) });

/** Brings a mailbox up to what Gmail has, then resolves what that changed. What Google refuses is its result, and stands in the sync status. */
export const syncMailJob = defineJob({
  name: "mail.sync",
  input: syncInput,
  output: mailSynced,
  attemptsMax: 5,
  concurrency: 2,
  schedule: { cron: "*/5 * * * *", requests: listDue },
  async run({ app, db, keys, actor, signal, report }, { mailboxId, reason }) {
    const google = requireGoogle(app.google());
    const tokens = tokensOf(() => requireMailAccess({ db, keys, google }, actor, mailboxId, signal));
    const { gmailUrl: url, gmailUnitsPerMinute: unitsPerMinute } = google;
    const gmail = paceGmail(createGmailClient({ url, tokens }), { unitsPerMinute });
    const onProgress = (done: number) => report({ phase: "reading", done, unit: "messages", fraction: null });
    const deps = { db, keys, gmail, read: readParsedMessage };
    const { counts, problem = null } = await syncMailbox(deps, { actor, mailboxId, reason, onProgress, signal });
    await resolveDirty(db, actor, {
      signal,
      onBlock: ({ documents }) => report({ phase: "resolving", done: documents, unit: "documents", fraction: null }),
    });
    return { providerAccountId: mailboxId, ...counts, problem };
  },
});

/**
 * Mail.Sync: whether the account may be read is asked first, so that whoever asks hears what is missing; then the job is asked for, of
 * which a mailbox has one at a time.
 */
export const startSync = async (
  { app, signal }: { readonly app: Application; readonly signal: AbortSignal },
  caller: Caller,
  { providerAccountId, compare }: Input<"Mail.Sync">,
): Promise<Output<"Mail.Sync">> => {
  const keys = await app.keysOf(caller);
  const deps: ConnectionDeps = { db: app.db, keys, google: requireGoogle(app.google()) };
  const { providerAccountId: mailboxId } = await requireMailAccess(deps, caller, providerAccountId, signal);
  const jobId = await withOrganization(app.db, caller, (tx) =>
    enqueue(tx, keys, syncMailJob, caller, requestOf(mailboxId, compare ? "compare" : "asked")),
  );
  return { jobId };
};

const requestOf = (
  mailboxId: string,
  reason: z.input<typeof syncInput>["reason"],
): JobRequest<z.input<typeof syncInput>> => ({ input: { mailboxId, reason }, key: mailboxId, mailboxId });

/** Linked mailboxes that are switched on and that Google lets be read, but for those it asked to leave alone for a while. */
async function listDue(
  app: Application,
  organizationId: string,
): Promise<readonly JobRequest<z.input<typeof syncInput>>[]> {
  if (app.google() === undefined) return [];
  const actor = { organizationId, mailboxIds: await listMailboxIds(app.db, organizationId), userId: null };
  return withOrganization(app.db, actor, async (tx) => {
    const linked = await listLinked(tx, organizationId, {});
    const readable = linked.filter(({ isActive, connection }) => isActive && connection?.state === "active");
    const states = await tx
      .selectFrom("mail_sync")
      .select(["mailbox_id", "not_before", "last_full_comparison_at"])
      .where("organization_id", "=", organizationId)
      .execute();
    const stateOf = new Map(states.map((state) => [state.mailbox_id, state]));
    const now = new Date();
    return readable.flatMap(({ id: mailboxId }) => {
      const state = stateOf.get(mailboxId);
      if ((state?.not_before ?? now) > now) return [];
      // The first read is one itself, and goes on until it ends.
      const comparedAt = state?.last_full_comparison_at ?? now;
      return [requestOf(mailboxId, comparedAt < lastNight(now) ? "compare" : "due")];
    });
  });
}

/** When the latest night's comparison was due. */
export const lastNight = (now: Date): Date => {
  const tonight = new Date(now);
  tonight.setUTCHours(nightHour, 0, 0, 0);
  return tonight <= now ? tonight : new Date(tonight.getTime() - 24 * 3600_000);
};

/** The account's tokens, with what Google refuses as a fault of Gmail's, so that the sync records it. */
const tokensOf = (open: () => Promise<MailAccess>): AccessTokens => {
  let access: Promise<MailAccess> | undefined;
  const opened = () => {
    access ??= open();
    return access;
  };
  return {
    get: (signal) => asFault(async () => (await opened()).tokens.get(signal)),
    renew: (refused, signal) => asFault(async () => (await opened()).tokens.renew(refused, signal)),
  };
};

const asFault = async <T>(ask: () => Promise<T>): Promise<T> => {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof BeepError)) throw error;
    if (error.tag === "GoogleScopeExpansionRequiredError") {
      const { currentScopes } = error.fields;
      const hasSome = Array.isArray(currentScopes) && currentScopes.length > 0;
      throw new GmailError({ kind: hasSome ? "missing_scope" : "unauthorized" });
    }
    if (error.tag === "ProviderUnavailableError") throw new GmailError({ kind: "unavailable", reason: "network" });
    throw error;
  }
};

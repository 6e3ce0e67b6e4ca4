import type { gmail_v1 } from "@googleapis/gmail";
import { z } from "zod";
import type { Gmail, HistoryChange } from "./gmail.ts";
import { GmailError, isGmailFault } from "./gmail.ts";
import { translateGmailError } from "./translate-gmail-error.ts";

/** Where access tokens of one account come from. A refusal to give one is thrown as it is. */
export type AccessTokens = {
  readonly get: (signal: AbortSignal) => Promise<string>;
  /** Another one than this, which Gmail refused. */
  readonly renew: (refused: string, signal: AbortSignal) => Promise<string>;
};

type Options = { readonly headers: Headers; readonly signal: AbortSignal; readonly timeout: number };

/**
 * Gmail by Google's own client, for one account: each request has a time limit, answers are checked, faults are the closed set of
 * GmailError. A refused token is renewed once; nothing else is tried again here.
 */
export function createGmailClient(config: {
  /** Gmail's rootUrl. */
  readonly url: string;
  readonly tokens: AccessTokens;
  readonly timeoutMs?: number;
}): Gmail {
  const { tokens, timeoutMs = requestTimeoutMs } = config;
  const opening = openUsers(config.url);

  async function ask<T>(
    schema: z.ZodType<T>,
    signal: AbortSignal,
    request: (users: gmail_v1.Resource$Users, options: Options) => Promise<{ data: unknown }>,
  ): Promise<T> {
    const users = await opening;
    const once = async (token: string) => {
      const options = { headers: new Headers({ authorization: `Bearer ${token}` }), signal, timeout: timeoutMs };
      try {
        const parsed = schema.safeParse((await request(users, options)).data);
        if (parsed.success) return parsed.data;
      } catch (error) {
        signal.throwIfAborted();
        throw translateGmailError(error);
      }
      throw new GmailError({ kind: "unavailable", reason: "not_json" });
    };
    const token = await tokens.get(signal);
    try {
      return await once(token);
    } catch (error) {
      // The grant may have been narrowed or taken back: whoever gives the tokens asks Google, and says so.
      if (!isGmailFault(error, "unauthorized") && !isGmailFault(error, "missing_scope")) throw error;
      return once(await tokens.renew(token, signal));
    }
  }

  return {
    async getProfile(signal) {
      const { emailAddress, historyId } = await ask(profile, signal, (users, options) =>
        users.getProfile({ userId: "me" }, options),
      );
      return { address: emailAddress.toLowerCase(), historyId };
    },
    async listLabels(signal) {
      const answer = await ask(labelList, signal, (users, options) => users.labels.list({ userId: "me" }, options));
      return answer.labels;
    },
    async listIds({ labelId, pageToken }, signal) {
      // By id, not by thread: threads are listed by when they began, so that new replies to old ones would be missed.
      const labelIds = labelId === null ? {} : { labelIds: [labelId] };
      const query = { userId: "me", includeSpamTrash: true, maxResults: 500, ...labelIds, ...pageOf(pageToken) };
      try {
        const answer = await ask(idList, signal, (users, options) => users.messages.list(query, options));
        return { ids: answer.messages.map(({ id }) => id), nextPageToken: answer.nextPageToken ?? null };
      } catch (error) {
        throw pageToken !== null && isGmailFault(error, "refused") ? new GmailError({ kind: "page_expired" }) : error;
      }
    },
    async listHistory(startHistoryId, pageToken, signal) {
      const query = { userId: "me", startHistoryId, maxResults: 500, ...pageOf(pageToken) };
      try {
        const answer = await ask(historyList, signal, (users, options) => users.history.list(query, options));
        return {
          changes: answer.history.flatMap(changesOf),
          historyId: answer.historyId,
          nextPageToken: answer.nextPageToken ?? null,
        };
      } catch (error) {
        throw isGmailFault(error, "not_found") ? new GmailError({ kind: "history_expired" }) : error;
      }
    },
    async getMessage(id, signal) {
      const answer = await ask(rawMessage, signal, (users, options) =>
        users.messages.get({ userId: "me", id, format: "raw" }, options),
      );
      return {
        id: answer.id,
        threadId: answer.threadId,
        labels: answer.labelIds,
        receivedAtMs: answer.internalDate === undefined ? null : Number(answer.internalDate),
        raw: Buffer.from(answer.raw, "base64url"),
      };
    },
    async getLabels(id, signal) {
      const answer = await ask(labelsOfMessage, signal, (users, options) =>
        users.messages.get({ userId: "me", id, format: "minimal" }, options),
      );
      return answer.labelIds;
    },
  };
}

/** Google answers within seconds; the largest message, 50 MB, comes within this on a slow line. */
const requestTimeoutMs = 60_000;

/** Loading it takes a while, which most commands never need. undici's fetch keeps connections open between requests. */
async function openUsers(url: string): Promise<gmail_v1.Resource$Users> {
  const { gmail } = await import("@googleapis/gmail");
  return gmail({ version: "v1", rootUrl: `${url}/`, retry: false, fetchImplementation: fetch }).users;
}

const pageOf = (pageToken: string | null) => (pageToken === null ? {} : { pageToken });

const decimal = z.string().regex(/^\d{1,40}$/);
const id = z.string().min(1).max(200);
const names = z.array(z.string()).default([]);
const profile = z.object({ emailAddress: z.string(), historyId: decimal });
const labelList = z.object({ labels: z.array(z.object({ id, name: z.string() })).default([]) });
const idList = z.object({ messages: z.array(z.object({ id })).default([]), nextPageToken: z.string().optional() });
const rawMessage = z.object({
  id,
  threadId: id,
  labelIds: names,
  internalDate: decimal.optional(),
  raw: z.string(),
});
const labelsOfMessage = z.object({ id, labelIds: names });
const one = z.object({ message: z.object({ id }) });
const withLabels = one.extend({ labelIds: names });
const record = z.object({
  messagesAdded: z.array(one).default([]),
  messagesDeleted: z.array(one).default([]),
  labelsAdded: z.array(withLabels).default([]),
  labelsRemoved: z.array(withLabels).default([]),
});
const historyList = z.object({
  history: z.array(record).default([]),
  historyId: decimal,
  nextPageToken: z.string().optional(),
});

function changesOf(given: z.output<typeof record>): HistoryChange[] {
  return [
    ...given.messagesAdded.map(({ message }) => ({ kind: "added" as const, id: message.id })),
    ...given.messagesDeleted.map(({ message }) => ({ kind: "deleted" as const, id: message.id })),
    ...given.labelsAdded.map(({ message, labelIds }) => ({
      kind: "labelled" as const,
      id: message.id,
      labels: labelIds,
    })),
    ...given.labelsRemoved.map(({ message, labelIds }) => ({
      kind: "unlabelled" as const,
      id: message.id,
      labels: labelIds,
    })),
  ];
}

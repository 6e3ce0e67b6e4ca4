import { createHash } from "node:crypto";
import { type GoogleStore, seedFromConfig } from "@emulators/google";
import { openMailFiles } from "../../../server/mail/files/open-mail-source.ts";
import type { GoogleParts } from "./google.ts";

/** What happens in people's mailboxes, as they or their correspondents do it. Ids are Gmail's; raw is the message's own bytes. */
export type Mailboxes = {
  /** Every message of these mbox and .eml files and folders, in their order. Fill before anyone reads: its history is unordered. */
  readonly fill: (email: string, paths: readonly string[]) => Promise<readonly string[]>;
  readonly add: (email: string, raw: string | Uint8Array, labels?: readonly string[]) => Promise<string>;
  readonly remove: (email: string, id: string) => Promise<void>;
  readonly relabel: (
    email: string,
    id: string,
    change: { readonly add?: readonly string[]; readonly remove?: readonly string[] },
  ) => Promise<void>;
  readonly idsOf: (email: string) => readonly string[];
  readonly rawOf: (email: string, id: string) => Buffer;
  /** What getProfile answers. */
  readonly profileOf: (email: string) => {
    readonly emailAddress: string;
    readonly messagesTotal: number;
    readonly threadsTotal: number;
    readonly historyId: string;
  };
  /** History up to now is too old to be told. */
  readonly expireHistory: (email: string) => void;
  readonly isHistoryGone: (email: string, startHistoryId: string) => boolean;
};

export const createMailboxes = ({
  store,
  gmailStore,
  emulator,
  tokenMap,
}: Pick<GoogleParts, "store" | "gmailStore" | "emulator" | "tokenMap">): Mailboxes => {
  const threads = new Map<string, string>();
  const goneBelow = new Map<string, bigint>();
  const write = async (email: string, method: string, path: string, body?: object) => {
    tokenMap.set(`writer:${email}`, { login: email, id: 1, scopes: [] });
    const answer = await emulator(
      new Request(`http://emulator/gmail/v1/users/me/messages/${path}`, {
        method,
        headers: { authorization: `Bearer writer:${email}`, "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
    if (!answer.ok) throw new Error(`The emulator answered ${answer.status} to ${method}.`);
  };
  const insert = (email: string, bytes: Buffer, labels: readonly string[] | undefined): string => {
    const messageId = headerOf(bytes, "message-id");
    const parents = [headerOf(bytes, "in-reply-to"), headerOf(bytes, "references")].flatMap(
      (ids) => ids.match(/<[^>]+>/g) ?? [],
    );
    const id = freeId(gmailStore, email, bytes);
    const thread =
      parents.map((parent) => threads.get(`${email} ${parent}`)).find((found) => found !== undefined) ?? id;
    if (messageId !== "") threads.set(`${email} ${messageId}`, thread);
    const isOwn = headerOf(bytes, "from").toLowerCase().includes(email);
    const message = { id, thread_id: thread, user_email: email, raw: bytes.toString("base64url") };
    seedFromConfig(store, "", { messages: [{ ...message, label_ids: [...(labels ?? [isOwn ? "SENT" : "INBOX"])] }] });
    return id;
  };
  const historyIdOf = (email: string): string =>
    [
      ...gmailStore.messages.findBy("user_email", email).map((message) => message.history_id),
      ...gmailStore.history.findBy("user_email", email).map((event) => event.gmail_id),
    ]
      .map(BigInt)
      .sort((a, b) => (a < b ? -1 : 1))
      .at(-1)
      ?.toString() ?? "1";
  return {
    async fill(email, paths) {
      const ids: string[] = [];
      for await (const { raw } of (await openMailFiles(paths)).items)
        ids.push(insert(email, Buffer.from(raw), undefined));
      await nextMillisecond();
      return ids;
    },
    async add(email, raw, labels) {
      const id = insert(email, Buffer.from(raw as string), labels);
      await nextMillisecond();
      return id;
    },
    async remove(email, id) {
      await write(email, "DELETE", id);
      await nextMillisecond();
    },
    async relabel(email, id, { add = [], remove = [] }) {
      await write(email, "POST", `${id}/modify`, { addLabelIds: add, removeLabelIds: remove });
      await nextMillisecond();
    },
    idsOf: (email) => gmailStore.messages.findBy("user_email", email).map((message) => message.gmail_id),
    rawOf(email, id) {
      const message = gmailStore.messages.findBy("gmail_id", id).find(({ user_email }) => user_email === email);
      return Buffer.from(message?.raw ?? "", "base64url");
    },
    profileOf(email) {
      const messages = gmailStore.messages.findBy("user_email", email);
      return {
        emailAddress: email,
        messagesTotal: messages.length,
        threadsTotal: new Set(messages.map((message) => message.thread_id)).size,
        historyId: historyIdOf(email),
      };
    },
    expireHistory: (email) => void goneBelow.set(email, BigInt(historyIdOf(email)) + 1n),
    isHistoryGone: (email, startHistoryId) =>
      /^\d+$/.test(startHistoryId) && BigInt(startHistoryId) < (goneBelow.get(email) ?? 0n),
  };
};

/** The emulator's history ids are the millisecond and a random part: two changes within one would be in no order, which Gmail's always are. */
const nextMillisecond = async (): Promise<void> => {
  const now = Date.now();
  while (Date.now() <= now) await new Promise(setImmediate);
};

/** Of Gmail's shape, the same for the same bytes; a second copy in the mailbox has one of its own. */
const freeId = (gmailStore: GoogleStore, email: string, bytes: Buffer): string => {
  for (let copy = 0; ; copy++) {
    const id = createHash("sha256").update(`${email} ${copy} `).update(bytes).digest("hex").slice(0, 16);
    if (gmailStore.messages.findOneBy("gmail_id", id) === undefined) return id;
  }
};

const headerOf = (bytes: Buffer, name: string): string => {
  const headers = bytes.toString("latin1").split(/\r?\n\r?\n/, 1)[0] ?? "";
  return new RegExp(`^${name}:[ \\t]*(.*(?:\\r?\\n[ \\t].*)*)`, "im").exec(headers)?.[1]?.trim() ?? "";
};

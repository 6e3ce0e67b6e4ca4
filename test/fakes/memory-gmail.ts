import { type Gmail, GmailError, type HistoryChange } from "../../server/google/gmail.ts";

type Kept = {
  readonly id: string;
  readonly threadId: string;
  labels: string[];
  readonly raw: Uint8Array;
  readonly receivedAtMs: number;
};

/** A Gmail account in memory, of the shape the sync asks: paged lists, history, deletion. `before` may throw for any request. */
export function memoryGmail(
  options: {
    readonly pageSize?: number;
    readonly systemLabels?: readonly string[];
    readonly before?: (request: keyof Gmail, id: string | null) => void;
  } = {},
) {
  const { pageSize = 4, systemLabels = usualLabels, before = () => {} } = options;
  const messages = new Map<string, Kept>();
  const history: { readonly at: number; readonly change: HistoryChange }[] = [];
  let clock = 1;
  let oldest = 0;
  let lastId = 0x1000;
  const record = (change: HistoryChange) => history.push({ at: ++clock, change });
  const page = <T>(all: readonly T[], token: string | null) => {
    const start = Number(token ?? 0);
    return {
      part: all.slice(start, start + pageSize),
      nextPageToken: start + pageSize < all.length ? String(start + pageSize) : null,
    };
  };
  const get = (id: string): Kept => {
    const message = messages.get(id);
    if (message === undefined) throw new GmailError({ kind: "not_found" });
    return message;
  };
  const gmail: Gmail = {
    async getProfile() {
      before("getProfile", null);
      return { address: "adviser@example.test", historyId: String(clock) };
    },
    async listLabels() {
      before("listLabels", null);
      return [...systemLabels.map((id) => ({ id, name: id })), { id: "Label_7", name: "Personal" }];
    },
    async listIds({ labelId, pageToken }) {
      before("listIds", labelId);
      const listed = [...messages.values()].filter(({ labels }) => labelId === null || labels.includes(labelId));
      const { part, nextPageToken } = page(
        listed
          .map(({ id }) => id)
          .sort()
          .reverse(),
        pageToken,
      );
      return { ids: part, nextPageToken };
    },
    async listHistory(startHistoryId, pageToken) {
      before("listHistory", null);
      if (Number(startHistoryId) < oldest) throw new GmailError({ kind: "history_expired" });
      const since = history.filter(({ at }) => at > Number(startHistoryId)).map(({ change }) => change);
      const { part, nextPageToken } = page(since, pageToken);
      return { changes: part, historyId: String(clock), nextPageToken };
    },
    async getMessage(id) {
      before("getMessage", id);
      const { labels, ...message } = get(id);
      return { ...message, labels: [...labels] };
    },
    async getLabels(id) {
      before("getLabels", id);
      return [...get(id).labels];
    },
  };
  return {
    gmail,
    add(raw: string | Uint8Array, labels: readonly string[] = ["INBOX"], threadId?: string): string {
      lastId += 1;
      const id = lastId.toString(16).padStart(16, "0");
      messages.set(id, {
        id,
        threadId: threadId ?? id,
        labels: [...labels],
        raw: Buffer.from(raw),
        receivedAtMs: Date.UTC(2026, 0, 5),
      });
      record({ kind: "added", id });
      return id;
    },
    remove(id: string): void {
      messages.delete(id);
      record({ kind: "deleted", id });
    },
    label(id: string, added: readonly string[], removed: readonly string[] = []): void {
      const message = get(id);
      message.labels = [...message.labels.filter((label) => !removed.includes(label)), ...added];
      if (added.length > 0) record({ kind: "labelled", id, labels: added });
      if (removed.length > 0) record({ kind: "unlabelled", id, labels: removed });
    },
    /** Gmail keeps history for a week or so: what happened until now is remembered no more. */
    forgetHistory(): void {
      oldest = ++clock;
    },
  };
}

const usualLabels = ["CHAT", "DRAFT", "IMPORTANT", "INBOX", "SENT", "SPAM", "STARRED", "TRASH", "UNREAD"];

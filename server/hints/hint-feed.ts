import type { Database } from "../db/database.ts";
import { withOrganization } from "../db/with-organization.ts";
import { BeepError } from "../errors.ts";
import { repeat } from "../jobs/repeat.ts";
import { listHints, overlapMs, type StoredHint } from "./list-hints.ts";

/** Hears of what changed; undefined when too much did to be named. */
export type Listener = (hints: readonly StoredHint[] | undefined) => void;

/** One for a process: looks for every organization that somebody listens to, once for all its listeners. */
export type HintFeed = {
  /** From a moment ago on; the answer ends it. OverloadedError when too many listen. `onClose` is called when the process stops. */
  readonly listen: (organizationId: string, listener: Listener, onClose: () => void) => () => void;
  readonly close: () => Promise<void>;
};

const pollMs = 1000;
const listenersMax = 500;

/** Looks into the database, for no notification passes a pooler, and other processes write too. */
export const createHintFeed = (db: Database): HintFeed => {
  const feeds = new Map<string, Feed>();
  let listening = 0;

  return {
    listen(organizationId, listener, onClose) {
      if (listening >= listenersMax)
        throw new BeepError("OverloadedError", "Too many listen to this server. Ask again later.", {
          retryAfterSeconds: 30,
        });
      const feed = feeds.get(organizationId) ?? openFeed(db, organizationId);
      feeds.set(organizationId, feed);
      feed.listeners.set(listener, onClose);
      listening++;
      // What changed a moment ago may be what its reader missed while it was on its way.
      listener([...feed.told.values()]);
      return () => {
        if (!feed.listeners.delete(listener)) return;
        listening--;
        if (feed.listeners.size > 0) return;
        feeds.delete(organizationId);
        void feed.stop();
      };
    },
    async close() {
      const all = [...feeds.values()];
      for (const { listeners } of all) for (const onClose of listeners.values()) onClose();
      await Promise.all(all.map(({ stop }) => stop()));
    },
  };
};

type Feed = {
  readonly listeners: Map<Listener, () => void>;
  /** What was told in the last minutes, by what it is about. */
  readonly told: ReadonlyMap<string, StoredHint>;
  readonly stop: () => Promise<void>;
};

/** Each look tells what was not told before. A database that does not answer is looked into again later, from where it was. */
const openFeed = (db: Database, organizationId: string): Feed => {
  const actor = { organizationId, mailboxIds: [], userId: null };
  const listeners = new Map<Listener, () => void>();
  const told = new Map<string, StoredHint>();
  let since = new Date();
  const tell = (hints: readonly StoredHint[] | undefined) => {
    for (const listener of listeners.keys()) listener(hints);
  };
  const stop = repeat(pollMs, async () => {
    const { hints, now } = await withOrganization(db, actor, (tx) => listHints(tx, organizationId, since));
    since = now;
    if (hints === undefined) return tell(undefined);
    const fresh = hints.filter((hint) => told.get(keyOf(hint))?.changedAtMs !== hint.changedAtMs);
    for (const hint of fresh) told.set(keyOf(hint), hint);
    for (const [key, { changedAtMs }] of told) if (changedAtMs < now.getTime() - 2 * overlapMs) told.delete(key);
    if (fresh.length > 0) tell(fresh);
  });
  return { listeners, told, stop };
};

const keyOf = ({ operation, id }: StoredHint) => `${operation} ${id}`;

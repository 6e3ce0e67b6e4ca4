import type { PostgresPool, PostgresPoolClient } from "kysely";
import type pg from "pg";
import { BeepError } from "../errors.ts";

/** One client lent to one borrower at a time, in the order they asked. */
export type SingleClientPool = PostgresPool;

/**
 * The pool of the embedded database. pg.Pool discards a client after an SQL error, which the embedded adapter does not
 * survive; this one never does. A borrower that left a transaction open has it rolled back before the next is served.
 * Waiting longer than `connectTimeoutMs` is an UnavailableError: most likely the outer handle was used inside a transaction.
 */
export function singleClientPool(
  client: pg.Client,
  isInTransaction: () => boolean,
  connectTimeoutMs = 60_000,
): SingleClientPool {
  const waiting: (() => void)[] = [];
  let isLent = false;
  let isEnded = false;

  function lend(): void {
    isLent = true;
    waiting.shift()?.();
  }

  function returned(): void {
    isLent = false;
    if (waiting.length > 0) lend();
  }

  function borrowed(): PostgresPoolClient {
    let isReleased = false;
    const release = () => {
      if (isReleased) return;
      isReleased = true;
      if (isInTransaction()) client.query("rollback").then(returned, returned);
      else returned();
    };
    return Object.assign(Object.create(client) as PostgresPoolClient, { query: client.query.bind(client), release });
  }

  return {
    options: {},
    connect() {
      if (isEnded)
        return Promise.reject(new BeepError("UnavailableError", "The database is closed.", { reason: "closed" }));
      return new Promise((resolve, reject) => {
        const serve = () => {
          clearTimeout(timer);
          resolve(borrowed());
        };
        const timer = setTimeout(() => {
          waiting.splice(waiting.indexOf(serve), 1);
          reject(new BeepError("UnavailableError", "The embedded database stayed busy.", { reason: "database_busy" }));
        }, connectTimeoutMs);
        waiting.push(serve);
        if (!isLent) lend();
      });
    },
    end() {
      isEnded = true;
      if (!isLent) return Promise.resolve();
      return new Promise((resolve) => {
        waiting.push(resolve);
      });
    },
  };
}

import { setImmediate } from "node:timers/promises";
import type { PostgresPool, PostgresPoolClient } from "kysely";
import type pg from "pg";
import { BeepError } from "../errors.ts";
import { translatePostgresError } from "./postgres-errors.ts";

/** Short enough that a request is answered at once, long enough to cost nothing. */
const pauseEveryMs = 10;

/** One client lent to one borrower at a time, in the order they asked. */
export type SingleClientPool = PostgresPool & {
  /** True after a failure that ended the database within this process, such as a disk too full for its log. */
  isBroken(): boolean;
};

/**
 * The pool of the embedded database. pg.Pool discards a client after an SQL error, which the embedded adapter does not
 * survive; this one never does. A borrower that left a transaction open has it rolled back before the next is served.
 * After a PANIC the embedded database answers nothing any more: whoever asks gets that failure again instead of waiting for ever.
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
  let broken: unknown;
  let pausedAtMs = performance.now();

  function lend(): void {
    isLent = true;
    waiting.shift()?.();
  }

  function returned(): void {
    isLent = false;
    if (waiting.length > 0) lend();
  }

  async function query(text: string, parameters: readonly unknown[]) {
    if (broken !== undefined) throw broken;
    try {
      const result = await client.query(text, [...parameters]);
      await letOthersRun();
      return result;
    } catch (error) {
      if (isEnd(error)) broken = translatePostgresError(error);
      throw error;
    }
  }

  // The embedded database runs in this thread and never waits: without a pause, requests, timers and signals would starve for as
  // long as an import takes.
  async function letOthersRun() {
    if (performance.now() - pausedAtMs < pauseEveryMs) return;
    await setImmediate();
    pausedAtMs = performance.now();
  }

  function borrowed(): PostgresPoolClient {
    let isReleased = false;
    return {
      // Kysely asks with a cursor only when told to stream, which nothing here does.
      query: query as unknown as PostgresPoolClient["query"],
      release() {
        if (isReleased) return;
        isReleased = true;
        if (broken === undefined && isInTransaction()) query("rollback", []).then(returned, returned);
        else returned();
      },
    };
  }

  return {
    options: {},
    isBroken: () => broken !== undefined,
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

function isEnd(error: unknown): boolean {
  return error instanceof Error && "severity" in error && (error.severity === "PANIC" || error.severity === "FATAL");
}

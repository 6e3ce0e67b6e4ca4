import { setTimeout as wait } from "node:timers/promises";
import { BeepError } from "../errors.ts";

/**
 * Runs a transaction again when another writer was quicker: two that write the same rows meet in a unique key or a lock, and the
 * database stops one of them, which sees the other's rows next time. Gives up with the error after a few seconds.
 */
export async function repeatOnRace<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      const isRace = error instanceof BeepError && (error.tag === "ConflictError" || error.tag === "OverloadedError");
      if (!isRace || attempt === attemptsMax) throw error;
      await wait(2 ** attempt * 25);
    }
  }
}

const attemptsMax = 6;

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { BeepError } from "../errors.ts";

/**
 * Holds `directory` for this process until the returned function is called or the process ends, however it ends: the lock
 * is the operating system's, taken through an SQLite transaction. The embedded database has none of its own, and two
 * processes on it lose rows in silence.
 */
export function lockDirectory(directory: string): () => void {
  const holder = join(directory, "database.holder");
  const lock = new DatabaseSync(join(directory, "database.lock"), { timeout: 0 });
  try {
    lock.exec("begin exclusive");
  } catch (error) {
    lock.close();
    if (!isBusy(error)) throw error;
    throw new BeepError(
      "UnavailableError",
      `Another Beep process${namedIn(holder)} is using ${directory}. Wait for it or stop it, or choose another directory with --data.`,
      { reason: "data_directory_in_use" },
    );
  }
  writeFileSync(holder, String(process.pid));
  return () => lock.close();
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && error.errcode === 5;
}

function namedIn(holder: string): string {
  try {
    return ` (process ${Number.parseInt(readFileSync(holder, "utf8"), 10)})`;
  } catch {
    return "";
  }
}

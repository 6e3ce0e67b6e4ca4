import { createHash, randomBytes } from "node:crypto";
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { makeDirectory } from "../db/make-directory.ts";
import { BeepError } from "../errors.ts";
import type { KeyWrapper } from "./keys.ts";
import { seal, unseal } from "./seal.ts";

/**
 * Wraps organization keys with the 256-bit key in `path` (base64, mode 0600), made when the first key is wrapped. A missing or
 * other file is an UnavailableError that says so; a missing one is never replaced while keys wrapped by it exist.
 */
export function masterKeyFile(path: string): KeyWrapper {
  return {
    async wrap(key, boundTo) {
      const master = readMasterKey(path) ?? createMasterKey(path);
      return { wrappedKey: seal(master, boundTo, key), wrappedBy: fingerprintOf(master) };
    },
    async unwrap({ wrappedKey, wrappedBy }, boundTo) {
      const master = readMasterKey(path);
      if (master === undefined)
        throw unavailable("master_key_missing", `The master key file ${path} is missing. Put it back from its backup.`);
      if (fingerprintOf(master) !== wrappedBy)
        throw unavailable(
          "wrong_master_key",
          `${path} is not the master key this data was encrypted with. Nothing was written. Put the right key file in its place.`,
        );
      return unseal(master, boundTo, wrappedKey);
    },
  };
}

const keyBytes = 32;

/** Tells master keys apart without telling anything about them. */
const fingerprintOf = (master: Buffer) =>
  `file:${createHash("sha256").update("beep master key").update(master).digest("hex").slice(0, 16)}`;

function readMasterKey(path: string): Buffer | undefined {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    throw unavailable("master_key_unreadable", `The master key file ${path} cannot be read. Check its owner and mode.`);
  }
  const master = Buffer.from(text.trim(), "base64");
  if (master.length !== keyBytes)
    throw unavailable(
      "wrong_master_key",
      `${path} holds no master key (32 bytes in base64). Put the right file in its place.`,
    );
  return master;
}

/** Written whole and synced under another name, then linked: a crash leaves no half key, and of two processes one wins. */
function createMasterKey(path: string): Buffer {
  const temporary = `${path}.${process.pid}.${randomBytes(4).toString("hex")}`;
  try {
    makeDirectory(dirname(path));
    const file = openSync(temporary, "wx", 0o600);
    try {
      writeSync(file, `${randomBytes(keyBytes).toString("base64")}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    try {
      linkSync(temporary, path);
    } catch (error) {
      if (!isCode(error, "EEXIST")) throw error;
    } finally {
      rmSync(temporary, { force: true });
    }
  } catch {
    throw unavailable(
      "master_key_unwritable",
      `The master key file ${path} cannot be created. Check the folder and the free space.`,
    );
  }
  const master = readMasterKey(path);
  if (master === undefined) throw unavailable("master_key_missing", `The master key file ${path} disappeared.`);
  return master;
}

const isCode = (error: unknown, code: string) => error instanceof Error && "code" in error && error.code === code;

const unavailable = (reason: string, message: string) => new BeepError("UnavailableError", message, { reason });

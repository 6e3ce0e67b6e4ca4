import { readdir, realpath, stat } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { BeepError } from "../../errors.ts";
import type { MailItem, MailSource } from "../mail-item.ts";
import { fileOnDisk, type MailFile, type Notes } from "./mail-file.ts";
import { type OpenedMailFile, openMailFile } from "./read-mail-file.ts";

/**
 * The mail in files and folders of the server's own machine: .eml and mbox files, archives of them such as Google Takeout gives,
 * Maildirs, and folders of all these at any depth, in the order of their paths. What a file is shows in its content; others are listed
 * as skipped. ValidationError, which names the place in `paths`, for a path that is not there, cannot be read, or holds no mail at all.
 */
export async function openMailFiles(paths: readonly string[]): Promise<MailSource> {
  const notes: Notes = { skipped: [], damaged: [] };
  const opened: Opened[] = [];
  const seen = new Set<string>();
  for (const [index, given] of paths.entries()) {
    const before = opened.length;
    for (const path of await filesBelow(given, index, seen)) {
      const { size } = await stat(path);
      const file = fileOnDisk(path, size);
      const mail = await openMailFile(file, notes, (problem) => refuse(index, problem)).catch((error: unknown) => {
        if (error instanceof BeepError) throw error;
        return undefined;
      });
      if (mail === undefined) notes.skipped.push(path);
      else opened.push({ file, mail });
    }
    if (opened.length === before && !seen.has(`repeated ${index}`))
      refuse(index, "holds no mail: give an .eml file, an mbox file, an archive of them, or a folder");
  }
  const first = paths[0] ?? "";
  return sourceOf(opened, basename(first, extname(first)), notes);
}

/** The mail in one file that was sent: a message, an mbox, or an archive. ValidationError when it is none of them. */
export async function openSentMail(file: MailFile): Promise<MailSource> {
  const notes: Notes = { skipped: [], damaged: [] };
  const mail = await openMailFile(file, notes, refuseSent);
  if (mail === undefined) return refuseSent("is no mail: send an .eml file, an mbox, or an archive of them");
  return sourceOf([{ file, mail }], basename(file.name, extname(file.name)), notes);
}

type Opened = { readonly file: MailFile; readonly mail: OpenedMailFile };

const sourceOf = (opened: readonly Opened[], name: string, notes: Notes): MailSource => {
  async function* items(): AsyncGenerator<MailItem> {
    let before = 0;
    for (const { file, mail } of opened) {
      for await (const item of mail.items()) yield { ...item, bytesRead: before + item.bytesRead };
      before += file.sizeBytes;
    }
  }
  return {
    items: items(),
    bytesTotal: opened.reduce((total, { file }) => total + file.sizeBytes, 0),
    name,
    skippedFiles: notes.skipped,
    damagedFiles: notes.damaged,
  };
};

/** Files at or below a path by name, each real file once: a link that leads back ends there. What a Maildir is still receiving is left. */
async function filesBelow(path: string, index: number, seen: Set<string>): Promise<readonly string[]> {
  const real = await realpath(path).catch(() => refuse(index, "there is no such file or folder"));
  if (seen.has(real)) {
    seen.add(`repeated ${index}`);
    return [];
  }
  seen.add(real);
  const found = await stat(real);
  if (found.isFile()) return [path];
  if (!found.isDirectory()) return [];
  const names = await readdir(real).catch(() => refuse(index, "the folder cannot be read: check its permissions"));
  const isMaildir = names.includes("cur") && names.includes("new");
  const files: string[] = [];
  for (const name of names.sort()) {
    // Where deliveries are begun: whole messages are moved from there to `new`.
    if (isMaildir && name === "tmp") continue;
    if (await stat(join(path, name)).catch(() => undefined))
      files.push(...(await filesBelow(join(path, name), index, seen)));
  }
  return files;
}

const refuse = (index: number, message: string): never => {
  throw new BeepError("ValidationError", "A path given cannot be imported.", {
    issues: [{ path: `paths.${index}`, message }],
  });
};

const refuseSent = (problem: string): never => {
  throw new BeepError("ValidationError", `What was sent ${problem}.`, { issues: [{ path: "body", message: problem }] });
};

import { createReadStream } from "node:fs";
import { open, readdir, realpath, stat } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { BeepError } from "../errors.ts";
import type { MailItem, MailSource } from "./mail-item.ts";
import { messageBytesMax, readMbox } from "./read-mbox.ts";

/**
 * The mail in files and folders of the server's own machine: .eml and mbox files, and folders of them at any depth, in the
 * order of their paths. What a file is shows in its content; others are listed as skipped. ValidationError, which names the
 * place in `paths`, for a path that is not there, cannot be read, or holds no mail at all.
 */
export async function openMailFiles(paths: readonly string[]): Promise<MailSource> {
  const skippedFiles: string[] = [];
  const files: { readonly path: string; readonly kind: "mbox" | "message"; readonly bytes: number }[] = [];
  const seen = new Set<string>();
  for (const [index, given] of paths.entries()) {
    const found = files.length;
    for (const path of await filesBelow(given, index, seen)) {
      const { size: bytes } = await stat(path);
      const kind = await kindOf(path);
      if (kind === "other") skippedFiles.push(path);
      else files.push({ path, kind, bytes });
    }
    if (files.length === found && !seen.has(`repeated ${index}`))
      refuse(index, "holds no mail: give an .eml file, an mbox file, or a folder of them");
  }
  async function* items(): AsyncGenerator<MailItem> {
    let before = 0;
    for (const { path, kind, bytes } of files) {
      const chunks = createReadStream(path, { highWaterMark: 1024 * 1024 });
      for await (const item of kind === "mbox" ? mboxItems(chunks) : messageItem(chunks)) {
        yield { ...item, bytesRead: before + item.bytesRead };
      }
      before += bytes;
    }
  }
  const first = paths[0] ?? "";
  return {
    items: items(),
    bytesTotal: files.reduce((total, file) => total + file.bytes, 0),
    name: basename(first, extname(first)),
    skippedFiles,
  };
}

/** The mail in a body that is sent: one message or an mbox. ValidationError when it is neither. */
export async function openMailBody(body: AsyncIterable<Uint8Array>, fileName: string): Promise<MailSource> {
  async function* items(): AsyncGenerator<MailItem> {
    const { head, chunks } = await peek(body);
    const kind = kindOfHead(head);
    if (kind === "other") {
      throw new BeepError("ValidationError", "What was sent is no mail: send an .eml file or an mbox.", {
        issues: [{ path: "body", message: "neither a message nor an mbox" }],
      });
    }
    yield* kind === "mbox" ? mboxItems(chunks) : messageItem(chunks);
  }
  return { items: items(), bytesTotal: null, name: basename(fileName, extname(fileName)), skippedFiles: [] };
}

async function* mboxItems(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<MailItem> {
  for await (const { raw, receivedAtMs, endOffset } of readMbox(chunks))
    yield { raw, receivedAtMs, bytesRead: endOffset };
}

async function* messageItem(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<MailItem> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    if (bytes < messageBytesMax) parts.push(chunk.subarray(0, messageBytesMax - bytes));
    bytes += chunk.length;
  }
  yield { raw: Buffer.concat(parts), receivedAtMs: null, bytesRead: bytes };
}

/** Files at or below a path by name, each real file once: a link that leads back ends there. */
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
  const files: string[] = [];
  for (const name of names.sort()) {
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

const headBytes = 64 * 1024;

async function kindOf(path: string): Promise<"mbox" | "message" | "other"> {
  const file = await open(path).catch(() => undefined);
  if (!file) return "other";
  try {
    const head = Buffer.alloc(headBytes);
    const { bytesRead } = await file.read(head, 0, headBytes, 0);
    return kindOfHead(head.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

/** An mbox begins with an envelope line, a message with header fields of which one is a field of mail. */
const kindOfHead = (head: Uint8Array): "mbox" | "message" | "other" => {
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, headBytes)).toString("latin1");
  if (/^From .*\d{4}\s*(?:[+-]\d{4})?\r?\n/.test(text)) return "mbox";
  const isHeader = /^(?:\u00ef\u00bb\u00bf)?[!-9;-~]+[ \t]*:/.test(text);
  return isHeader &&
    /^(?:from|to|subject|date|received|message-id|return-path|delivered-to|mime-version)[ \t]*:/im.test(text)
    ? "message"
    : "other";
};

async function peek(body: AsyncIterable<Uint8Array>) {
  const iterator = body[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let bytes = 0;
  while (bytes < headBytes) {
    const next = await iterator.next();
    if (next.done === true) break;
    first.push(next.value);
    bytes += next.value.length;
  }
  async function* chunks(): AsyncGenerator<Uint8Array> {
    try {
      yield* first;
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  }
  return { head: Buffer.concat(first), chunks: chunks() };
}

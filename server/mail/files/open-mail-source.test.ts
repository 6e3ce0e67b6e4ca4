import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { crc32, deflateRawSync, gzipSync } from "node:zlib";
import { packTar } from "modern-tar";
import { afterAll, describe, expect, test } from "vitest";
import type { MailItem } from "../mail-item.ts";
import { openMailFiles } from "./open-mail-source.ts";

const folder = mkdtempSync(join(tmpdir(), "beep-files-"));
afterAll(() => rmSync(folder, { recursive: true }));

const letter = (n: number, words = "Words") =>
  `From: Odile <odile@fernhill.example>\nTo: rufus@bell.example\nMessage-ID: <${n}@fernhill.example>\nSubject: ${n}\n\n${words}\n`;
const mbox = (...letters: readonly string[]) =>
  letters.map((each) => `From x Mon Jan  5 14:00:00 2026\n${each}\n`).join("");

const put = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
};

type ZipEntry = {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly isStored?: boolean;
  readonly flags?: number;
};

/** A zip as programs write it: sizes behind each deflated file, the directory at the end. */
const zipOf = (...entries: readonly ZipEntry[]): Buffer => {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, isStored = false, flags = 0 } of entries) {
    const plain = Buffer.from(content);
    const packed = isStored ? plain : deflateRawSync(plain);
    const numbers = [crc32(plain), packed.length, plain.length];
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(flags | (isStored ? 0 : 8), 6);
    local.writeUInt16LE(isStored ? 0 : 8, 8);
    if (isStored) numbers.forEach((number, i) => void local.writeUInt32LE(number, 14 + i * 4));
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    const descriptor = Buffer.alloc(isStored ? 0 : 16);
    if (!isStored) [0x08074b50, ...numbers].forEach((number, i) => void descriptor.writeUInt32LE(number, i * 4));
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(flags | (isStored ? 0 : 8), 8);
    central.writeUInt16LE(isStored ? 0 : 8, 10);
    numbers.forEach((number, i) => void central.writeUInt32LE(number, 16 + i * 4));
    central.writeUInt16LE(Buffer.byteLength(name), 28);
    central.writeUInt32LE(offset, 42);
    const body = Buffer.concat([local, Buffer.from(name), packed, descriptor]);
    bodies.push(body);
    directory.push(central, Buffer.from(name));
    offset += body.length;
  }
  const size = directory.reduce((total, part) => total + part.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, ...directory, end]);
};

const read = async (...paths: readonly string[]) => {
  const { items, skippedFiles, damagedFiles, bytesTotal } = await openMailFiles(paths);
  const found: MailItem[] = [];
  for await (const item of items) found.push(item);
  return {
    subjects: found.map(({ raw }) => /^Subject: (.*)$/m.exec(Buffer.from(raw).toString())?.[1]),
    labels: found.map((item) => item.labels ?? []),
    skippedFiles,
    damagedFiles,
    bytesRead: found.at(-1)?.bytesRead,
    bytesTotal,
  };
};

/** Text that does not pack: so that a cut falls into a message. */
const noise = (length: number) =>
  Array.from({ length }, (_, i) => (Math.imul(i + 1, 2654435761) >>> 0).toString(36)).join(" ");

describe("a Takeout archive", () => {
  const takeout = [
    { name: "Takeout/archive_browser.html", content: "<html>" },
    { name: "Takeout/Mail/", content: "", isStored: true },
    { name: "Takeout/Mail/All mail.mbox", content: mbox(letter(1), letter(2)) },
    { name: "Takeout/Mail/Sent.mbox", content: mbox(letter(3)), isStored: true },
    { name: "Takeout/Drive/more.zip", content: zipOf({ name: "x.mbox", content: mbox(letter(9)) }) },
  ];

  test("gives the mail of every mbox in it, known by content, and opens no archive within it", async () => {
    const path = put("takeout.zip", zipOf(...takeout));
    const { subjects, skippedFiles, damagedFiles, bytesRead = 0, bytesTotal } = await read(path);
    expect(subjects).toEqual(["1", "2", "3"]);
    expect(skippedFiles).toEqual([`${path}: Takeout/archive_browser.html`, `${path}: Takeout/Drive/more.zip`]);
    expect(damagedFiles).toEqual([]);
    expect(bytesRead).toBeGreaterThan(0);
    expect(bytesRead).toBeLessThanOrEqual(bytesTotal ?? 0);
  });

  test("may be a tar or gzip as well", async () => {
    const entries = takeout
      .filter(({ name }) => !name.endsWith("/"))
      .map(({ name, content }) => ({
        header: { name, size: Buffer.byteLength(content) },
        body: Buffer.from(content),
      }));
    const tar = await packTar(entries);
    expect((await read(put("takeout.tar", tar))).subjects).toEqual(["1", "2", "3"]);
    const tgz = await read(put("takeout.tgz", gzipSync(tar)));
    expect(tgz).toMatchObject({ subjects: ["1", "2", "3"], damagedFiles: [] });
    expect(tgz.skippedFiles).toHaveLength(2);
    expect((await read(put("old.mbox.gz", gzipSync(mbox(letter(4)))))).subjects).toEqual(["4"]);
  });

  test.each([
    ["zip", (content: string) => zipOf({ name: "a.mbox", content: mbox(letter(1)) }, { name: "b.mbox", content })],
    [
      "stored zip",
      (content: string) =>
        zipOf({ name: "a.mbox", content: mbox(letter(1)) }, { name: "b.mbox", content, isStored: true }),
    ],
    ["gzip", (content: string) => gzipSync(mbox(letter(1)) + content)],
  ])("cut short (%s) gives the messages that are whole, and is told of", async (kind, pack) => {
    const whole = pack(mbox(letter(2, noise(3000)), letter(3, noise(60_000))));
    const path = put(`cut ${kind}`, whole.subarray(0, Math.round(whole.length * 0.7)));
    expect(await read(path)).toMatchObject({ subjects: ["1", "2"], damagedFiles: [path] });
  });

  test("cut short as a tar is told of too", async () => {
    const content = mbox(letter(2), letter(3, noise(60_000)));
    const tar = await packTar([{ header: { name: "b.mbox", size: content.length }, body: content }]);
    const path = put("cut.tar", tar.subarray(0, Math.round(tar.length * 0.7)));
    expect(await read(path)).toMatchObject({ subjects: ["2"], damagedFiles: [path] });
  });

  test("with one damaged file gives the mail of the others", async () => {
    const zip = zipOf(
      { name: "a.mbox", content: mbox(letter(1, noise(500))) },
      { name: "b.mbox", content: mbox(letter(2)) },
    );
    zip.fill(0xff, 60, 90);
    const path = put("damaged.zip", zip);
    expect(await read(path)).toMatchObject({ subjects: ["2"], damagedFiles: [path] });
  });

  test("that is encrypted is refused with what to do", async () => {
    const path = put("locked.zip", zipOf({ name: "a.mbox", content: mbox(letter(1)), flags: 1 }));
    await expect(read(path)).rejects.toMatchObject({
      tag: "ValidationError",
      fields: { issues: [{ path: "paths.0", message: expect.stringContaining("encrypted") }] },
    });
  });

  test("that unpacks to far more than mail does is refused: by what it says, and by what it does", async () => {
    const zeros = Buffer.alloc(150_000_000);
    zeros.write(mbox(letter(1)));
    const bomb = zipOf({ name: "a.mbox", content: zeros });
    const told = { tag: "ValidationError", fields: { issues: [{ message: expect.stringContaining("fill a disk") }] } };
    await expect(read(put("bomb.zip", bomb))).rejects.toMatchObject(told);
    await expect(read(put("bomb.gz", gzipSync(zeros)))).rejects.toMatchObject(told);
    const lying = Buffer.from(bomb);
    lying.writeUInt32LE(100, lying.lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02])) + 24);
    expect(await read(put("lying.zip", lying))).toMatchObject({
      subjects: [],
      damagedFiles: [join(folder, "lying.zip")],
    });
    await expect(read(put("cut bomb.zip", bomb.subarray(0, bomb.length - 60)))).rejects.toMatchObject(told);
  });

  test("of nothing, or of bytes that only begin like one, holds no mail and breaks nothing", async () => {
    expect((await read(put("empty.zip", zipOf()))).subjects).toEqual([]);
    const path = put("false.zip", Buffer.concat([Buffer.from("PK\x03\x04"), Buffer.alloc(5000, 7)]));
    expect(await read(path)).toMatchObject({ subjects: [], damagedFiles: [path] });
    const gz = put("false.gz", Buffer.concat([Buffer.from([0x1f, 0x8b]), Buffer.alloc(5000, 7)]));
    expect(await read(gz)).toMatchObject({ subjects: [], damagedFiles: [gz] });
  });
});

describe("a Maildir", () => {
  test("gives what is in new and cur, with its flags and folders as labels, and leaves what is being received", async () => {
    put("Maildir/new/1700000001.a.host", letter(1));
    put("Maildir/cur/1700000002.b.host:2,FS", letter(2));
    put("Maildir/cur/1700000003.c.host:2,", letter(3));
    put("Maildir/tmp/1700000004.d.host", letter(4));
    put("Maildir/dovecot-uidlist", "3 V1700000000 N5\n");
    put("Maildir/.Sent/cur/1700000005.e.host:2,S", letter(5));
    put("Maildir/.Clients/cur/1700000006.f.host:2,RS", letter(6));
    const { subjects, labels, skippedFiles } = await read(join(folder, "Maildir"));
    expect(Object.fromEntries(subjects.map((subject, i) => [subject, labels[i]]))).toEqual({
      1: ["UNREAD"],
      2: ["STARRED"],
      3: ["UNREAD"],
      5: ["SENT"],
      6: ["Clients"],
    });
    expect(skippedFiles).toEqual([join(folder, "Maildir/dovecot-uidlist")]);
  });

  test("may lie in an archive", async () => {
    const path = put("maildir.zip", zipOf({ name: "mail/cur/1.a:2,F", content: letter(7) }));
    expect(await read(path)).toMatchObject({ subjects: ["7"], labels: [["STARRED", "UNREAD"]] });
  });
});

describe("a folder", () => {
  test("is read at any depth in the order of its paths; a link that leads back ends there; a path without mail is refused", async () => {
    put("mixed/b/inner.eml", letter(2));
    put("mixed/a.mbox", mbox(letter(1)));
    put("mixed/notes.txt", "nothing");
    const { subjects, skippedFiles } = await read(join(folder, "mixed"), join(folder, "mixed/b"));
    expect(subjects).toEqual(["1", "2"]);
    expect(skippedFiles).toEqual([join(folder, "mixed/notes.txt")]);
    await expect(read(join(folder, "mixed/notes.txt"))).rejects.toMatchObject({ tag: "ValidationError" });
  });
});

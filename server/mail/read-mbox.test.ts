import fc from "fast-check";
import { expect, test } from "vitest";
import { readMbox } from "./read-mbox.ts";

const envelope = "From ann@fern.example Mon Feb  2 09:14:05 2026";

const split = async (bytes: Uint8Array, size = 65_536): Promise<string[]> => {
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const found: string[] = [];
  for await (const { raw } of readMbox(chunks())) found.push(Buffer.from(raw).toString());
  return found;
};
const mbox = (messages: readonly string[], eol: string) =>
  Buffer.from(
    messages
      .map((message) => `${envelope}\n${message.replace(/^(>*From )/gm, ">$1")}\n`)
      .join("")
      .replaceAll("\n", eol),
  );

test("gives back every message, whatever the line ends and however the file is cut into chunks", async () => {
  const line = fc.constantFrom(
    "",
    "Hello",
    "From here on",
    `${envelope}`,
    ">From you",
    ">>From me",
    "x".repeat(2500),
    ">",
    "From ",
  );
  const message = fc.array(line, { minLength: 1, maxLength: 12 }).map((lines) => `Subject: s\n\n${lines.join("\n")}\n`);
  await fc.assert(
    fc.asyncProperty(
      fc.array(message, { minLength: 1, maxLength: 5 }),
      fc.constantFrom("\n", "\r\n"),
      fc.integer({ min: 1, max: 400 }),
      async (messages, eol, size) => {
        const found = await split(mbox(messages, eol), size);
        expect(found).toEqual(messages.map((text) => text.replaceAll("\n", eol)));
      },
    ),
  );
});

test("a line of a letter that begins with From does not part it", async () => {
  const text = `Subject: a\n\nBody.\n\nFrom here on all is well.\n\nFrom Mon to Fri\n`;
  expect(await split(Buffer.from(`${envelope}\n${text}\n`))).toEqual([text]);
});

test("a file cut off in mid-message keeps what is there", async () => {
  const found = await split(Buffer.from(`${envelope}\nSubject: a\n\nwhole\n\n${envelope}\nSubject: b\n\nhal`));
  expect(found).toEqual(["Subject: a\n\nwhole\n", "Subject: b\n\nhal"]);
});

test("a file that is no mbox holds no message", async () => {
  expect(await split(Buffer.from("Subject: a\n\nbody\n"))).toEqual([]);
  expect(await split(Buffer.alloc(0))).toEqual([]);
});

test("reads the envelope's instant", async () => {
  async function* once() {
    yield Buffer.from(`${envelope}\nSubject: a\n\nx\n`);
  }
  for await (const message of readMbox(once())) expect(message.receivedAtMs).toBe(Date.UTC(2026, 1, 2, 9, 14, 5));
});

import fc from "fast-check";
import { expect, test } from "vitest";
import type { ParsedMessage } from "./message.ts";
import { parseMessage } from "./parse-message.ts";

const headers = "From: Ines Falk <Ines@Falk.example>\nTo: office@firm.example\nSubject: Plan\n";

const parse = (raw: string | Uint8Array): ParsedMessage => {
  const outcome = parseMessage(typeof raw === "string" ? Buffer.from(raw, "utf8") : raw);
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.message;
};

const bodyOf = (raw: string | Uint8Array): string => {
  const { content } = parse(raw);
  return content.slice(content.indexOf("\n\n") + 2);
};

const part = (type: string, text: string) => `Content-Type: ${type}\n\n${text}\n`;
const multipart = (kind: string, ...parts: string[]) =>
  `${headers}Content-Type: multipart/${kind}; boundary=b1\n\n${parts.map((one) => `--b1\n${one}`).join("")}--b1--\n`;

test("writes the canonical header block, an empty line and the body", () => {
  const message = parse(
    "Message-ID: <1@falk.example>\nDate: Mon, 2 Feb 2026 08:30:00 -0500\nFrom: =?utf-8?Q?In=C3=A9s?= Falk <Ines@Falk.example>\n" +
      'To: "Office, The" <office@firm.example>, lone@firm.example\nCc: Tom <tom@firm.example>\nSubject: =?utf-8?B?UGxhbiDwn4+h?=\n\nHello\n',
  );
  expect(message.content).toBe(
    "From: Inés Falk <Ines@Falk.example>\nTo: Office, The <office@firm.example>, lone@firm.example\nCc: Tom <tom@firm.example>\n" +
      "Date: 2026-02-02T08:30:00-05:00\nSubject: Plan 🏡\n\nHello\n",
  );
  expect(message.from).toEqual([{ name: "Inés Falk", address: "ines@falk.example" }]);
  expect(message.messageId).toBe("<1@falk.example>");
});

test("leaves Cc out and the date empty when the message has none", () => {
  expect(parse(`${headers}\nx`).content).toBe(
    "From: Ines Falk <Ines@Falk.example>\nTo: office@firm.example\nDate: \nSubject: Plan\n\nx",
  );
});

test("keeps a header on one line whatever its encoded words hold", () => {
  const { subject, content } = parse("From: a@b.example\nSubject: =?utf-8?Q?a=0D=0AEvil:_x=00?=\n\nbody");
  expect(subject).toBe("a  Evil: x");
  expect(content.split("\n\n")[0]?.split("\n")).toHaveLength(4);
});

test("is the same message by LF and by CRLF export, and with other words another", () => {
  const raw = multipart("mixed", part("text/plain", "one\ntwo"), part("message/rfc822", "Subject: inner\n\nx"));
  const [unix, dos] = [parse(raw), parse(raw.replace(/\n/g, "\r\n"))];
  expect(dos.identity).toBe(unix.identity);
  expect(dos.content).toBe(unix.content);
  expect(parse(raw.replace("two", "three")).identity).not.toBe(unix.identity);
});

test("prefers the text, but not a blank or a stub beside the HTML", () => {
  const html = `<p>${"The trust was funded on Friday. ".repeat(20)}</p>`;
  expect(
    bodyOf(multipart("alternative", part("text/plain", "Plain words."), part("text/html", "<p>Plain words.</p>"))),
  ).toBe("Plain words.");
  for (const stub of ["", "  \n", "See HTML."]) {
    expect(bodyOf(multipart("alternative", part("text/plain", stub), part("text/html", html)))).toContain(
      "funded on Friday",
    );
  }
});

test("renders HTML as written: no wrapped lines, no link targets, no raised letters", () => {
  const long = "word ".repeat(60).trim();
  const body = bodyOf(
    `${headers}Content-Type: text/html\n\n<h1>Your Plan</h1><p>${long} <a href="https://x.example">here</a></p><blockquote>old</blockquote>`,
  );
  expect(body).toContain("Your Plan");
  expect(body).toContain(`${long} here`);
  expect(body).not.toContain("https://");
  expect(body).toContain("> old");
});

test("joins the text parts of a mixed message in order and lists the rest", () => {
  const message = parse(
    multipart(
      "mixed",
      part("text/plain", "first"),
      'Content-Type: application/pdf; name="=?utf-8?Q?Bl=C3=A4tter.pdf?="\nContent-Transfer-Encoding: base64\n\nQUJD\nREU=\n',
      part("text/plain", "second"),
      "Content-Type: text/plain\nContent-Disposition: attachment; filename*=utf-8''n%C3%B6te.txt\n\nlisted\n",
      part("message/rfc822", "Subject: inner\n\nforwarded words"),
    ),
  );
  expect(message.content.endsWith("\n\nfirst\nsecond")).toBe(true);
  expect(message.attachments).toEqual([
    { name: "Blätter.pdf", type: "application/pdf", sizeBytes: 5 },
    { name: "nöte.txt", type: "text/plain", sizeBytes: 6 },
    { name: null, type: "message/rfc822", sizeBytes: 31 },
  ]);
});

test.each([
  ["windows-1252", [0x93, 0x65, 0xe9, 0x94], "“eé”"],
  ["windows-1251", [0xcf, 0xf0, 0xe8], "При"],
  ["koi8-r", [0xf0, 0xd2, 0xc9], "При"],
  ["gb2312", [0xc4, 0xe3], "你"],
  ["gb18030", [0xc4, 0xe3], "你"],
  ["shift_jis", [0x93, 0xfa, 0x96, 0x7b], "日本"],
  ["iso-2022-jp", [0x1b, 0x24, 0x42, 0x46, 0x7c, 0x4b, 0x5c, 0x1b, 0x28, 0x42], "日本"],
  ["euc-kr", [0xc7, 0xd1], "한"],
  ["utf-7", [...Buffer.from("+AOk-")], "é"],
  ["cp850", [0x82], "é"],
  ["no-such-charset", [0xc3, 0xa9], "é"],
  ["us-ascii", [0xe9], "é"],
])("reads %s", (charset, bytes, text) => {
  const head = Buffer.from(`${headers}Content-Type: text/plain; charset=${charset}\n\n`);
  expect(bodyOf(Buffer.concat([head, Buffer.from(bytes)]))).toBe(text);
});

test("reads eight-bit headers that name no charset", () => {
  expect(parse(Buffer.from("From: Jos\xe9 <j@x.example>\nSubject: caf\xe9\n\nx", "latin1")).content).toContain(
    "From: José <",
  );
});

test("decodes quoted-printable with soft breaks, and keeps what is no escape", () => {
  const raw = `${headers}Content-Transfer-Encoding: quoted-printable\n\none=20two=\n three =ZZ =C3=A9 100%=`;
  expect(bodyOf(raw)).toBe("one two three =ZZ é 100%");
});

test("joins the soft lines of format=flowed", () => {
  expect(bodyOf(`${headers}Content-Type: text/plain; format=flowed\n\nA long \nsentence.\n\n-- \nInes`)).toBe(
    "A long sentence.\n\n-- \nInes",
  );
});

test("removes NUL, replaces lone surrogates, and changes nothing else", () => {
  const raw = Buffer.concat([
    Buffer.from(`${headers}Content-Type: text/plain; charset=utf-16le\n\n`),
    Buffer.from([0x61, 0, 0, 0, 0x3d, 0xd8, 0x62, 0]),
  ]);
  expect(bodyOf(raw)).toBe("a\uFFFDb");
  expect(bodyOf(`${headers}\n\u202Eשלום 👩‍👧 e\u0301\t \r\nz\rq`)).toBe("\u202Eשלום 👩‍👧 e\u0301\t \nz\nq");
});

test("takes a multipart without delimiters as text, and guesses a boundary that is not named", () => {
  expect(bodyOf(`${headers}Content-Type: multipart/mixed; boundary=gone\n\nwords\n`)).toBe("words\n");
  expect(bodyOf(`${headers}Content-Type: multipart/mixed\n\n--x1\nContent-Type: text/plain\n\nwords\n--x1--\n`)).toBe(
    "words",
  );
});

test("skips a broken header line, and starts the body where no header follows", () => {
  expect(parse("From: a@b.example\nbroken line\nSubject: kept\n\nbody").subject).toBe("kept");
  expect(bodyOf("From: a@b.example\nSubject: x\nHello there\nmore: words")).toBe("Hello there\nmore: words");
});

test("reads a message under a byte order mark, empty lines or an envelope line", () => {
  for (const above of ["\uFEFF", "\r\n\n", "From ines@falk.example Mon Feb  2 08:30:00 2026\n"]) {
    expect(parse(`${above}${headers}\nx`).content).toBe(parse(`${headers}\nx`).content);
  }
});

test("takes the first of a header that stands twice, and all recipients", () => {
  const message = parse(
    "From: a@b.example\nFrom: z@b.example\nSubject: one\nSubject: two\nTo: c@d.example\nTo: e@f.example\n\nx",
  );
  expect([message.from.length, message.subject, message.to.length]).toEqual([1, "one", 2]);
});

test("keeps the ids a thread is made of", () => {
  const message = parse(
    `${headers}In-Reply-To: your message <2@x.example> of today\nReferences: <1@x.example>\n <2@x.example>\nX-GM-THRID: 17\n\nx`,
  );
  expect(message).toMatchObject({
    inReplyTo: ["<2@x.example>"],
    references: ["<1@x.example>", "<2@x.example>"],
    gmailThreadId: "17",
  });
});

test("takes the earliest Received as receipt, and the topmost verdict", () => {
  const message = parse(
    "Authentication-Results: mx.firm.example; dkim=fail; dmarc=fail\nAuthentication-Results: forged; dmarc=pass\n" +
      "Received: by b; Mon, 2 Feb 2026 10:00:05 +0000\nReceived: by a; Mon, 2 Feb 2026 10:00:01 +0000 (UTC)\n" +
      `${headers}\nx`,
  );
  expect(message.receivedAtMs).toBe(Date.UTC(2026, 1, 2, 10, 0, 1));
  expect(message.authentication).toBe("fail");
});

test("says why bytes are no message", () => {
  const reasonOf = (raw: Uint8Array) => {
    const outcome = parseMessage(raw);
    return outcome.ok ? null : outcome.reason;
  };
  expect(reasonOf(Buffer.alloc(0))).toBe("empty");
  expect(reasonOf(Buffer.from("\r\n \n"))).toBe("empty");
  expect(reasonOf(Buffer.from([0, 1, 2, 255, 10, 200]))).toBe("no_headers");
  expect(reasonOf(Buffer.from("Dear Tom,\nthe plan: it works.\n"))).toBe("no_headers");
});

test.each([
  [
    "a thousand levels deep",
    () =>
      headers +
      Array.from({ length: 1000 }, (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\n\n--b${i}\n`).join("") +
      "\ndeep",
  ],
  [
    "a megabyte of one header",
    () => `From: a@b.example\nTo: ${"a ".repeat(500_000)}\nSubject: ${"=?a?q?".repeat(150_000)}\n\nx`,
  ],
  [
    "five thousand recipients",
    () =>
      `From: a@b.example\nTo: ${Array.from({ length: 5000 }, (_, i) => `"P, ${i}" <p${i}@x.example>`).join(",\n ")}\n\nx`,
  ],
  [
    "two million delimiters",
    () => `${headers}Content-Type: multipart/mixed; boundary=b\n\n${"--b\n\n".repeat(2_000_000)}`,
  ],
  ["HTML a hundred thousand levels deep", () => `${headers}Content-Type: text/html\n\n${"<div>".repeat(100_000)}words`],
])("reads %s in seconds", (_name, make) => {
  const started = performance.now();
  expect(parseMessage(Buffer.from(make())).ok).toBe(true);
  expect(performance.now() - started).toBeLessThan(10_000);
});

test("never throws, and content is always well-formed text under its header block", () => {
  const fragment = fc.constantFrom(
    "From: a@b\n",
    "Subject: =?utf-8?B?",
    "\n",
    "\r\n",
    "--b\n",
    "--b--\n",
    "Content-Type: multipart/alternative; boundary=b\n",
    "Content-Type: text/html\n",
    "Content-Transfer-Encoding: base64\n",
    "Date: Thu, 31 Feb 99999\n",
    "<div><p>",
    "=E9=",
    "\0",
    "(((",
    '"',
  );
  const bytes = fc.array(
    fc.oneof(
      fragment.map((text) => Buffer.from(text)),
      fc.uint8Array({ maxLength: 30 }).map((raw) => Buffer.from(raw)),
    ),
  );
  fc.assert(
    fc.property(bytes, (pieces) => {
      const outcome = parseMessage(Buffer.concat(pieces));
      if (!outcome.ok) return;
      const { content, identity } = outcome.message;
      expect(content.isWellFormed()).toBe(true);
      expect(content).not.toContain("\0");
      expect(content).not.toContain("\r");
      expect(content).toMatch(/^From: .*\nTo: .*\n(?:Cc: .*\n)?Date: .*\nSubject: .*\n\n/);
      expect(() => JSON.parse(identity)).not.toThrow();
    }),
    { numRuns: 500 },
  );
});

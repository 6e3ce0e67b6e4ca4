import fc from "fast-check";
import { expect, test } from "vitest";
import { findZones } from "./find-zones.ts";
import type { ParsedMessage, Zone } from "./message.ts";
import { parseMessage } from "./parse-message.ts";

const parse = (body: string, headers: Record<string, string> = {}): ParsedMessage => {
  const all = {
    From: "Ines Falk <ines@falk.example>",
    To: "Tom Arden <tom@firm.example>",
    Date: "Mon, 2 Feb 2026 08:30:00 -0500",
    Subject: "Plan",
    "Content-Type": "text/plain; charset=utf-8",
    ...headers,
  };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\n`);
  const outcome = parseMessage(Buffer.from(`${head.join("")}\n${body}`));
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.message;
};

const zonesOf = (body: string, headers?: Record<string, string>): (Zone & { readonly text: string })[] => {
  const message = parse(body, headers);
  return findZones(message)
    .filter(({ kind }) => kind !== "header")
    .map((zone) => ({ ...zone, text: message.content.slice(zone.startChar, zone.endChar) }));
};

/** Kinds and trimmed words, in order. */
const shape = (body: string, headers?: Record<string, string>) =>
  zonesOf(body, headers).map(({ kind, text }) => [kind, text.trim()]);

const reply = { Subject: "Re: Plan", "In-Reply-To": "<1@firm.example>" };

test("tells greeting, own words, signature and footer", () => {
  const notice =
    "This message is intended only for the named recipient. If you received it in error, please delete it.";
  expect(
    shape(`Hi Tom,\n\nThe deed came.\n\nBest,\nInes\n\nInes Falk, CPA\nFalk & Sons LLC\n(555) 555-0101\n\n${notice}\n`),
  ).toEqual([
    ["greeting", "Hi Tom,"],
    ["own", "The deed came."],
    ["signature", "Best,\nInes\n\nInes Falk, CPA\nFalk & Sons LLC\n(555) 555-0101"],
    ["footer", notice],
  ]);
});

test.each([
  ["Dear Tom and Mrs. Arden:", "Dear Tom and Mrs. Arden:"],
  ["Tom,", "Tom,"],
  ["Tom / Eva,", "Tom / Eva,"],
  ["Good morning everyone", "Good morning everyone"],
  ["Sehr geehrter Herr Arden,", "Sehr geehrter Herr Arden,"],
  ["Bonjour Tom,", "Bonjour Tom,"],
  ["Hi Tom, quick one.", "Hi Tom,"],
])("%j greets", (line, greeting) => {
  expect(shape(`${line}\n\nThe deed came.`)[0]).toEqual(["greeting", greeting]);
});

test.each([
  "Thanks Tom. The deed came.",
  "To recap, we sold.",
  "Hi, this is my new address: 4 Elm Way.",
  "Tuesday works,",
  "FYI,",
])("%j is not swallowed by a greeting", (line) =>
  expect(
    shape(`${line}\n\nMore.`)
      .filter(([kind]) => kind === "own")
      .join(" "),
  ).toContain(line.slice(-6)),
);

test.each([
  "On Sat, Jan 31, 2026 at 9:02 AM Tom Arden <tom@firm.example> wrote:",
  "On Sat, Jan 31, 2026 at 9:02 AM Tom Arden\n<tom@firm.example> wrote:",
  "Am 31.01.2026 um 09:02 schrieb Tom Arden <tom@firm.example>:",
  "Le sam. 31 janv. 2026 à 09:02, Tom Arden <tom@firm.example> a écrit :",
  "El sáb, 31 ene 2026 a las 9:02, Tom Arden (<tom@firm.example>) escribió:",
  "Il giorno sab 31 gen 2026 alle ore 09:02 Tom Arden <tom@firm.example> ha scritto:",
  "Op za 31 jan 2026 om 09:02 schreef Tom Arden <tom@firm.example>:",
  "Em sáb., 31 de jan. de 2026 às 09:02, Tom Arden <tom@firm.example> escreveu:",
  "Tom Arden <tom@firm.example> wrote:",
])("an attribution and what it quotes are quoted: %j", (attribution) => {
  expect(shape(`Yes.\n\n${attribution}\n\n> Shall we?\n>\n> Tom\n`, reply)).toEqual([
    ["own", "Yes."],
    ["quoted", `${attribution}\n\n> Shall we?\n>\n> Tom`],
  ]);
});

test("everything after a sure attribution is quoted even without marks", () => {
  expect(
    shape("Yes.\n\nOn Sat, Jan 31, 2026 at 9:02 AM Tom Arden wrote:\n\nShall we?\n\nTom", reply).map(([kind]) => kind),
  ).toEqual(["own", "quoted"]);
});

test("a sentence that reports who wrote what stays own", () => {
  expect(shape("On Friday the county wrote:\nthe deed is void.\nWhat now?").map(([kind]) => kind)).toEqual(["own"]);
  expect(shape("Amounts over\n> 50,000 need two signatures.").map(([kind]) => kind)).toEqual(["own"]);
});

test("own words between quoted lines stay own", () => {
  expect(
    shape(
      "Hi Tom,\n\n> When do you close?\n\nOn the 9th.\n\n> And the tax?\n> Please say.\n\nAsk Eva.\n\nInes\n",
      reply,
    ),
  ).toEqual([
    ["greeting", "Hi Tom,"],
    ["quoted", "> When do you close?"],
    ["own", "On the 9th."],
    ["quoted", "> And the tax?\n> Please say."],
    ["own", "Ask Eva."],
    ["signature", "Ines"],
  ]);
});

const outlook =
  "From: Tom Arden <tom@firm.example>\nSent: Saturday, January 31, 2026 9:02 AM\nTo: Ines Falk\nSubject: Plan\n\nShall we?\n\nTom\n";

test.each(["", "-----Original Message-----\n", "________________________________\n"])(
  "Outlook's header block under a reply is quoted to the end (%j)",
  (marker) => {
    expect(shape(`Yes.\n\nInes\n\n${marker}${outlook}`, { ...reply, Subject: "RE: Plan" })).toEqual([
      ["own", "Yes."],
      ["signature", "Ines"],
      ["quoted", `${marker}${outlook}`.trim()],
    ]);
  },
);

test("localised header blocks are known", () => {
  const block =
    "Von: Tom Arden <tom@firm.example>\nGesendet: Samstag, 31. Januar 2026 09:02\nAn: Ines Falk\nBetreff: Plan\n\nJa?";
  expect(shape(`Ja.\n\n${block}`, { ...reply, Subject: "AW: Plan" })).toEqual([
    ["own", "Ja."],
    ["quoted", block],
  ]);
});

const lender =
  "From: Rui Prado <rui@lender.example>\nDate: Sat, Jan 31, 2026 at 9:02 PM\nSubject: Rate\nTo: Ines Falk <ines@falk.example>\n\nHello Ines,\n\nThe rate is 6%.\n\nRegards,\nRui\n";

test.each([
  "---------- Forwarded message ---------",
  "Begin forwarded message:\n",
  "-------- Forwarded Message --------",
  "---------- Weitergeleitete Nachricht ---------",
])("a forwarded message is its sender's words, with its own greeting and signature (%j)", (marker) => {
  const zones = zonesOf(`Tom, see what Rui sent.\n\nInes\n\n${marker}\n${lender}`, { Subject: "Fwd: Rate" });
  expect(zones.map(({ kind, author }) => [kind, author?.address])).toEqual([
    ["own", "ines@falk.example"],
    ["signature", "ines@falk.example"],
    ["forwarded", "rui@lender.example"],
    ["greeting", "rui@lender.example"],
    ["forwarded", "rui@lender.example"],
    ["signature", "rui@lender.example"],
  ]);
  expect(zones[4]).toMatchObject({
    text: "\nThe rate is 6%.\n\n",
    writtenAt: { iso: "2026-01-31T21:02:00-05:00" },
    addressees: [{ address: "ines@falk.example" }],
  });
});

test("Apple Mail quotes what it forwards: own words after it are own again", () => {
  const quoted = lender.trimEnd().replace(/^/gm, "> ");
  const zones = zonesOf(`Begin forwarded message:\n\n${quoted}\n\nWhat do you think?\n`, { Subject: "Fwd: Rate" });
  expect(zones[0]).toMatchObject({ kind: "forwarded", author: { address: "rui@lender.example" } });
  expect(zones.at(-1)).toMatchObject({
    kind: "own",
    author: { address: "ines@falk.example" },
    text: expect.stringContaining("What do you think?"),
  });
});

test("an Outlook block is passed on when the subject says so or when its writer is a stranger who is introduced", () => {
  const block = lender.replace("Date:", "Sent:");
  const kinds = (intro: string, headers: Record<string, string>) =>
    zonesOf(`${intro}\n\n${block}`, headers).map(({ kind }) => kind);
  expect(kinds("See this.", { Subject: "FW: Rate" })).toContain("forwarded");
  expect(kinds("Forwarding what the lender says.", reply)).toContain("forwarded");
  expect(kinds("Agreed, let us do that.", reply)).not.toContain("forwarded");
});

test("a message forwarded within a forwarded one has its own writer, and a reply within it stays quoted", () => {
  const zones = zonesOf(
    `See below.\n\n---------- Forwarded message ---------\nFrom: Eva Lund <eva@x.example>\nDate: Sun, Feb 1, 2026 at 9:00 AM\nSubject: Fwd: Rate\nTo: Ines Falk <ines@falk.example>\n\nLook, Ines.\n\n` +
      `---------- Forwarded message ---------\n${lender}\nOn Fri, Jan 30, 2026 at 8:00 AM Eva Lund <eva@x.example> wrote:\n> What is the rate?\n`,
    { Subject: "Fwd: Fwd: Rate" },
  );
  const writers = zones.map(({ kind, author, text }) => [
    kind,
    author?.address ?? null,
    text.includes("6%") || text.includes("Look"),
  ]);
  expect(writers).toContainEqual(["forwarded", "eva@x.example", true]);
  expect(writers).toContainEqual(["forwarded", "rui@lender.example", true]);
  expect(writers.at(-1)).toEqual(["quoted", null, false]);
});

test("a postscript after the signature is own words", () => {
  expect(shape("The deed came.\n\nThanks\nInes\n\nPS Eva moves on Friday.\n\nSent from my iPhone")).toEqual([
    ["own", "The deed came."],
    ["signature", "Thanks\nInes"],
    ["own", "PS Eva moves on Friday."],
    ["signature", "Sent from my iPhone"],
  ]);
});

test.each([
  "-- \nInes Falk\nFalk & Sons",
  "Mit freundlichen Grüßen\n\nInes Falk",
  "xo Ines",
  "Love,\nIna",
  "I. Falk",
  "Sent from my Samsung Galaxy smartphone.",
  "Get Outlook for iOS",
])("%j is a signature", (signature) =>
  expect(shape(`The deed came.\n\n${signature}`).at(-1)).toEqual(["signature", signature]),
);

test("a name or a closing in the middle of a letter ends nothing", () => {
  const body =
    "Dear Tom,\n\nThanks,\nthat was quick.\n\nInes\nis my middle name, and the deed says so. Please have it corrected.\n\nInes and I will come on Friday.";
  expect(
    shape(body)
      .slice(1)
      .every(([kind]) => kind === "own"),
  ).toBe(true);
});

test("a gateway's banner is no one's words", () => {
  expect(
    shape("CAUTION: This email originated from outside the organization.\n\nHi Tom,\n\nThe deed came.")[0]?.[0],
  ).toBe("footer");
});

test("zones tile the content in order and the first is the header, whatever the body", () => {
  const line = fc.oneof(
    fc.constantFrom(
      "",
      "> quoted",
      ">> deeper",
      "Hi Tom,",
      "Best,",
      "Ines",
      "-- ",
      "---------- Forwarded message ---------",
      "Begin forwarded message:",
      "> From: A <a@x.example>",
      "> Date: Sat, Jan 31, 2026 at 9:02 PM",
      "From: Rui <rui@x.example>",
      "Sent: Saturday, January 31, 2026 9:02 AM",
      "To: Ines",
      "Subject: Re: x",
      "On Sat, Jan 31, 2026 at 9:02 AM Tom wrote:",
      "-----Original Message-----",
      "PS more",
      "Unsubscribe here please",
      "👩‍👧 שלום",
      "Hi Tom, the deed came.",
    ),
    fc.string({ unit: "grapheme", maxLength: 40 }),
  );
  fc.assert(
    fc.property(
      fc.array(line, { maxLength: 40 }),
      fc.constantFrom("Plan", "Re: Plan", "Fwd: Plan"),
      (lines, Subject) => {
        const message = parse(lines.join("\n"), { Subject });
        const zones = findZones(message);
        expect(zones[0]).toMatchObject({ kind: "header", startChar: 0 });
        expect(zones.map(({ startChar }) => startChar).slice(1)).toEqual(
          zones.map(({ endChar }) => endChar).slice(0, -1),
        );
        expect(zones.at(-1)?.endChar).toBe(message.content.length);
        expect(zones.every(({ startChar, endChar }) => startChar < endChar)).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});

test.each([
  ["a million quoted and own lines", "> a\nb\n".repeat(500_000)],
  ["a million empty lines", "\n".repeat(1_000_000)],
  [
    "a hundred thousand forward markers",
    "---------- Forwarded message ---------\nFrom: a@x.example\n\n".repeat(100_000),
  ],
  ["one line of ten megabytes", "word ".repeat(2_000_000)],
  ["half a million header lines", "From: a@x.example\nTo: b@x.example\n".repeat(250_000)],
])("reads %s in seconds", (_name, body) => {
  const message = parse(body);
  const started = performance.now();
  findZones(message);
  expect(performance.now() - started).toBeLessThan(10_000);
});

import nlp from "compromise";
import { readMessage } from "../server/extract/read-message.ts";
import type { ReadInput } from "../server/extract/reading.ts";
import type { Mailbox, SentDate } from "../server/mail/message.ts";

// How fast the built-in engine reads, in megabytes of content a second of one core, in a message of usual length and in a long one,
// beside a peer in the same run: compromise, which tags the same words and tells people, organizations, places and money, and no more.
// Usage: node bench/read-speed.ts

const client: Mailbox = { name: "Ines Calder", address: "ines.calder@home.example" };
const adviser: Mailbox = { name: "Tom Brandt", address: "tom@elmstreet.example" };
const sent: SentDate = {
  iso: "2026-03-02T09:00:00-05:00",
  epochMs: 1_772_460_000_000,
  localDate: "2026-03-02",
  offsetMinutes: -300,
};

const paragraph = [
  "I finally got the statement for my old 401(k) from Harrow Tool, ending 3391, and it shows about $214,000.",
  "My husband Peter thinks we should roll it into the IRA at Vanguard before he retires on June 30.",
  "Could you send us the rollover form by Friday, and can we meet on Tuesday, March 17 at 2 pm to go over it?",
  "Our daughter Lena graduates from Oberlin in May and starts at a hospital in Dayton in July, so her 529 has some money left.",
  "We also want to put $40,000 aside for a new roof, and Peter's mother is moving in with us in the fall.",
].join(" ");

const inputOf = (paragraphs: number): ReadInput => {
  const header = `From: Ines Calder <${client.address}>\nTo: Tom Brandt <${adviser.address}>\nDate: ${sent.iso}\nSubject: The old plan\n\n`;
  const content = `${header}Dear Tom,\n\n${`${paragraph}\n\n`.repeat(paragraphs)}Warmly,\nInes\n`;
  const shared = { author: client, writtenAt: sent, addressees: [adviser] };
  return {
    message: {
      messageId: "<bench@example>",
      from: [client],
      to: [adviser],
      cc: [],
      date: sent,
      subject: "The old plan",
      inReplyTo: [],
      references: [],
      gmailThreadId: null,
      gmailLabels: [],
      receivedAtMs: null,
      authentication: "pass",
      attachments: [],
      content,
      canonicaliserVersion: "bench",
      identity: "bench",
    },
    zones: [
      { kind: "header", startChar: 0, endChar: header.length, ...shared },
      { kind: "own", startChar: header.length, endChar: content.length, ...shared },
    ],
  };
};

const readAsPeer = ({ message }: ReadInput): void => {
  const read = nlp(message.content);
  for (const found of [read.people(), read.organizations(), read.places(), read.money()]) found.out("array");
};

/** Megabytes a second of one core, after a quarter of the runs to warm up. */
const speedOf = (read: (input: ReadInput) => void, input: ReadInput, times: number): number => {
  for (let warm = 0; warm < Math.max(1, times / 4); warm += 1) read(input);
  const before = process.cpuUsage();
  for (let run = 0; run < times; run += 1) read(input);
  return (input.message.content.length * times) / process.cpuUsage(before).user;
};

const measure = (label: string, input: ReadInput, times: number, peerTimes: number): void => {
  const ours = speedOf(readMessage, input, times);
  const peers = speedOf(readAsPeer, input, peerTimes);
  console.log(
    `${label}: ${ours.toFixed(2)} MB/s of one core; compromise ${peers.toFixed(3)} MB/s; ${(ours / peers).toFixed(1)} times as fast`,
  );
};

measure("messages of 1 kB", inputOf(2), 2_000, 100);
measure("a message of 300 kB", inputOf(500), 4, 1);

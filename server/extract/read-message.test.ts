import { expect, test } from "vitest";
import { findZones } from "../mail/find-zones.ts";
import { parseMessage } from "../mail/parse-message.ts";
import { readMessage } from "./read-message.ts";
import type { AttributeClaim, Reading, Referent, RelationClaim } from "./reading.ts";

const mail = (headers: Readonly<Record<string, string>>, body: string): Buffer =>
  Buffer.from(
    [
      "Message-ID: <one@test.example>",
      "Date: Tue, 03 Mar 2026 09:00:00 -0500",
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8",
      "",
      body,
    ].join("\r\n"),
  );

const read = async (headers: Readonly<Record<string, string>>, body: string): Promise<Reading> => {
  const parsed = await parseMessage(mail(headers, body));
  if (!parsed.ok) throw new Error("The test's own message could not be parsed.");
  return readMessage({ message: parsed.message, zones: findZones(parsed.message) });
};

const fromClient = {
  From: "Ines Calder <ines@calder.example>",
  To: "Tom Brandt <tom@elmstreet.example>",
  Subject: "Our accounts",
};

const referentNamed = (reading: Reading, name: string): Referent | undefined =>
  reading.referents.find((referent) => referent.name === name);
const mentionsOf = (reading: Reading, type: Referent["type"]): string[] =>
  reading.mentions
    .filter(({ referentId }) => reading.referents.find(({ id }) => id === referentId)?.type === type)
    .map(({ text }) => text);
const relations = (reading: Reading): string[] => {
  const nameOf = (id: string): string => reading.referents.find((referent) => referent.id === id)?.name ?? id;
  return reading.claims
    .filter((claim): claim is RelationClaim => claim.kind === "relation")
    .map(({ type, from, to }) => `${nameOf(from)} ${type} ${nameOf(to)}`);
};
const attributes = (reading: Reading): string[] => {
  const nameOf = (id: string): string => reading.referents.find((referent) => referent.id === id)?.name ?? id;
  return reading.claims
    .filter((claim): claim is AttributeClaim => claim.kind === "attribute")
    .map(({ referentId, name, value }) => `${nameOf(referentId)} ${name} ${value}`);
};

test("joins a nickname, a greeting and a signature to the person of the header", async () => {
  const reading = await read(
    { From: "Bob Calder <bob@calder.example>", To: "Tom Brandt <tom@elmstreet.example>", Subject: "Hello" },
    "Hi Tom,\n\nThe papers are signed.\n\nRobert\n\nRobert L. Calder\n(555) 555-0100\n",
  );
  const people = reading.referents.filter(({ type }) => type === "Person").map(({ name }) => name);
  expect(people).toEqual(["Robert L. Calder", "Tom Brandt"]);
  expect(attributes(reading)).toContain("Robert L. Calder phone (555) 555-0100");
  expect(attributes(reading)).toContain("Robert L. Calder email bob@calder.example");
});

test("reads title, credentials and firm of a professional's signature, and makes no institution of the firm", async () => {
  const reading = await read(
    { From: "Dina Marsh <dina@marshrow.example>", To: "Tom Brandt <tom@elmstreet.example>", Subject: "Return" },
    "Tom,\n\nThe return is filed.\n\nRegards,\nDina\n\nDina Marsh, CPA\nMarsh & Row LLP\n555-555-0111\n",
  );
  expect(referentNamed(reading, "Dina Marsh")?.keys).toMatchObject({
    leaning: "professional",
    firm: "Marsh & Row LLP",
  });
  expect(mentionsOf(reading, "Institution")).toEqual([]);
});

test("relates a named child to the writer and to the spouse the message names", async () => {
  const reading = await read(
    fromClient,
    "Dear Tom,\n\nMy husband Peter and I have news. Our daughter Lena is moving home.\n\nInes\n",
  );
  expect(relations(reading)).toEqual(
    expect.arrayContaining(["Ines Calder spouseOf Peter", "Ines Calder parentOf Lena", "Peter parentOf Lena"]),
  );
});

test("keeps what a late husband was to the writer", async () => {
  const reading = await read(fromClient, "Tom,\n\nThis was in my late husband Oskar's desk.\n\nInes\n");
  expect(referentNamed(reading, "Oskar")?.keys.kin).toEqual({
    of: "r0",
    relation: "spouse",
    gender: "male",
    late: true,
  });
});

test("reads an account's owner, custodian, last four and balance from one phrase", async () => {
  const reading = await read(
    fromClient,
    "Tom,\n\nI still have my rollover IRA at Vanguard, ending 4471, about $92,500.\n\nInes\n",
  );
  const account = referentNamed(reading, "Traditional IRA 4471");
  expect(account?.keys).toMatchObject({ accountType: "traditional_ira", last4: "4471", custodian: "Vanguard" });
  expect(relations(reading)).toEqual(
    expect.arrayContaining(["Ines Calder ownsAccount Traditional IRA 4471", "Traditional IRA 4471 heldAt Vanguard"]),
  );
  expect(attributes(reading)).toContain("Traditional IRA 4471 amount 92500");
});

test("joins a definite account to the one named before it, and keeps two numbers apart", async () => {
  const reading = await read(
    fromClient,
    "Tom,\n\nMy 403(b) with Harrow (ending 1208) did well. Please do not touch the 403(b). The Roth ending 1209 is Peter's.\n\nInes\n",
  );
  const accounts = reading.mentions.filter(({ text }) => /403|Roth/.test(text)).map(({ referentId }) => referentId);
  expect(new Set(accounts).size).toBe(2);
});

test("keeps no more than the last four of an account number", async () => {
  const reading = await read(
    fromClient,
    "Tom,\n\nPlease use my checking account number 4410029987731 at First Plains Bank.\n\nInes\n",
  );
  const kept = JSON.stringify([reading.referents, reading.claims]);
  expect(kept).not.toContain("4410029987731");
  expect(kept).toContain("7731");
});

test("takes no person from an institution's name", async () => {
  const reading = await read(
    fromClient,
    "Tom,\n\nPeter starts at Grace Morgan Hospital in May, and we will bank with Franklin Savings Bank.\n\nInes\n",
  );
  expect(mentionsOf(reading, "Institution")).toEqual(
    expect.arrayContaining(["Grace Morgan Hospital", "Franklin Savings Bank"]),
  );
  expect(mentionsOf(reading, "Person")).not.toContain("Grace Morgan");
  expect(relations(reading)).toContain("Peter worksFor Grace Morgan Hospital");
});

test("reads months, places and words at a sentence's start as no person", async () => {
  const reading = await read(
    fromClient,
    "Tom,\n\nWill the form arrive in May? We fly to Charlotte on April 3. Grace periods differ.\n\nInes\n",
  );
  expect(mentionsOf(reading, "Person")).not.toEqual(expect.arrayContaining(["Will"]));
  expect(mentionsOf(reading, "Person")).not.toEqual(expect.arrayContaining(["Charlotte"]));
  expect(mentionsOf(reading, "Person")).not.toEqual(expect.arrayContaining(["April"]));
});

test("states nothing from a newsletter", async () => {
  const reading = await read(
    {
      From: "Plains Fund Research <news@plainsfund.example>",
      To: "Tom Brandt <tom@elmstreet.example>",
      Subject: "Weekly",
    },
    "Hi Tom,\n\nOur analyst Rhea Holt likes First Plains Bank and the Roth IRA ending 2201.\n\nYou are receiving this because you subscribed. Unsubscribe\n",
  );
  expect(reading.claims.filter((claim) => claim.kind === "relation")).toEqual([]);
  expect(mentionsOf(reading, "Account")).toEqual([]);
});

test("never reads quoted words a second time", async () => {
  const reading = await read(
    fromClient,
    "Tom,\n\nYes please.\n\nInes\n\nOn Mon, Mar 2, 2026 at 9:00 AM Tom Brandt <tom@elmstreet.example> wrote:\n> Shall we move the annuity at Granger Life ending 5512?\n",
  );
  expect(mentionsOf(reading, "Account")).toEqual([]);
  expect(mentionsOf(reading, "Institution")).toEqual([]);
});

test("names a family by its surname and puts the people of that name into it", async () => {
  const reading = await read(
    {
      From: "Tom Brandt <tom@elmstreet.example>",
      To: "Ines Calder <ines@calder.example>",
      Subject: "Calder family review",
    },
    "Ines,\n\nTime for the review of the Calder household.\n\nTom\n",
  );
  expect(mentionsOf(reading, "Household")).toEqual(["Calder family", "the Calder household"]);
  expect(relations(reading)).toContain("Ines Calder belongsToHousehold Calder household");
});

test("reads the same message the same way twice, with every span in place", async () => {
  const body =
    "Tom,\n\nMy sister Wanda has the joint account at Fidelity (x3315). 😀 Call her at 555-555-0144.\n\nInes\n";
  const [first, second] = [await read(fromClient, body), await read(fromClient, body)];
  expect(second).toEqual(first);
  expect(first.dropped).toBe(0);
});

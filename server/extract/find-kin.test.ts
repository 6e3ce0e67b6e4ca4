import { expect, test } from "vitest";
import { adviser, client, readMail } from "../../test/build/read-mail.ts";

const anton = { name: "Anton Weir", address: "anton@weir.example" };

test("a child of the writer's is also the child of the one other parent in copy", () => {
  const mail = readMail("Our daughter Petra starts school.", { cc: [anton] });
  expect(mail.related("Petra", "parentOf")).toEqual(["Ingrid Halloran", "Anton Weir"]);
});

test("an adviser's colleague in copy is no parent of a client's child", () => {
  const beatrix = { name: "Beatrix Lowe", address: "beatrix@reylwealth.example" };
  const mail = readMail("Our daughter Petra starts school.", { cc: [beatrix] });
  expect(mail.related("Petra", "parentOf")).toEqual(["Ingrid Halloran"]);
});

test("a parent spoken of to two people is not made both's", () => {
  const mail = readMail("Ingrid, Anton,\n\nI will ask about your mother.\n\nTomas", {
    from: adviser,
    to: [client, anton],
  });
  expect(mail.reading.claims.filter((claim) => claim.kind === "relation" && claim.type === "parentOf")).toEqual([]);
});

test("who introduces herself as a couple's daughter is the child of both", () => {
  const sender = { name: "Wilma Lund", address: "wilma@lund.example" };
  const mail = readMail("I am Wilma Lund, Otto and Frieda Brandt's daughter.", { from: sender });
  expect(mail.related("Wilma Lund", "parentOf")).toHaveLength(2);
});

test("after a word of kin a word of the dictionary is a name", () => {
  expect(readMail("When my husband Per was alive he kept the papers.").words("Person")).toContain("Per");
});

test("a couple's engagement ties the writer to whom they name", () => {
  const mail = readMail("so me and nora got engaged in march");
  expect(mail.related("nora", "spouseOf")).toEqual(["Ingrid Halloran"]);
});

test("who says that they are splitting up with somebody was married to them", () => {
  expect(readMail("Anton and I are splitting up. I filed in May.").related("Anton", "spouseOf")).toEqual([
    "Ingrid Halloran",
  ]);
});

test("who is somebody's sister by her own words is the writer", () => {
  expect(readMail("I am Petra's older sister.").related("Petra", "siblingOf")).toEqual(["Ingrid Halloran"]);
});

test("a name told in the next breath is the kin's", () => {
  const mail = readMail("I would buy out Petra's brother. His name's Leo and he is lovely.");
  expect(mail.related("Leo", "siblingOf")).toEqual(["Petra"]);
});

test("my husband is the one of the surname who is copied", () => {
  const cc = [{ name: "Otto Halloran", address: "otto@halloran.example" }];
  const mail = readMail("My husband says we need a will.", { cc });
  expect(mail.related("Otto Halloran", "spouseOf")).toEqual(["Ingrid Halloran"]);
});

test("a mother spoken of is not spoken to, and a lawyer's partner is no spouse", () => {
  const mail = readMail("Ingrid,\n\nYour mother, having lived with your father, may be owed more.", {
    from: adviser,
    to: [client],
  });
  const parents = mail.reading.claims.flatMap((claim) => (claim.kind === "relation" ? [claim.to] : []));
  expect(new Set(parents).size).toBe(1);
  const away = readMail("Leo is away but his partner looked at it.");
  expect(away.reading.claims.filter((claim) => claim.kind === "relation" && claim.type === "spouseOf")).toEqual([]);
});

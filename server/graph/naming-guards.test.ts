import { describe, expect, test } from "vitest";
import { letter } from "../../test/build/readings.ts";
import { directoryOf } from "./directory.ts";
import type { FirmContext, MessageReading, ResolvedBlock } from "./resolution.ts";
import { resolveBlock } from "./resolve-block.ts";

const firm: FirmContext = {
  mailboxAddresses: ["ines@quaywealth.example"],
  domains: ["quaywealth.example"],
  firmName: null,
};
const adviser = "Ines Marlow <ines@quaywealth.example>";
const resolve = (...readings: readonly MessageReading[]): ResolvedBlock =>
  resolveBlock(firm, directoryOf(firm, readings), readings, []);
const opening = (...to: string[]) =>
  to.map((one, i) =>
    letter({ id: `opening ${i}`, from: adviser, to: [one], date: "2026-01-01", text: "Welcome." }).read(),
  );
const named = (graph: ResolvedBlock, type: string) =>
  graph.entities
    .filter((entity) => entity.type === type)
    .map((entity) => entity.name)
    .sort();
const addressesOf = (graph: ResolvedBlock) =>
  graph.entities.filter((entity) => entity.type === "Client").map((entity) => entity.names.map(({ name }) => name));
const asked = (graph: ResolvedBlock) => {
  const name = new Map(graph.entities.map((entity) => [entity.id, entity.name]));
  return graph.reviews.map(({ kind, entityIds, reasons }) => [
    kind,
    entityIds.map((id) => name.get(id)).sort(),
    reasons[0],
  ]);
};

describe("what is two things stays two, whatever else is alike", () => {
  test("identifiers that differ in one digit, in one mail and in two, with the same owner, kind and custodian", () => {
    const say = (id: string, last4: string) => {
      const mail = letter({
        id,
        from: "Una Prior <una@prior.example>",
        to: [adviser],
        date: "2026-01-03",
        text: `IRA ${last4}`,
      });
      mail.refer("Account", `IRA ${last4}`, { accountType: "roth_ira", last4, custodian: "Fernley", owners: ["r0"] });
      return mail.read();
    };
    const graph = resolve(
      ...opening("Una Prior <una@prior.example>"),
      say("a", "8810"),
      say("b", "8811"),
      say("c", "8801"),
    );
    expect(named(graph, "Account")).toEqual(["IRA 8801", "IRA 8810", "IRA 8811"]);
    expect(asked(graph)).toEqual([]);
  });

  test("senior and junior, though the junior also goes by a short form without it", () => {
    const ted = "Ted Prior <ted@prior.example>";
    const own = letter({ id: "own", from: ted, to: [adviser], date: "2026-01-03", text: "Theodore Prior Jr. here." });
    own.refer("Person", "Theodore Prior Jr.", {
      fullName: "Theodore Prior Jr.",
      firstName: "Theodore",
      surname: "Prior",
      address: "ted@prior.example",
    });
    const estate = letter({
      id: "estate",
      from: adviser,
      to: [ted],
      date: "2026-01-04",
      text: "Theodore Prior Sr. died.",
    });
    estate.refer("Person", "Theodore Prior Sr.", {
      fullName: "Theodore Prior Sr.",
      firstName: "Theodore",
      surname: "Prior",
    });
    const graph = resolve(...opening(ted), own.read(), estate.read());
    expect(named(graph, "Client")).toHaveLength(2);
  });

  test("trusts of two years, told of a month apart", () => {
    const say = (id: string, year: string) => {
      const mail = letter({
        id,
        from: "Una Prior <una@prior.example>",
        to: [adviser],
        date: "2026-01-03",
        text: `The ${year} trust`,
      });
      mail.refer("Account", `${year} trust`, { accountType: "trust", owners: ["r0"] });
      return mail.read();
    };
    const graph = resolve(...opening("Una Prior <una@prior.example>"), say("a", "1998"), say("b", "2011"));
    expect(named(graph, "Account")).toEqual(["1998 trust", "2011 trust"]);
  });

  test("a father and a son of one name, at their own addresses and in others' mail", () => {
    const [senior, third] = ["Amos Quill Sr. <amos@quill.example>", "Amos Quill III <amos3@gmail.com>"];
    const other = letter({
      id: "a",
      from: adviser,
      to: ["Una Prior <una@prior.example>"],
      date: "2026-01-03",
      text: "Amos Quill Jr. called.",
    });
    other.refer("Person", "Amos Quill Jr.", {
      fullName: "Amos Quill Jr.",
      firstName: "Amos",
      surname: "Quill",
      leaning: "client",
    });
    const full = (reading: MessageReading): MessageReading => ({
      ...reading,
      reading: {
        ...reading.reading,
        referents: reading.reading.referents.map((referent) =>
          referent.name.startsWith("Amos")
            ? { ...referent, keys: { ...referent.keys, fullName: referent.name } }
            : referent,
        ),
      },
    });
    const graph = resolve(...opening(senior, third).map(full), other.read());
    expect(named(graph, "Client").filter((name) => name.startsWith("Amos"))).toEqual([
      "Amos Quill III",
      "Amos Quill Jr.",
      "Amos Quill Sr.",
    ]);
    expect(asked(graph)).toEqual([]);
  });

  test("two families of one surname, and one first name in two families", () => {
    const [ida, gus] = ["Ida Brook <ida@idabrook.example>", "Gus Brook <gus@gmail.com>"];
    const a = letter({ id: "a", from: ida, to: [adviser], date: "2026-01-03", text: "Our son Sol starts school." });
    a.relate("parentOf", "r0", a.kin("r0", "child", "Sol"), "Our son Sol");
    const b = letter({ id: "b", from: gus, to: [adviser], date: "2026-01-04", text: "My brother Sol is well." });
    b.relate("siblingOf", "r0", b.kin("r0", "sibling", "Sol"), "My brother Sol");
    const graph = resolve(...opening(ida, gus), a.read(), b.read());
    expect(named(graph, "Household")).toEqual(["Brook household", "Brook household"]);
    expect(named(graph, "Client").filter((name) => name === "Sol")).toHaveLength(2);
  });

  test("two people who write from one shared address", () => {
    const shared = "thepriors@gmail.com";
    const una = letter({
      id: "a",
      from: `Una Prior <${shared}>`,
      to: [adviser],
      date: "2026-01-03",
      text: "Hello. Una",
    });
    const ben = letter({
      id: "b",
      from: `Ben Prior <${shared}>`,
      to: [adviser],
      date: "2026-01-04",
      text: "Hello. Ben",
    });
    const graph = resolve(...opening(`Una Prior <${shared}>`), una.read(), ben.read());
    expect(named(graph, "Client")).toEqual(["Ben Prior", "Una Prior"]);
  });

  test("guests at a provider that many share are nobody's colleagues and of no family", () => {
    const [una, ola] = ["Una Prior <una@gmail.com>", "Ola Stern <ola@gmail.com>"];
    const graph = resolve(
      ...opening(una, ola),
      letter({ id: "a", from: una, to: [adviser], cc: [ola], date: "2026-01-03", text: "Hello both." }).read(),
    );
    expect(named(graph, "Household")).toEqual(["Prior household", "Stern household"]);
  });
});

describe("what is one thing is one, or is asked about", () => {
  test("one person at several addresses the firm writes to is one", () => {
    const [home, work] = ["Una Prior <una@prior.example>", "Una Prior <uprior@gmail.com>"];
    const graph = resolve(...opening(home, work));
    expect(addressesOf(graph)).toEqual([["Una Prior"]]);
  });

  test("the same name at an address nobody at the firm wrote to is asked about, not joined", () => {
    const graph = resolve(
      ...opening("Una Prior <una@prior.example>"),
      letter({
        id: "a",
        from: "Una Prior <una.prior@gmail.com>",
        to: [adviser],
        date: "2026-01-03",
        text: "New address.",
      }).read(),
    );
    expect(named(graph, "Client")).toEqual(["Una Prior", "Una Prior"]);
    expect(asked(graph)).toEqual([["pair", ["Una Prior", "Una Prior"], "the same full name"]]);
  });

  test("a maiden and a married name in one family are asked about", () => {
    const ben = "Ben Stern <ben@stern.example>";
    const a = letter({ id: "a", from: ben, to: [adviser], date: "2026-01-03", text: "My wife Una Stern agrees." });
    a.relate(
      "spouseOf",
      "r0",
      a.refer("Person", "Una Stern", {
        fullName: "Una Stern",
        firstName: "Una",
        surname: "Stern",
        kin: { of: "r0", relation: "spouse" },
      }),
      "My wife Una Stern",
    );
    const b = letter({
      id: "b",
      from: ben,
      to: [adviser],
      date: "2026-01-09",
      text: "Una Prior is our daughter's guardian.",
    });
    const una = b.person("Una Prior");
    b.relate("belongsToHousehold", una, b.refer("Household", "Stern household", { surname: "Stern" }, "our"), "our");
    const graph = resolve(...opening(ben), a.read(), b.read());
    expect(named(graph, "Client")).toContain("Una Stern");
    expect(named(graph, "Client").filter((name) => name.startsWith("Una")).length).toBe(2);
  });

  test("an initial and a slip of the pen are asked about in one thread, and an unrelated namesake is not", () => {
    const una = "Una Priorsen <una@priorsen.example>";
    const a = letter({ id: "a", from: una, to: [adviser], date: "2026-01-03", thread: "t", text: "Hello." });
    const b = letter({
      id: "b",
      from: "U. Priorsen <up@harborworks.example>",
      to: [adviser],
      date: "2026-01-04",
      thread: "t",
      text: "Hello again.",
    });
    b.refer("Account", "IRA 4471", { accountType: "roth_ira", last4: "4471", owners: ["r0"] }, "Hello again");
    b.relate("ownsAccount", "r0", "r2", "Hello again");
    const c = letter({
      id: "c",
      from: adviser,
      to: [una],
      date: "2026-01-05",
      thread: "t",
      text: "Una Priosen asked.",
    });
    c.refer("Person", "Una Priosen", {
      fullName: "Una Priosen",
      firstName: "Una",
      surname: "Priosen",
      leaning: "client",
    });
    const graph = resolve(...opening(una), a.read(), b.read(), c.read());
    expect(
      asked(graph)
        .map(([, , reason]) => reason)
        .sort(),
    ).toEqual([
      "an initial or part of the first name, and the same surname",
      "surnames one letter apart, and the same first name",
    ]);
  });

  test("words that fit two people of one mail are asked about; once a person said whose they are, no more", () => {
    const [sol, other] = ["Sol Prior <sol@prior.example>", "Sol Stern <sol@stern.example>"];
    const a = letter({ id: "a", from: adviser, to: [sol, other], date: "2026-01-03", text: "Please call Sol." });
    a.refer("Person", "Sol", { firstName: "Sol" }, "Sol.");
    const readings = [...opening(sol, other), a.read()];
    const graph = resolve(...readings);
    expect(asked(graph)).toEqual([["whose", ["Sol Prior", "Sol Stern"], "several of that name here"]]);
    const [review] = graph.reviews;
    if (!review?.words) expect.fail();
    const wordsOf = (name: string, of = graph) =>
      of.entities.find((entity) => entity.name === name)?.mentions ?? expect.fail();
    const [mention] = wordsOf("Sol Prior");
    if (!mention) expect.fail();
    const { documentId, documentVersionId, startChar, endChar } = mention;
    const decided = resolveBlock(firm, directoryOf(firm, readings), readings, [
      {
        kind: "assign",
        words: { type: "Client", words: [review.words] },
        to: { type: "Client", words: [{ documentId, documentVersionId, startChar, endChar }] },
        id: "1",
        decidedAt: "2026-02-01T09:00:00.000Z",
      },
    ]);
    expect(decided.reviews).toEqual([]);
    expect(wordsOf("Sol Prior", decided)).toHaveLength(wordsOf("Sol Prior").length + 1);
    expect(wordsOf("Sol Stern", decided)).toHaveLength(wordsOf("Sol Stern").length - 1);
  });
});

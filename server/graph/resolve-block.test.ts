import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type LetterOptions, letter } from "../../test/build/readings.ts";
import { currentAttributes } from "./current-attributes.ts";
import { directoryOf } from "./directory.ts";
import type { Correction, Decision, EntityKey, FirmContext, MessageReading, ResolvedGraph } from "./resolution.ts";
import { resolveBlock } from "./resolve-block.ts";

const firm: FirmContext = {
  mailboxAddresses: ["ines@quaywealth.example"],
  domains: ["quaywealth.example"],
  firmName: null,
};
const adviser = "Ines Marlow <ines@quaywealth.example>";
const nora = "Nora Lund <nora@lundhome.example>";
const erik = "Erik Lund <erik@lundhome.example>";

const from = (sender: string, rest: Partial<LetterOptions> & Pick<LetterOptions, "id" | "date" | "text">) =>
  letter({ from: sender, to: sender === adviser ? [nora] : [adviser], ...rest });

/** The firm writes first: the addresses it writes to are known from then on. */
const opening = (...to: string[]) =>
  letter({ id: "opening", from: adviser, to, date: "2026-01-01", text: "Welcome." }).read();

const resolve = (readings: readonly MessageReading[], corrections: readonly Correction[] = []): ResolvedGraph =>
  resolveBlock(firm, directoryOf(firm, readings), readings, corrections.map(decide));
const decide = (correction: Correction, i: number): Decision => ({
  ...correction,
  id: `correction ${i}`,
  decidedAt: `2026-02-01T09:00:0${i}.000Z`,
});

const named = (graph: ResolvedGraph, type: string) =>
  graph.entities.filter((entity) => entity.type === type).map((entity) => entity.name);
const one = (graph: ResolvedGraph, type: string, name?: string) => {
  const found = graph.entities.filter((entity) => entity.type === type && (name === undefined || entity.name === name));
  expect(found.map((entity) => entity.name)).toHaveLength(1);
  return found[0] ?? expect.fail();
};
const current = (graph: ResolvedGraph, entityId: string) =>
  Object.fromEntries((currentAttributes(graph.attributes).get(entityId) ?? []).map((fact) => [fact.name, fact.value]));
const related = (graph: ResolvedGraph, type: string) => {
  const name = new Map(graph.entities.map((entity) => [entity.id, entity.name]));
  return graph.relations
    .filter((relation) => relation.type === type)
    .map((relation) => `${name.get(relation.from)} > ${name.get(relation.to)}`)
    .sort();
};

describe("people", () => {
  test("knows a sender by the name the address and the sign-off go by, in other mail too", () => {
    const bao = "Bao Lund <bobby@lundhome.example>";
    const a = from(bao, { id: "a", date: "2026-01-02", text: "Hello" });
    const b = letter({ id: "b", from: adviser, to: [bao, nora], date: "2026-01-03", text: "Thanks, Bobby." });
    b.person("Bobby");
    const graph = resolve([opening(bao, nora), a.read(), b.read()]);
    expect(named(graph, "Client").sort()).toEqual(["Bao Lund", "Nora Lund"]);
  });

  test("joins a nickname, a full name and a header name of one address, and keeps the adviser a Professional", () => {
    const a = from("Robert Hale <rhale@hale.example>", { id: "a", date: "2026-01-02", text: "Thanks, Bob" });
    const b = letter({ id: "b", from: adviser, to: [adviser], date: "2026-01-03", text: "Rob Hale called." });
    b.person("Rob Hale");
    const graph = resolve([opening("Robert Hale <rhale@hale.example>"), a.read(), b.read()]);
    expect(named(graph, "Client")).toEqual(["Robert Hale"]);
    expect(named(graph, "Professional")).toEqual(["Ines Marlow"]);
    expect(one(graph, "Client").mentions).toHaveLength(3);
  });

  test("keeps people of one surname apart, with a household each, unless kin or shared accounts say otherwise", () => {
    const other = "Gus Lund <gus@gmail.com>";
    const graph = resolve(
      [
        opening(nora, other),
        from(nora, { id: "a", date: "2026-01-02", text: "Hello." }).read(),
        from(other, { id: "b", date: "2026-01-03", text: "Hello." }).read(),
      ].map((m, i) => (i === 0 ? { ...m, to: m.to.slice(0, 1) } : m)),
    );
    expect(named(graph, "Household")).toEqual(["Lund household", "Lund household"]);
  });

  test("keeps a father and son of one name apart", () => {
    const a = from(nora, { id: "a", date: "2026-01-02", text: "Karl Lund Sr. and Karl Lund Jr. both sign." });
    const father = a.person("Karl Lund Sr.", "Karl Lund Sr.");
    const son = a.person("Karl Lund Jr.", "Karl Lund Jr.");
    a.relate("parentOf", father, son, "both sign");
    // The keys of such names hold the generation in the full name.
    const reading = a.read();
    const graph = resolve([
      opening(nora),
      withFullNames(reading, { [father]: "Karl Lund Sr.", [son]: "Karl Lund Jr." }),
    ]);
    expect(related(graph, "parentOf")).toEqual(["Karl Lund Sr. > Karl Lund Jr."]);
  });

  test("tells a client's daughter from an assistant of the same first name by who is writing", () => {
    const cpa = "Paul Ott <paul@ottcpa.example>";
    const a = from(nora, { id: "a", date: "2026-01-02", text: "Our daughter Mia starts in May." });
    const mia = a.kin(a.party("nora@lundhome.example"), "child", "Mia");
    a.relate("parentOf", a.party("nora@lundhome.example"), mia, "Our daughter Mia");
    const b = letter({
      id: "b",
      from: cpa,
      to: [adviser],
      date: "2026-01-03",
      text: "Mia Torres in my office has the form. Ask Mia.",
    });
    b.refer("Person", "Mia Torres", {
      fullName: "Mia Torres",
      firstName: "Mia",
      surname: "Torres",
      role: "assistant",
      leaning: "professional",
    });
    b.refer("Person", "Mia", { firstName: "Mia" }, "Mia.");
    const c = from(nora, { id: "c", date: "2026-01-04", text: "Mia says hello." });
    c.person("Mia");
    const graph = resolve([opening(nora, cpa), a.read(), b.read(), c.read()]);
    expect(one(graph, "Client", "Mia").mentions).toHaveLength(2);
    expect(one(graph, "Professional", "Mia Torres").mentions).toHaveLength(2);
  });

  test("resolves 'my wife' through a spouse named elsewhere, without making it a mention", () => {
    const a = from(erik, { id: "a", date: "2026-01-02", text: "My wife retires in May." });
    const wife = a.kin(a.party("erik@lundhome.example"), "spouse", null, { gender: "female" });
    const event = a.refer(
      "LifeEvent",
      "Retirement",
      { eventType: "retirement", subjects: [wife], date: "2026-05" },
      "retires in May",
    );
    a.relate("experiencedEvent", wife, event, "My wife retires");
    const b = from(erik, { id: "b", date: "2026-01-03", text: "My wife Nora is copied.", cc: [nora] });
    b.relate("spouseOf", b.party("erik@lundhome.example"), b.party("nora@lundhome.example"), "My wife Nora");
    const graph = resolve([opening(erik, nora), a.read(), b.read()]);
    expect(related(graph, "experiencedEvent")).toEqual(["Nora Lund > Retirement"]);
    expect(named(graph, "Client").sort()).toEqual(["Erik Lund", "Nora Lund"]);
    expect(related(graph, "belongsToHousehold")).toEqual(["Erik Lund > Lund household", "Nora Lund > Lund household"]);
  });

  test("joins a second address of the same full name once the firm knows it, and never an unknown one", () => {
    const work = "Nora Lund <nora.lund@gmail.com>";
    const known = resolve([
      opening(nora),
      { ...opening(work), documentId: "o2", messageId: "<o2>" },
      from(work, { id: "a", date: "2026-01-02", text: "Hi" }).read(),
    ]);
    expect(named(known, "Client")).toEqual(["Nora Lund"]);
    const unknown = resolve([opening(nora), from(work, { id: "a", date: "2026-01-02", text: "Hi" }).read()]);
    expect(named(unknown, "Client")).toEqual(["Nora Lund", "Nora Lund"]);
  });
});

describe("accounts", () => {
  test("never joins numbers that differ in one digit, nor one number at two custodians", () => {
    const a = from(nora, { id: "a", date: "2026-01-02", text: "IRA 4471, IRA 4472 and the Fidelity IRA 4471." });
    a.refer("Account", "IRA 4471", { accountType: "traditional_ira", last4: "4471", custodian: "Schwab" });
    a.refer("Account", "IRA 4472", { accountType: "traditional_ira", last4: "4472", custodian: "Schwab" });
    a.refer("Account", "Fidelity IRA 4471", { accountType: "traditional_ira", last4: "4471", custodian: "Fidelity" });
    expect(named(resolve([opening(nora), a.read()]), "Account")).toHaveLength(3);
  });

  test("keeps trusts of different years apart", () => {
    const a = from(nora, { id: "a", date: "2026-01-02", text: "The 2009 family trust and the 2015 family trust." });
    a.refer("Account", "2009 family trust", { accountType: "trust" });
    a.refer("Account", "2015 family trust", { accountType: "trust" });
    expect(named(resolve([opening(nora), a.read()]), "Account")).toHaveLength(2);
  });

  test("a family's revocable and marital trusts are two", () => {
    const a = from(nora, { id: "a", date: "2026-01-02", text: "The Lund Revocable Trust and the Lund Marital Trust." });
    a.refer("Account", "Lund Revocable Trust", { accountType: "trust" });
    a.refer("Account", "Lund Marital Trust", { accountType: "trust" });
    expect(named(resolve([opening(nora), a.read()]), "Account")).toHaveLength(2);
  });

  test("resolves 'the IRA' to the household's only one, and to the last spoken of among two", () => {
    const a = from(nora, {
      id: "a",
      date: "2026-01-02",
      thread: "t",
      text: "My Roth IRA 1111 and my traditional IRA 2222.",
    });
    const nora1 = a.party("nora@lundhome.example");
    a.refer("Account", "Roth IRA 1111", { accountType: "roth_ira", last4: "1111", owners: [nora1] });
    a.refer("Account", "traditional IRA 2222", { accountType: "traditional_ira", last4: "2222", owners: [nora1] });
    const b = from(adviser, { id: "b", date: "2026-01-03", thread: "t", text: "About the Roth: fine." });
    b.refer("Account", "Roth IRA", { accountType: "roth_ira" }, "the Roth");
    const graph = resolve([opening(nora), a.read(), b.read()]);
    expect(one(graph, "Account", "Roth IRA 1111").mentions).toHaveLength(2);
    expect(named(graph, "Account")).toHaveLength(2);
  });
});

describe("meetings and actions", () => {
  const asked = () => {
    const mail = from(adviser, {
      id: "a",
      date: "2026-01-05",
      thread: "t",
      text: "Send the latest statement. Phone Erik. Move $500.",
    });
    const [you, me] = [mail.party("nora@lundhome.example"), mail.party("ines@quaywealth.example")];
    const add = (name: string, topic: readonly string[], assignee: string, words: string): void => {
      const id = mail.refer("ActionItem", name, { topic, assignees: [assignee], beneficiaries: [you] }, words);
      mail.attribute(id, "status", "open", words);
    };
    add("Send the statement", ["latest", "statement", "pension"], you, "Send the latest statement");
    add("Phone Erik", ["phone", "erik"], me, "Phone Erik");
    add("Move $500", ["move", "500", "ira"], me, "Move $500");
    return mail.read();
  };
  const reported = (sender: string, topic: readonly string[], text: string, thread = "t") => {
    const mail = from(sender, { id: "b", date: "2026-01-06", thread, text });
    const id = mail.refer("ActionItem", "Report", { topic, reportOnly: true }, text);
    return mail.attribute(id, "status", "done", text).read();
  };
  const statuses = (...readings: readonly MessageReading[]) => {
    const graph = resolve([opening(nora), ...readings]);
    return Object.fromEntries(
      graph.entities
        .filter((entity) => entity.type === "ActionItem")
        .map((entity) => [entity.name, current(graph, entity.id).status]),
    );
  };

  test("a report closes the one task of its thread that all its words are of", () => {
    const report = reported(nora, ["attached", "statement"], "I attached the statement");
    expect(statuses(asked(), report)).toEqual({
      "Send the statement": "done",
      "Phone Erik": "open",
      "Move $500": "open",
    });
    const elsewhere = reported(nora, ["attached", "statement"], "I attached the statement", "other");
    expect(statuses(asked(), elsewhere)["Send the statement"]).toBe("open");
  });

  test("who has spoken with somebody has called them", () => {
    expect(statuses(asked(), reported(adviser, ["talked", "erik"], "Talked to Erik"))["Phone Erik"]).toBe("done");
  });

  test("a report may name what a pronoun of the task stands for", () => {
    const ask = from(adviser, { id: "a", date: "2026-01-05", thread: "t", text: "Here is the deed. Sign it." });
    const task = ask.refer(
      "ActionItem",
      "Sign it",
      { topic: ["sign"], context: ["farm", "deed"], beneficiaries: [ask.party("nora@lundhome.example")] },
      "Sign it",
    );
    ask.attribute(task, "status", "open", "Sign it");
    expect(statuses(ask.read(), reported(nora, ["signed", "farm", "deed"], "Signed the farm deed"))).toEqual({
      "Sign it": "done",
    });
  });

  test("a figure answers the question of its words that the teller was asked, and no other", () => {
    const ask = from(nora, { id: "a", date: "2026-01-05", thread: "t", text: "How much is in the barn fund?" });
    const [me, you] = [ask.party("nora@lundhome.example"), ask.party("ines@quaywealth.example")];
    const words = "How much is in the barn fund";
    const keys = { topic: ["much", "barn", "fund"], assignees: [you], beneficiaries: [me] };
    ask.attribute(
      ask.refer("ActionItem", "Tell Nora how much is in the barn fund", keys, words),
      "status",
      "open",
      words,
    );
    const answer = (sender: string, topic: readonly string[]) => {
      const mail = from(sender, { id: "b", date: "2026-01-06", thread: "t", text: "It is at $4,210." });
      const told = { topic, assignees: ["r0"], reportOnly: true, isAnswer: true };
      return mail.attribute(mail.refer("ActionItem", "Answer", told, "It is at"), "status", "done", "It is at").read();
    };
    const status = (reading: MessageReading) => Object.values(statuses(ask.read(), reading));
    expect(status(answer(adviser, ["barn", "fund", "$4210"]))).toEqual(["done"]);
    expect(status(answer(adviser, ["roof", "fund", "$4210"]))).toEqual(["open"]);
    expect(status(answer(nora, ["barn", "fund", "$4210"]))).toEqual(["open"]);
  });

  test("so much money is asked for once: the amount says which request is off", () => {
    const ask = from(nora, { id: "a", date: "2026-01-05", thread: "t", text: "Please wire $60,000 to the yard." });
    const me = ask.party("nora@lundhome.example");
    const keys = { topic: ["wire", "$60000", "yard"], beneficiaries: [me] };
    ask.attribute(ask.refer("ActionItem", "Wire $60,000", keys, "wire $60,000"), "status", "open", "wire $60,000");
    const off = from(nora, { id: "b", date: "2026-01-06", thread: "other", text: "Consider the $60,000 withdrawn." });
    const gone = { topic: ["$60000", "withdrawn", "brother"], reportOnly: true };
    off.attribute(off.refer("ActionItem", "Report", gone, "the $60,000"), "status", "cancelled", "withdrawn");
    expect(Object.values(statuses(ask.read(), off.read()))).toEqual(["cancelled"]);
  });

  test("a form that is ready has moved no money", () => {
    const report = reported(adviser, ["form", "move", "500", "ira", "ready"], "The form to move $500 is ready");
    expect(statuses(asked(), report)["Move $500"]).toBe("open");
  });

  const planned = from(adviser, { id: "a", date: "2026-01-05", thread: "t", text: "Shall we meet February 3?" });
  planned.attribute(
    planned.refer("Meeting", "Review", { date: "2026-02-03" }, "meet February 3"),
    "date",
    "2026-02-03",
    "February 3",
  );
  const moved = from(nora, {
    id: "b",
    date: "2026-01-06",
    thread: "t",
    text: "Can we move it from the 3rd to February 10?",
  });
  moved.attribute(
    moved.refer("Meeting", "Review", { date: "2026-02-10", previousDate: "2026-02-03" }, "move it"),
    "date",
    "2026-02-10",
    "February 10",
  );

  test("a moved meeting is one meeting with its last date, and the old date stays as a superseded fact", () => {
    const graph = resolve([opening(nora), planned.read(), moved.read()]);
    const meeting = one(graph, "Meeting");
    expect(current(graph, meeting.id)).toEqual({ date: "2026-02-10" });
    const old = graph.attributes.find((fact) => fact.value === "2026-02-03");
    expect(graph.attributes.find((fact) => fact.id === old?.supersededBy)?.value).toBe("2026-02-10");
  });

  test("calling off the day that a meeting has left leaves the meeting as it is", () => {
    const off = from(adviser, { id: "c", date: "2026-01-07", thread: "t", text: "Yes, the 10th. February 3 is off." });
    const left = off.refer("Meeting", "Review", { date: "2026-02-03" }, "February 3");
    off.attribute(left, "date", "2026-02-03", "February 3");
    off.attribute(left, "status", "cancelled", "February 3 is off");
    const graph = resolve([opening(nora), planned.read(), moved.read(), off.read()]);
    expect(current(graph, one(graph, "Meeting").id)).toEqual({ date: "2026-02-10" });
  });

  test("a meeting with somebody whom the first one introduces is another meeting", () => {
    const other = letter({
      id: "b",
      from: adviser,
      to: ["Petra Vale <petra@valehome.example>"],
      date: "2026-01-06",
      thread: "t",
      text: "Could we speak on January 20?",
    });
    const call = other.refer("Meeting", "Call", { date: "2026-01-20" }, "January 20");
    other.attribute(call, "date", "2026-01-20", "January 20");
    other.relate("attends", other.party("petra@valehome.example"), call, "speak");
    const first = from(adviser, { id: "a", date: "2026-01-05", thread: "t", text: "Shall we meet February 3?" });
    const review = first.refer("Meeting", "Review", { date: "2026-02-03" }, "February 3");
    first.attribute(review, "date", "2026-02-03", "February 3");
    first.relate("attends", first.party("nora@lundhome.example"), review, "meet");
    const graph = resolve([opening(nora, "Petra Vale <petra@valehome.example>"), first.read(), other.read()]);
    expect(named(graph, "Meeting")).toHaveLength(2);
    expect(graph.attributes.filter((fact) => fact.supersededBy !== null)).toEqual([]);
  });

  test("a meeting proposed after a cancelled one is another meeting", () => {
    const off = from(nora, { id: "b", date: "2026-01-06", thread: "t", text: "I must cancel the 3rd." });
    off.attribute(
      off.refer("Meeting", "Review", { date: "2026-02-03" }, "cancel the 3rd"),
      "status",
      "cancelled",
      "cancel",
    );
    const anew = from(adviser, { id: "c", date: "2026-01-20", thread: "t", text: "How about February 24?" });
    anew.refer("Meeting", "Review", { date: "2026-02-24" }, "February 24");
    expect(named(resolve([opening(nora), planned.read(), off.read(), anew.read()]), "Meeting")).toHaveLength(2);
  });

  test("an unverified sender moves nothing: the claim stands beside the known date", () => {
    const stranger = letter({
      id: "b",
      from: "Nora Lund <nora@lund-secure.example>",
      to: [adviser],
      date: "2026-01-06",
      thread: "t",
      text: "Move it to February 10.",
    });
    stranger.attribute(
      stranger.refer("Meeting", "Review", { date: "2026-02-10", previousDate: "2026-02-03" }, "Move it"),
      "date",
      "2026-02-10",
      "February 10",
    );
    const graph = resolve([opening(nora), planned.read(), stranger.read()]);
    expect(graph.attributes.filter((fact) => fact.supersededBy !== null)).toEqual([]);
    expect(graph.attributes.find((fact) => fact.value === "2026-02-10")?.statedBy).toBe("unverified");
  });

  test("a message the receiving server refused states nothing", () => {
    const forged = from(nora, {
      id: "b",
      date: "2026-01-06",
      thread: "t",
      text: "Move it to February 10.",
      authentication: "fail",
    });
    forged.refer("Meeting", "Other", { date: "2026-02-10" }, "February 10");
    expect(resolve([opening(nora), planned.read(), forged.read()])).toEqual(resolve([opening(nora), planned.read()]));
  });

  test("a request, a promise and a report are one action, done by the report", () => {
    const ask = from(nora, { id: "a", date: "2026-01-05", thread: "t", text: "Please send the beneficiary form." });
    const asked = ask.refer(
      "ActionItem",
      "Send the beneficiary form",
      { topic: ["send", "beneficiary", "form"] },
      "send the beneficiary form",
    );
    ask.attribute(asked, "status", "open", "Please send");
    const report = from(adviser, { id: "b", date: "2026-01-07", thread: "t", text: "The beneficiary form went out." });
    const reported = report.refer(
      "ActionItem",
      "Send the beneficiary form",
      { topic: ["beneficiary", "form"], reportOnly: true },
      "The beneficiary form went out",
    );
    report.attribute(reported, "status", "done", "went out");
    const graph = resolve([opening(nora), ask.read(), report.read()]);
    expect(current(graph, one(graph, "ActionItem").id)).toEqual({ status: "done" });
    expect(related(graph, "hasActionItem")).toEqual(["Lund household > Send the beneficiary form"]);
  });
});

test("a day on which the doer will do it leaves the day by which it is due", () => {
  const ask = from(adviser, {
    id: "a",
    date: "2026-01-05",
    thread: "t",
    text: "Please sign the consent by January 21.",
  });
  const asked = ask.refer(
    "ActionItem",
    "Sign the consent",
    { topic: ["sign", "consent"], assignees: [ask.party("nora@lundhome.example")] },
    "sign the consent",
  );
  ask.attribute(asked, "dueDate", "2026-01-21", "by January 21");
  const reply = from(nora, { id: "b", date: "2026-01-06", thread: "t", text: "I will sign the consent on Sunday." });
  const plan = reply.refer("ActionItem", "Sign the consent", { topic: ["sign", "consent"], assignees: ["r0"] }, "sign");
  reply.attribute(plan, "dueDate", "2026-01-11", "on Sunday");
  const graph = resolve([opening(nora), ask.read(), reply.read()]);
  expect(current(graph, one(graph, "ActionItem").id).dueDate).toBe("2026-01-21");
});

test("who takes an action on replaces whom the request named, and the request stays on record", () => {
  const associate = "Tom Ray <tom@quaywealth.example>";
  const ask = from(nora, { id: "a", date: "2026-01-05", thread: "t", text: "Ines, please send the cash projection." });
  const asked = ask.refer(
    "ActionItem",
    "Send the cash projection",
    { topic: ["cash", "projection"] },
    "send the cash projection",
  );
  ask.relate("assignedTo", asked, ask.party("ines@quaywealth.example"), "Ines, please send");
  const reply = from(adviser, {
    id: "b",
    date: "2026-01-06",
    thread: "t",
    text: "Tom will send the cash projection.",
    cc: [associate],
  });
  const promised = reply.refer(
    "ActionItem",
    "Send the cash projection",
    { topic: ["cash", "projection"] },
    "send the cash projection",
  );
  reply.relate("assignedTo", promised, reply.party("tom@quaywealth.example"), "Tom will send");
  const graph = resolve([opening(nora), ask.read(), reply.read()]);
  const assigned = graph.relations.filter((relation) => relation.type === "assignedTo");
  const tom = one(graph, "Professional", "Tom Ray").id;
  expect(assigned).toHaveLength(2);
  expect(assigned.filter((relation) => relation.supersededBy === null).map((relation) => relation.to)).toEqual([tom]);
});

describe("facts", () => {
  test("an amount that changes supersedes the earlier one and both keep their words", () => {
    const say = (id: string, date: string, amount: string) => {
      const mail = from(nora, { id, date, text: `The 401k 9090 is at ${amount}.` });
      const account = mail.refer("Account", "401k 9090", { accountType: "401k", last4: "9090" });
      return mail.attribute(account, "amount", amount, amount).read();
    };
    const graph = resolve([
      opening(nora),
      say("a", "2026-01-02", "200000"),
      say("b", "2026-02-02", "210000"),
      say("c", "2026-03-02", "200000"),
    ]);
    const amounts = graph.attributes.filter((fact) => fact.name === "amount");
    expect(amounts).toHaveLength(3);
    expect(current(graph, one(graph, "Account").id)).toEqual({ amount: "200000" });
    expect(amounts.filter((fact) => fact.supersededBy === null)).toHaveLength(1);
  });

  test("two birth dates contradict each other: neither is replaced", () => {
    const say = (id: string, date: string, born: string) => {
      const mail = from(nora, { id, date, text: `I was born ${born}.` });
      return mail.attribute(mail.party("nora@lundhome.example"), "birthDate", born, born).read();
    };
    const graph = resolve([opening(nora), say("a", "2026-01-02", "1961-03-02"), say("b", "2026-02-02", "1962-03-02")]);
    const births = graph.attributes.filter((fact) => fact.name === "birthDate");
    expect(births.map((fact) => fact.contradicts.length)).toEqual([1, 1]);
    expect(births.map((fact) => fact.supersededBy)).toEqual([null, null]);
  });
});

describe("decisions of people", () => {
  const a = from(nora, { id: "a", date: "2026-01-02", text: "See Pim Vos and Tess Vos." });
  const first = a.person("Pim Vos");
  const second = a.person("Tess Vos");
  a.relate("siblingOf", a.party("nora@lundhome.example"), first, "See").relate(
    "siblingOf",
    a.party("nora@lundhome.example"),
    second,
    "See",
  );
  const reading = a.read();
  const key = (name: string, type: EntityKey["type"] = "Client", read = reading): EntityKey => {
    const mention = read.reading.mentions.find((found) => found.text === name) ?? expect.fail();
    const { documentId, documentVersionId } = read;
    return { type, words: [{ ...mention.span, documentId, documentVersionId }] };
  };

  test("a merge joins what the rules keep apart, a split parts what they join, a rejection marks", () => {
    const base = [opening(nora), reading];
    expect(named(resolve(base), "Client").sort()).toEqual(["Nora Lund", "Pim Vos", "Tess Vos"]);
    const merged = resolve(base, [{ kind: "merge", left: key("Pim Vos"), right: key("Tess Vos") }]);
    expect(named(merged, "Client")).toHaveLength(2);
    const rejected = resolve(base, [{ kind: "reject", target: { entity: key("Pim Vos") } }]);
    expect(one(rejected, "Client", "Pim Vos").status).toBe("rejected");
  });

  test("a split parts what one name joined, and a status that a person set stands over the mail", () => {
    const b = from(nora, { id: "b", date: "2026-01-03", text: "Tess Vos moved. Please send the deed." });
    b.person("Tess Vos");
    const action = b.refer("ActionItem", "Send the deed", { topic: ["send", "deed"] }, "send the deed");
    b.attribute(action, "status", "open", "Please send");
    const later = b.read();
    const other = key("Tess Vos", "Client", later);
    const base = [opening(nora), reading, later];
    expect(one(resolve(base), "Client", "Tess Vos").mentions).toHaveLength(2);
    const split = resolve(base, [{ kind: "split", left: key("Tess Vos"), right: other }]);
    expect(named(split, "Client").filter((name) => name === "Tess Vos")).toHaveLength(2);
    const done = resolve(base, [
      { kind: "set_status", entity: key("send the deed", "ActionItem", later), value: "done" },
    ]);
    expect(current(done, one(done, "ActionItem").id)).toEqual({ status: "done" });
    expect(done.attributes.filter((fact) => fact.supersededBy !== null).map((fact) => fact.value)).toEqual(["open"]);
  });

  test("decisions survive a new reading of the same words under other referent ids", () => {
    const rename = (id: string) => `n${id}`;
    const { referents, mentions, claims } = reading.reading;
    const again: MessageReading = {
      ...reading,
      reading: {
        ...reading.reading,
        engineVersion: "2",
        referents: referents.map((referent) => ({ ...referent, id: rename(referent.id) })),
        mentions: mentions.map((found) => ({ ...found, referentId: rename(found.referentId) })),
        claims: claims.map((claim) =>
          claim.kind === "relation"
            ? { ...claim, from: rename(claim.from), to: rename(claim.to) }
            : { ...claim, referentId: rename(claim.referentId) },
        ),
      },
    };
    const decisions: Correction[] = [
      { kind: "confirm", target: { entity: key("Pim Vos") } },
      {
        kind: "reject",
        target: {
          fact: "siblingOf",
          from: key("Pim Vos"),
          to: key("Tess Vos"),
          value: null,
          at: key("Tess Vos").words[0] ?? expect.fail(),
        },
      },
    ];
    expect(resolve([opening(nora), again], decisions)).toEqual(resolve([opening(nora), reading], decisions));
    expect(one(resolve([opening(nora), again], decisions), "Client", "Pim Vos").status).toBe("confirmed");
  });
});

describe("institutions", () => {
  test("joins a short form to its one longer name, and never a house to its charity or to two names in a row", () => {
    const a = from(nora, {
      id: "a",
      date: "2026-01-02",
      text: "Birchwood, Birchwood Charitable, Elm Savings, Elm Savings Bank, Birchwood and Elm Savings.",
    });
    for (const name of ["Birchwood", "Birchwood Charitable", "Elm Savings", "Elm Savings Bank"])
      a.refer("Institution", name, { institution: name });
    const names = named(resolve([opening(nora), a.read()]), "Institution");
    expect(names.sort()).toEqual(["Birchwood", "Birchwood Charitable", "Elm Savings Bank"]);
  });
});

test("the order in which readings arrive plays no part", () => {
  const all = story();
  const expected = resolve(all);
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
      expect(resolve(shuffled)).toEqual(expected);
    }),
    { numRuns: 25 },
  );
});

test("every entity has a mention or a membership's words, and every fact has evidence", () => {
  const graph = resolve(story());
  const shown = new Set(graph.relations.flatMap((relation) => [relation.from, relation.to]));
  for (const entity of graph.entities) expect(entity.mentions.length > 0 || shown.has(entity.id)).toBe(true);
  for (const fact of [...graph.relations, ...graph.attributes]) expect(fact.evidence.length).toBeGreaterThan(0);
});

function story(): MessageReading[] {
  const a = from(erik, {
    id: "a",
    date: "2026-01-02",
    thread: "t",
    text: "My wife Nora and our son Ole. My IRA 4471.",
  });
  const [husband, wife] = [a.party("erik@lundhome.example"), a.kin("r0", "spouse", "Nora")];
  const son = a.kin("r0", "child", "Ole");
  a.relate("spouseOf", husband, wife, "My wife Nora").relate("parentOf", husband, son, "our son Ole");
  const ira = a.refer("Account", "IRA 4471", { accountType: "traditional_ira", last4: "4471", owners: [husband] });
  a.relate("ownsAccount", husband, ira, "My IRA 4471").attribute(ira, "last4", "4471", "4471");
  const b = from(nora, {
    id: "b",
    date: "2026-01-02",
    thread: "t",
    text: "Ole needs the form. The Lunds thank you.",
    cc: [erik],
  });
  b.person("Ole");
  b.refer("Household", "Lund household", { surname: "Lund" }, "The Lunds");
  const c = from(adviser, {
    id: "c",
    date: "2026-01-04",
    thread: "t",
    text: "I will send the form for Ole. Let us meet March 3.",
    to: [nora, erik],
  });
  const action = c.refer(
    "ActionItem",
    "Send the form",
    { topic: ["send", "form"], assignees: ["r0"] },
    "send the form for Ole",
  );
  c.relate("assignedTo", action, "r0", "I will send");
  c.refer("Meeting", "Meeting", { date: "2026-03-03" }, "meet March 3");
  return [opening(nora, erik), a.read(), b.read(), c.read()];
}

function withFullNames(reading: MessageReading, names: Readonly<Record<string, string>>): MessageReading {
  const referents = reading.reading.referents.map((referent) => {
    const fullName = names[referent.id];
    return fullName ? { ...referent, keys: { ...referent.keys, fullName } } : referent;
  });
  return { ...reading, reading: { ...reading.reading, referents } };
}

test("an event only recalled joins the one told, and makes none by itself", () => {
  const keys = { eventType: "marriage", topic: ["wedding"] };
  const told = from(nora, { id: "told", date: "2026-01-02", text: "Our wedding is on May 9." });
  told.refer("LifeEvent", "Wedding", { ...keys, date: "2026-05-09" }, "wedding is on May 9");
  const recalled = from(nora, { id: "recalled", date: "2026-01-03", text: "About the wedding: thank you." });
  recalled.refer("LifeEvent", "Wedding", { ...keys, reportOnly: true }, "the wedding");
  expect(one(resolve([opening(nora), told.read(), recalled.read()]), "LifeEvent", "Wedding").mentions).toHaveLength(2);
  expect(named(resolve([opening(nora), recalled.read()]), "LifeEvent")).toEqual([]);
});

test("who reports a thing done takes it from nobody", () => {
  const ask = from(nora, { id: "a", date: "2026-01-05", thread: "t", text: "Ines, please send the gains report." });
  const asked = ask.refer(
    "ActionItem",
    "Send the gains report",
    { topic: ["gain", "report"] },
    "send the gains report",
  );
  ask.relate("assignedTo", asked, ask.party("ines@quaywealth.example"), "Ines, please send");
  const associate = "Tom Ray <tom@quaywealth.example>";
  const reply = letter({
    id: "b",
    from: associate,
    to: [nora],
    date: "2026-01-06",
    thread: "t",
    text: "I put the gains report in the portal.",
  });
  const done = reply.refer(
    "ActionItem",
    "Put the gains report",
    { topic: ["gain", "report"], reportOnly: true },
    "put the gains report",
  );
  reply.relate("assignedTo", done, reply.party("tom@quaywealth.example"), "I put");
  const graph = resolve([opening(nora), ask.read(), reply.read()]);
  expect(graph.relations.filter(({ type, supersededBy }) => type === "assignedTo" && supersededBy !== null)).toEqual(
    [],
  );
});

import { expect, test } from "vitest";
import { letter } from "../../test/build/readings.ts";
import { directoryOf } from "./directory.ts";
import { linkingKeys, tiedKeys } from "./linking-keys.ts";
import type { FirmContext, MessageReading } from "./resolution.ts";

const firm: FirmContext = {
  mailboxAddresses: ["ines@quaywealth.example"],
  domains: ["quaywealth.example"],
  firmName: null,
};
const adviser = "Ines Marlow <ines@quaywealth.example>";
const keysOf = (message: MessageReading) => linkingKeys(firm, directoryOf(firm, [message]), message).sort();

test("ties by thread and by client address, never by the firm's own or a desk's", () => {
  const mail = letter({
    id: "a",
    from: adviser,
    to: ["Nora Lund <nora@lundhome.example>"],
    cc: ["info@quaywealth.example"],
    date: "2026-01-02",
    text: "Hello.",
  });
  expect(keysOf(mail.read())).toEqual(["addr:nora@lundhome.example", "is:nora lund", "of:lund", "thread:a"]);
});

test("a mail to more than eight outsiders, or from a machine, ties nothing", () => {
  const crowd = Array.from({ length: 9 }, (_, i) => `Guest <guest${i}@place${i}.example>`);
  expect(keysOf(letter({ id: "a", from: adviser, to: crowd, date: "2026-01-02", text: "Hello." }).read())).toEqual([]);
  const machine = letter({
    id: "b",
    from: "Alerts <no-reply@bank.example>",
    to: [adviser],
    date: "2026-01-02",
    text: "Hello.",
  });
  expect(keysOf(machine.read())).toEqual([]);
});

test("a machine's notice asks for the client it names in full", () => {
  const notice = letter({
    id: "a",
    from: "Alerts <no-reply@bank.example>",
    to: [adviser],
    date: "2026-01-02",
    text: "Account holder: NORA LUND",
  });
  notice.refer("Person", "NORA LUND", { fullName: "NORA LUND", firstName: "NORA", surname: "LUND" });
  expect(keysOf(notice.read())).toEqual(["name:lund", "name:nora", "who:nora lund"]);
});

test("mail without a client asks for those it names, and finds them where they take part", () => {
  const internal = letter({
    id: "a",
    from: adviser,
    to: ["Tom Ray <tom@quaywealth.example>"],
    date: "2026-01-02",
    text: "Call Nora Lund.",
  });
  internal.person("Nora Lund");
  const keys = keysOf(internal.read());
  expect(keys).toContain("who:nora lund");
  expect(keys.flatMap(tiedKeys)).toContain("is:nora lund");
  expect(tiedKeys("name:nora")).toEqual([]);
});

test.each(["Marsh-Okoye", "Okoye/Marsh"])("a family of two names, %s, is asked for by each", (surname) => {
  const internal = letter({
    id: "a",
    from: adviser,
    to: ["Tom Ray <tom@quaywealth.example>"],
    date: "2026-01-02",
    text: `The ${surname} household: projection by Friday.`,
  });
  internal.refer("Household", `${surname} household`, { surname });
  expect(keysOf(internal.read())).toEqual(expect.arrayContaining(["family:marsh", "family:okoye"]));
});

import { expect, test } from "vitest";
import { letter } from "../../test/build/readings.ts";
import { directoryOf } from "./directory.ts";
import type { FirmContext, MessageReading } from "./resolution.ts";

const firm: FirmContext = {
  mailboxAddresses: ["ines@quaywealth.example"],
  domains: ["quaywealth.example"],
  firmName: null,
};
const mail = (id: string, from: string, to: string[], authentication: MessageReading["authentication"] = "pass") =>
  letter({ id, from, to, date: "2026-01-02", text: "Hello.", authentication });
const entry = (address: string, ...messages: MessageReading[]) => directoryOf(firm, messages).entries.get(address);

test("an address is known when the firm wrote to it, or a known sender's mail names it", () => {
  const written = mail("a", "Ines Marlow <ines@quaywealth.example>", ["Nora Lund <nora@gmail.com>"]).read();
  const copied = mail("b", "Nora Lund <nora@gmail.com>", ["Erik Lund <erik@gmail.com>"]).read();
  const stranger = mail("c", "Gus Lund <gus@gmail.com>", ["Ines Marlow <ines@quaywealth.example>"]).read();
  expect(entry("erik@gmail.com", copied, written)?.isKnown).toBe(true);
  expect(entry("erik@gmail.com", copied)?.isKnown).toBe(false);
  expect(entry("gus@gmail.com", written, stranger)?.isKnown).toBe(false);
});

test("mail that only claims to be the firm's makes nobody known", () => {
  for (const verdict of ["fail", "none"] as const) {
    const forged = mail("a", "Ines Marlow <ines@quaywealth.example>", ["Gus Lund <gus@gmail.com>"], verdict).read();
    expect(entry("gus@gmail.com", forged)?.isKnown ?? false).toBe(false);
  }
});

test("a shared provider makes nobody a colleague, a firm's domain does, and a desk or a machine is nobody", () => {
  const all = mail("a", "Tom Ray <tom@quaywealth.example>", [
    "Nora Lund <nora@gmail.com>",
    "team@quaywealth.example",
    "no-reply@bank.example",
  ]).read();
  expect(entry("tom@quaywealth.example", all)?.kind).toBe("firm");
  expect(entry("nora@gmail.com", all)?.kind).toBe("unknown");
  expect(entry("team@quaywealth.example", all)?.kind).toBe("group");
  expect(entry("no-reply@bank.example", all)?.kind).toBe("automatic");
});

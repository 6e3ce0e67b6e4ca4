import { describe, expect, it } from "vitest";
import { defaultRules, isOutOfMailbox, labelIdsOf, leftOutByEnvelope, leftOutByLabel } from "./rules.ts";

const nobody = { from: [], to: [], cc: [], localDate: "2026-01-05" };
const from = (address: string) => ({ ...nobody, from: [{ name: null, address }] });

describe("rules", () => {
  it("leave out by label, named by id or by name whatever its case", () => {
    const ids = labelIdsOf({ ...defaultRules, labels: ["personal", "SPAM", "Gone"] }, [
      { id: "Label_7", name: "Personal" },
      { id: "SPAM", name: "SPAM" },
    ]);
    expect(leftOutByLabel(ids, ["INBOX"])).toBeUndefined();
    expect(leftOutByLabel(ids, ["INBOX", "Label_7"])).toBe("label");
    expect(leftOutByLabel(ids, ["SPAM", "Label_7"])).toBe("label");
    expect(leftOutByLabel(ids, ["SPAM"])).toBe("spam");
    expect(isOutOfMailbox(ids, ["SPAM"])).toBe(true);
    expect(isOutOfMailbox(ids, ["TRASH"])).toBe(false);
  });

  it("leave out by address in any line, and by domain with those below it only", () => {
    const rules = { ...defaultRules, addresses: ["a@home.example"], domains: ["club.example"] };
    expect(leftOutByEnvelope(rules, { ...nobody, cc: [{ name: null, address: "a@home.example" }] })).toBe("address");
    expect(leftOutByEnvelope(rules, from("b@home.example"))).toBeUndefined();
    expect(leftOutByEnvelope(rules, from("x@mail.club.example"))).toBe("domain");
    expect(leftOutByEnvelope(rules, from("x@golfclub.example"))).toBeUndefined();
  });

  it("leave out days before and after, and nothing without a day", () => {
    const rules = { ...defaultRules, before: "2026-01-05", after: "2026-01-06" };
    const on = (localDate: string | null) => leftOutByEnvelope(rules, { ...nobody, localDate });
    expect(["2026-01-04", "2026-01-05", "2026-01-06", "2026-01-07", null].map(on)).toEqual([
      "date",
      undefined,
      undefined,
      "date",
      undefined,
    ]);
  });
});

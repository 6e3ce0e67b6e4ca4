import { describe, expect, it } from "vitest";
import { halvorsenMailbox } from "../../test/build/halvorsen-mailbox.ts";
import { buildMailboxGraph } from "../../test/build/mailbox-graph.ts";
import type { DraftBullet, DraftCitation } from "./briefing.ts";
import { guardBullet } from "./guard.ts";
import { buildHouseholdRecord, readUpTo } from "./household-record.ts";

const sources = buildMailboxGraph(halvorsenMailbox);
const subject = { entityId: "hh", type: "Household", name: "Halvorsen household" } as const;
const record = buildHouseholdRecord(readUpTo(sources, "2026-03-05"), sources, subject, "2026-03-05");

const cite = (version: string, words: string): DraftCitation => {
  const startChar = record.contentOf(version).indexOf(words);
  const span = { startChar, endChar: startChar + words.length };
  return {
    documentId: `d-${version}`,
    documentVersionId: version,
    ...span,
    mailboxIds: [],
    kind: "mention",
    source: {},
  };
};
const guardIn = (section: DraftBullet["section"], text: string, ...citations: DraftCitation[]) =>
  guardBullet(record, { section, text, citations, weight: 1 });
const guard = (text: string, ...citations: DraftCitation[]) => guardIn("summary", text, ...citations);
const balance = cite("m1", "My rollover IRA ending 4417 at Larchmont was $212,400 at year end.");

describe("guardBullet", () => {
  it("passes what the cited words say, in the product’s words or quoted", () => {
    expect(guard("The Halvorsen IRA ending 4417 at Larchmont was $212,400.", balance)).toBeNull();
    expect(guard("In the mail: “My rollover IRA ending 4417 at Larchmont was $212,400”.", balance)).toBeNull();
    expect(guard("The IRA was 212.4k.", balance)).toBeNull();
    expect(guard("Due February 20, 2026.", cite("m1", "by February 20"))).toBeNull();
  });

  it("withholds a bullet without a citation, or with one that does not resolve", () => {
    expect(guard("The IRA was $212,400.")).toBe("uncited");
    expect(guard("The IRA was $212,400.", { ...balance, endChar: 1e6 })).toBe("uncited");
    expect(guard("The IRA was $212,400.", { ...balance, documentVersionId: "gone" })).toBe("uncited");
    expect(guard("The IRA was $212,400.", { ...balance, startChar: 0, endChar: 401 })).toBe("uncited");
  });

  it("withholds a number, a date, a name or a quotation that the cited words do not hold", () => {
    expect(guard("The IRA was $212,500.", balance)).toBe("unsupported");
    expect(guard("The IRA ending 4418.", balance)).toBe("unsupported");
    expect(guard("Due February 21, 2026.", cite("m1", "by February 20"))).toBe("unsupported");
    expect(guard("The IRA is at Pinehurst.", balance)).toBe("unsupported");
    expect(guard("In the mail: “was $212,400 and more”.", balance)).toBe("unsupported");
  });

  it("withholds a promise or advice in the product’s own voice, not one that is reported", () => {
    const flagged = cite("m3", "Our trainee wrote you of guaranteed returns of 8% last week; please disregard that.");
    expect(guard("The portfolio has guaranteed returns.", flagged)).toBe("guarantee_language");
    expect(guard("The IRA can’t lose.", balance)).toBe("guarantee_language");
    expect(guard("You should convert the IRA.", balance)).toBe("advice_language");
    expect(guardIn("compliance", "Flagged as a guarantee: “guaranteed returns of 8%”.", flagged)).toBeNull();
    expect(guard("In the mail: “guaranteed returns of 8%”.", flagged)).toBe("guarantee_language");
  });

  it("withholds personal data that nobody needs for the meeting", () => {
    expect(guard("My cell is 312-555-0148.", cite("m1", "My cell is 312-555-0148."))).toBe("not_necessary");
  });

  it("withholds another household’s people and numbers, in the bullet or in the words it cites", () => {
    expect(guard("Rosa Quintero.", cite("m4", "Rosa Quintero"))).toBe("other_household");
    expect(guard("A transfer is pending.", cite("m5", "the transfer of $55,000 from 9902 is pending"))).toBe(
      "other_household",
    );
    expect(guard("The cabin is for sale.", cite("m6", "selling the cabin"))).toBe("other_household");
  });
});

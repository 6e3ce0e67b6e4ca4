import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { halvorsenMailbox } from "../../test/build/halvorsen-mailbox.ts";
import { buildMailboxGraph, type MailboxSketch } from "../../test/build/mailbox-graph.ts";
import type { Briefing } from "./briefing.ts";
import { composeBriefing } from "./compose.ts";

const compose = (
  sketch: MailboxSketch = halvorsenMailbox,
  ask = "Prepare me for the Halvorsen meeting on 2026-03-05",
) => composeBriefing({ ...buildMailboxGraph(sketch), ask, today: "2026-03-01", createdAt: "2026-03-01T12:00:00Z" });
const bulletsOf = (briefing: Briefing) => briefing.sections.flatMap((s) => s.bullets);
const shownIn = (briefing: Briefing) =>
  JSON.stringify(
    briefing.sections.map((s) => s.bullets.map((b) => [b.text, b.citations.map((c) => [c.text, c.from])])),
  );
const section = (briefing: Briefing, id: string) =>
  briefing.sections.find((s) => s.id === id)?.bullets.map((b) => b.text) ?? [];

describe("composeBriefing", () => {
  it("tells the meeting, the family, the accounts and who owes what, in plain words", () => {
    const briefing = compose();
    expect(briefing.subject).toEqual({ entityId: "hh", type: "Household", name: "Halvorsen household" });
    expect(briefing.meeting).toEqual({ entityId: "review", date: "2026-03-05" });
    expect(section(briefing, "summary")).toEqual([
      "The Halvorsen review is planned for Thursday, March 5, 2026 at 2:00 pm; moved from March 3, 2026.",
      "Expected at the meeting: Nils Halvorsen and Joan Ferris.",
      "Family: Nils Halvorsen and Greta Halvorsen are married.",
      "Goal: Buy a smaller house (by 2028).",
    ]);
    expect(section(briefing, "accounts")).toContain(
      "Nils Halvorsen’s Rollover IRA ending 4417 at Larchmont: $212,400, as stated on February 3, 2026.",
    );
    expect(section(briefing, "open_actions")).toContain(
      "Joan Ferris: Send Nils the distribution worksheet, due February 20, 2026 (overdue) (asked February 3, 2026).",
    );
    expect(section(briefing, "changes")).toEqual([
      "The Halvorsen review: date changed from March 3, 2026 to March 5, 2026.",
    ]);
  });

  it("says what a person of the firm confirmed or marked as done", () => {
    const sources = buildMailboxGraph(halvorsenMailbox);
    const attributes = sources.resolved.attributes.map((a) => {
      if (a.name === "status" && a.value === "open") return { ...a, value: "done", correctionId: "c1" };
      return a.name === "amount" ? { ...a, status: "confirmed" as const, correctionId: "c2" } : a;
    });
    const ask = "Prepare me for the Halvorsen meeting on 2026-03-05";
    const resolved = { ...sources.resolved, attributes };
    const briefing = composeBriefing({ ...sources, resolved, ask, today: "2026-03-01" });
    expect(section(briefing, "accounts").join("\n")).toContain(
      "as stated on February 3, 2026 (confirmed by the firm).",
    );
    expect(section(briefing, "open_actions").join("\n")).toContain("Marked done by the firm: ");
  });

  it("suggests what to take up: work that is overdue, and what clients were to do", () => {
    expect(section(compose(), "agenda")).toContain(
      "Report on what is overdue: send Nils the distribution worksheet (Joan Ferris, due February 20, 2026).",
    );
  });

  it("tells what was called off, and asks after nothing whose day is weeks past", () => {
    const sources = buildMailboxGraph(halvorsenMailbox);
    const attributes = sources.resolved.attributes.map((a) =>
      a.name === "status" && a.value === "open" ? { ...a, value: "cancelled" } : a,
    );
    const resolved = { ...sources.resolved, attributes };
    const ask = "Prepare me for the Halvorsen meeting on 2026-03-05";
    const briefing = composeBriefing({ ...sources, resolved, ask, today: "2026-03-01" });
    expect(section(briefing, "open_actions").join("\n")).toContain("Called off: Send Nils the distribution worksheet.");
    const later = compose(halvorsenMailbox, "Prepare me for the meeting with Nils Halvorsen on 2026-06-05");
    expect(section(later, "agenda").join("\n")).not.toContain("distribution worksheet");
  });

  it("tells the meeting without a street address, rather than not at all", () => {
    const sources = buildMailboxGraph(halvorsenMailbox);
    const date = sources.resolved.attributes.find((a) => a.entityId === "review" && a.name === "date");
    const place = { ...date, id: "place", name: "place", value: "27 Larch Hill Road, Dover, MA 02030" };
    const attributes = [...sources.resolved.attributes, place as (typeof sources.resolved.attributes)[number]];
    const resolved = { ...sources.resolved, attributes };
    const ask = "Prepare me for the Halvorsen meeting on 2026-03-05";
    const [first] = section(composeBriefing({ ...sources, resolved, ask, today: "2026-03-01" }), "summary");
    expect(first).toBe(
      "The Halvorsen review is planned for Thursday, March 5, 2026 at 2:00 pm; moved from March 3, 2026.",
    );
  });

  it("says where the record holds nothing, without a bullet that nothing supports", () => {
    const silent = compose({
      ...halvorsenMailbox,
      entities: halvorsenMailbox.entities.filter((e) => e.type !== "LifeEvent"),
    });
    expect(silent.sections.find((s) => s.id === "life_events")).toEqual({
      id: "life_events",
      title: "Life events",
      bullets: [],
      note: "Nothing in the record about life events.",
    });
  });

  it("cites every bullet by words that stand in the version, masked unit by unit", () => {
    const sources = buildMailboxGraph(halvorsenMailbox);
    for (const { citations, text } of bulletsOf(compose())) {
      expect(citations.length, text).toBeGreaterThan(0);
      for (const c of citations) {
        const words = sources.contentOf(c.documentVersionId)?.slice(c.startChar, c.endChar) ?? "";
        expect(words.length).toBe(c.text.length);
        expect([...c.text].every((unit, i) => unit === "•" || unit === words[i])).toBe(true);
      }
    }
  });

  it("reports flagged words only as someone’s flagged words, in the compliance section", () => {
    const briefing = compose();
    const guaranteed = briefing.sections.flatMap((s) =>
      s.bullets.filter((b) => /guarantee/i.test(b.text)).map((b) => [s.id, b.text]),
    );
    expect(guaranteed).toHaveLength(1);
    expect(guaranteed[0]?.[0]).toBe("compliance");
    expect(guaranteed[0]?.[1]).toMatch(
      /^Flagged as a guarantee, not to be repeated: Joan Ferris wrote on February 12, 2026: “/,
    );
  });

  it("shows nothing of another household, not even of one of the same surname", () => {
    const shown = shownIn(compose());
    expect(shown).not.toMatch(/Quintero|Rosa|Mateo|9902|731,000|55,000|Calder|Oskar|3050|2,300|98,000|cabin/);
    const other = shownIn(compose(halvorsenMailbox, "Prepare me for the Halvorsen call on March 9"));
    expect(other).toMatch(/98,000/);
    expect(other).not.toMatch(/Nils|Greta|4417|212,400|Quintero|9902/);
  });

  it("never shows a fact of another household, wherever in the mail it stands", () => {
    const place = fc.constantFrom("before", "after", "own line");
    fc.assert(
      fc.property(
        fc.integer({ min: 1000, max: 9998 }),
        fc.integer({ min: 1, max: 899 }),
        place,
        fc.boolean(),
        (last4, k, where, isTheirMail) => {
          fc.pre(![4417, 9902, 3050].includes(last4));
          const secret = `Tomasina Zabriskie’s trust account ending ${last4} holds $${k},077.`;
          const host = isTheirMail ? "m4" : "m2";
          const messages = halvorsenMailbox.messages.map((m) => {
            if (m.id !== host) return m;
            const [head = "", ...rest] = m.body.split("\n\n");
            if (where === "own line") return { ...m, body: `${head}\n\n- ${secret}\n\n${rest.join("\n\n")}` };
            const [first = "", ...others] = rest;
            return {
              ...m,
              body: [head, where === "before" ? `${secret} ${first}` : `${first} ${secret}`, ...others].join("\n\n"),
            };
          });
          const briefing = compose({
            ...halvorsenMailbox,
            messages,
            entities: [
              ...halvorsenMailbox.entities,
              { id: "zh", type: "Household", name: "Zabriskie household", at: [] },
              { id: "zt", type: "Client", name: "Tomasina Zabriskie", at: [`${host}: Tomasina Zabriskie`] },
              { id: "za", type: "Account", name: `Trust ${last4}`, at: [`${host}: trust account ending ${last4}`] },
            ],
            relations: [
              ...(halvorsenMailbox.relations ?? []),
              ["belongsToHousehold", "zt", "zh", `${host}: Tomasina Zabriskie`],
              ["ownsAccount", "zt", "za", `${host}: Tomasina Zabriskie’s trust account`],
            ],
            attributes: [
              ...(halvorsenMailbox.attributes ?? []),
              { of: "za", name: "last4", value: `${last4}`, at: `${host}: ${last4}` },
            ],
          });
          const shown = shownIn(briefing);
          expect(shown).not.toMatch(/Zabriskie|Tomasina|,077/);
          expect(shown.includes(`ending ${last4}`)).toBe(false);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("gives the same briefing whatever the order of messages and facts", () => {
    const sources = buildMailboxGraph(halvorsenMailbox);
    const turned = {
      ...sources,
      messages: sources.messages.toReversed(),
      flags: sources.flags.toReversed(),
      resolved: {
        entities: sources.resolved.entities.toReversed(),
        relations: sources.resolved.relations.toReversed(),
        attributes: sources.resolved.attributes.toReversed(),
      },
    };
    const ask = "Prepare me for the Halvorsen meeting on 2026-03-05";
    const rest = { ask, today: "2026-03-01", createdAt: "2026-03-01T12:00:00Z" };
    expect(composeBriefing({ ...turned, ...rest })).toEqual(composeBriefing({ ...sources, ...rest }));
  });

  it("leaves out what was written after as-of", () => {
    const briefing = composeBriefing({
      ...buildMailboxGraph(halvorsenMailbox),
      ask: "Prepare me for Nils Halvorsen on 2026-03-05",
      asOf: "2026-02-06",
      today: "2026-03-01",
    });
    expect(briefing.asOf).toBe("2026-02-06");
    expect(bulletsOf(briefing).flatMap((b) => b.citations.map((c) => c.documentVersionId))).not.toContain("m3");
    expect(JSON.stringify(briefing.sections)).not.toMatch(/2026-03-05|March 5/);
  });

  it("masks a telephone number rather than showing it", () => {
    expect(shownIn(compose())).not.toContain("555-0148");
  });
});

import { describe, expect, test } from "vitest";
import { readMail } from "../../test/build/read-mail.ts";

describe("an event is told with its kind, whose it is and when", () => {
  test.each([
    ["Our daughter Petra graduates from Alder College on May 23.", "graduates", "graduation", "2026-05-23", "Petra"],
    ["I am retiring on June 30.", "retiring", "retirement", "2026-06-30", "Ingrid Halloran"],
    ["My father Emil had a fall on New Year's Day.", "had a fall", "illness", "2026-01-01", "Emil"],
    ["My brother Oskar got married on December 6.", "got married", "marriage", "2025-12-06", "Oskar"],
    ["My father Emil died on March 4.", "died", "death", "2025-03-04", "Emil"],
    ["I was diagnosed with diabetes in November.", "diagnosed", "illness", "2025-11", "Ingrid Halloran"],
    ["My job was eliminated on March 4.", "job was eliminated", "other", "2025-03-04", "Ingrid Halloran"],
    ["I had a pacemaker put in on December 6.", "pacemaker", "illness", "2025-12-06", "Ingrid Halloran"],
    ["We sold the lower pasture on December 6.", "sold the lower pasture", "other", "2025-12-06", "Ingrid Halloran"],
    ["I have been made Head of Nursing at Kestrel, starting June 8.", "made Head", "new_job", "2026-06-08", "Ingrid"],
    ["My father Emil was not well in November.", "not well", "illness", "2025-11", "Emil"],
    ["I have a spot on my lung since November.", "on my lung", "illness", "2025-11", "Ingrid Halloran"],
    ["My father Emil left us on December 6.", "left us", "death", "2025-12-06", "Emil"],
    [
      "His will leaves me the orchard on March 3.",
      "leaves me the orchard",
      "inheritance",
      "2026-03-03",
      "Ingrid Halloran",
    ],
    ["My brother Oskar got orders to Fort Kestrel on December 6.", "orders to", "relocation", "2025-12-06", "Oskar"],
    ["Our daughter Petra is off to Reed in the fall.", "off to Reed", "other", "2026", "Petra"],
    ["I am selling my practice in September.", "selling my practice", "business_sale", "2026-09", "Ingrid Halloran"],
    ["My father Emil has left this world on 2nd January.", "left this world", "death", "2026-01-02", "Emil"],
    ["im due nov 19", "due nov 19", "birth", "2026-11-19", "Ingrid Halloran"],
    [
      "My brother Oskar was made department head on December 6.",
      "made department head",
      "new_job",
      "2025-12-06",
      "Oskar",
    ],
    ["I am handing the keys to my manager on June 1.", "handing the keys", "business_sale", "2026-06-01", "Ingrid"],
    [
      "I put my name down at Alder Court for March 3.",
      "put my name down",
      "relocation",
      "2026-03-03",
      "Ingrid Halloran",
    ],
    ["Petra was accepted to the medical school at Reed on January 2.", "accepted to", "other", "2026-01-02", "Petra"],
  ])("%s", (text, words, eventType, date, who) => {
    const mail = readMail(text);
    expect(mail.at(words)).toMatchObject({ type: "LifeEvent", keys: { eventType, date } });
    expect(mail.related(words, "experiencedEvent").join(" ")).toContain(who);
  });
});

test("an event of kin whom only a word names is theirs, and not the writer's", () => {
  const mail = readMail("My mother in Lund is not well. I am selling my practice in September.");
  expect(mail.related("not well", "experiencedEvent")).toEqual(["My mother"]);
  expect(mail.related("selling my practice", "experiencedEvent")).toEqual(["Ingrid Halloran"]);
});

test("the day of a funeral is not that of the death", () => {
  const mail = readMail("My father Emil died on December 6. The funeral is on December 12.");
  expect(mail.at("died")).toMatchObject({ keys: { date: "2025-12-06" } });
  expect(mail.values("died", "date")).toEqual(["2025-12-06"]);
  expect(
    readMail("His funeral is on December 12.").reading.claims.filter(
      (c) => c.kind === "attribute" && c.name === "date",
    ),
  ).toEqual([]);
});

test("what is moved, found or well in other senses is no event", () => {
  for (const text of [
    "The surgeon has moved the operation to 15 September.",
    "All is not well with the printer paper, and the fund did not do well.",
    "I slept on the plane.",
    "The will is in the safe.",
  ])
    expect(
      readMail(text)
        .words("LifeEvent")
        .filter((one) => !/operation/.test(one)),
    ).toEqual([]);
});

test("later words in the same mail recall the same event", () => {
  const mail = readMail(
    "We bought a house in Dover and closing is set for March 3. After the closing we will repaint.",
  );
  const events = new Set(mail.reading.referents.filter((r) => r.type === "LifeEvent").map((r) => r.id));
  expect(events.size).toBe(1);
  expect(mail.words("LifeEvent").length).toBeGreaterThan(1);
});

test("a purchase told by both spouses' letter is an event of both", () => {
  const mail = readMail("We bought a house in Dover.", {
    cc: [{ name: "Anton Halloran", address: "anton@halloran.example" }],
  });
  expect(mail.related("bought a house", "experiencedEvent")).toEqual(["Ingrid Halloran", "Anton Halloran"]);
});

test("the subject of a reply is not its author's own news", () => {
  const mail = readMail("Congratulations!", { subject: "Re: Retiring in June" });
  expect(mail.at("Retiring").keys.reportOnly).toBe(true);
  expect(mail.related("Retiring", "experiencedEvent")).toEqual([]);
});

test("what a brother leaves is inherited by the one who writes", () => {
  expect(readMail("He left me his half of the farm.").related("left me", "experiencedEvent")).toEqual([
    "Ingrid Halloran",
  ]);
});

test("two illnesses of one person in one mail stay two", () => {
  const mail = readMail("My mother Ada broke her hip on January 3. Her doctor says it's dementia.");
  expect(mail.at("broke her hip").id).not.toBe(mail.at("dementia").id);
});

test("plans only imagined, account words and old anniversaries are no events", () => {
  for (const text of [
    "If I retire early, what happens to the plan?",
    "My retirement account is at the credit union.",
    "We have been married for 31 years.",
    "Please move the money to the trust.",
    "The engagement letter is attached.",
  ])
    expect(readMail(text).words("LifeEvent")).toEqual([]);
});

test("an event that the subject recalls and the mail tells is told", () => {
  const mail = readMail("I plan to retire on June 30, 2026.", { subject: "Retirement date" });
  expect(mail.at("plan to retire")).toMatchObject({
    type: "LifeEvent",
    keys: { date: "2026-06-30", reportOnly: false },
  });
  expect(mail.related("plan to retire", "experiencedEvent")).toEqual(["Ingrid Halloran"]);
});

test("nobody's own death is told by them, nor a wife's for her mother's", () => {
  const mail = readMail("My father slept on March 4. My husband's mother died on Sunday.");
  expect(mail.at("father slept").name).toBe("Death of My father");
  expect(mail.related("mother died", "experiencedEvent")).toEqual([]);
});

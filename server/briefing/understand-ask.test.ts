import { describe, expect, it } from "vitest";
import { BeepError } from "../errors.ts";
import { type SubjectDirectory, understandAsk } from "./understand-ask.ts";

const named = (entityId: string, name: string, ...names: string[]) => ({ entityId, name, names: [name, ...names] });
const directory: SubjectDirectory = {
  households: [
    named("h1", "Halvorsen household"),
    named("h2", "Halvorsen household (Oskar)", "Halvorsen household"),
    named("h3", "Quintero household"),
    named("h4", "Abbott-Nguyen household"),
  ],
  clients: [
    { ...named("nils", "Nils Halvorsen", "Nils"), homes: ["h1"] },
    { ...named("greta", "Greta Halvorsen", "Greta"), homes: ["h1"] },
    { ...named("oskar", "Oskar Halvorsen", "Oskar"), homes: ["h2"] },
    { ...named("rosa", "Rosa Quintero", "Rosa"), homes: ["h3"] },
    { ...named("linh", "Linh Nguyen"), homes: ["h4"] },
    { ...named("will", "Will Tate"), homes: ["client:will"] },
  ],
  others: ["Joan Ferris", "Rosa Delgado", "Calder Bank"],
  meetings: [
    { entityId: "m1", date: "2026-03-05", homes: ["h1"] },
    { entityId: "m2", date: "2026-03-09", homes: ["h2"] },
  ],
};
const understand = (ask: string, today = "2026-03-01") => understandAsk(ask, today, directory);
const failure = (ask: string): BeepError => {
  try {
    understand(ask);
  } catch (error) {
    if (error instanceof BeepError) return error;
  }
  throw new Error("The ask was understood.");
};

describe("understandAsk", () => {
  it.each([
    ["Prepare me for the Quintero meeting on 2026-02-10", "h3", "2026-02-10"],
    ["Prepare me for the Quintero trustees meeting on March 9", "h3", "2026-03-09"],
    ["Brief me for the Quintero family review next Tuesday", "h3", "2026-03-03"],
    ["prepare me for my quintero meeting 3/12/2026", "h3", "2026-03-12"],
    ["Prepare me for the Quinteros’ home visit", "h3", null],
    ["What do I need to know before I see Rosa Quintero on February 2?", "rosa", "2027-02-02"],
    ["the meeting with Nils and Greta Halvorsen on 5 March 2026", "h1", "2026-03-05"],
    ["Prepare me for the Quintero meeting with Joan Ferris tomorrow", "h3", "2026-03-02"],
    ["Brief me on the Nguyen review", "h4", null],
    ["Prepare me for the Quintero meeting with Nils Halvorsen on 2026-02-10", "h3", "2026-02-10"],
    ["What will I need for Greta?", "h1", null],
    ["Meeting with Will Tate on March 4", "will", "2026-03-04"],
  ])("reads “%s”", (ask, entityId, date) => {
    const understood = understand(ask);
    expect([understood.subject.entityId, understood.date]).toEqual([entityId, date]);
  });

  it("asks which of two households of one surname is meant", () => {
    const error = failure("Prepare me for the Halvorsen meeting on March 20");
    expect(error.tag).toBe("SubjectAmbiguousError");
    expect(error.fields.candidates).toMatchObject([{ entityId: "h1" }, { entityId: "h2" }]);
  });

  it("lets a meeting on that day, or a first name, tell two households of one surname apart", () => {
    expect(understand("Prepare me for the Halvorsen meeting on March 9").subject.entityId).toBe("h2");
    expect(understand("Prepare me for Nils, the Halvorsen meeting").subject.entityId).toBe("nils");
  });

  it("says who is near when nobody of the name is known", () => {
    const error = failure("Prepare me for the Quintaro meeting on March 9");
    expect(error.tag).toBe("SubjectUnknownError");
    expect(error.fields.near).toMatchObject([{ entityId: "h3" }, { entityId: "rosa" }]);
  });

  it("takes a professional’s name for no subject", () => {
    expect(failure("Prepare me for the meeting with Joan Ferris").tag).toBe("SubjectUnknownError");
    expect(failure("What will I need tomorrow?").tag).toBe("SubjectUnknownError");
  });
});

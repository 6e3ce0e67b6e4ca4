import type { MailboxSketch } from "./mailbox-graph.ts";

const joan = "Joan Ferris <joan@alderrock.example>";
const nils = "Nils Halvorsen <nils@fjordmail.example>";
const greta = "Greta Halvorsen <greta@fjordmail.example>";
const rosa = "Rosa Quintero <rosa@quintero.example>";
const oskar = "Oskar Halvorsen <oskar@northmail.example>";

/** Three invented households of one adviser, two of one surname; one operations mail speaks of all. */
export const halvorsenMailbox: MailboxSketch = {
  messages: [
    {
      id: "m1",
      from: nils,
      to: [joan],
      date: "2026-02-03T09:00:00-06:00",
      subject: "Boat and the rollover",
      body: `Hi Joan,

My rollover IRA ending 4417 at Larchmont was $212,400 at year end. Greta retires from the clinic on August 28, 2026.
We want to buy a smaller house by 2028. Please send me the distribution worksheet by February 20.

My cell is 312-555-0148.

Nils
`,
    },
    {
      id: "m2",
      from: joan,
      to: [nils, greta],
      date: "2026-02-05T10:00:00-06:00",
      subject: "Review meeting",
      body: `Nils and Greta,

The Halvorsen review is on Tuesday, March 3 at 10 am at our office. I will bring the worksheet.

Joan
`,
    },
    {
      id: "m3",
      from: joan,
      to: [nils, greta],
      date: "2026-02-12T10:00:00-06:00",
      subject: "Re: Review meeting",
      body: `Moving the Halvorsen review to Thursday, March 5 at 2 pm, same place.

Our trainee wrote you of guaranteed returns of 8% last week; please disregard that.
`,
    },
    {
      id: "m4",
      from: rosa,
      to: [joan],
      date: "2026-02-13T10:00:00-06:00",
      subject: "Divorce",
      body: `Joan,

My divorce from Mateo is final. My brokerage ending 9902 holds $731,000 now. Please wire $55,000 to Calder Bank.

Rosa Quintero
`,
    },
    {
      id: "m5",
      from: "Ida Brandt <ida@alderrock.example>",
      to: [joan],
      date: "2026-02-16T10:00:00-06:00",
      subject: "Where things stand",
      body: `Morning,

- The Halvorsens: the worksheet for Nils went to the printer, $212,400 is the figure we used.
- The Quinteros: the transfer of $55,000 from 9902 is pending.
- Oskar Halvorsen: his annuity ending 3050 pays $2,300 a month.

Ida
`,
    },
    {
      id: "m6",
      from: oskar,
      to: [joan],
      date: "2026-02-17T10:00:00-06:00",
      subject: "See you on March 9",
      body: `Joan, the Halvorsen planning call on March 9 works for me. I am selling the cabin for $98,000.

Oskar
`,
    },
  ],
  entities: [
    { id: "hh", type: "Household", name: "Halvorsen household", at: ["m2: Halvorsen review", "m5: The Halvorsens"] },
    {
      id: "nils",
      type: "Client",
      name: "Nils Halvorsen",
      names: ["Nils"],
      at: ["m1: Nils Halvorsen", "m2: Nils", "m3: Nils Halvorsen", "m5: Nils"],
    },
    {
      id: "greta",
      type: "Client",
      name: "Greta Halvorsen",
      names: ["Greta"],
      at: ["m1: Greta", "m2: Greta Halvorsen", "m3: Greta Halvorsen"],
    },
    {
      id: "joan",
      type: "Professional",
      name: "Joan Ferris",
      at: ["m1: Joan Ferris", "m2: Joan Ferris", "m3: Joan Ferris"],
    },
    { id: "ida", type: "Professional", name: "Ida Brandt", at: ["m5: Ida Brandt"] },
    { id: "ira", type: "Account", name: "Rollover IRA 4417", at: ["m1: rollover IRA ending 4417"] },
    { id: "larchmont", type: "Institution", name: "Larchmont", at: ["m1: Larchmont"] },
    {
      id: "retires",
      type: "LifeEvent",
      name: "Greta’s retirement from the clinic",
      at: ["m1: retires from the clinic on August 28, 2026"],
    },
    {
      id: "worksheet",
      type: "ActionItem",
      name: "Send Nils the distribution worksheet",
      at: ["m1: send me the distribution worksheet by February 20", "m2: I will bring the worksheet"],
    },
    { id: "house", type: "Goal", name: "Buy a smaller house", at: ["m1: buy a smaller house by 2028"] },
    { id: "review", type: "Meeting", name: "Halvorsen review", at: ["m2: Halvorsen review", "m3: Halvorsen review"] },
    { id: "qh", type: "Household", name: "Quintero household", at: ["m5: The Quinteros"] },
    { id: "rosa", type: "Client", name: "Rosa Quintero", names: ["Rosa"], at: ["m4: Rosa Quintero"] },
    { id: "mateo", type: "Client", name: "Mateo Quintero", names: ["Mateo"], at: ["m4: Mateo"] },
    { id: "brokerage", type: "Account", name: "Brokerage 9902", at: ["m4: brokerage ending 9902", "m5: 9902"] },
    { id: "divorce", type: "LifeEvent", name: "Rosa’s divorce", at: ["m4: My divorce from Mateo is final"] },
    {
      id: "oh",
      type: "Household",
      name: "Halvorsen household (Oskar)",
      names: ["Halvorsen household"],
      at: ["m6: Halvorsen planning call"],
    },
    {
      id: "oskar",
      type: "Client",
      name: "Oskar Halvorsen",
      names: ["Oskar"],
      at: ["m5: Oskar Halvorsen", "m6: Oskar Halvorsen"],
    },
    { id: "annuity", type: "Account", name: "Annuity 3050", at: ["m5: annuity ending 3050"] },
    { id: "cabin", type: "LifeEvent", name: "Sale of the cabin", at: ["m6: selling the cabin"] },
    { id: "call", type: "Meeting", name: "Halvorsen planning call", at: ["m6: Halvorsen planning call"] },
  ],
  relations: [
    ["belongsToHousehold", "nils", "hh", "m2: Nils"],
    ["belongsToHousehold", "greta", "hh", "m2: Greta Halvorsen"],
    ["spouseOf", "nils", "greta", "m2: Nils and Greta"],
    ["ownsAccount", "nils", "ira", "m1: My rollover IRA ending 4417"],
    ["heldAt", "ira", "larchmont", "m1: rollover IRA ending 4417 at Larchmont"],
    ["experiencedEvent", "greta", "retires", "m1: Greta retires from the clinic"],
    ["hasActionItem", "nils", "worksheet", "m1: Please send me the distribution worksheet"],
    ["assignedTo", "worksheet", "joan", "m2: I will bring the worksheet"],
    ["hasGoal", "hh", "house", "m1: We want to buy a smaller house"],
    ["concerns", "review", "hh", "m2: The Halvorsen review"],
    ["attends", "nils", "review", "m2: Nils and Greta"],
    ["attends", "joan", "review", "m2: I will bring"],
    ["belongsToHousehold", "rosa", "qh", "m4: Rosa Quintero"],
    ["belongsToHousehold", "mateo", "qh", "m4: Mateo"],
    ["ownsAccount", "rosa", "brokerage", "m4: My brokerage ending 9902"],
    ["experiencedEvent", "rosa", "divorce", "m4: My divorce from Mateo"],
    ["belongsToHousehold", "oskar", "oh", "m6: Oskar Halvorsen"],
    ["ownsAccount", "oskar", "annuity", "m5: his annuity ending 3050"],
    ["experiencedEvent", "oskar", "cabin", "m6: I am selling the cabin"],
    ["concerns", "call", "oh", "m6: the Halvorsen planning call"],
  ],
  attributes: [
    { of: "ira", name: "last4", value: "4417", at: "m1: ending 4417" },
    { of: "ira", name: "amount", value: "$212,400", at: "m1: $212,400" },
    { of: "retires", name: "eventType", value: "retirement", at: "m1: retires" },
    { of: "retires", name: "date", value: "2026-08-28", at: "m1: August 28, 2026" },
    { of: "worksheet", name: "dueDate", value: "2026-02-20", at: "m1: by February 20" },
    { of: "worksheet", name: "status", value: "open", at: "m1: Please send me" },
    { of: "house", name: "targetDate", value: "2028", at: "m1: by 2028" },
    {
      id: "old-date",
      of: "review",
      name: "date",
      value: "2026-03-03",
      at: "m2: Tuesday, March 3",
      supersededBy: "new-date",
    },
    { id: "new-date", of: "review", name: "date", value: "2026-03-05", at: "m3: Thursday, March 5" },
    { of: "review", name: "time", value: "14:00", at: "m3: 2 pm" },
    { of: "brokerage", name: "last4", value: "9902", at: "m4: ending 9902" },
    { of: "brokerage", name: "amount", value: "$731,000", at: "m4: $731,000" },
    { of: "annuity", name: "last4", value: "3050", at: "m5: ending 3050" },
    { of: "call", name: "date", value: "2026-03-09", at: "m6: March 9" },
  ],
  flags: [["guarantee", "m3: guaranteed returns of 8%"]],
};

import type { Family } from "./generate-families.ts";
import type { AnnotatedEntity } from "./quality/annotated-mailbox.ts";

type Thing = Omit<AnnotatedEntity, "mentions">;
type Fact = { readonly type: string; readonly from: string; readonly to: string; readonly at: string };

const twoDigits = (day: number): string => String(day).padStart(2, "0");

/** What a marked thing of a family is. People of the firm and institutions are the same to all families. */
export function thingsOf(family: Family, thing: string): Thing {
  const shared = sharedThings.find(({ id }) => id === thing);
  if (shared) return shared;
  if (thing === "charity")
    return {
      id: `charity-${family.place}`,
      type: "Institution",
      name: `${family.place} Community Foundation`,
      attributes: { kind: "charity" },
    };
  const make = things[thing];
  if (!make) throw new RangeError(`No such thing is known: ${thing}`);
  return { id: `${family.key}-${thing}`, ...make(family) };
}

const sharedThings: readonly Thing[] = [
  { id: "elena", type: "Professional", name: "Elena Marsh", attributes: { email: "elena@larkfield.example" } },
  { id: "devon", type: "Professional", name: "Devon", attributes: {} },
  { id: "schwab", type: "Institution", name: "Schwab", attributes: { kind: "custodian" } },
  { id: "fidelity", type: "Institution", name: "Fidelity", attributes: { kind: "custodian" } },
];

const person = (name: string, from?: string): Omit<Thing, "id"> => {
  const address = /<(.+)>/.exec(from ?? "")?.[1];
  return { type: "Client", name, attributes: address === undefined ? {} : { email: address } };
};
const account = (name: string, attributes: Record<string, string>): Omit<Thing, "id"> => ({
  type: "Account",
  name,
  attributes,
});
const event = (name: string, eventType: string, date: string): Omit<Thing, "id"> => ({
  type: "LifeEvent",
  name,
  attributes: { eventType, date },
});
const task = (name: string): Omit<Thing, "id"> => ({ type: "ActionItem", name, attributes: { status: "open" } });

const things: Readonly<Record<string, (family: Family) => Omit<Thing, "id">>> = {
  head: ({ head }) => person(head.name, head.from),
  spouse: ({ spouse }) => person(spouse),
  child: ({ child }) => person(child),
  son: ({ son }) => person(son?.name ?? "", son?.from),
  ira: ({ ira }) => account(`Traditional IRA ${ira}`, { accountType: "traditional_ira", last4: ira }),
  sonira: ({ son }) =>
    account(`Traditional IRA ${son?.ira}`, { accountType: "traditional_ira", last4: son?.ira ?? "" }),
  joint: ({ joint }) => account(`Joint Brokerage ${joint}`, { accountType: "joint_brokerage", last4: joint }),
  roth: () => account("Roth IRA", { accountType: "roth_ira" }),
  plan: () => account("401(k)", { accountType: "401k" }),
  sale: ({ day }) => event("Sale of the house", "home_sale", `2026-03-${twoDigits(day)}`),
  wedding: ({ child, day }) => event(`Wedding of ${child}`, "marriage", `2026-09-${twoDigits(day)}`),
  retirement: ({ head, day }) => event(`Retirement of ${head.first}`, "retirement", `2026-06-${twoDigits(day)}`),
  review: ({ surname, day }) => ({
    type: "Meeting",
    name: `${surname} annual review`,
    attributes: { date: `2026-02-${twoDigits(day)}`, time: "10:00" },
  }),
  gift: ({ place, amount }) => ({
    type: "Goal",
    name: `Give ${amount} to the ${place} Community Foundation`,
    attributes: { amount: amount.replace(/\D/g, "") },
  }),
  worksheet: () => task("Send the Roth conversion worksheet"),
  fund: () => task("Move the money into a money market fund"),
  agenda: () => task("Send the agenda"),
  bracket: () => task("Check the bracket with the CPA"),
  budget: () => task("Bring the budget to the review"),
  household: ({ surname }) => ({ type: "Household", name: `${surname} household`, attributes: {} }),
  giving: () => task("Draft a giving plan"),
};

/** What a letter states that marks these things; `at` is the thing whose words say so. */
export const factsOf = (marked: readonly string[]): readonly Fact[] =>
  facts.filter(({ at, needs }) => [at, ...needs].every((thing) => marked.includes(thing)));

const fact = (type: string, from: string, to: string, at: string, ...needs: string[]) => ({
  type,
  from,
  to,
  at,
  needs,
});

const facts: readonly (Fact & { readonly needs: readonly string[] })[] = [
  fact("ownsAccount", "head", "ira", "ira"),
  fact("heldAt", "ira", "schwab", "ira", "schwab"),
  fact("ownsAccount", "son", "sonira", "sonira"),
  fact("heldAt", "sonira", "schwab", "sonira", "schwab"),
  fact("ownsAccount", "head", "joint", "joint"),
  fact("heldAt", "joint", "schwab", "joint", "schwab"),
  fact("ownsAccount", "head", "plan", "plan"),
  fact("heldAt", "plan", "fidelity", "plan", "fidelity"),
  fact("experiencedEvent", "head", "sale", "sale"),
  fact("experiencedEvent", "spouse", "sale", "sale"),
  fact("experiencedEvent", "child", "wedding", "wedding"),
  fact("experiencedEvent", "head", "retirement", "retirement"),
  fact("spouseOf", "head", "spouse", "spouse"),
  fact("parentOf", "head", "child", "child"),
  fact("belongsToHousehold", "head", "household", "household"),
  fact("advises", "elena", "household", "household"),
  fact("concerns", "review", "household", "review", "household"),
  fact("attends", "head", "review", "review"),
  fact("attends", "elena", "review", "review"),
  fact("hasGoal", "head", "gift", "gift"),
  fact("hasActionItem", "head", "worksheet", "worksheet"),
  fact("assignedTo", "worksheet", "devon", "worksheet", "devon"),
  fact("hasActionItem", "head", "bracket", "bracket"),
  fact("assignedTo", "bracket", "head", "bracket"),
  fact("hasActionItem", "head", "budget", "budget"),
  fact("assignedTo", "budget", "head", "budget"),
  fact("hasActionItem", "head", "fund", "fund"),
  fact("assignedTo", "fund", "devon", "fund", "devon"),
  fact("hasActionItem", "head", "agenda", "agenda"),
  fact("assignedTo", "agenda", "elena", "agenda"),
  fact("hasActionItem", "head", "giving", "giving"),
  fact("assignedTo", "giving", "devon", "giving", "devon"),
];

import type { Output } from "../../../contract/catalogue.ts";

export type Subgraph = Output<"Graph.Get">;
export type EntityType = Subgraph["entities"][number]["type"];
export type Shape = "circle" | "square" | "diamond" | "ring" | "triangle";

/** How an entity of a type looks, in the graph, the lists and the mail: colour never stands alone, the shape says the same. */
export const entityStyles: Readonly<
  Record<
    EntityType,
    {
      readonly label: string;
      readonly plural: string;
      readonly color: string;
      readonly shape: Shape;
      readonly size: number;
    }
  >
> = {
  Household: { label: "Household", plural: "Households", color: "#12766a", shape: "ring", size: 15 },
  Client: { label: "Client", plural: "Clients", color: "#2f9e8f", shape: "circle", size: 11 },
  Professional: { label: "Professional", plural: "Professionals", color: "#5b7fc7", shape: "circle", size: 9 },
  Institution: { label: "Institution", plural: "Institutions", color: "#7d6bb5", shape: "square", size: 8 },
  Account: { label: "Account", plural: "Accounts", color: "#b98317", shape: "square", size: 9 },
  LifeEvent: { label: "Life event", plural: "Life events", color: "#c2557a", shape: "diamond", size: 9 },
  ActionItem: { label: "Action", plural: "Actions", color: "#c9622b", shape: "triangle", size: 9 },
  Meeting: { label: "Meeting", plural: "Meetings", color: "#3a8fb7", shape: "diamond", size: 10 },
  Goal: { label: "Goal", plural: "Goals", color: "#6f9a2e", shape: "triangle", size: 9 },
};

export const entityTypes = Object.keys(entityStyles) as readonly EntityType[];

/** A relation's type as words between its ends: "owns account". */
export const relationWords = (type: string): string => type.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** What the entity at a relation's other end is to the one looked at: [looked at from the subject, from the object]. */
const otherEnd: Readonly<Record<Subgraph["relations"][number]["type"], readonly [out: string, in_: string]>> = {
  belongsToHousehold: ["household", "member"],
  spouseOf: ["spouse", "spouse"],
  parentOf: ["child", "parent"],
  childOf: ["parent", "child"],
  siblingOf: ["sibling", "sibling"],
  ownsAccount: ["account", "owner"],
  heldAt: ["held at", "holds"],
  experiencedEvent: ["life event", "of"],
  hasActionItem: ["action", "for"],
  assignedTo: ["assigned to", "has to do"],
  attends: ["meeting", "attended by"],
  concerns: ["about", "meeting"],
  advises: ["advises", "adviser"],
  hasGoal: ["goal", "of"],
  worksFor: ["works for", "employs"],
};

export const otherEndWords = (type: keyof typeof otherEnd, isOut: boolean): string => otherEnd[type][isOut ? 0 : 1];

/** An attribute's name as words: "target date". */
export const attributeWords = (name: string): string => relationWords(name).trim();

/** Who said so, in words. */
export const statedByWords: Readonly<Record<Subgraph["relations"][number]["statedBy"], string>> = {
  client: "stated by the client",
  third_party: "stated by a third party",
  firm: "stated by the firm",
  unverified: "unverified sender",
  inferred: "inferred",
};

import type { EntityType } from "../../extract/reading.ts";
import type { Decision, StatedBy } from "../resolution.ts";
import { type Cluster, findRef } from "./block.ts";
import { type Context, datesAgree } from "./context.ts";
import { evidenceOfClaim, type Statement } from "./fact-draft.ts";
import { isRejected, type PlacedDecisions } from "./place-decisions.ts";
import { maySupersede, statedByOf, weightiest } from "./stated-by.ts";

export type AttributeDraft = {
  readonly entity: Cluster;
  readonly name: string;
  readonly value: string;
  readonly statements: Statement[];
  /** A day by which, as whoever does the work says it. */
  readonly isOwnPlan: boolean;
  statedBy: StatedBy;
  supersededBy: AttributeDraft | null;
  readonly contradicts: Set<AttributeDraft>;
  decision: Decision | null;
};

/** The attributes of the ontology, and what a second value means: `latest` replaces, `one` contradicts, `any` stands beside. */
const policies: Readonly<Record<EntityType, Readonly<Record<string, "latest" | "one" | "any">>>> = {
  Household: {},
  Client: { email: "any", phone: "latest", birthDate: "one", address: "latest" },
  Professional: { role: "any", email: "any", phone: "any", firm: "any" },
  Institution: { kind: "any" },
  Account: { accountType: "any", last4: "one", custodian: "any", amount: "latest" },
  LifeEvent: { eventType: "any", date: "latest" },
  ActionItem: { status: "latest", dueDate: "latest", assignee: "any", amount: "latest" },
  Meeting: { date: "latest", time: "latest", place: "latest", status: "latest" },
  Goal: { amount: "latest", targetDate: "latest" },
};

/** Attribute facts in the order they were said, with what replaced what and what stands against what; a rejected one does neither. */
export function gatherAttributes(context: Context, decided: PlacedDecisions): AttributeDraft[] {
  const byEntity = new Map<Cluster, Map<string, AttributeDraft[]>>();
  const { block, people } = context;
  for (const { claim, message } of block.claims) {
    if (claim.kind !== "attribute" || claim.evidence.length === 0) continue;
    const ref = findRef(block, message, claim.referentId);
    const entity = ref && block.clusterOf.get(ref);
    if (!ref || !entity || (claim.name === "date" && block.misread.has(ref))) continue;
    if (block.outdated.has(ref) && claim.name !== "place") continue;
    if (!policies[entity.type][claim.name]) continue;
    const statedBy = statedByOf(block, people, message, claim.author);
    const statement = {
      message,
      evidence: evidenceOfClaim(message, claim),
      confidence: claim.confidence,
      statedBy,
      validFrom: claim.validFrom,
    };
    const byName = byEntity.get(entity) ?? new Map<string, AttributeDraft[]>();
    byEntity.set(entity, byName);
    const facts = byName.get(claim.name) ?? [];
    byName.set(claim.name, facts);
    const isOwnPlan = claim.name === "dueDate" && (ref.referent.keys.assignees ?? []).includes(senderId);
    addStatement(facts, { entity, name: claim.name, value: claim.value, isOwnPlan }, statement);
  }
  const all = [...byEntity.values()].flatMap((byName) => [...byName.values()]);
  for (const facts of all) {
    for (const fact of facts) fact.decision = decisionOf(fact, decided);
    settle(facts.filter((fact) => !isRejected(fact.decision)));
  }
  return all.flat();
}

/** The sender of every message, in its reading. */
const senderId = "r0";

/** The same value again is the same fact, unless another value came between: then it is said anew. Unverified words stay apart from verified ones. */
function addStatement(
  facts: AttributeDraft[],
  of: Pick<AttributeDraft, "entity" | "name" | "value" | "isOwnPlan">,
  statement: Statement,
): void {
  const isUnverified = statement.statedBy === "unverified";
  const kin = facts.filter((fact) => (fact.statedBy === "unverified") === isUnverified);
  const policy = policies[of.entity.type][of.name];
  const known = policy === "latest" ? kin.at(-1) : kin.find((fact) => fact.value === of.value);
  if (known && known.value === of.value) {
    known.statements.push(statement);
    known.statedBy = weightiest([known.statedBy, statement.statedBy]);
    return;
  }
  facts.push({
    ...of,
    statements: [statement],
    statedBy: statement.statedBy,
    supersededBy: null,
    contradicts: new Set(),
    decision: null,
  });
}

function decisionOf(fact: AttributeDraft, decided: PlacedDecisions): Decision | null {
  const isSaidAnew = policies[fact.entity.type][fact.name] === "latest";
  const evidence = isSaidAnew ? fact.statements.flatMap((statement) => statement.evidence) : null;
  return decided.ofAttribute(fact.entity, fact.name, fact.value, evidence) ?? null;
}

/** What a person confirmed counts, whoever wrote it. */
function isUnverified(fact: AttributeDraft): boolean {
  return fact.statedBy === "unverified" && fact.decision === null;
}

function settle(facts: readonly AttributeDraft[]): void {
  const [first] = facts;
  if (!first) return;
  const policy = policies[first.entity.type][first.name];
  if (policy === "any") return;
  let current: AttributeDraft | undefined;
  for (const fact of facts) {
    if (isUnverified(fact)) continue;
    if (!current) current = fact;
    else if (policy === "one") oppose(current, fact);
    else if (isLessExact(fact, current) || isReopening(fact, current) || isWithinDeadline(fact, current))
      fact.supersededBy = current;
    else if (fact.decision !== null || maySupersede(fact.statedBy, current.statedBy)) {
      current.supersededBy = fact;
      current = fact;
    } else oppose(current, fact);
  }
  for (const fact of facts) {
    if (isUnverified(fact) && current && fact.value !== current.value) oppose(current, fact);
  }
}

function oppose(a: AttributeDraft, b: AttributeDraft): void {
  if (a.value === b.value) return;
  a.contradicts.add(b);
  b.contradicts.add(a);
}

/** "In March" after "9 March" says nothing new. */
function isLessExact(fact: AttributeDraft, current: AttributeDraft): boolean {
  return /date$/i.test(fact.name) && datesAgree(fact.value, current.value) && fact.value.length < current.value.length;
}

/** What was done is not undone by being spoken of again; a new request is a new action. */
function isReopening(fact: AttributeDraft, current: AttributeDraft): boolean {
  if (fact.name !== "status") return false;
  return (fact.value === "open" && current.value !== "open") || (fact.value === "planned" && current.value === "held");
}

/** "I'll sign it on Sunday" keeps to what is due on Wednesday, and moves nothing. */
function isWithinDeadline(fact: AttributeDraft, current: AttributeDraft): boolean {
  return fact.isOwnPlan && !current.isOwnPlan && fact.value < current.value;
}

import type { Alignment } from "./align-entities.ts";
import type { AnnotatedMailbox } from "./annotated-mailbox.ts";
import type { Gold } from "./gold.ts";
import { scoreOf } from "./score.ts";
import type { EntityScores } from "./score-entities.ts";

/** How a relation of annotated entities is told from others, by its type and ends; taste allows some to be one. */
export type RelationKey = (type: string, from: string, to: string) => string;

/**
 * Whether an action, an aim, an adviser or a shared account is a person's or the household's is a matter of taste: either counts.
 * Whose an account of one owner is, is not.
 */
export function relationKeys({ entities, relations }: AnnotatedMailbox): RelationKey {
  const homes = new Map(relations.filter((r) => r.type === "belongsToHousehold").map((r) => [r.from, r.to]));
  const unit = (id: string): string => homes.get(id) ?? id;
  const ownersOf = (account: string): number =>
    relations.filter((r) => r.type === "ownsAccount" && r.to === account).length;
  const shared = new Set(
    entities
      .filter((e) => e.type === "Account" && (sharedTypes.test(e.attributes.accountType ?? "") || ownersOf(e.id) > 1))
      .map((e) => e.id),
  );
  return (type, from, to) => {
    if (type === "hasActionItem" || type === "hasGoal" || (type === "ownsAccount" && shared.has(to)))
      return `${type} ${unit(from)} ${to}`;
    if (type === "advises") return `${type} ${from} ${unit(to)}`;
    if (type === "childOf") return `parentOf ${to} ${from}`;
    if (type === "spouseOf" || type === "siblingOf") return `${type} ${[from, to].sort().join(" ")}`;
    return `${type} ${from} ${to}`;
  };
}

const sharedTypes = /joint|trust|529|daf|credit_line|checking|savings/;

/** Superseded relations count neither way. */
export function scoreRelations(gold: Gold, { annotatedOf }: Alignment, report: (error: string) => void): EntityScores {
  const keyOf = relationKeys(gold.mailbox);
  const expected = new Map(gold.mailbox.relations.map((r) => [keyOf(r.type, r.from, r.to), r]));
  const found = new Map(
    gold.graph.relations
      .filter((r) => r.supersededBy === null)
      .map((r) => [
        keyOf(r.type, annotatedOf.get(r.from)?.id ?? `?${r.from}`, annotatedOf.get(r.to)?.id ?? `?${r.to}`),
        r,
      ]),
  );
  const nameOf = new Map(
    [...gold.mailbox.entities, ...gold.graph.entities].map(({ id, name }): [string, string] => [id, name]),
  );
  const show = (type: string, from: string, to: string): string => `${type} ${nameOf.get(from)} -> ${nameOf.get(to)}`;
  for (const [key, r] of found) {
    const [span] = r.evidence;
    const where = span ? `${JSON.stringify(span.text)} in ${gold.placeOf(span).message}` : "";
    if (!expected.has(key)) report(`spurious ${show(r.type, r.from, r.to)} ${where}`);
  }
  for (const [key, r] of expected)
    if (!found.has(key)) report(`missed ${show(r.type, r.from, r.to)} ${JSON.stringify(r.evidence[0])}`);
  const scoreKeys = (ofType: (key: string) => boolean) => {
    const [wanted, got] = [[...expected.keys()].filter(ofType), [...found.keys()].filter(ofType)];
    return scoreOf(wanted.filter((key) => found.has(key)).length, got.length, wanted.length);
  };
  const types = [...new Set([...expected.keys(), ...found.keys()].map(typeOf))];
  return {
    all: scoreKeys(() => true),
    perType: Object.fromEntries(types.map((type) => [type, scoreKeys((key) => typeOf(key) === type)])),
  };
}

const typeOf = (key: string): string => key.split(" ", 1)[0] ?? "";

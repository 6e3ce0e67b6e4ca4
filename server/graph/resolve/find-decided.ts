import type { EntityType } from "../../extract/reading.ts";
import type { EntityKey, WordsKey } from "../resolution.ts";
import type { Block, Cluster, Ref } from "./block.ts";
import type { Household } from "./households.ts";
import type { People, Person } from "./person.ts";

/** Why something is joined that no rule joins. */
export const decidedByPerson = "decided by a person";

/** The referent that these words are about: exactly these, else the most of them (a newer engine may read a word more); undefined when nobody reads them so. */
export function findRefAt(block: Block, type: EntityType, words: WordsKey): Ref | undefined {
  const wanted = isPersonType(type) ? "Person" : type;
  const here = block.refs.filter((ref) => ref.message.documentVersionId === words.documentVersionId);
  const ofType = here.filter((ref) => ref.referent.type === wanted);
  const found = findAmong(ofType, words);
  // A household that no mail names is known by the words for its members.
  return (
    found ??
    (type === "Household"
      ? findAmong(
          here.filter((ref) => ref.referent.type === "Person"),
          words,
        )
      : undefined)
  );
}

function findAmong(refs: readonly Ref[], words: WordsKey): Ref | undefined {
  const exact = refs.filter((ref) =>
    ref.mentions.some(({ span }) => sharedChars(span, words) === Math.max(lengthOf(span), lengthOf(words))),
  );
  if (exact.length > 0) return exact[words.nth ?? 0] ?? exact[0];
  const near = refs
    .map((ref) => ({ ref, shared: Math.max(0, ...ref.mentions.map(({ span }) => sharedChars(span, words))) }))
    .filter(({ shared }) => shared > 0)
    .sort((a, b) => b.shared - a.shared);
  return near[0]?.shared === near[1]?.shared ? undefined : near[0]?.ref;
}

type Chars = { readonly startChar: number; readonly endChar: number };
const lengthOf = (span: Chars): number => span.endChar - span.startChar;
const sharedChars = (a: Chars, b: Chars): number => Math.min(a.endChar, b.endChar) - Math.max(a.startChar, b.startChar);

export function isPersonType(type: EntityType): boolean {
  return type === "Client" || type === "Professional";
}

/** Whether two can be one thing: whether a person is a Client or a Professional is not told by one mail. */
export function isOneType(a: EntityType, b: EntityType): boolean {
  return a === b || (isPersonType(a) && isPersonType(b));
}

/** The person a decision is about, while it is not settled who is a professional. */
export function findPerson(block: Block, people: People, key: EntityKey): Person | undefined {
  if (!isPersonType(key.type)) return undefined;
  for (const words of key.words) {
    const ref = findRefAt(block, key.type, words);
    const person = ref && people.of.get(ref);
    if (person) return person;
  }
  const address = key.sharedKey?.replace(/^person /, "");
  return address === undefined ? undefined : people.byAddress.get(address);
}

/** The thing a decision is about, once there are clusters of all kinds. */
export function findDecided(
  block: Block,
  householdOf: ReadonlyMap<Person, Household>,
  key: EntityKey,
): Cluster | undefined {
  for (const words of key.words) {
    const ref = findRefAt(block, key.type, words);
    const cluster = ref && block.clusterOf.get(ref);
    const found = key.type === "Household" && cluster?.type === "Client" ? householdOf.get(cluster as Person) : cluster;
    if (found && isOneType(found.type, key.type)) return found;
  }
  if (key.sharedKey === undefined) return undefined;
  return [...block.clusterOf.values()].find((cluster) => cluster.sharedKey === key.sharedKey);
}

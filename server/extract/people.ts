import {
  calledByAddress,
  type Gender,
  genderOfHonorific,
  genderOfName,
  generationOf,
  isSameGivenName,
  type PersonName,
  titleOf,
} from "./names.ts";
import type { Referent, ReferentKeys } from "./reading.ts";
import type { Scene } from "./scene.ts";
import { fold } from "./vocabulary.ts";

/** What a name says of its bearer, as keys. */
export const keysOfName = (name: PersonName): ReferentKeys => ({
  ...(name.first && name.surname ? { fullName: name.full } : {}),
  ...(name.first && !isInitial(name.first) ? { firstName: name.first } : {}),
  ...(name.surname ? { surname: name.surname } : {}),
  ...(name.honorific ? { honorific: name.honorific } : {}),
});

/** The one person of this message whom the name can mean, the last spoken of before among several; null when there is none. Whose a name is that two in the headers bear is not guessed. */
export const findPersonByName = (scene: Scene, name: PersonName, before: number): string | null => {
  const people = scene.referents().filter(({ type }) => type === "Person");
  const scored = people
    .map((person) => ({ person, score: likeness(person, name) }))
    .filter(({ person, score }) => score > 0 && !isSpokenOfOtherwise(scene, person, name, before))
    .sort((a, b) => b.score - a.score);
  const [best, next] = scored;
  if (!best) return null;
  if (!next || next.score < best.score) return best.person.id;
  const ties = scored.filter(({ score }) => score === best.score).map(({ person }) => person.id);
  return latestMentioned(scene, ties, before);
};

/** How well a name fits a person: 0 when it cannot be theirs. */
const likeness = ({ keys }: Referent, name: PersonName): number => {
  const { firstName, surname } = keys;
  const sameSurname = surname && name.surname ? fold(surname) === fold(name.surname) : null;
  if (sameSurname === false) return 0;
  const [asked, borne] = [generationOf(name.full), generationOf(keys.fullName ?? "")];
  // "Theodore Ruiz Sr." is not Ted, whose father or son he may be; nor is he Theodore Ruiz Jr.
  if (asked && asked !== borne && (borne || fold(firstName ?? "") !== fold(name.first ?? ""))) return 0;
  if (name.first) {
    const isByAddress = calledByAddress(keys.address) === fold(name.first);
    if (!firstName) return isByAddress ? 2 : sameSurname && !keys.honorific ? 1 : 0;
    if (!isByAddress && !isSameGivenName(firstName, name.first)) return 0;
    const exact = fold(firstName) === fold(name.first) ? 2 : 0;
    // One writer calls one person by one name: "Ted" and "Theodore", both bare, are son and father.
    if (!exact && !surname && !name.surname && !keys.address && name.first.length > 1) return 0;
    if (sameSurname) return 6 + exact;
    // A bare first name fits whoever bears it; a full name does not fit kin who have a first name only: "Emily" and "Emily Rourke".
    if (name.surname) return keys.kin ? 0 : 1 + exact;
    return 2 + exact + (keys.address ? 1 : 0);
  }
  if (!sameSurname) return 0;
  const wanted = name.honorific ? genderOfHonorific(name.honorific) : undefined;
  const known = genderOf(keys);
  if (wanted && known && wanted !== known) return 0;
  if (name.honorific && keys.honorific) {
    if (titleOf(name.honorific) === titleOf(keys.honorific)) return 5;
    // "Dr. Ruiz" and "Mrs. Ruiz" of one letter are a couple.
    if (!keys.firstName) return 0;
  }
  return 2 + (wanted && known ? 1 : 0) + (/^dr/i.test(name.honorific ?? "") && keys.role ? 1 : 0);
};

/**
 * Nobody tells of himself by his first name, but where he signs; and whom a letter calls Teddy it does not call Dr. Lanier as well:
 * a father, a son or a wife of the same name is meant.
 */
const isSpokenOfOtherwise = (scene: Scene, { id, keys }: Referent, name: PersonName, at: number): boolean => {
  const zone = scene.zoneAt(at);
  if (!zone || !keys.firstName || !tellingZones.has(zone.kind)) return false;
  const author = scene.authorOf(zone);
  if (name.first && !name.surname)
    return author === id && isSignedBy(scene.content, keys.firstName) && !introducesOrSigns(scene.content, at);
  if (name.first || !name.honorific || author === id) return false;
  const called = new RegExp(`(?<![\\p{L}.] ?)${RegExp.escape(keys.firstName)}(?![\\p{L}]|\\s+\\p{Lu})`, "u");
  return scene.zones.some(
    (other) =>
      (tellingZones.has(other.kind) || other.kind === "greeting") &&
      scene.authorOf(other) === author &&
      called.test(scene.content.slice(other.startChar, other.endChar)),
  );
};

const tellingZones: ReadonlySet<string> = new Set(["own", "quoted", "forwarded"]);

/** A wife who writes from her husband's address signs with her own name, and may well tell of him. */
const isSignedBy = (content: string, first: string): boolean =>
  new RegExp(`^[\\s–—~-]*${RegExp.escape(first)}(?:[\\s,].{0,40})?$`, "mu").test(content);

/** "It's Ana from the clinic", "Ana here", and a name alone in its line. */
const introducesOrSigns = (content: string, at: number): boolean => {
  const before = content.slice(content.lastIndexOf("\n", at - 1) + 1, at);
  const after = /^[^\n]*/.exec(content.slice(at))?.[0] ?? "";
  return (
    /\b(?:it['’]?s|it is|this is|i['’]?m|i am|name is|call me|signed,?|love,?)\s+$/i.test(before) ||
    /^\p{L}+\s+(?:here|again|writing)\b/iu.test(after) ||
    (/^[\s–—~-]*$/.test(before) && /^\p{L}+[\s.,!]*$/u.test(after))
  );
};

/** What the message lets one say of a person's gender: by kinship, honorific or given name. */
export const genderOf = (keys: ReferentKeys): Gender | undefined =>
  keys.kin?.gender ??
  (keys.honorific ? genderOfHonorific(keys.honorific) : undefined) ??
  (keys.firstName ? genderOfName(keys.firstName) : undefined);

/** First names and surnames of the people of this message so far, folded. */
export const knownNames = (
  scene: Scene,
): { readonly firsts: ReadonlySet<string>; readonly surnames: ReadonlySet<string> } => {
  const referents = scene.referents();
  const known = namesOfReferents.get(referents);
  if (known) return known;
  const people = referents.filter(({ type }) => type === "Person");
  const names = {
    firsts: new Set(people.flatMap(({ keys }) => [fold(keys.firstName ?? ""), calledByAddress(keys.address) ?? ""])),
    surnames: new Set(people.flatMap(({ keys }) => (keys.surname ? [fold(keys.surname)] : []))),
  };
  namesOfReferents.set(referents, names);
  return names;
};

/** The scene hands out the same array until a referent changes. */
const namesOfReferents = new WeakMap<readonly Referent[], { firsts: Set<string>; surnames: Set<string> }>();

const latestMentioned = (scene: Scene, ids: readonly string[], before: number): string | null => {
  const earlier = scene.findsIn("person").filter((find) => find.startChar < before && ids.includes(find.referentId));
  const body = earlier.filter((find) => scene.zoneAt(find.startChar)?.kind !== "header");
  return body.at(-1)?.referentId ?? null;
};

export const isInitial = (word: string): boolean => word.length <= 3 && /^\p{L}\.?$/u.test(word);

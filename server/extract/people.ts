import {
  calledByAddress,
  type Gender,
  genderOfHonorific,
  genderOfName,
  generationOf,
  isSameGivenName,
  type PersonName,
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
    .filter(({ score }) => score > 0)
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
    if (sameSurname) return 6 + exact;
    // A bare first name fits whoever bears it; a full name does not fit kin who have a first name only: "Emily" and "Emily Rourke".
    if (name.surname) return keys.kin ? 0 : 1 + exact;
    return 2 + exact + (keys.address ? 1 : 0);
  }
  if (!sameSurname) return 0;
  const wanted = name.honorific ? genderOfHonorific(name.honorific) : undefined;
  const known = genderOf(keys);
  if (wanted && known && wanted !== known) return 0;
  if (name.honorific && keys.honorific && fold(name.honorific) === fold(keys.honorific)) return 5;
  return 2 + (wanted && known ? 1 : 0) + (/^dr/i.test(name.honorific ?? "") && keys.role ? 1 : 0);
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

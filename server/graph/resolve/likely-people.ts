import { fullNameLikeness, givenLikeness, isOfAnotherGeneration, type PersonName, surnamesAgree } from "../names.ts";
import type { Context } from "./context.ts";
import { isParticipant, type Person } from "./person.ts";
import type { ReviewDraft } from "./reviews.ts";

type Likeness = { readonly reason: string; readonly of100: number; readonly isWeak: boolean };

/** People whose names tell nothing apart are compared with nobody: a name that so many bear says too little. */
const namesakesMax = 60;

/** Pairs of people that no rule joins and that may well be one. Never kin, never two whom a generation or a middle name tells apart. */
export function likelyPeople(context: Context, persons: readonly Person[]): ReviewDraft[] {
  const groups = Map.groupBy(
    persons.flatMap((person) => keysOf(context, person).map((key) => ({ key, person }))),
    ({ key }) => key,
  );
  const seen = new Map<Person, Set<Person>>();
  return [...groups.values()].flatMap((group) => {
    if (group.length > namesakesMax) return [];
    return group.flatMap(({ person }, i) =>
      group.slice(i + 1).flatMap(({ person: other }): ReviewDraft[] => {
        const known = seen.get(person) ?? new Set();
        seen.set(person, known);
        if (known.has(other) || person === other) return [];
        known.add(other);
        const found = compare(context, person, other);
        return found ? [{ kind: "pair", left: person, right: other, ...found }] : [];
      }),
    );
  });
}

function keysOf(context: Context, person: Person): string[] {
  const home = context.households.of.get(person);
  const names = person.names.flatMap(({ given, surname }) => [
    ...(surname ? surname.split(/[-\s]/).map((part) => `surname ${part}`) : []),
    ...(given && surname ? [`given ${given}`] : []),
  ]);
  return [...new Set([...names, ...(home ? [`home ${context.households.all.indexOf(home)}`] : [])])];
}

function compare(context: Context, a: Person, b: Person): { reasons: string[]; likeness: number } | null {
  if (a.type !== b.type || a.kin.some((kin) => kin.person === b && kin.relation !== "other")) return null;
  const [homeA, homeB] = [context.households.of.get(a), context.households.of.get(b)];
  const isOneHome = homeA !== undefined && homeA === homeB;
  const best = likenessOf(a, b, isOneHome);
  if (!best) return null;
  const isNear = isOneHome || shareThread(a, b) || (a.type === "Client" && (!homeA || !homeB));
  if (best.isWeak && !isNear) return null;
  const areCompany = context.block.messages.some((message) => isParticipant(a, message) && isParticipant(b, message));
  const reasons = [
    best.reason,
    ...(isOneHome ? ["one household"] : []),
    ...(a.addresses.size > 0 && b.addresses.size > 0 ? ["different addresses"] : []),
    ...(areCompany ? ["both take part in one mail"] : []),
  ];
  return { reasons, likeness: best.of100 + (isOneHome ? 10 : 0) - (areCompany ? 20 : 0) };
}

function likenessOf(a: Person, b: Person, isOneHome: boolean): Likeness | null {
  const pairs = a.names.flatMap((x) => b.names.map((y) => [x, y] as const));
  if (pairs.some(([x, y]) => areTold(x, y))) return null;
  const found = pairs.flatMap(([x, y]) => nameLikeness(x, y, isOneHome) ?? []);
  return found.sort((x, y) => y.of100 - x.of100)[0] ?? null;
}

/** Senior and junior; John A. and John B.: whatever else is alike, two people. */
function areTold(x: PersonName, y: PersonName): boolean {
  const isOneName = x.given !== null && x.given === y.given && x.surname !== null && x.surname === y.surname;
  return isOfAnotherGeneration(x, y) || (isOneName && fullNameLikeness(x, y) === 0);
}

function nameLikeness(x: PersonName, y: PersonName, isOneHome: boolean): Likeness | null {
  if (!x.given || !y.given) return null;
  const given = givenLikeness(x.given, y.given);
  if (!x.surname || !y.surname) {
    return isOneHome && given >= 2
      ? { reason: "the same first name, once without a surname", of100: 45, isWeak: true }
      : null;
  }
  if (surnamesAgree(x.surname, y.surname)) {
    if (given === 3) return { reason: "the same full name", of100: 80, isWeak: false };
    if (given === 2)
      return { reason: "a short form of the first name, and the same surname", of100: 75, isWeak: false };
    if (given === 1)
      return { reason: "an initial or part of the first name, and the same surname", of100: 60, isWeak: true };
    return isOneLetterApart(x.given, y.given, 4)
      ? { reason: "first names one letter apart, and the same surname", of100: 45, isWeak: true }
      : null;
  }
  if (given < 2) return null;
  if (isOneLetterApart(x.surname, y.surname, 5))
    return { reason: "surnames one letter apart, and the same first name", of100: 65, isWeak: true };
  return isOneHome ? { reason: "the same first name, with another surname", of100: 35, isWeak: true } : null;
}

function shareThread(a: Person, b: Person): boolean {
  const threads = new Set(a.refs.map((ref) => ref.message.threadKey));
  return b.refs.some((ref) => threads.has(ref.message.threadKey));
}

/** One letter changed, left out or two neighbours swapped, in words of at least so many letters. */
function isOneLetterApart(a: string, b: string, lettersMin: number): boolean {
  if (a === b || Math.min(a.length, b.length) < lettersMin || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const [restA, restB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  return Math.max(restA.length, restB.length) <= 1 || (restA.length === 2 && restA === [...restB].reverse().join(""));
}

import { BeepError } from "../errors.ts";
import { findAskDate } from "./ask-date.ts";
import type { BriefingSubject } from "./briefing.ts";

/** Whom an ask may be about, and the names it may use for them. */
export type SubjectDirectory = {
  readonly households: readonly NamedSubject[];
  /** `homes` are ids of households, or "client:ID" for someone whom no mail places in one. */
  readonly clients: readonly (NamedSubject & { readonly homes: readonly string[] })[];
  /** Names of professionals and institutions: never a subject, but their words explain the ask. */
  readonly others: readonly string[];
  readonly meetings: readonly {
    readonly entityId: string;
    readonly date: string | null;
    readonly homes: readonly string[];
  }[];
};
export type NamedSubject = { readonly entityId: string; readonly name: string; readonly names: readonly string[] };

export type UnderstoodAsk = { readonly subject: BriefingSubject; readonly date: string | null };

/**
 * Finds the household or person an ask is about and the day it names, counted from `today`. Several households that fit are told
 * apart by the other names in the ask, then by a meeting on that day; else SubjectAmbiguousError, or SubjectUnknownError when none fits.
 */
export function understandAsk(ask: string, today: string, directory: SubjectDirectory): UnderstoodAsk {
  const day = findAskDate(ask, today);
  const words = day ? `${ask.slice(0, day.span.startChar)} ${ask.slice(day.span.endChar)}` : ask;
  const date = day?.iso ?? null;
  // "The Lind meeting with Ada Roy" is about the Linds; "the meeting with Ada Roy" is about her.
  const [before = ""] = words.split(/\bwith\b/i);
  const named = homesAskedFor(before, directory);
  const homes = named.length > 0 ? named : homesAskedFor(words, directory);
  if (homes.length === 0) throw unknownSubject(words, directory);
  const onDay = homes.filter((h) => directory.meetings.some((m) => m.date === date && m.homes.includes(h.home)));
  const [settled, other] = homes.length > 1 && date !== null && onDay.length === 1 ? onDay : homes;
  if (!settled || other) {
    const message =
      "The ask fits more than one household or person. Name one of their people, or the day of the meeting.";
    throw new BeepError("SubjectAmbiguousError", message, {
      candidates: homes.map((h) => ({ ...subjectOf(h, words, directory), people: peopleOf(h.home, directory) })),
    });
  }
  return { subject: subjectOf(settled, words, directory), date };
}

/** Whom a question may be about: one when that is clear, several when its names fit more of them, none when it names nobody of the record. */
export function findAskedSubjects(question: string, directory: SubjectDirectory): readonly BriefingSubject[] {
  // "Will Robert retire?" asks for no Will.
  const words = question.replace(
    /^\P{L}*(?:\p{L}+['’])?(?:will|may|art|can|did|has|was|who|what|when|where|why|how)\b/iu,
    " ",
  );
  return homesAskedFor(words, directory).map((home) => subjectOf(home, words, directory));
}

type Home = { readonly home: string; readonly clientIds: readonly string[]; readonly fit: number };

// How well a home fits: by a full name, by the household's name, by a member's surname, by a first name only.
const byFullName = 4;
const byHousehold = 3;
const bySurname = 2;
const byFirstName = 1;

/** The homes that fit best; of those that fit alike, the ones most of whose people are named. */
function homesAskedFor(words: string, directory: SubjectDirectory): Home[] {
  const asked = plain(namesIn(words));
  const others = new Set(
    directory.others.flatMap((name) => (contains(asked, plain(name)) ? plain(name).split(" ") : [])),
  );
  const found = new Map<string, { fit: number; clientIds: Map<string, number> }>();
  const note = (home: string, fit: number, clientId?: string) => {
    const entry = found.get(home) ?? { fit: 0, clientIds: new Map<string, number>() };
    entry.fit = Math.max(entry.fit, fit);
    if (clientId && fit !== bySurname) entry.clientIds.set(clientId, fit);
    found.set(home, entry);
  };
  for (const household of directory.households) {
    if (household.names.some((n) => fitsHousehold(asked, n, others))) note(household.entityId, byHousehold);
  }
  for (const client of directory.clients) {
    const fit = fitOfNames(asked, client.names, others);
    if (fit > 0) for (const home of client.homes) note(home, fit, client.entityId);
  }
  const homes = [...found].map(([home, { fit, clientIds }]): Home => {
    const named = [...clientIds].filter(([, f]) => f === byFullName || fit !== byFullName);
    return { home, clientIds: (named.length > 0 ? [...clientIds] : []).map(([id]) => id), fit };
  });
  const best = keepMost(homes, (h) => h.fit);
  const households = best.filter((h) => !h.home.startsWith("client:") || h.fit === byFullName);
  return keepMost(households.length > 0 ? households : best, (h) => h.clientIds.length);
}

function keepMost<T>(items: readonly T[], rankOf: (item: T) => number): T[] {
  const most = Math.max(0, ...items.map(rankOf));
  return items.filter((item) => rankOf(item) === most);
}

/** Words that may be names: the capitalised ones, or all of them when the ask has no capitals beyond its first letter. */
function namesIn(words: string): string {
  const capitalised = words.split(/\s+/).filter((w) => /^[("“'‘]*\p{Lu}/u.test(w));
  const isTypedPlain = capitalised.length <= 1 && !/\s\p{Lu}/u.test(words.trim());
  return isTypedPlain ? words : capitalised.join(" ");
}

/** How well a folded text (`plain`) fits a person by any of their names: 4 by the full name, 2 by the surname, 1 by the first name, else 0. */
export function fitOfNames(asked: string, names: readonly string[], others: ReadonlySet<string>): number {
  const fits = new Set(names.map((name) => fitOfPerson(asked, name, others)));
  // "Bob Thompson" is who goes by Bob and by Robert Thompson.
  return fits.has(byFirstName) && fits.has(bySurname) ? byFullName : Math.max(0, ...fits);
}

function fitOfPerson(asked: string, name: string, others: ReadonlySet<string>): number {
  const parts = plain(name)
    .split(" ")
    .filter((p) => p.length > 1 && !titles.has(p));
  const [first, last] = [parts[0], parts.at(-1)];
  if (!first || !last) return 0;
  if (parts.length > 1) {
    if (contains(asked, parts.join(" ")) || contains(asked, `${first} ${last}`)) return byFullName;
    if (hasWord(asked, last) && !others.has(last)) return hasWord(asked, first) ? byFullName : bySurname;
  }
  return contains(asked, first) && !others.has(first) ? byFirstName : 0;
}

function fitsHousehold(asked: string, name: string, others: ReadonlySet<string>): boolean {
  const parts = plain(name)
    .split(" ")
    .filter((p) => p.length > 1 && !familyWords.has(p) && !others.has(p));
  return parts.some((p) => hasWord(asked, p));
}

const titles = new Set(["mr", "mrs", "ms", "mx", "dr", "jr", "sr", "ii", "iii", "the"]);
const familyWords = new Set(["household", "family", "the", "and", "families", "trust"]);

/** Lower case, accents off, possessives and plurals of names folded, other signs as spaces. */
export const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/['’]s?\b/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
const contains = (text: string, phrase: string): boolean => phrase !== "" && ` ${text} `.includes(` ${phrase} `);
const hasWord = (text: string, word: string): boolean =>
  contains(text, word) || contains(text, `${word}s`) || contains(text, `${word}es`);

function subjectOf(home: Home, words: string, directory: SubjectDirectory): BriefingSubject {
  const household = directory.households.find((h) => h.entityId === home.home);
  const [named, another] = home.clientIds;
  const isPerson = home.fit === byFullName && another === undefined && !/\b(?:family|household)\b/i.test(words);
  const clientId = household ? named : home.home.slice("client:".length);
  const client = directory.clients.find((c) => c.entityId === clientId);
  if (client && (!household || isPerson)) return { entityId: client.entityId, type: "Client", name: client.name };
  return { entityId: home.home, type: "Household", name: household?.name ?? "" };
}

/** Who is in a household: what tells two of one surname apart. */
const peopleOf = (home: string, directory: SubjectDirectory): readonly string[] =>
  directory.clients.filter((client) => client.homes.includes(home)).map((client) => client.name);

const nearMax = 5;

function unknownSubject(words: string, directory: SubjectDirectory): BeepError {
  const [first, ...rest] = plain(namesIn(words)).split(" ");
  // "Prepare" and "Brief" are capitals too.
  const asked = (rest.length > 0 ? rest : [first ?? ""]).filter((w) => w.length > 2);
  const likeness = (name: string): number =>
    Math.max(
      0,
      ...plain(name)
        .split(" ")
        .flatMap((part) => asked.map((word) => shareOfPairs(part, word))),
    );
  const subjects = [
    ...directory.households.map((h) => ({ entityId: h.entityId, type: "Household", name: h.name })),
    ...directory.clients.map((c) => ({ entityId: c.entityId, type: "Client", name: c.name })),
  ];
  const near = subjects
    .map((subject) => ({ subject, score: likeness(subject.name.replace(/\b(?:household|family)\b/gi, "")) }))
    .filter(({ score }) => score >= 0.4)
    .sort((a, b) => b.score - a.score || a.subject.name.localeCompare(b.subject.name))
    .slice(0, nearMax)
    .map(({ subject }) => subject);
  return new BeepError("SubjectUnknownError", "No household or person of the record fits the ask.", { near });
}

/** Dice's coefficient over letter pairs: 1 for equal words, about 0.5 for one slip in a short name. */
function shareOfPairs(a: string, b: string): number {
  const pairs = (w: string) => Array.from({ length: Math.max(0, w.length - 1) }, (_, i) => w.slice(i, i + 2));
  const [left, right] = [pairs(a), pairs(b)];
  if (left.length + right.length === 0) return 0;
  const rest = [...right];
  let shared = 0;
  for (const pair of left) {
    const i = rest.indexOf(pair);
    if (i < 0) continue;
    shared += 1;
    rest.splice(i, 1);
  }
  return (2 * shared) / (left.length + right.length);
}

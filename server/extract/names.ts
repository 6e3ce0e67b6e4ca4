import { fold, vocabularyLines, vocabularyWords } from "./vocabulary.ts";

/** A personal name taken apart. `full` is first, middle and surname in order with "Jr" and the like, which tell a father from a son; without honorific and credentials. */
export type PersonName = {
  readonly full: string;
  readonly first: string | null;
  readonly surname: string | null;
  readonly honorific: string | null;
  readonly credentials: readonly string[];
};

const generation = /^(?:jr|sr|ii|iii|iv)\.?$/i;
/** The word of a full name that tells a father from a son: "jr" of "Ana Ruiz, Jr."; null without one. */
export const generationOf = (full: string): string | null =>
  /[\s,](jr|sr|ii|iii|iv)\.?$/i.exec(full)?.[1]?.toLowerCase() ?? null;

export type Gender = "female" | "male";

/** Takes a display name or signature line apart: "Dr. Ana M. Ruiz, CFP®", "Ruiz, Ana", "ana ruiz". Null when no word is left. */
export const parsePersonName = (raw: string): PersonName | null => {
  const credentials: string[] = [];
  let text = raw
    .replace(/["“”®™*_]/g, "")
    .replace(/\([^)]*\)/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  const parts = text.split(/\s*,\s*/);
  const [head = "", second] = parts;
  const isInverted =
    parts.length === 2 &&
    second &&
    !isCredential(second) &&
    /^\p{Lu}[\p{L}.' -]*$/u.test(second) &&
    !head.includes(" ");
  if (isInverted) text = `${second} ${head}`;
  else {
    text = head;
    const after = parts.slice(1).find((part) => generation.test(part));
    if (after) text = `${head} ${after}`;
    for (const part of parts.slice(1)) credentials.push(...part.split(/\s+/).filter(isCredential));
  }
  let words = text.split(" ").filter(Boolean);
  let honorific: string | null = null;
  while (words[0] && isHonorific(words[0])) {
    honorific = words[0];
    words = words.slice(1);
  }
  while (words.length > 1 && isCredential(words.at(-1) ?? "")) credentials.unshift(words.pop() ?? "");
  const suffixes: string[] = [];
  while (words.length > 1 && generation.test(words.at(-1) ?? "")) suffixes.unshift(words.pop() ?? "");
  if (words.length === 0) return null;
  if (words.length === 1) {
    const only = words[0] ?? "";
    return honorific
      ? { full: only, first: null, surname: only, honorific, credentials }
      : { full: only, first: only, surname: null, honorific, credentials };
  }
  const particle = words.findIndex((word, index) => index > 0 && surnameParticles.has(fold(word)));
  const surnameAt = particle > 0 ? particle : words.length - 1;
  return {
    full: [...words, ...suffixes].join(" "),
    first: words[0] ?? null,
    surname: words.slice(surnameAt).join(" "),
    honorific,
    credentials,
  };
};

/** Whether the word is in the list of given names (any culture); words of the list may also be common words, see isAmbiguousName. */
export const isGivenName = (word: string): boolean => factsOf(word).isGiven;

/** Given names that are also a word, a month, a place or a company: "Will", "May", "Charlotte". */
export const isAmbiguousName = (word: string): boolean => factsOf(word).isAmbiguous;

/** Words that are nobody's name: capitalised, they begin a sentence or stand in a title. */
export const isCommonWord = (word: string): boolean => factsOf(word).isCommon;

type Facts = { readonly isGiven: boolean; readonly isAmbiguous: boolean; readonly isCommon: boolean };

/** The same few thousand words make up most mail, and each is asked about by several finders. */
const factsOf = (word: string): Facts => {
  const known = facts.get(word);
  if (known) return known;
  if (facts.size >= factsCountMax) facts.clear();
  const found = {
    isGiven: isListedName(word),
    isAmbiguous: ambiguousNames.has(fold(word)),
    isCommon: isListedWord(word),
  };
  facts.set(word, found);
  return found;
};
const facts = new Map<string, Facts>();
// Some 5 MB at most.
const factsCountMax = 20_000;

const isListedName = (word: string): boolean => {
  const folded = fold(word);
  if (genders.has(folded) || nicknameGroups.has(folded)) return true;
  return folded.includes("-") && folded.split("-").every((part) => genders.has(part));
};

const isListedWord = (word: string): boolean => {
  const folded = fold(word);
  if (commonWords.has(folded)) return true;
  return (
    folded.length > 4 &&
    stems.some(([ending, stem]) => ending.test(folded) && commonWords.has(folded.replace(ending, stem)))
  );
};

/** Regular inflections, which the list leaves out. */
const stems: readonly (readonly [ending: RegExp, stem: string])[] = [
  [/s$/, ""],
  [/es$/, ""],
  [/d$/, ""],
  [/ed$/, ""],
  [/ing$/, ""],
  [/ing$/, "e"],
  [/ly$/, ""],
];

export const isHonorific = (word: string): boolean => honorifics.has(fold(withoutStop(word)));

const withoutStop = (word: string): string => (word.endsWith(".") ? word.slice(0, -1) : word);

export const isCredential = (word: string): boolean => credentialWords.has(fold(word).replace(/[.,®™]/g, ""));

/** Who usually bears the given name, or every name it is short for; undefined when both do or none is listed. */
export const genderOfName = (first: string): Gender | undefined =>
  genders.get(fold(first)) ?? genderOfLongForms(fold(first));

const genderOfLongForms = (short: string): Gender | undefined => {
  const found = new Set((nicknameGroups.get(short) ?? []).map((group) => genderOfGroup[group] ?? null));
  const [only] = found;
  return found.size === 1 ? (only ?? undefined) : undefined;
};

export const genderOfHonorific = (honorific: string): Gender | undefined =>
  (({ mr: "male", sr: "male", fr: "male", mrs: "female", ms: "female", miss: "female", sra: "female" }) as const)[
    fold(honorific).replace(/\.$/, "") as "mr"
  ];

/** An honorific without its full stop; a woman's three as one. */
export const titleOf = (honorific: string): string => fold(withoutStop(honorific)).replace(/^(?:mrs|miss)$/, "ms");

/** Two written given names that may be one person's: equal, a short form of the other, or an initial of it. */
export const isSameGivenName = (left: string, right: string): boolean => {
  const [a, b] = [fold(withoutStop(left)), fold(withoutStop(right))];
  if (a === b) return true;
  if (a.length === 1 || b.length === 1) return a[0] === b[0];
  const [groupsA, groupsB] = [nicknameGroups.get(a), nicknameGroups.get(b)];
  if (groupsA && groupsB && groupsA.some((group) => groupsB.includes(group))) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= 3 && long.startsWith(short) && long.length - short.length >= 2 && !genders.has(short);
};

const surnameParticles = new Set([
  "de",
  "del",
  "della",
  "di",
  "da",
  "dos",
  "la",
  "le",
  "van",
  "von",
  "der",
  "den",
  "al",
  "el",
  "bin",
  "ibn",
  "st",
  "san",
]);
const honorifics = new Set([
  "mr",
  "mrs",
  "ms",
  "miss",
  "mx",
  "dr",
  "prof",
  "professor",
  "rev",
  "reverend",
  "fr",
  "sra",
  "hon",
  "judge",
  "rabbi",
  "imam",
  "sir",
  "madam",
]);
const credentialWords = new Set(
  "cfp cfa cpa chfc clu esq md do phd jd llm ea aif cima cdfa cpwa rn mba dds dmd dvm pe mst aams crpc ricp cipm frm np pa-c pa rph pharmd edd lcsw cfe cebs cltc macc pfs chsa facs faap facp facc bsn dnp aprn dpm dpt mph msw psyd aia aep ctfa cepa".split(
    " ",
  ),
);

const ambiguousNames = vocabularyWords("ambiguous-names.txt");
const commonWords = vocabularyWords("common-words.txt");

const readGenders = (): ReadonlyMap<string, Gender | null> => {
  const map = new Map<string, Gender | null>();
  let gender: Gender | null = null;
  for (const line of vocabularyLines("given-names.txt")) {
    if (line.startsWith("[")) gender = line === "[female]" ? "female" : line === "[male]" ? "male" : null;
    else for (const name of line.split(" ")) map.set(name, gender);
  }
  return map;
};
const genders = readGenders();

const nicknameLines = vocabularyLines("nicknames.txt");
/** Of the name that stands first in its group: the long form. */
const genderOfGroup = nicknameLines.map((line) => genders.get(line.split(" ")[0] ?? ""));

const readNicknames = (): ReadonlyMap<string, readonly number[]> => {
  const map = new Map<string, number[]>();
  nicknameLines.forEach((line, group) => {
    for (const name of line.split(" ")) map.set(name, [...(map.get(name) ?? []), group]);
  });
  return map;
};
const nicknameGroups = readNicknames();

/** The name an address goes by when its local part is one plain word: "bobby" of bobby@…; null for desks, words and numbers. */
export const calledByAddress = (address: string | undefined): string | null => {
  const local = fold(address?.split("@")[0] ?? "");
  return /^\p{L}{3,12}$/u.test(local) && !isCommonWord(local) && !deskWords.has(local) ? local : null;
};

const deskWords = vocabularyWords("desk-words.txt");

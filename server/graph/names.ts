import { nicknameGroups } from "./nicknames.ts";

/** A person's name in parts, folded for comparison. `given` or `surname` may be missing ("Ms. Park", "Theo"). */
export type PersonName = {
  readonly given: string | null;
  readonly middle: readonly string[];
  readonly surname: string | null;
  /** Jr, Sr, II, III …: what tells a father from a son. */
  readonly suffix: string | null;
};

const honorifics = new Set("mr mrs ms miss mx dr prof professor rev fr sir madam dame judge hon sr sra mme".split(" "));
const generations = new Map([
  ["jr", "jr"],
  ["junior", "jr"],
  ["sr", "sr"],
  ["senior", "sr"],
  ["ii", "ii"],
  ["iii", "iii"],
  ["iv", "iv"],
]);
const credentials = new Set(
  "cfp cfa cpa cpwa cima chfc clu aif ea esq jd llm md do dds dmd phd mba ma ms rn pe rph dvm aams crpc cdfa".split(
    " ",
  ),
);
const particles = new Set(
  "de da del della der den di dos du la las le los van von st bin ibn al el ter ten".split(" "),
);

/** Lower case without accents, one kind of apostrophe and single spaces: what two spellings of one name share. */
export function foldName(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[‘’ʼ`´]/g, "'")
    .replace(/[‐‑–]/g, "-")
    .toLowerCase()
    .replace(/\s+/g, " ")
    .trim();
}

/** Reads "Dr. Ana María de la Cruz-Ortiz Jr., CPA" and "Cruz, Ana" into parts. A single word counts as a given name. */
export function parsePersonName(text: string): PersonName {
  const folded = foldName(text)
    .replace(/\([^)]*\)|"[^"]*"/g, " ")
    .replace(/'s$/, "");
  const pieces = folded.split(",").map((piece) => piece.trim());
  const [before = "", after = ""] = pieces;
  const isTitle = after
    .split(/[\s/]+/)
    .every((token) => credentials.has(token.replace(/[.®™]/g, "")) || generationOf(token));
  const isSurnameFirst = pieces.length === 2 && words(before).length > 0 && words(after).length > 0 && !isTitle;
  const ordered = isSurnameFirst
    ? `${after} ${before}`
    : pieces.filter((piece, i) => i === 0 || generationOf(piece)).join(" ");
  const tokens = ordered.split(/\s+/).map((token) => token.replace(/[.®™]/g, ""));
  const suffix =
    tokens
      .slice(1)
      .map((token) => generations.get(token))
      .find(Boolean) ?? null;
  const hadHonorific = honorifics.has(tokens[0] ?? "");
  const kept = words(ordered);
  if (kept.length === 0) return { given: null, middle: [], surname: null, suffix };
  if (kept.length === 1) {
    const only = kept[0] ?? null;
    return hadHonorific
      ? { given: null, middle: [], surname: only, suffix }
      : { given: only, middle: [], surname: null, suffix };
  }
  let start = kept.length - 1;
  while (start > 1 && particles.has(kept[start - 1] ?? "")) start -= 1;
  return { given: kept[0] ?? null, middle: kept.slice(1, start), surname: kept.slice(start).join(" "), suffix };
}

function words(text: string): string[] {
  return text
    .split(/\s+/)
    .map((token) => token.replace(/[.®™;:]/g, ""))
    .filter((token, i) => /\p{L}/u.test(token) && !(i === 0 && honorifics.has(token)))
    .filter((token, i) => i === 0 || !(credentials.has(token) || generations.has(token)));
}

function generationOf(piece: string): string | undefined {
  return generations.get(piece.replace(/\./g, ""));
}

const groupsOf = new Map<string, Set<number>>();
nicknameGroups.forEach((group, index) => {
  for (const name of group.split(" ")) groupsOf.set(name, (groupsOf.get(name) ?? new Set()).add(index));
});

/** How alike two given names are: 3 the same, 2 a known short form, 1 an initial or a clipped form, 0 different people. */
export function givenLikeness(a: string, b: string): 0 | 1 | 2 | 3 {
  if (a === b) return 3;
  const groups = groupsOf.get(a);
  if (groups && [...(groupsOf.get(b) ?? [])].some((group) => groups.has(group))) return 2;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length === 1) return long.startsWith(short) ? 1 : 0;
  return short.length >= 3 && long.startsWith(short) && long.length - short.length >= 2 ? 1 : 0;
}

/** Whether two surnames can be one family's: equal, or one a part of a hyphenated other ("Ruiz" and "Ruiz-Hall"). */
export function surnamesAgree(a: string, b: string): boolean {
  if (a === b) return true;
  const partsA = a.split(/[-\s]/);
  const partsB = b.split(/[-\s]/);
  return (partsA.length > 1 && partsA.includes(b)) || (partsB.length > 1 && partsB.includes(a));
}

/** Senior is not junior, whatever else is alike. */
export function isOfAnotherGeneration(a: PersonName, b: PersonName): boolean {
  return a.suffix !== null && b.suffix !== null && a.suffix !== b.suffix;
}

/** Two full names of possibly one person: 0 never; otherwise the likeness of the given names. Different middle initials or generations part them. */
export function fullNameLikeness(a: PersonName, b: PersonName): 0 | 1 | 2 | 3 {
  if (!a.given || !b.given || !a.surname || !b.surname) return 0;
  if (isOfAnotherGeneration(a, b)) return 0;
  if (!surnamesAgree(a.surname, b.surname)) return 0;
  const [middleA, middleB] = [a.middle[0], b.middle[0]];
  if (
    middleA &&
    middleB &&
    middleA !== middleB &&
    !(middleA[0] === middleB[0] && Math.min(middleA.length, middleB.length) === 1)
  )
    return 0;
  return givenLikeness(a.given, b.given);
}

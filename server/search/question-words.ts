import { foldWord, wordsIn } from "../briefing/words.ts";

/** A word a question turns on, with the stems any of which stand for it. */
export type Term = { readonly word: string; readonly stems: ReadonlySet<string>; readonly isName: boolean };

/** The words of a question that its answer must speak of: no words of asking, no names in `known` (folded). */
export function termsOf(text: string, known: ReadonlySet<string>): Term[] {
  const terms = new Map<string, Term>();
  for (const word of wordsIn(text.normalize("NFC"))) {
    const folded = foldWord(word);
    if (folded.length < 2 || askingWords.has(folded) || known.has(folded)) continue;
    const isName = /^\p{Lu}\p{Ll}/u.test(word) && !text.startsWith(word);
    terms.set(stemOf(folded), { word: folded, stems: standIns(folded), isName });
  }
  return [...terms.values()];
}

/** The stems of a text's words, for `isCovered`. */
export const stemsIn = (text: string): ReadonlySet<string> => new Set(wordsIn(text.normalize("NFC")).map(stemOf));

/** True when one of the term's stems, or a slip of the pen of a long one, is among `stems`. */
export const isCovered = (term: Term, stems: ReadonlySet<string>): boolean =>
  [...term.stems].some((stem) => stems.has(stem) || (stem.length > 6 && [...stems].some((s) => isOneSlip(s, stem))));

/** "retirement", "retiring", "retires" → "retir". Good enough to compare words with; never shown. */
export function stemOf(word: string): string {
  let stem = foldWord(word).normalize("NFD").replace(/\p{M}/gu, "");
  if (/\d/.test(stem) || stem.length < 4) return stem;
  stem = stem
    .replace(/ies$/, "y")
    .replace(/(?<=[sxz]|ch|sh)es$/, "")
    .replace(/(?<=[^s])s$/, "");
  if (stem.length > 5) stem = stem.replace(/(?:ement|ment|ations?|ings?|ers?|ed)$/, "");
  return stem
    .replace(/([^aeiouls])\1$/, "$1")
    .replace(/e$/, "")
    .replace(/y$/, "i");
}

// Words of which either may answer for the other.
const families = [
  "retire retirement retiree",
  "buy buying bought purchase purchased",
  "sell selling sold sale",
  "wedding marry married marries marriage wed engaged",
  "born birth baby pregnant expecting newborn",
  "die died dies death deceased late funeral passed",
  "house home property",
  "college university",
  "lawyer attorney counsel",
  "accountant cpa",
  "job work works employer position",
  "ill illness sick diagnosed diagnosis surgery hospital health operation replacement replaced",
  "mother mom mum mama",
  "father dad papa",
  "grandmother grandma",
  "grandfather grandpa",
  "relocate relocation moving move moved",
  "child children kid kids son daughter",
  "convert converted converting conversion",
  "car vehicle truck",
  "give giving gave gift gifted",
  "send sending sent",
  "pay paying paid payment",
  "meet meeting met",
  "graduate graduation",
  "divorce divorced",
  "inherit inheritance inherited",
  "donate donation charity charitable",
  "wife husband spouse",
  "statement balance",
  "worried worry concerned concern afraid nervous",
  "complain complained complaint unhappy upset",
  "visit trip travel vacation holiday",
  "hire hired joined",
  "decide decided decision chose agreed",
  "begin begins start starts started",
  "finish finished complete completed done",
] as const;

const familyOf = new Map<string, Set<string>>();
const standIns = (word: string): ReadonlySet<string> => {
  if (familyOf.size === 0) {
    for (const family of families) {
      const stems = new Set(family.split(" ").map(stemOf));
      for (const stem of stems) familyOf.set(stem, stems);
    }
  }
  const stem = stemOf(word);
  return new Set([stem, ...(familyOf.get(stem) ?? [])]);
};

/** Words that ask, or join; what they ask for is read elsewhere. */
const askingWords = new Set(
  `a about after all also am an and any anyone anything are as at be because been before being between both but by can could
  age currently date day did do does doing due each else ever exactly for from get give had has have having he her hers him his how i if in
  into is it its just know latest let like long look many may me might more most much my need needs needed name named names need now of on one only or
  our ours out over please recent recently remind s said say says shall she should show since so some still such tell than that the
  their theirs them then there these they thing things this those time to told too up us use very want wants was we week well were
  what when where whether which while who whom whose why will with would year yet you your yours client clients family household something
  mr mrs ms dr month today planning plan plans planned going happen happened happening current exact amount`.split(
    /\s+/,
  ),
);

function isOneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a[0] !== b[0]) return false;
  let i = 0;
  while (i < Math.min(a.length, b.length) && a[i] === b[i]) i++;
  const [restA, restB] = [a.slice(i), b.slice(i)];
  return (
    restA.slice(1) === restB.slice(1) ||
    restA.slice(1) === restB ||
    restA === restB.slice(1) ||
    (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2))
  );
}

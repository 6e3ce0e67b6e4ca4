import { phraseFinder } from "./phrase-finder.ts";
import { fold, phrasePattern, vocabularyPhrases } from "./vocabulary.ts";

/** The kind a whole name tells by its words, or null: "Granite Mutual" insurer, "Alder Hill School" employer, "Pell & Rowe LLP" firm. */
export const kindOfInstitutionName = (name: string): string | null => {
  // No name is that long; a line of nothing but names is tried at each of its words.
  if (name.length > nameCharsMax) return null;
  const known = knownKinds.get(fold(name.trim()));
  if (known) return known;
  const last = fold(
    name
      .trim()
      .split(/[\s,]+/)
      .at(-1) ?? "",
  );
  if (!endings.has(last) && !endings.has(last.replace(/\.$/, ""))) return null;
  if (!/\p{Lu}/u.test(name) || name.trim().split(/\s+/).length > 8) return null;
  return wordPatterns.find(({ pattern }) => pattern.test(name))?.kind ?? null;
};

const nameCharsMax = 200;

/** The last words that any kind's phrases end in; most names end in none of them. */
const endings: ReadonlySet<string> = new Set(
  vocabularyPhrases("institution-words.txt")
    .map(([phrase]) => fold(phrase.split(" ").at(-1) ?? ""))
    .concat("inc", "llc", "ltd", "corp", "co", "p.c", "pc", "n.a", "na", "fsb", "lp"),
);

/** Kind of an institution that is known by name; undefined otherwise. */
export const knownInstitutionKind = (name: string): string | undefined => knownKinds.get(fold(name));

const knownKinds: ReadonlyMap<string, string> = new Map(
  vocabularyPhrases("institutions.txt").map(([name, kind]) => [fold(name), kind]),
);

/** Names of institutions known by name, as written or in capitals. */
export const knownInstitutionsIn = phraseFinder(
  vocabularyPhrases("institutions.txt").flatMap(([name]) => (name.includes(" ") ? [name, name.toUpperCase()] : [name])),
  { before: "(?<![\\p{L}\\p{N}@.-])", after: "(?![\\p{L}\\p{N}@])", flags: "u" },
);

/** A name that ends in an institution's word, or in one followed by Inc., LLC and the like; firms and companies are asked last or first as their words tell. */
const wordPatterns = ["firm", "university", "charity", "insurer", "lender", "bank", "custodian", "employer"].map(
  (kind) => ({
    kind,
    pattern: new RegExp(
      `(?:^|\\s)(?:${vocabularyPhrases("institution-words.txt")
        .filter(([, of]) => of === kind)
        .map(([word]) => phrasePattern(word).replace(/\\\.$/, "\\.?"))
        .join("|")})(?:,?\\s+(?:Inc|LLC|Ltd|Corp|Co|P\\.?C|N\\.A|NA|FSB|LP)\\.?)?$`,
      "u",
    ),
  }),
);

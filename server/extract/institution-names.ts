import { fold, phrasePattern, vocabularyPhrases } from "./vocabulary.ts";

/** The kind a whole name tells by its words, or null: "Granite Mutual" insurer, "Alder Hill School" employer, "Pell & Rowe LLP" firm. */
export const kindOfInstitutionName = (name: string): string | null => {
  const known = knownKinds.get(fold(name.trim()));
  if (known) return known;
  if (!/\p{Lu}/u.test(name) || name.trim().split(/\s+/).length > 8) return null;
  return wordPatterns.find(({ pattern }) => pattern.test(name))?.kind ?? null;
};

/** Kind of an institution that is known by name; undefined otherwise. */
export const knownInstitutionKind = (name: string): string | undefined => knownKinds.get(fold(name));

const knownKinds: ReadonlyMap<string, string> = new Map(
  vocabularyPhrases("institutions.txt").map(([name, kind]) => [fold(name), kind]),
);

/** Matches the name of any institution known by name, as written. A new expression each time: it keeps state. */
export const knownInstitutionPattern = (): RegExp => new RegExp(knownSource, "gu");
const knownSource = `(?<![\\p{L}\\p{N}@.-])(?:${vocabularyPhrases("institutions.txt")
  .flatMap(([name]) =>
    name.includes(" ") ? [phrasePattern(name), phrasePattern(name.toUpperCase())] : [phrasePattern(name)],
  )
  .join("|")})(?![\\p{L}\\p{N}@])`;

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

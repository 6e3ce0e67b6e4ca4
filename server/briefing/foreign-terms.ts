import type { Belonging } from "./belonging.ts";
import type { GraphIndex } from "./graph-index.ts";

/** What may not stand in a household's briefing: names and account numbers that are another household's and not also its own or shared. */
export type ForeignTerms = {
  /** The first foreign surname, full name or last four digits in the text, or null. */
  findIn(text: string): string | null;
  /** True when the text holds a first name that only people of other households bear. */
  hasFirstName(text: string): boolean;
};

/** `acquainted` are kin and contacts whom this household's own mail names: their names may stand, nothing else of theirs. */
export function buildForeignTerms(
  index: GraphIndex,
  belonging: Belonging,
  homes: ReadonlySet<string>,
  acquainted: ReadonlySet<string>,
): ForeignTerms {
  const shared = new Set<string>();
  const surnames = new Set<string>();
  const firstNames = new Set<string>();
  const numbers = new Set<string>();
  const ownNumbers = new Set<string>();
  for (const entity of index.graph.entities) {
    const its = belonging.homesOf(entity.id);
    const isOurs = its.size === 0 || [...its].some((home) => homes.has(home)) || acquainted.has(entity.id);
    const words = [entity.name, ...entity.names.map((n) => n.name)].flatMap(nameWords);
    if (entity.type === "Account") {
      const last4 = index.attributesOf(entity.id).filter((a) => a.name === "last4");
      for (const { value } of last4) (isOurs ? ownNumbers : numbers).add(value);
    } else if (isOurs) {
      const isNamed = entity.type === "Client" || entity.type === "Household" || entity.type === "Professional";
      if (isNamed || entity.type === "Institution") for (const word of words) shared.add(word);
    } else if (entity.type === "Client") {
      for (const { name } of [entity, ...entity.names]) {
        const parts = nameWords(name);
        const [first, ...rest] = parts;
        if (first) firstNames.add(first);
        for (const part of rest) surnames.add(part);
      }
    } else if (entity.type === "Household") {
      for (const word of words) if (!familyWords.has(word.toLowerCase())) surnames.add(word);
    }
  }
  const foreignSurnames = [...surnames].filter((w) => !shared.has(w));
  const foreignFirstNames = [...firstNames].filter((w) => !shared.has(w));
  const foreignNumbers = [...numbers].filter((n) => !ownNumbers.has(n) && n.length > 0);
  const surnamePattern = wordPattern(foreignSurnames);
  const firstNamePattern = wordPattern(foreignFirstNames);
  const numberPattern =
    foreignNumbers.length > 0 ? new RegExp(`(?<!\\d)(?:${foreignNumbers.map(escapeWord).join("|")})(?!\\d)`) : null;
  return {
    findIn: (text) => surnamePattern?.exec(text)?.[0] ?? numberPattern?.exec(text)?.[0] ?? null,
    hasFirstName: (text) => firstNamePattern?.test(text) ?? false,
  };
}

const familyWords = new Set(["household", "family", "the", "and", "of"]);
const titles = new Set(["Mr", "Mrs", "Ms", "Mx", "Dr", "Jr", "Sr", "II", "III"]);

/** The words of a name that tell people apart: initials and titles left out. */
const nameWords = (name: string): string[] =>
  name.split(/[^\p{L}\p{M}'’]+/u).filter((word) => word.length > 1 && /^\p{Lu}/u.test(word) && !titles.has(word));

const escapeWord = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Capitals count ("Young" is a surname, "young" is not), but shouting ("YOUNG") is the name too; possessives and plurals as well. */
function wordPattern(words: readonly string[]): RegExp | null {
  if (words.length === 0) return null;
  const all = words.flatMap((w) => [w, w.toUpperCase()]).map(escapeWord);
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${all.join("|")})(?:e?s)?(?![\\p{L}\\p{N}])`, "u");
}

import { withoutPossessive } from "./capitalised.ts";
import { overlapsKnown } from "./institution-referents.ts";
import type { Part } from "./name-words.ts";
import { isCommonWord, isGivenName } from "./names.ts";
import type { Scene } from "./scene.ts";
import { fold, phrasePattern, vocabularyWords } from "./vocabulary.ts";

/** "Riverside" for "Riverside Children's Clinic": the leading words of a longer name found in this message, unless they are a person's or everyday words. */
export const findShortForms = (scene: Scene, part: Part): void => {
  for (const kindOfFind of ["institution", "firm"] as const) {
    for (const { referentId } of [...scene.findsIn(kindOfFind)]) {
      const words = withoutPossessive(scene.getReferent(referentId).name).replace(/,/g, "").split(/\s+/);
      for (let length = words.length; length >= 1; length -= 1) {
        const short = words.slice(0, length);
        if (!isShortForm(scene, short, words)) continue;
        const pattern = new RegExp(
          `(?<![\\p{L}\\p{N}@.])${phrasePattern(short.join(" "))}(?![\\p{L}\\p{N}@])(?!\\.\\p{L})`,
          "giu",
        );
        for (const match of part.text.matchAll(pattern)) {
          if (!/^[\p{Lu}\d]/u.test(match[0])) continue;
          const startChar = part.startChar + match.index;
          const span = { startChar, endChar: startChar + match[0].length };
          if (overlapsKnown(scene, span)) continue;
          if (scene.addFind(kindOfFind, referentId, span, true) && kindOfFind === "institution")
            scene.addMention(referentId, span, 0.85);
        }
      }
    }
  }
};

const isShortForm = (scene: Scene, short: readonly string[], full: readonly string[]): boolean => {
  const [first = ""] = short;
  if (short.length === full.length) return full.length > 1 || !isCommonWord(first);
  if (/^(?:The|A)$/.test(short.at(-1) ?? "") || /^(?:of|the|and|for|&|de|at)$/.test(short.at(-1) ?? "")) return false;
  if (short.every((word) => isCommonWord(word) || /^\p{L}+\.$/u.test(word))) return false;
  if (short.length > 1) return true;
  const people = scene.referents().filter(({ type }) => type === "Person");
  if (people.some(({ keys }) => [keys.firstName, keys.surname].some((name) => name && fold(name) === fold(first))))
    return false;
  return first.length >= 4 && !isGivenName(first) && !places.has(fold(first)) && !notInstitutions.has(fold(first));
};

const places = vocabularyWords("places.txt");
const notInstitutions = vocabularyWords("not-institutions.txt");

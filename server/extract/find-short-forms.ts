import type { Span } from "../lib/span.ts";
import { withoutPossessive } from "./capitalised.ts";
import { overlapsKnown } from "./institution-referents.ts";
import type { Part } from "./name-words.ts";
import { isCommonWord, isGivenName } from "./names.ts";
import type { Scene } from "./scene.ts";
import { fold, vocabularyWords } from "./vocabulary.ts";

/** "Riverside" for "Riverside Children's Clinic": the leading words of a longer name found in this message, unless they are a person's or everyday words. */
export const findShortForms = (scene: Scene, parts: readonly Part[]): void => {
  for (const kind of ["institution", "firm"] as const) {
    for (const referentId of new Set(scene.findsIn(kind).map((find) => find.referentId))) {
      const words = withoutPossessive(scene.getReferent(referentId).name).replace(/,/g, "").split(/\s+/);
      for (let length = words.length; length >= 1; length -= 1) {
        const short = words.slice(0, length);
        if (!isShortForm(scene, short, words)) continue;
        const written = short.join(" ");
        for (const form of new Set([written, written.toUpperCase()])) {
          for (const part of parts)
            for (const span of placesOf(part, form)) addShortForm(scene, kind, referentId, span);
        }
      }
    }
  }
};

const addShortForm = (scene: Scene, kind: "institution" | "firm", referentId: string, span: Span): void => {
  if (overlapsKnown(scene, span)) return;
  if (scene.addFind(kind, referentId, span, true) && kind === "institution") scene.addMention(referentId, span, 0.85);
};

/** Where a name stands as whole words, outside addresses. */
const placesOf = ({ text, startChar }: Part, form: string): Span[] => {
  const spans: Span[] = [];
  for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + form.length)) {
    const end = at + form.length;
    if (/[\p{L}\p{N}@.]/u.test(text[at - 1] ?? " ") || /^(?:[\p{L}\p{N}@]|\.\p{L})/u.test(text.slice(end, end + 2)))
      continue;
    spans.push({ startChar: startChar + at, endChar: startChar + end });
  }
  return spans;
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

import { readFileSync } from "node:fs";

/** Lower case, without accents, straight apostrophes: how every vocabulary file is written. */
export const fold = (text: string): string => (isAscii(text) ? text.toLowerCase() : foldAccents(text));

/** Asked of every word many times over: a loop costs a tenth of an expression. */
const isAscii = (text: string): boolean => {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0x7f) return false;
  return true;
};
const foldAccents = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[’‘]/g, "'")
    .replace(/ł/g, "l")
    .replace(/Ł/g, "L")
    .toLowerCase();

/** The lines of a vocabulary file, without comments and blanks. */
export const vocabularyLines = (file: string): readonly string[] =>
  readFileSync(new URL(`./vocabulary/${file}`, import.meta.url), "utf8")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line && !line.startsWith("#"));

/** The words of a vocabulary file, which holds many a line. */
export const vocabularyWords = (file: string): ReadonlySet<string> =>
  new Set(vocabularyLines(file).flatMap((line) => line.split(" ")));

/** A file of "key: phrase, phrase" lines, as pairs of phrase and key, longest phrase first, so that the longest match wins. */
export const vocabularyPhrases = (file: string): readonly (readonly [phrase: string, key: string])[] =>
  vocabularyLines(file)
    .flatMap((line) => {
      const [key = "", phrases = ""] = line.split(":");
      return phrases.split(",").map((phrase) => [phrase.trim(), key.trim()] as const);
    })
    .filter(([phrase]) => phrase)
    .sort(([a], [b]) => b.length - a.length);

/** Escapes a phrase for use inside a regular expression; blanks match any run of white space. */
export const phrasePattern = (phrase: string): string =>
  phrase.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/ /g, "\\s+");

import { type Block, isQuotedLine, skipBlank, textOf } from "./block.ts";

/**
 * "On Mon, 2 Feb 2026 at 10:11 Ana Ruiz <ana@x> wrote:" and its like in other languages, at `line`, also wrapped over several
 * lines. Gives the line after it, or null. `isSure` when it names a time, year or address: only then may what follows
 * without "> " be a quotation.
 */
export function attributionAt(block: Block, line: number): { readonly end: number; readonly isSure: boolean } | null {
  const first = textOf(block, line).trimStart();
  if (!starters.test(first)) return loneWriterAt(block, line, first);
  let text = "";
  for (let at = line; at < Math.min(block.to, line + wrappedLinesMax); at++) {
    const part = textOf(block, at).trim();
    if (part === "" || isQuotedLine(part)) return null;
    text += text === "" ? part : ` ${part}`;
    if (text.length > charsMax) return null;
    if (!part.endsWith(":")) continue;
    if (!/\d/.test(text) || !patterns.some((pattern) => pattern.test(text))) return null;
    const isSure = /\d[:.h]\d\d|\b(?:19|20)\d\d\b|<[^<>\s]+@/.test(text);
    return isSure || isQuotedLine(textOf(block, skipBlank(block, at + 1))) ? { end: at + 1, isSure } : null;
  }
  return null;
}

const wrappedLinesMax = 4;
const charsMax = 400;

const starters = /^(?:On|At|Le|Am|El|Il|Op|Em|Den|På|W dniu) /u;

/** English, French, German, Spanish, Italian, Dutch, Portuguese, Scandinavian, Polish, as the common mail programs write them. */
const patterns = [
  /^(?:On|At) .+ (?:wrote|writes|said)\s?:$/u,
  /^Le .+ a écrit\s?:$/u,
  /^Am .+ schrieb(?: .+)?:$/u,
  /^El .+ escribió\s?:$/u,
  /^Il .+ ha scritto\s?:$/u,
  /^Op .+ (?:schreef(?: .+)?|heeft .+ geschreven)\s?:$/u,
  /^Em .+ escreveu\s?:$/u,
  /^(?:Den|På) .+ skrev(?: .+)?:$/u,
  /^W dniu .+ (?:napisał|pisze|napisała).*:$/u,
];

/** "Ana Ruiz <ana@x> wrote:" without a date says something only with a quotation under it. */
const loneWriterAt = (block: Block, line: number, text: string): ReturnType<typeof attributionAt> => {
  if (
    text.length > 120 ||
    !/(?:wrote|writes|schrieb|a écrit|escribió|ha scritto|schreef|escreveu|<\S+@\S+>)\s?:$/u.test(text.trim())
  ) {
    return null;
  }
  return isQuotedLine(textOf(block, skipBlank(block, line + 1))) ? { end: line + 1, isSure: false } : null;
};

import { findAmounts } from "./amounts.ts";

const stop = new Set(
  "a an the and or but so if then than that this these those it its it's i me my mine we us our ours you your yours he him his she her hers they them their theirs who whom whose which what when where why how is am are was were be been being do does did done doing have has had having will would shall should can could may might must let let's please just also still yet only even very really quite some any all both each one ones two three to of in on at by for with from into onto over under out up down off about as again more most other another such no not nor too own same there here now today tomorrow yesterday monday tuesday wednesday thursday friday saturday sunday week month year day morning afternoon evening tonight next last back before after until since while because get got send sent give make take put bring know tell need want like think sure thing things something anything everything new copy copies able going been im i'm i'll we'll you'll he'll she'll i've we've i'd we'd don't doesn't didn't can't won't ok okay thanks thank myself yourself himself herself itself ourselves yourselves themselves".split(
    " ",
  ),
);

/** The content words of a phrase, lower case, in order, without repeats: plurals and possessives reduced, digits kept, "$60k" as "$60000". */
export function topicWords(phrase: string): readonly string[] {
  const words =
    withPlainAmounts(phrase)
      .toLowerCase()
      .match(/\$?[\p{L}\p{N}][\p{L}\p{N}'’()&-]*/gu) ?? [];
  const kept = new Set<string>();
  for (const word of words) {
    if (stop.has(word)) continue;
    const bare = word.replace(/['’]s?$/, "").replace(/[()]/g, "");
    if (bare.length < 2 || stop.has(bare)) continue;
    kept.add(singular(bare));
  }
  return [...kept];
}

function withPlainAmounts(phrase: string): string {
  if (!/\d/.test(phrase)) return phrase;
  let [plain, at] = ["", 0];
  for (const { span, value, unit } of findAmounts(phrase)) {
    if (unit !== "dollars") continue;
    plain += `${phrase.slice(at, span.startChar)}$${Math.round(Number(value))}`;
    at = span.endChar;
  }
  return plain + phrase.slice(at);
}

const singular = (word: string): string => {
  if (!word.endsWith("s")) return word;
  if (word.endsWith("ies") && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ss|us|is|as)$/.test(word) || word.length < 4) return word;
  if (/(?:ches|shes|xes|sses|zes)$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
};

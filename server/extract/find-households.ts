import { matchesOf } from "../lib/matches-of.ts";
import type { Span } from "../lib/span.ts";
import { knownInstitutionKind } from "./institution-names.ts";
import { isCommonWord, isGivenName } from "./names.ts";
import type { Scene } from "./scene.ts";
import { readableParts } from "./scene-parts.ts";
import { fold, vocabularyWords } from "./vocabulary.ts";

/** Families as units: "the Ruizes", "Ruiz family", "the Ruiz-Kline household"; people of the surname here belong to it. */
export const findHouseholds = (scene: Scene): void => {
  if (scene.isUntold) return;
  for (const part of readableParts(scene)) {
    for (const match of matchesOf(named, part.text)) {
      const surname = match[1] ?? "";
      if (!isFamilyName(surname)) continue;
      add(scene, surname, spanOf(part, match));
    }
    if (isInternal(scene)) {
      for (const match of matchesOf(fileOf, part.text)) {
        const [words = "", surname = ""] = match;
        const startChar = part.startChar + match.index;
        const isName = isFamilyName(surname) && !isGivenName(surname) && knownInstitutionKind(surname) === undefined;
        if (isName && !isOther(scene, { startChar, endChar: startChar + words.length }))
          add(scene, surname, spanOf(part, match));
      }
      const heading = /^[\s*•-]*(\p{Lu}[\p{L}\p{M}'’]+(?:-\p{Lu}[\p{L}\p{M}]+)?)(?=:\s)/u.exec(part.text);
      const [lead = "", surname = ""] = heading ?? [];
      const at = part.startChar + lead.length - surname.length;
      const isKnown = surname.includes("-") || surnames(scene).some((one) => fold(one) === fold(surname));
      if (
        heading &&
        isKnown &&
        isFamilyName(surname) &&
        !isOther(scene, { startChar: at, endChar: at + surname.length })
      )
        add(scene, surname, { startChar: at, endChar: at + surname.length });
    }
    for (const match of matchesOf(plural, part.text)) {
      const written = match[1] ?? "";
      const known = surnames(scene).find((surname) =>
        pluralsOf(fold(surname)).includes(fold(written).replace(/'$/, "")),
      );
      const surname = known ?? (isInternal(scene) || clientCue.test(part.text) ? singularOf(written) : null);
      if (surname && isFamilyName(surname) && !neighbours.test(part.text.slice(0, match.index)))
        add(scene, surname, spanOf(part, match));
    }
  }
};

const surnameWord = "\\p{Lu}[\\p{L}\\p{M}'’]+(?:-\\p{Lu}[\\p{L}\\p{M}]+)?";
const named = new RegExp(
  `(?<![\\p{L}])(?:the\\s+)?(${surnameWord}(?:\\s*/\\s*${surnameWord})?)\\s+(?:family(?!\\s+(?:trust|foundation|office|medicine|law|practice|dollar|partners|holdings|investments|llc|limited))|household)(?![\\p{L}])`,
  "gu",
);
const plural =
  /(?<![\p{L}])[Tt]he\s+(\p{Lu}[\p{L}\p{M}'’]*(?:-\p{Lu}[\p{L}\p{M}]+)?s)(?=['’]?(?:\s|[.,;:!?)]|$))(?!\s+\p{Lu}\p{Ll}+\s+(?:Bank|Fund|Foundation|School))/gu;
/** Among colleagues: "Ruiz notes, 2/24", "the Ruiz file", "Ruiz review". */
const fileOf = new RegExp(
  `(?<![\\p{L}]\\s?)(${surnameWord})(?=\\s+(?:meeting notes|notes|file|review|meeting|call|visit|prep|billing|agenda|recap|accounts|paperwork)(?![\\p{L}]))`,
  "gu",
);
const isOther = (scene: Scene, span: Span): boolean =>
  (["person", "institution", "firm"] as const).some((kind) => scene.findAt(kind, span));
const neighbours = /\b(?:neighbou?rs?|friends?|buyers?|sellers?|tenants?|renters?)(?:,)?\s+$/i;
const clientCue =
  /\b(?:household|review|their (?:file|accounts?|advisor|plan)|clients?|prospects?|meeting with|relationship)\b/i;

const spanOf = (part: Span, match: RegExpExecArray): Span => {
  const startChar = part.startChar + match.index;
  return { startChar, endChar: startChar + match[0].length };
};

const surnames = (scene: Scene): string[] =>
  scene.referents().flatMap(({ type, keys }) => (type === "Person" && keys.surname ? [keys.surname] : []));

const pluralsOf = (surname: string): string[] => [
  `${surname}s`,
  `${surname}es`,
  `${surname.replace(/y$/, "ie")}s`,
  ...(surname.endsWith("s") ? [surname] : []),
];
const singularOf = (written: string): string =>
  /(?:[sxz]|ch|sh)es$/i.test(written) ? written.slice(0, -2) : written.replace(/s$/, "");

/** Mail among colleagues speaks of clients by family name. */
const isInternal = (scene: Scene): boolean => {
  const { from, to } = scene.message;
  const domains = new Set([...from, ...to].map(({ address }) => address?.split("@")[1]));
  return domains.size === 1 && to.length > 0;
};

const isFamilyName = (word: string): boolean => {
  const folded = fold(word);
  if (notFamilies.has(folded) || places.has(folded)) return false;
  return word.includes("-") || !isCommonWord(word) || isGivenName(word);
};
const notFamilies = new Set(
  "the our your my his her their this that and whole entire immediate dear royal first single multi united american bahamas netherlands philippines hamptons rockies catskills adirondacks poconos yankees packers feds cpas llcs iras rmds etfs cds hsas braves cubs monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december christmas zoom teams".split(
    " ",
  ),
);
const places = vocabularyWords("places.txt");

const add = (scene: Scene, surname: string, span: Span): void => {
  const clean = surname.replace(/['’]s?$/, "");
  const known = scene
    .referents()
    .find(({ type, keys }) => type === "Household" && fold(keys.surname ?? "") === fold(clean));
  const id = known?.id ?? scene.addReferent("Household", `${clean} household`, { surname: clean });
  if (!scene.addFind("household", id, span, true)) return;
  scene.addMention(id, span, 0.9);
  for (const person of scene.referents()) {
    const { surname: own, role, leaning } = person.keys;
    if (person.type !== "Person" || !own || role || leaning === "professional") continue;
    if (
      fold(clean)
        .split(/[-/\s]+/)
        .includes(fold(own)) ||
      fold(own) === fold(clean)
    )
      scene.addRelation("belongsToHousehold", person.id, id, span, 0.8);
  }
};

import { matchesOf } from "../lib/matches-of.ts";
import type { Span } from "../lib/span.ts";
import { capitalisedRuns, type Run, withoutPossessive } from "./capitalised.ts";
import { findShortForms } from "./find-short-forms.ts";
import { hasInstitutionCue, kindByBusiness, kindByContext, kindByPlan } from "./institution-contexts.ts";
import { kindOfInstitutionName, knownInstitutionKind, knownInstitutionsIn } from "./institution-names.ts";
import { addInstitution, overlapsKnown } from "./institution-referents.ts";
import type { Part } from "./name-words.ts";
import { isAmbiguousName, isCommonWord, isGivenName, isHonorific } from "./names.ts";
import { knownNames } from "./people.ts";
import type { Scene } from "./scene.ts";
import { readableParts } from "./scene-parts.ts";
import { fold, vocabularyWords } from "./vocabulary.ts";

/** Institutions by name (a list), by shape ("… Hospital", "… Credit Union"), by what is plainly said of them ("my last day at …"), and their short forms. */
export const findInstitutions = (scene: Scene): void => {
  const parts = readableParts(scene);
  for (const part of parts) findByShape(scene, part);
  for (const part of parts) findByList(scene, part);
  for (const part of parts) findLowercase(scene, part);
  for (const part of parts) findByContext(scene, part, false);
  findShortForms(scene, parts);
};

/** After people: names left over that papers and money go to, and short forms of what that adds. */
export const findMoreInstitutions = (scene: Scene): void => {
  const parts = readableParts(scene);
  for (const part of parts) findByContext(scene, part, true);
  findShortForms(scene, parts);
};

const findByShape = (scene: Scene, part: Part): void => {
  for (const run of capitalisedRuns(part)) {
    for (let end = run.words.length; end >= 2; end -= 1) {
      const start = firstWordOf(run, end, part);
      const words = run.words.slice(start, end);
      const [first, last] = [words[0], words.at(-1)];
      if (words.length < 2 || !first || !last) continue;
      const written = scene.content.slice(first.startChar, last.endChar);
      const name = withoutPossessive(written);
      const kind = kindOfInstitutionName(name);
      if (
        !kind ||
        !isDistinct(
          words.map(({ text }) => text),
          kind,
        )
      )
        continue;
      addInstitution(scene, { startChar: first.startChar, endChar: first.startChar + name.length }, kind, 0.9);
      break;
    }
  }
  for (const match of matchesOf(saints, part.text)) {
    const startChar = part.startChar + match.index;
    const isChurch = /\b(?:church|parish|mass|pews?|priest|donat\w+|funeral|tith\w+)\b/i.test(part.text);
    addInstitution(scene, { startChar, endChar: startChar + match[0].length }, isChurch ? "charity" : "employer", 0.8);
  }
};

const saints = /(?<![\p{L}])(?:St|Saint)\.?\s\p{Lu}[\p{L}]+['’]s(?![\p{L}])/gu;

/** Skips words that only begin the sentence or belong to something before the name: "Please", "My", "Dear". */
const firstWordOf = (run: Run, end: number, part: Part): number => {
  let start = 0;
  while (start < end - 2) {
    const word = run.words[start];
    if (!word) break;
    const isFunction = functionWords.has(fold(word.text));
    if (isFunction || (isOpening(part, word) && isCommonWord(word.text) && !nameOpeners.has(fold(word.text))))
      start += 1;
    else break;
  }
  while (start < end - 1 && functionWords.has(fold(run.words[start]?.text ?? ""))) start += 1;
  return start;
};

/** The word begins its sentence, line or clause, where capitals say nothing. */
const isOpening = (part: Part, word: Span): boolean =>
  /^$|[\n:.!?"“(•*-]\s*$/.test(part.text.slice(0, word.startChar - part.startChar));

/** A name needs a word of its own: "Adult Protective Services" and "Annual Review Meeting" have none; banks and schools may do without. */
const isDistinct = (words: readonly string[], kind: string): boolean => {
  const own = words
    .slice(0, -1)
    .filter((word) => /^\p{Lu}/u.test(word) && !/^(?:The|A|Our|My|Your|His|Her|Their)$/.test(word));
  if (own.length === 0) return false;
  if (own.some((word) => !isCommonWord(withoutPossessive(word)))) return true;
  if (/^(?:bank|university)$/.test(kind)) return own.every((word) => !genericWords.has(fold(word)));
  return own.length >= 2 && own.every((word) => !genericWords.has(fold(word)));
};

/** Writers without capitals: "a roth at fidelity", where the name is no word of the dictionary. */
const findLowercase = (scene: Scene, part: Part): void => {
  for (const match of matchesOf(lowercasePlaces, part.text)) {
    const kind = knownInstitutionKind(match[0]);
    if (!kind || isCommonWord(match[0]) || isGivenName(match[0])) continue;
    const startChar = part.startChar + match.index;
    addInstitution(scene, { startChar, endChar: startChar + match[0].length }, kind, 0.8);
  }
};

const lowercasePlaces = /(?<=\b(?:at|with|through|via|from)\s)\p{Ll}{4,}(?![\p{L}\d])/gu;

const findByList = (scene: Scene, part: Part): void => {
  for (const { index, text: written } of knownInstitutionsIn(part)) {
    const kind = knownInstitutionKind(written);
    const startChar = part.startChar + index;
    const span = { startChar, endChar: startChar + written.length };
    if (!kind) continue;
    const isOneWord = !/\s/.test(written);
    const isPerson = isOneWord && (isGivenName(written) || isAmbiguousName(written));
    const isOpen = isOpening(part, span) || isTitled(part);
    const isWord = weakNames.has(fold(written)) || isPerson || (isOneWord && isOpen && isCommonWord(written));
    if (isWord && !hasInstitutionCue(part.text, index, written.length)) continue;
    addInstitution(scene, span, kind, isWord ? 0.7 : 0.95);
  }
};

const findByContext = (scene: Scene, part: Part, alsoWeak: boolean): void => {
  for (const run of capitalisedRuns(part)) {
    const words = ownWords(run, part);
    const first = words[0];
    const last = words.at(-1);
    if (!first || !last || words.length > 5) continue;
    const written = withoutPossessive(scene.content.slice(first.startChar, last.endChar));
    const span = { startChar: first.startChar, endChar: first.startChar + written.length };
    if (isNoName(words.map(({ text }) => withoutPossessive(text))) || overlapsKnown(scene, span)) continue;
    const before = part.text.slice(
      Math.max(0, first.startChar - part.startChar - 70),
      first.startChar - part.startChar,
    );
    const after = part.text.slice(span.endChar - part.startChar, span.endChar - part.startChar + 40);
    const isPossessive = /^['’]/.test(after);
    const plan = kindByPlan(after);
    const opens = isOpening(part, first);
    const isWeakOpen = alsoWeak && !opens && !isTitled(part);
    const kind =
      kindByContext(before) ??
      plan ??
      (isWeakOpen
        ? (kindByBusiness(before, part.text) ??
          kindOfActor(
            words.map(({ text }) => text),
            after,
          ))
        : null);
    if (
      kind &&
      canBeName(
        scene,
        words.map(({ text }) => withoutPossessive(text)),
        opens,
        plan !== null && !isPossessive,
        isPossessive,
      )
    )
      addInstitution(scene, span, kind, 0.75);
  }
};

/** The words of a run from the name on: after "Roll the", "My" and a person's possessive ("Ana's Granite"). */
const ownWords = (run: Run, part: Part): Run["words"] => {
  let words = run.words.slice(run.words.findIndex(({ text }) => !functionWords.has(fold(text))));
  const owner = words.findIndex(({ text }) => withoutPossessive(text) !== text && isGivenName(withoutPossessive(text)));
  if (owner >= 0 && owner < words.length - 1) words = words.slice(owner + 1);
  const the = words.findIndex(({ text }) => text === "the");
  const [first] = words;
  if (the > 0 && first && isOpening(part, first) && words.slice(0, the).every(({ text }) => isCommonWord(text)))
    words = words.slice(the + 1);
  return words;
};

/** An unknown name that acts as companies do: "Alder puts in 4%", "Alder's legal department". */
const kindOfActor = (words: readonly string[], after: string): string | null => {
  const isUnknown =
    words.some((word) => !isCommonWord(withoutPossessive(word))) && !words.some((word) => word === word.toUpperCase());
  // One unknown word that says, wants, pays or sends is as likely somebody's name.
  const acts = words.length === 1 ? actsAsNobodyDoes : actsAsCompany;
  return isUnknown && acts.test(after) ? "employer" : null;
};
const actsAsNobodyDoes =
  /^(?:['’]s)?\s+(?:legal|HR|payroll|benefits|management|stock|shares|is (?:matching|laying|hiring|being (?:acquired|bought|sold))|puts in|matches|matched|announced|merged|acquired|laid off)\b/;
const actsAsCompany =
  /^(?:['’]s)?\s+(?:legal|HR|payroll|benefits|management|stock|shares|is (?:making|getting|buying|selling|being|matching|closing|laying|paying|hiring)|puts in|pays|paid|matches|matched|offers|offered|gives|gave|goes|went|wants|announced|merged|acquired|laid|sent|says|said|closed|opened|will|has)\b/;

/** Most words capitalised: a heading, in which capitals say nothing. */
const isTitled = ({ text }: Part): boolean => {
  const words = text.match(/\p{L}{4,}/gu) ?? [];
  return words.length > 2 && words.filter((word) => /^\p{Lu}/u.test(word)).length > words.length * 0.75;
};

/** "We'll", "That's", "Could I": sentences begin so, names do not. */
const contraction =
  /^(?:I|I['’]\p{L}+|\p{L}+n['’]t|(?:We|You|They|He|She|It|That|There|What|Who|Here|How|Where)['’]\p{L}+)$/u;

/** Words that name nothing, told without looking around. */
const isNoName = (words: readonly string[]): boolean => {
  const [first = ""] = words;
  if (words.some((word) => contraction.test(word))) return true;
  if (isHonorific(first) || first.length < 3 || /^\d/.test(first)) return true;
  return (words.length === 1 && isCommonWord(first)) || words.every((word) => notInstitutions.has(fold(word)));
};

/** Not a person known here, a given name (unless it names a plan), a month, a day, a product or an everyday word where capitals say nothing. */
const canBeName = (
  scene: Scene,
  words: readonly string[],
  opens: boolean,
  namesPlan: boolean,
  isPossessive: boolean,
): boolean => {
  const [first = ""] = words;
  if (/^(?:Cape|Fort|Mount|Mt|Lake|Port|Santa|San|Los|Las|El|Palm|New)\.?$/.test(first)) return false;
  if (words.length === 1 && first === first.toUpperCase() && first.length <= 5)
    return knownInstitutionKind(first) !== undefined;
  if (words.every((word) => isCommonWord(word)) && (opens || words.length === 1)) return false;
  const isListed = knownInstitutionKind(words.join(" ")) !== undefined;
  if (
    words.length <= 3 &&
    isGivenName(first) &&
    !namesPlan &&
    !isListed &&
    (words.length === 1 || !isCommonWord(words[1] ?? ""))
  )
    return false;
  if (/^trust$/i.test(words.at(-1) ?? "")) return isListed;
  // "Deji's account": whoever is called so owns it; the firms that keep accounts are listed.
  if (words.length === 1 && isPossessive && !isListed) return false;
  // "Add Ana's pension": a person after a verb; "Ruiz Foods" may bear a surname known here.
  if (words.length === 2 && isPossessive && isGivenName(words[1] ?? "")) return false;
  const last = fold(words.at(-1) ?? "");
  const { firsts, surnames } = knownNames(scene);
  // "Theodores account" of somebody who leaves the apostrophe out.
  const bare = words.length === 1 ? last.replace(/s$/, "") : last;
  return !firsts.has(last) && !surnames.has(last) && !firsts.has(bare);
};

const functionWords = new Set(
  "the a an my our your his her their its this that these those and or but if so for from with at to in on of by as i we you he she they it please thanks thank dear hi hello hey re fwd fw also then when since after before once because while both yes no ok okay".split(
    " ",
  ),
);
/** Everyday words that do begin names: "First National Bank", "Blue River Credit Union". */
const nameOpeners = new Set(
  "first second third new north south east west great grand golden silver blue green red black white big little old united american national federal state city county country community central general standard universal people citizens farmers union river lake mountain valley hill bay ocean sun star".split(
    " ",
  ),
);
const genericWords = new Set(
  "protective administration agency department revenue labor veterans motor vehicles annual quarterly monthly client clients customer our your adult child family personal financial tax estate retirement investment insurance health care medical home life long term social security new old high public private local state federal national general full special emergency human resources customer service services account accounts conference meeting board office team staff company group plan planning review update house home business money market bank credit trust savings checking college high middle elementary grad graduate law medical business".split(
    " ",
  ),
);
const weakNames = new Set(
  "discover ally regions lively guideline empower progressive guardian equitable travelers citizens duke rice columbia howard marcus zions alliant equity principal anthem pera sei stash acorns notre empower michigan"
    .split(" ")
    .concat("state street", "principal"),
);
const notInstitutions = vocabularyWords("not-institutions.txt");

import type { Span } from "../lib/span.ts";
import type { Zone } from "../mail/message.ts";
import {
  aroundOf,
  gapBefore,
  isAllCaps,
  isCapital,
  isOpening,
  isTitleCased,
  type Part,
  type Word,
  wordsOf,
} from "./name-words.ts";
import {
  isAmbiguousName,
  isCommonWord,
  isCredential,
  isGivenName,
  isHonorific,
  isSameGivenName,
  type PersonName,
  parsePersonName,
} from "./names.ts";
import { findPersonByName, isInitial, keysOfName, knownNames } from "./people.ts";
import { isAfterKin, isElsewhere, isMonthOrPlace, isPartOfOther, personCue } from "./person-cues.ts";
import type { Scene } from "./scene.ts";
import { readableParts } from "./scene-parts.ts";
import { fold, vocabularyWords } from "./vocabulary.ts";

/**
 * People named in subject, sentences and signatures. Names with a title or a surname are read first, so that "Ana" later in the
 * message is "Ana Ruiz"; then single given names: those known here, and those of the list where the place in the sentence allows it.
 */
export const findPeople = (scene: Scene): void => {
  const parts = readableParts(scene);
  for (const part of parts) findInField(scene, part);
  for (const part of parts) findTitled(scene, part, 2);
  for (const part of parts) findFullNames(scene, part);
  for (const part of parts) findTitled(scene, part, 1);
  for (const part of parts) findSurnamesKnown(scene, part);
  for (const part of parts) findGivenNames(scene, part);
};

const nameField =
  /^[ \t>*•-]*(?:account (?:holder|owner|name)|registered (?:to|owner)|owner|holder|client|decedent|insured|annuitant|participant|beneficiary|borrower|applicant|member|name)s?\s*:[ \t]*(?=(\p{Lu}[\p{L}'’-]+(?:[ \t]+\p{Lu}\.?)?(?:[ \t]+\p{Lu}[\p{L}'’-]+){1,2})[ \t]*(?:\(|,|;|$))/imu;

/** Forms and notices: "Owner: ANA M RUIZ", whatever the name. */
const findInField = (scene: Scene, part: Part): void => {
  const match = part.text.includes(":") ? nameField.exec(part.text) : null;
  const written = match?.[1];
  if (!match || !written) return;
  const name = parsePersonName(written);
  const startChar = part.startChar + match.index + match[0].length;
  const words = written.split(/[ \t]+/);
  if (!name || words.every(isCommonWord) || words.some((word) => !/^\p{Lu}/u.test(word))) return;
  const span = { startChar, endChar: startChar + written.length };
  if (!isTaken(scene, span)) record(scene, titleCased(name), span, 0.85);
};

/** "Dr. Ruiz", "Ms Ana Ruiz", "Mr. and Mrs. Ruiz", with at least so many names: full names are read before surnames alone. */
const findTitled = (scene: Scene, part: Part, nameCountMin: number): void => {
  const words = wordsOf(part);
  words.forEach((word, index) => {
    if (!word.isCapital || !isHonorific(word.text) || isTaken(scene, word)) return;
    const couple =
      words[index + 1]?.text === "and" && isHonorific(words[index + 2]?.text ?? "") ? words[index + 2] : undefined;
    const nameAt = couple ? index + 3 : index + 1;
    const taken = takeName(scene, part, words, nameAt, 3);
    const [first, last] = [taken[0], taken.at(-1)];
    if (!first || !last || taken.length < nameCountMin || !/^[\s]*$/.test(gapBefore(part, words, nameAt))) return;
    const [given, surname] = taken.length > 1 ? [first.text, last.text] : [null, last.text];
    const honorific = (couple ?? word).text;
    const name: PersonName = {
      full: taken.map(({ text }) => text).join(" "),
      first: given,
      surname,
      honorific,
      credentials: [],
    };
    if (couple) {
      const spouse: PersonName = { ...name, first: null, full: surname, honorific: word.text };
      record(scene, spouse, { startChar: word.startChar, endChar: last.endChar }, 0.8);
      const second = findPersonByName(scene, name, word.startChar);
      if (second) scene.addMention(second, { startChar: couple.startChar, endChar: last.endChar }, 0.8);
      return;
    }
    record(scene, name, { startChar: word.startChar, endChar: last.endChar }, 0.92);
  });
};

/** "Ana M. Ruiz", "ANA RUIZ", "A. Ruiz"; "Ana and Luis Ruiz" gives both the surname. */
const findFullNames = (scene: Scene, part: Part): void => {
  const words = wordsOf(part);
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (!word?.isCapital || word.possessive) continue;
    const isIntroduced = mayBeIntroduced(scene, part, words, index);
    if (!isIntroduced && !isGivenName(word.text) && !isInitial(word.text) && !isKnownFirst(scene, word.text)) continue;
    if (isTaken(scene, word)) continue;
    const taken = takeName(scene, part, words, index, 4);
    const last = taken.at(-1);
    if (taken.length < 2 || !last || !(isIntroduced || isFullName(scene, part, taken))) continue;
    const { before, after } = aroundOf(part, { startChar: word.startChar, endChar: last.endChar }, 4);
    if (/\bat $/.test(before) && !/^['’]/.test(after) && !isKnownSurname(scene, last.text)) continue;
    const suffix = last.possessive ? null : suffixAfter.exec(part.text.slice(last.endChar - part.startChar));
    const name: PersonName = {
      full: [...taken.map(({ text }) => text), ...(suffix?.[1] ? [suffix[1]] : [])].join(" "),
      first: word.text,
      surname: surnameOf(taken),
      honorific: null,
      credentials: [],
    };
    const endChar = last.endChar + (suffix?.[0].length ?? 0);
    const id = record(scene, titleCased(name), { startChar: word.startChar, endChar }, 0.9);
    shareSurname(scene, words, index, name, id);
    index += taken.length - 1;
  }
};

/** An unlisted name that its place shows to be one: "my father Balwinder Gill", "our CPA Oda Lund", or before a surname known here. */
const mayBeIntroduced = (scene: Scene, part: Part, words: readonly Word[], index: number): boolean => {
  const [word, next] = [words[index], words[index + 1]];
  if (!word || !next?.isCapital || word.text.length < 3 || isAllCaps(word.text)) return false;
  if (isHonorific(word.text) || isCommonWord(word.text)) return false;
  if (gapBefore(part, words, index + 1) !== " " || places.has(word.folded) || notNames.has(word.folded)) return false;
  if (isKnownSurname(scene, next.text)) return !isOpening(part, word) && !isCommonWord(next.text);
  return isAfterKin(part, word) && !isCommonWord(next.text);
};

const suffixAfter = /^,?\s(Jr\.?|Sr\.?|II|III|IV)(?![\p{L}\d])/u;

const surnameOf = (taken: readonly Word[]): string => {
  const particle = taken.findIndex(
    ({ text }, index) => index > 0 && /^(?:de|del|della|di|da|dos|la|van|von|der|den|al|el|bin|ibn)$/i.test(text),
  );
  return taken
    .slice(particle > 0 ? particle : taken.length - 1)
    .map(({ text }) => text)
    .join(" ");
};

/** Adjacent capitalised words that could be one name, from `index` on: given name, initials, surname. */
const takeName = (scene: Scene, part: Part, words: readonly Word[], index: number, countMax: number): Word[] => {
  const taken: Word[] = [];
  for (let at = index; at < words.length && taken.length < countMax; at += 1) {
    const word = words[at];
    if (!word) break;
    if (taken.length > 0 && gapBefore(part, words, at) !== " ") break;
    const isParticle =
      taken.length > 0 &&
      /^(?:de|del|della|di|da|dos|la|van|von|der|den|al|el|bin|ibn)$/.test(word.text) &&
      isCapital(words[at + 1]?.text ?? "");
    if (!isParticle && (!word.isCapital || isTaken(scene, word) || notNames.has(word.folded))) break;
    if (taken.length > 0 && (isCredential(word.text) || isHonorific(word.text))) break;
    taken.push(word);
    if (word.possessive) break;
  }
  while (taken.length > 1 && isInitial(taken.at(-1)?.text ?? "")) taken.pop();
  return taken;
};

const isFullName = (scene: Scene, part: Part, taken: readonly Word[]): boolean => {
  const [first, second, last] = [taken[0], taken[1], taken.at(-1)];
  if (!first || !second || !last) return false;
  const surname = last.text;
  const knownSurname = isKnownSurname(scene, surname);
  if (isInitial(first.text))
    return taken.length === 2 && /\.$/.test(first.text) && (knownSurname || !isCommonWord(surname));
  if (isKnownFirst(scene, first.text) && knownSurname) return true;
  if (!isGivenName(first.text) || !isCapital(surname)) return false;
  if (isAllCaps(first.text) && isAllCaps(surname))
    return knownSurname || (!isAmbiguousName(first.text) && !isCommonWord(surname));
  if (isAmbiguousName(first.text) && isCommonWord(surname) && !knownSurname) return false;
  // A title-cased heading or a place: "Austin Office", "Grace Period". A surname that is a common word needs a plain given name.
  if (isCommonWord(surname) && !knownSurname) return !isTitleCased(part) && !notSurnames.has(fold(surname));
  return !notSurnames.has(fold(surname));
};

const titleCased = (name: PersonName): PersonName => {
  const fix = (text: string): string =>
    isAllCaps(text) && text.length > 2 ? text.replace(/\p{L}+/gu, (w) => w.charAt(0) + w.slice(1).toLowerCase()) : text;
  return {
    ...name,
    full: fix(name.full),
    first: name.first && fix(name.first),
    surname: name.surname && fix(name.surname),
  };
};

/** "Ana and Luis Ruiz": the given name before "and" bears the surname too. */
const shareSurname = (
  scene: Scene,
  words: readonly Word[],
  index: number,
  name: PersonName,
  id: string | null,
): void => {
  const [partner, and] = [words[index - 2], words[index - 1]];
  if (!partner || !and || !id || !/^(?:and|y|et)$/.test(and.text) || !partner.isCapital || partner.possessive) return;
  if (and.startChar - partner.endChar !== 1 || !isGivenName(partner.text) || isTaken(scene, partner)) return;
  record(scene, { ...name, full: `${partner.text} ${name.surname}`, first: partner.text }, partner, 0.85);
};

/** A surname alone, of someone known here: "that Ruiz woman". */
const findSurnamesKnown = (scene: Scene, part: Part): void => {
  for (const word of wordsOf(part)) {
    if (!word.isCapital || !knownNames(scene).surnames.has(word.folded)) continue;
    if (isTaken(scene, word) || isCommonWord(word.text) || word.text.length < 4) continue;
    const bearers = scene
      .referents()
      .filter(({ type, keys }) => type === "Person" && keys.surname && fold(keys.surname) === fold(word.text));
    const after = part.text.slice(word.endChar - part.startChar, word.endChar - part.startChar + 12);
    if (bearers.length !== 1 || !bearers[0] || !/^\s(?:woman|man|fellow|guy|lady|person)\b/.test(after)) continue;
    mention(scene, bearers[0].id, word, 0.7);
  }
};

const findGivenNames = (scene: Scene, part: Part): void => {
  const words = wordsOf(part);
  const isLowercase = writesLowercase(scene, part);
  words.forEach((word, index) => {
    if (!mayBeName(scene, word) || notNames.has(word.folded) || isInitial(word.text)) return;
    if (isElsewhere(part, word) || isTaken(scene, word)) return;
    if (!word.isCapital) findLowercaseName(scene, word, isLowercase);
    else if (!isPartOfOther(part, words, index)) findGivenName(scene, part, word);
  });
};

/** Rules out most words cheaply: only listed names, names known here and capitalised words outside the dictionary are looked at. */
const mayBeName = (scene: Scene, { text, folded, isCapital }: Word): boolean =>
  isCapital || isGivenName(text) || knownNames(scene).firsts.has(folded);

const bareName = (first: string): PersonName => ({
  full: first,
  first,
  surname: null,
  honorific: null,
  credentials: [],
});

/** A capitalised word: someone known here, a listed name where its place allows it, or any word that its place shows to be a name. */
const findGivenName = (scene: Scene, part: Part, word: Word): void => {
  if (findSuffixed(scene, part, word)) return;
  const name = titleCased(bareName(word.text));
  const known = findPersonByName(scene, name, word.startChar);
  const cue = personCue(part, word);
  const opens = isOpening(part, word);
  const isWord = isAmbiguousName(word.text) || isCommonWord(word.text);
  if (known) {
    if (!isWord || !opens || cue || word.possessive) mention(scene, known, word, 0.9);
    return;
  }
  if (isGivenName(word.text)) {
    if (cue) record(scene, name, word, isWord ? 0.75 : 0.85);
    else if (isAllCaps(word.text) && (isTitleCased(part) || word.text.length <= 4)) return;
    else if (!isWord && !places.has(word.folded)) record(scene, name, word, opens ? 0.75 : 0.85);
    else if (!opens && !isTitleCased(part) && !isMonthOrPlace(part, word)) record(scene, name, word, 0.6);
    return;
  }
  // After "my husband" even a word of the dictionary is a name: "my husband Per kept the papers".
  const isCalled = isWord && !opens && isAfterKin(part, word) && !notNames.has(word.folded);
  if (cue === "strong" && (isCalled || !isWord) && word.text.length > 2 && !isAllCaps(word.text))
    record(scene, name, word, 0.7);
};

/** "Theodore, Jr.", beside a Theodore Ruiz, Sr.: of the same surname. */
const findSuffixed = (scene: Scene, part: Part, word: Word): boolean => {
  const suffix = suffixAfter.exec(part.text.slice(word.endChar - part.startChar));
  if (!suffix?.[1] || word.possessive) return false;
  const namesake = scene
    .referents()
    .find(({ type, keys }) => type === "Person" && keys.surname && isSameGivenName(keys.firstName ?? "", word.text))
    ?.keys.surname;
  if (!namesake) return false;
  const full = `${word.text} ${namesake} ${suffix[1]}`;
  const span = { startChar: word.startChar, endChar: word.endChar + suffix[0].length };
  record(scene, { ...bareName(word.text), full, surname: namesake }, span, 0.85);
  return true;
};

/** Writers without capitals: people known here, and plain given names of the list; also "rohans passport". */
const findLowercaseName = (scene: Scene, word: Word, isLowercase: boolean): void => {
  const { text } = word;
  if (text.length < 3 || isAmbiguousName(text) || isCommonWord(text)) return;
  const known = findPersonByName(scene, bareName(capitalise(text)), word.startChar);
  const isKnown = known !== null && fold(scene.getReferent(known).keys.firstName ?? "") === fold(text);
  if (isKnown || (isLowercase && isGivenName(text) && text.length > 3))
    record(scene, bareName(capitalise(text)), word, 0.7);
};

const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const isKnownFirst = (scene: Scene, text: string): boolean => knownNames(scene).firsts.has(fold(text));
const isKnownSurname = (scene: Scene, text: string): boolean => knownNames(scene).surnames.has(fold(text));

/** Whether the zone's sentences mostly begin in lower case: a writer without capitals. */
const writesLowercase = (scene: Scene, part: Part): boolean => {
  const zone = scene.zoneAt(part.startChar);
  if (!zone || zone.kind === "header" || zone.kind === "signature") return false;
  const known = lowercaseZones.get(zone);
  if (known !== undefined) return known;
  const starts = scene.sentences.filter((one) => one.zone === zone).map(({ text }) => /\p{L}/u.exec(text)?.[0] ?? "");
  const isLowercase = starts.filter((letter) => letter && letter === letter.toLowerCase()).length > starts.length / 2;
  lowercaseZones.set(zone, isLowercase);
  return isLowercase;
};
const lowercaseZones = new WeakMap<Zone, boolean>();

const isTaken = (scene: Scene, span: Span): boolean =>
  (["person", "institution", "firm"] as const).some((kind) => scene.findAt(kind, span));

/** Joins the name to the person of this message it can only mean, or adds a person. */
const record = (scene: Scene, name: PersonName, span: Span, confidence: number): string | null => {
  const known = findPersonByName(scene, name, span.startChar);
  const id = known ?? scene.addReferent("Person", name.full, {});
  const { name: old, keys } = scene.getReferent(id);
  const gathered = keysOfName(name);
  const isFuller = Boolean(gathered.fullName && !keys.fullName);
  if (!known || isFuller)
    scene.updateReferent(id, {
      name: name.full,
      keys: { ...gathered, ...(keys.firstName ? { firstName: keys.firstName } : {}) },
    });
  else if (gathered.surname && !keys.surname) scene.updateReferent(id, { keys: { surname: gathered.surname } });
  else if (gathered.honorific && !keys.honorific)
    scene.updateReferent(id, { name: old, keys: { honorific: gathered.honorific } });
  mention(scene, id, span, confidence);
  return id;
};

const mention = (scene: Scene, id: string, span: Span, confidence: number): void => {
  if (scene.addFind("person", id, span, true)) scene.addMention(id, span, confidence);
};

const places = vocabularyWords("places.txt");
const notNames = vocabularyWords("not-names.txt");
const notSurnames = vocabularyWords("not-surnames.txt");

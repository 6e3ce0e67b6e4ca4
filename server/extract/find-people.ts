import type { Span } from "../lib/span.ts";
import { withoutPossessive } from "./capitalised.ts";
import { isAmbiguousName, isCommonWord, isCredential, isGivenName, isHonorific, type PersonName } from "./names.ts";
import { findPersonByName, isInitial, keysOfName } from "./people.ts";
import type { Scene } from "./scene.ts";
import { readableParts } from "./scene-parts.ts";
import { fold, vocabularyWords } from "./vocabulary.ts";

type Part = Span & { readonly text: string };
type Word = Span & { readonly text: string; readonly possessive: boolean };

/**
 * People named in subject, sentences and signatures. Names with a title or a surname are read first, so that "Ana" later in the
 * message is "Ana Ruiz"; then single given names: those known here, and those of the list where the place in the sentence allows it.
 */
export const findPeople = (scene: Scene): void => {
  const parts = readableParts(scene);
  for (const part of parts) findTitled(scene, part);
  for (const part of parts) findFullNames(scene, part);
  for (const part of parts) findSurnamesKnown(scene, part);
  for (const part of parts) findGivenNames(scene, part);
};

const wordPattern = /\p{L}[\p{L}\p{M}]*(?:['’-]\p{L}[\p{L}\p{M}]*)*\.?/gu;

const wordsOf = (part: Part): Word[] =>
  [...part.text.matchAll(wordPattern)].map((match) => {
    let text = match[0];
    if (text.endsWith(".") && !isInitial(text) && !isHonorific(text) && !/^(?:jr|sr)\.$/i.test(text))
      text = text.slice(0, -1);
    const bare = withoutPossessive(text);
    const startChar = part.startChar + match.index;
    return { startChar, endChar: startChar + bare.length, text: bare, possessive: bare !== text };
  });

const isCapital = (text: string): boolean => /^\p{Lu}/u.test(text);
const isAllCaps = (text: string): boolean => text.length > 1 && text === text.toUpperCase();

/** "Dr. Ruiz", "Ms Ana Ruiz", "Mr. and Mrs. Ruiz". */
const findTitled = (scene: Scene, part: Part): void => {
  const words = wordsOf(part);
  words.forEach((word, index) => {
    if (!isHonorific(word.text) || !isCapital(word.text) || isTaken(scene, word)) return;
    const couple =
      words[index + 1]?.text === "and" && isHonorific(words[index + 2]?.text ?? "") ? words[index + 2] : undefined;
    const nameAt = couple ? index + 3 : index + 1;
    const taken = takeName(scene, part, words, nameAt, 3);
    const [first, last] = [taken[0], taken.at(-1)];
    if (!first || !last || !/^[\s]*$/.test(gapBefore(part, words, nameAt))) return;
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
    if (!word || !isCapital(word.text) || word.possessive || isTaken(scene, word)) continue;
    const taken = takeName(scene, part, words, index, 4);
    const last = taken.at(-1);
    if (taken.length < 2 || !last || !isFullName(scene, part, taken)) continue;
    const name: PersonName = {
      full: taken.map(({ text }) => text).join(" "),
      first: word.text,
      surname: surnameOf(taken),
      honorific: null,
      credentials: [],
    };
    const id = record(scene, titleCased(name), { startChar: word.startChar, endChar: last.endChar }, 0.9);
    shareSurname(scene, words, index, name, id);
    index += taken.length - 1;
  }
};

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
    if (!isParticle && (!isCapital(word.text) || isTaken(scene, word) || notNames.has(fold(word.text)))) break;
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

/** Most words capitalised: a heading, in which capitals say nothing. */
const isTitleCased = (part: Part): boolean => {
  const words = part.text.match(/\p{L}{4,}/gu) ?? [];
  return words.length > 2 && words.filter(isCapital).length > words.length * 0.7;
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
  if (!partner || !and || !id || !/^(?:and|y|et)$/.test(and.text) || !isCapital(partner.text) || partner.possessive)
    return;
  if (and.startChar - partner.endChar !== 1 || !isGivenName(partner.text) || isTaken(scene, partner)) return;
  record(scene, { ...name, full: `${partner.text} ${name.surname}`, first: partner.text }, partner, 0.85);
};

/** A surname alone, of someone known here: "that Ruiz woman". */
const findSurnamesKnown = (scene: Scene, part: Part): void => {
  for (const word of wordsOf(part)) {
    if (!isCapital(word.text) || isTaken(scene, word) || isCommonWord(word.text) || word.text.length < 4) continue;
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
  const lowercase = writesLowercase(scene, part);
  words.forEach((word, index) => {
    if (isTaken(scene, word) || notNames.has(fold(word.text))) return;
    const name: PersonName = { full: word.text, first: word.text, surname: null, honorific: null, credentials: [] };
    const known = findPersonByName(scene, titleCased(name), word.startChar);
    if (!isCapital(word.text)) {
      // Writers without capitals: people known here, or plain given names of the list.
      const isPlain = !isAmbiguousName(word.text) && !isCommonWord(word.text) && word.text.length > 2;
      if (
        isPlain &&
        ((known && isExactFirst(scene, known, word.text)) ||
          (lowercase && isGivenName(word.text) && word.text.length > 3))
      ) {
        record(scene, { ...name, full: capitalise(word.text), first: capitalise(word.text) }, word, 0.7);
      }
      return;
    }
    if (isPartOfOther(part, words, index)) return;
    const opens = isOpening(part, word);
    if (known && (!isAmbiguousName(word.text) || !opens || isNamedBy(part, words, index))) {
      if (isInitial(word.text)) return;
      if (isCommonWord(word.text) && opens && !isNamedBy(part, words, index)) return;
      mention(scene, known, word, 0.9);
      return;
    }
    if (known) return;
    const cue = isNamedBy(part, words, index);
    const listed = isGivenName(word.text);
    if (listed && !isAmbiguousName(word.text) && !(isAllCaps(word.text) && isTitleCased(part) && !cue)) {
      if (places.has(fold(word.text)) && !cue) return;
      record(scene, titleCased(name), word, opens && !cue ? 0.75 : 0.85);
    } else if (listed && cue) record(scene, titleCased(name), word, 0.75);
    else if (!listed && cue === "strong" && !isCommonWord(word.text) && word.text.length > 2 && !isAllCaps(word.text))
      record(scene, name, word, 0.7);
    else if (listed && !opens && !isTitleCased(part) && !monthOrPlace(part, word))
      record(scene, titleCased(name), word, 0.6);
  });
};

const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const isExactFirst = (scene: Scene, id: string, text: string): boolean =>
  fold(scene.getReferent(id).keys.firstName ?? "") === fold(text);

/** The word stands in a longer capitalised name that is not a person's: "Austin Office Park", "Lake Charlotte". */
const isPartOfOther = (part: Part, words: readonly Word[], index: number): boolean => {
  const [before, word, after] = [words[index - 1], words[index], words[index + 1]];
  if (!word) return true;
  const joinsAfter =
    after &&
    !word.possessive &&
    isCapital(after.text) &&
    after.text.length > 1 &&
    gapBefore(part, words, index + 1) === " ";
  if (joinsAfter && !isGivenName(after.text) && !/^(?:I|I'm|I'll|I've|I'd)$/.test(after.text)) return true;
  const joinsBefore =
    before &&
    isCapital(before.text) &&
    !before.possessive &&
    gapBefore(part, words, index) === " " &&
    !isOpening(part, before);
  return Boolean(joinsBefore && !isGivenName(before.text) && before.text !== "I" && !kinWords.has(fold(before.text)));
};

/** Words around the name that only fit a person: kin before, a vocative comma, "and I", a verb of saying, a possessive. */
const isNamedBy = (part: Part, words: readonly Word[], index: number): "strong" | "weak" | null => {
  const word = words[index];
  if (!word) return null;
  const before = part.text.slice(Math.max(0, word.startChar - part.startChar - 40), word.startChar - part.startChar);
  const after = part.text.slice(word.endChar - part.startChar, word.endChar - part.startChar + 40);
  if (
    kinBefore.test(before) ||
    /^,?\s+(?:and|&)\s+(?:I|me|myself)\b/.test(after) ||
    /\b(?:me|I)\s+and\s+$/.test(before)
  )
    return "strong";
  if (
    /^\s*,\s*(?:my|our|his|her|their)\s+(?:\p{L}+[\s-]){0,2}(?:wife|husband|son|daughter|mother|father|mom|dad|sister|brother|fianc|partner|child|youngest|oldest|eldest)/u.test(
      after,
    )
  )
    return "strong";
  if (
    /^\s+(?:is|was|has|had|says|said|told|asked|wants|wanted|thinks|thought|turns|turned|starts|started|graduates|graduated|got|gets|needs|needed|called|calls|loves|likes|will|would|can|could|should|wrote|sent|and\s+\p{Lu}\p{Ll}+)\b/u.test(
      after,
    ) &&
    sentenceSubject.test(before)
  )
    return personVerb.test(after) ? "strong" : "weak";
  if (
    /(?:^|\n|\b(?:hi|hello|hey|dear|thanks|thank you|morning|afternoon|evening)\s*,?\s*)$/i.test(before) &&
    /^\s*(?:[,:!-]|$|\n)/.test(after)
  )
    return "weak";
  if (
    word.possessive &&
    /^['’]s?\s+(?:\p{L}+\s){0,2}(?:wife|husband|son|daughter|mother|father|mom|dad|sister|brother|birthday|wedding|graduation|tuition|college|529|IRA|Roth|SEP|401|403|account|estate|trust|lawyer|attorney|job|house|school|place|office|email|number|salary|pension|income|funeral|diagnosis|college|retirement|name|side|share|half)/iu.test(
      after,
    )
  )
    return "strong";
  if (
    /\b(?:and|with|for|ask|asked|asking|tell|told|telling|call|called|calling|see|meet|met|email|emailed|from|to|by|cc|copy|copied|copying|if|when|that|says|said|let|have|had|remind|help|introduce|congratulate)\s+$/i.test(
      before,
    )
  )
    return "weak";
  return null;
};

const sentenceSubject =
  /(?:^|[\n.:;,(–—-]\s*|\b(?:and|but|so|that|if|when|because|since|as|now|then|once|while|until|says|think|thinks|hope|know|said|what|where|how|whether|before|after)\s+)$/i;
const personVerb =
  /^\s+(?:says|said|told|asked|wants|wanted|thinks|thought|turns|turned|graduates|graduated|loves|likes|wrote|wishes|hopes|is\s+(?:a\s+(?:senior|junior|sophomore|freshman)|turning|pregnant|expecting|engaged|retiring|getting|starting|going|moving|\d|only|just|in\s+(?:his|her|their))|was\s+born)\b/;
const kinBefore =
  /\b(?:wife|husband|son|daughter|mother|father|mom|dad|sister|brother|fianc[eé]e?|partner|spouse|girlfriend|boyfriend|grandson|granddaughter|grandmother|grandfather|grandma|grandpa|aunt|uncle|cousin|nephew|niece|stepson|stepdaughter|stepmother|stepfather|twin|friend|neighbor|colleague|son-in-law|daughter-in-law|mother-in-law|father-in-law|brother-in-law|sister-in-law|named|baby|roommate)(?:'s name is|,| is)?\s+(?:named\s+|called\s+)?$/i;
const kinWords = new Set(
  "aunt uncle cousin grandma grandpa grandmother grandfather mom dad mama papa nana auntie tia tio baby little big old poor dear".split(
    " ",
  ),
);

const monthOrPlace = (part: Part, word: Word): boolean => {
  const folded = fold(word.text);
  const before = part.text.slice(Math.max(0, word.startChar - part.startChar - 20), word.startChar - part.startChar);
  const after = part.text.slice(word.endChar - part.startChar, word.endChar - part.startChar + 12);
  if (/^(?:april|may|june|august|january|autumn|summer)$/.test(folded)) return true;
  if (
    places.has(folded) ||
    /\b(?:in|near|to|of|from|at|toward|around|outside|the|a|an|this|last|next|downtown)\s+$/i.test(before)
  )
    return true;
  return (
    /^\s*,\s*(?:[A-Z]{2}\b|\d)/.test(after) ||
    /^\s+(?:\d|Street|St\b|Ave|Road|Rd|Drive|Lane|Court|County|City|Bank|Street)/.test(after)
  );
};

/** Whether the word begins its sentence, line or clause, where capitals say nothing. */
const isOpening = (part: Part, word: Word): boolean => {
  const before = part.text.slice(0, word.startChar - part.startChar);
  return /^[\s"“'(*•-]*$/.test(before) || /[\n.!?:]["”)]?\s+["“(]?$/.test(before);
};

const gapBefore = (part: Part, words: readonly Word[], index: number): string => {
  const [previous, word] = [words[index - 1], words[index]];
  return previous && word ? part.text.slice(previous.endChar - part.startChar, word.startChar - part.startChar) : "";
};

const isKnownFirst = (scene: Scene, text: string): boolean =>
  scene
    .referents()
    .some(({ type, keys }) => type === "Person" && keys.firstName && fold(keys.firstName) === fold(text));
const isKnownSurname = (scene: Scene, text: string): boolean =>
  scene.referents().some(({ type, keys }) => type === "Person" && keys.surname && fold(keys.surname) === fold(text));

/** Words of the part are mostly lower case even where a sentence begins. */
const writesLowercase = (scene: Scene, part: Part): boolean => {
  const zone = scene.zoneAt(part.startChar);
  if (!zone || zone.kind === "header" || zone.kind === "signature") return false;
  const starts = scene.sentences
    .filter((sentence) => sentence.zone === zone)
    .map(({ text }) => /\p{L}/u.exec(text)?.[0] ?? "");
  return (
    starts.length > 0 && starts.filter((letter) => letter && letter === letter.toLowerCase()).length > starts.length / 2
  );
};

const isTaken = (scene: Scene, span: Span): boolean =>
  (["person", "institution", "firm"] as const).some((kind) =>
    scene.findsIn(kind).some((find) => find.startChar < span.endChar && span.startChar < find.endChar),
  );

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

import type { Gender } from "./names.ts";
import { genderOf } from "./people.ts";
import type { Scene } from "./scene.ts";
import type { Sentence } from "./segment.ts";

/** Whom a possessive or pronoun of this sentence means, as referent ids; empty when the message does not say. */
export const antecedentsOf = (scene: Scene, sentence: Sentence, word: string, offset: number): readonly string[] => {
  const author = scene.authorOf(sentence.zone);
  switch (word.toLowerCase()) {
    case "i":
    case "me":
    case "my":
    case "mine":
    case "myself":
      return author ? [author] : [];
    case "we":
    case "us":
    case "our":
    case "ours":
      return author ? [author, ...partnerOf(scene, sentence, author)] : [];
    case "you":
    case "your":
    case "yours":
      return addressed(scene, sentence, offset);
    case "he":
    case "him":
    case "his":
      return latest(scene, sentence, offset, "male");
    case "she":
    case "her":
    case "hers":
      return latest(scene, sentence, offset, "female");
    case "they":
    case "them":
    case "their":
    case "theirs":
      return latestPair(scene, sentence, offset);
    default:
      return [];
  }
};

/** "you": whoever the sentence, its list item or its paragraph speaks to by name, else the people greeted. */
const addressed = (scene: Scene, sentence: Sentence, offset: number): readonly string[] => {
  const inBlock: Sentence[] = [];
  for (let at = sentence.index; at >= 0 && scene.sentences[at]?.block === sentence.block; at -= 1) {
    const one = scene.sentences[at];
    if (one) inBlock.unshift(one);
  }
  const vocatives = inBlock.flatMap((one) => {
    const find = scene.peopleIn(one)[0];
    if (!find || find.startChar > offset || find.startChar - one.startChar > 12 || isByKin.test(find.text)) return [];
    const after = scene.content.slice(find.endChar, find.endChar + 3);
    const before = scene.content.slice(one.startChar, find.startChar);
    return /^\s*[,:–—-]/.test(after) && /^(?:and|so|but|also|ps|p\.s\.|now|finally)?[\s,:.]*$/i.test(before)
      ? [find.referentId]
      : [];
  });
  const last = vocatives.at(-1);
  return last && last !== scene.authorOf(sentence.zone) ? [last] : scene.addresseesOf(sentence.zone);
};

/** "Your mother, having …" is spoken of, not to. */
const isByKin = /^(?:your|my|our|his|her|their)\b/i;

/** The author's other half, when the message names one: "Ana and I", "my wife Ana". */
const partnerOf = (scene: Scene, sentence: Sentence, author: string): readonly string[] => {
  const spouse = scene
    .referents()
    .find(({ keys }) => keys.kin?.relation === "spouse" && keys.kin.of === author && !keys.kin.late);
  if (spouse) return [spouse.id];
  const couple = scene.sentences
    .slice(0, coupleReachSentences)
    .flatMap((one) =>
      one.zone.author === sentence.zone.author
        ? scene
            .peopleIn(one)
            .filter(({ endChar }) =>
              /^\s+(?:and|&)\s+(?:I|me|myself)\b/.test(scene.content.slice(endChar, endChar + 14)),
            )
        : [],
    );
  const surname = scene.getReferent(author).keys.surname;
  const mate = couple.find(({ referentId }) => {
    const keys = scene.getReferent(referentId).keys;
    return (
      referentId !== author &&
      !keys.role &&
      !keys.kin &&
      (!surname || !keys.surname || shareSurname(surname, keys.surname))
    );
  });
  return mate ? [mate.referentId] : [];
};

/** "Marsh-Ruiz" and "Ruiz" may be a couple. */
const shareSurname = (left: string, right: string): boolean => {
  const parts = left.toLowerCase().split(/[\s-]+/);
  return right
    .toLowerCase()
    .split(/[\s-]+/)
    .some((part) => parts.includes(part));
};

// "Ana and I" comes early if at all; a longer search would cost a long message its square.
const coupleReachSentences = 200;

/** The person last spoken of before the offset, in this sentence or the three before it, of the right gender; subjects of sentences come first. */
const latest = (scene: Scene, sentence: Sentence, offset: number, gender: Gender): readonly string[] => {
  const author = scene.authorOf(sentence.zone);
  const addressees = scene.addresseesOf(sentence.zone);
  for (let back = 0; back <= 8; back += 1) {
    const one = scene.sentences[sentence.index - back];
    if (!one || one.zone !== sentence.zone) break;
    const fitting = scene.peopleIn(one).filter(({ referentId, startChar }) => {
      // Someone written to is "you", unless the same sentence just named them in the third person.
      if (startChar >= offset || referentId === author || (back > 0 && addressees.includes(referentId))) return false;
      const { keys } = scene.getReferent(referentId);
      if (keys.kin?.late && back > 0) return false;
      const known = genderOf(keys);
      return known === gender || (known === undefined && back <= 2);
    });
    const sure = fitting.filter(({ referentId }) => genderOf(scene.getReferent(referentId).keys) === gender);
    const pool = sure.length > 0 ? sure : fitting;
    const chosen = back === 0 ? pool.at(-1) : pool[0];
    if (chosen) return [chosen.referentId];
  }
  return [];
};

const latestPair = (scene: Scene, sentence: Sentence, offset: number): readonly string[] => {
  for (let back = 0; back <= 10; back += 1) {
    const one = scene.sentences[sentence.index - back];
    if (!one || one.zone !== sentence.zone) break;
    const people = scene.peopleIn(one).filter(({ startChar }) => startChar < offset);
    for (let at = people.length - 1; at > 0; at -= 1) {
      const [left, right] = [people[at - 1], people[at]];
      if (
        left &&
        right &&
        left.referentId !== right.referentId &&
        /^['’s]*\s*(?:and|&)\s*$/u.test(scene.content.slice(left.endChar, right.startChar))
      ) {
        return [left.referentId, right.referentId];
      }
    }
  }
  return [];
};

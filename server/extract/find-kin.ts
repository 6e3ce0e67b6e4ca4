import { matchesOf } from "../lib/matches-of.ts";
import type { Span } from "../lib/span.ts";
import { antecedentsOf } from "./antecedents.ts";
import { type KinWord, kinPluralSource, kinWordOf, kinWordSource } from "./kinship.ts";
import { genderOf } from "./people.ts";
import type { Find, Scene } from "./scene.ts";
import type { Sentence } from "./segment.ts";
import { fold } from "./vocabulary.ts";

/** Kin by word ("my late husband", "Ana's son", "Mom") and by name ("our daughter Ana"), with the relations they state. */
export const findKin = (scene: Scene): void => {
  if (scene.isUntold) return;
  for (const sentence of scene.sentences) {
    findOwnedKin(scene, sentence);
    findAppositions(scene, sentence);
    findLists(scene, sentence);
    findMarriages(scene, sentence);
  }
  for (const sentence of [...(scene.subject ? [scene.subject] : []), ...scene.sentences])
    findParentsByName(scene, sentence);
};

const filler =
  "(?:(?:late|dear|dearest|beloved|lovely|own|only|one|two|three|other|first|second|third|new|old|older|oldest|eldest|younger|youngest|middle|little|big|baby|twin|poor|long-suffering|wonderful|brilliant|grown|adult|teenage|future|biological|adopted|surviving|ex-?)\\s+)*";
const owner = "(my|our|his|her|their|your|\\p{Lu}[\\p{L}\\p{M}]+(?:['’]s|s['’]))";
const ownedKin = new RegExp(`(?<![\\p{L}\\d])${owner}\\s+(${filler})(${kinWordSource})(?![\\p{L}-])`, "giu");

const findOwnedKin = (scene: Scene, sentence: Sentence): void => {
  for (const match of matchesOf(ownedKin, sentence.text)) {
    const [phrase, possessor = "", fillers = "", word = ""] = match;
    const kin = kinWordOf(word);
    const startChar = sentence.startChar + match.index;
    const endChar = startChar + phrase.length;
    if (!kin || isCompound(scene.content, endChar)) continue;
    const owners = ownersOf(scene, sentence, possessor, startChar);
    // "your mother", to two: whose she is the words alone do not say; their children are both's.
    const isEither = /^your$/i.test(possessor) && owners.length > 1 && kin.relation !== "child";
    const isOurs = /^our$/i.test(possessor) && kin.relation === "child" && owners.length === 1;
    const of = isEither ? [] : isOurs ? [...new Set([...owners, ...copiedParent(scene, sentence)])] : owners;
    const isLate = /\blate\b/i.test(fillers);
    const phraseAt = /['’]/.test(possessor)
      ? (possessorsAt(scene, sentence, startChar)[0]?.startChar ?? startChar)
      : startChar;
    const named =
      selfBefore(scene, sentence, startChar) ??
      nameAfter(scene, sentence, endChar) ??
      nameBefore(scene, sentence, phraseAt) ??
      nameNext(scene, sentence, kin, endChar);
    const [subject] = of;
    if (!subject || (!named && isTradePartner(possessor, word))) continue;
    const span = named
      ? { startChar: Math.min(startChar, named.startChar), endChar: Math.max(endChar, named.endChar) }
      : { startChar, endChar };
    const id =
      named?.referentId ??
      knownKin(scene, subject, kin) ??
      copiedSpouse(scene, subject, kin) ??
      addUnnamed(scene, subject, kin, `${possessor} ${word}`);
    if (id === subject) continue;
    describe(scene, id, subject, kin, isLate);
    scene.addFind("kin", id, { startChar, endChar }, false);
    for (const one of of) relate(scene, one, id, kin, span, named ? 0.9 : 0.7);
  }
};

/** "mother-in-law's", "son's wife" continue; "Mother's Day" and "sister company" are no kin. */
const isCompound = (content: string, endChar: number): boolean =>
  /^(?:['’]s\s+(?:Day|Club)|\s+(?:company|fund|plan|account|board|team|firm|shop|scout))\b/i.test(
    content.slice(endChar, endChar + 16),
  );

/** "Ana and Leo Ruiz's daughter": the people of the possessive, first to last. */
const possessorsAt = (scene: Scene, sentence: Sentence, offset: number): readonly Find[] => {
  const last = scene.personAt(offset);
  if (!last) return [];
  const before = scene.findsIn("person", { startChar: sentence.startChar, endChar: last.startChar }).at(-1);
  return before && /^\s+(?:and|&)\s+$/.test(scene.content.slice(before.endChar, last.startChar))
    ? [before, last]
    : [last];
};

/** "our daughter", to an adviser with one other in copy who is of another house than the adviser: the child of both. */
const copiedParent = (scene: Scene, sentence: Sentence): readonly string[] => {
  const { to, cc } = scene.message;
  const [only] = cc;
  if (sentence.zone.kind !== "own" || !only?.address || cc.length !== 1 || to.length === 0) return [];
  const domain = (address: string | null): string => address?.split("@")[1] ?? "";
  if (to.some(({ address }) => domain(only.address) === domain(address))) return [];
  const copied = scene.referents().find(({ type, keys }) => type === "Person" && keys.address === only.address);
  return copied && copied.keys.leaning !== "professional" ? [copied.id] : [];
};

const ownersOf = (scene: Scene, sentence: Sentence, possessor: string, offset: number): readonly string[] => {
  if (!/['’]/.test(possessor)) {
    const found = antecedentsOf(scene, sentence, possessor, offset);
    return /^your$/i.test(possessor) && found.length > 2 ? [] : found;
  }
  return possessorsAt(scene, sentence, offset).map(({ referentId }) => referentId);
};

/** "my wife Ana", "my wife, Ana," "our daughter (Ana)", "my sister's name is Ana", "my son is named Leo". */
const nameAfter = (scene: Scene, sentence: Sentence, endChar: number): Find | undefined => {
  const find = scene.findsIn("person", { startChar: endChar, endChar: sentence.endChar })[0];
  if (!find) return undefined;
  const gap = scene.content.slice(endChar, find.startChar);
  const after = scene.content.slice(find.endChar, find.endChar + 6);
  if (/^\s+$/.test(gap) || /^(?:['’]s name is|,? (?:is |was )?(?:named|called))\s+$/.test(gap)) return find;
  if (/^\s*\($/.test(gap) && /^\s*[),]/.test(after)) return find;
  if (
    /^,\s+$/.test(gap) &&
    /^\s*(?:[,.;!?)]|$)/.test(after) &&
    !/^\s*,?\s+(?:and|please|can|could|would|do|did|thank)/.test(after)
  )
    return isVocative(scene, find) ? undefined : find;
  return undefined;
};

/** "I am Ana's sister": the writer is. */
const selfBefore = (scene: Scene, sentence: Sentence, startChar: number): Find | undefined => {
  const self = /(?<![\p{L}'’])(I(?:['’]m| am))\s+(?:also\s+)?$/u.exec(
    scene.content.slice(sentence.startChar, startChar),
  );
  const author = self && scene.authorOf(sentence.zone);
  if (!self || !author) return undefined;
  const at = sentence.startChar + self.index;
  return { startChar: at, endChar: startChar, referentId: author, text: self[0], isMention: false };
};

/** "his partner" of a lawyer shares his office; "my partner" is the writer's other half. */
const isTradePartner = (possessor: string, word: string): boolean =>
  /^partner$/i.test(word) && !/^(?:my|your)$/i.test(possessor);

/** "Ana's brother wants out. His name's Leo": the sentence after says the name. */
const nameNext = (scene: Scene, sentence: Sentence, kin: KinWord, endChar: number): Find | undefined => {
  const rest = scene.content.slice(endChar, endChar + 200);
  const called = /^[^.!?\n]{0,120}?[.!?(,;]\s*(his|her|their)\s+names?(?:['’]s| is|: )\s*/i.exec(rest);
  const gender = called && ({ his: "male", her: "female" } as const)[called[1]?.toLowerCase() as "his"];
  if (!called || (gender && kin.gender && gender !== kin.gender)) return undefined;
  const at = endChar + called[0].length;
  return scene.zoneAt(at) === sentence.zone
    ? scene.findsIn("person").find(({ startChar }) => startChar === at)
    : undefined;
};

/** "my husband", of a writer whose one other reader of the family is copied: of the surname or the domain, a professional's never. */
const copiedSpouse = (scene: Scene, of: string, kin: KinWord): string | undefined => {
  const { from, to, cc } = scene.message;
  if (kin.relation !== "spouse" || scene.referentOf(from[0] ?? { name: null, address: null }) !== of) return undefined;
  const own = scene.getReferent(of).keys;
  const family = [...to, ...cc].flatMap((mailbox) => {
    const id = scene.referentOf(mailbox);
    const keys = id ? scene.getReferent(id).keys : undefined;
    if (!id || !keys || id === of || keys.leaning === "professional" || keys.kin) return [];
    const isSame = keys.surname !== undefined && fold(keys.surname) === fold(own.surname ?? "");
    const gender = genderOf(keys);
    return isSame && (!gender || !kin.gender || gender === kin.gender) ? [id] : [];
  });
  return family.length === 1 ? family[0] : undefined;
};

/** A name after a comma may be the one spoken to: "I told my wife, Dana, that …" is kin, "ask my wife, Dana." need not be. */
const isVocative = (scene: Scene, find: Find): boolean => {
  const zone = scene.zoneAt(find.startChar);
  return Boolean(zone && scene.addresseesOf(zone).includes(find.referentId));
};

/** "Ana, my wife", "Leo (our son)", "Ana here, Leo's sister", "Ana is my sister", "Leo, who is her son". */
const nameBefore = (scene: Scene, sentence: Sentence, startChar: number): Find | undefined => {
  const find = scene.findsIn("person", { startChar: sentence.startChar, endChar: startChar }).at(-1);
  if (!find) return undefined;
  const gap = scene.content.slice(find.endChar, startChar);
  if (
    /^(?:\s+here)?,\s+(?:\d{1,3},\s+)?(?:who (?:is|was)\s+)?$/.test(gap) ||
    /^\s*[(–—-]\s*$/.test(gap) ||
    /^\s+(?:is|was)\s+$/.test(gap)
  )
    return find;
  if (/^,?\s+who(?:['’]s| is| was)\s+$/.test(gap)) return find;
  return undefined;
};

/** "Renata here (the daughter", "I'm the son": kin of the one the letter is about are left to the reader of more mail. */
const findAppositions = (scene: Scene, sentence: Sentence): void => {
  const self = /\b(?:this is|I['’]?m|I am|it['’]?s)\s+$/i;
  for (const find of scene.findsIn("person", sentence)) {
    if (!self.test(scene.content.slice(sentence.startChar, find.startChar))) continue;
    const author = scene.authorOf(sentence.zone);
    const keys = scene.getReferent(find.referentId).keys;
    if (
      author &&
      author !== find.referentId &&
      keys.firstName &&
      keys.firstName === scene.getReferent(author).keys.firstName
    ) {
      scene.addMention(author, find, 0.9);
    }
  }
};

/** "our kids are Ben, 16, and Lea, 11", "my sons Ben and Leo", "the children, Ben and Lea". */
const listed = new RegExp(
  `(?<![\\p{L}])(?:(my|our|his|her|their|your|\\p{Lu}[\\p{L}\\p{M}]+['’]s|the)\\s+)(${filler})(${kinPluralSource})(?:\\s+are|\\s+is|:|,|\\s*[(–—-])?\\s+(?=\\p{Lu})`,
  "giu",
);

const findLists = (scene: Scene, sentence: Sentence): void => {
  for (const match of matchesOf(listed, sentence.text)) {
    const [phrase, possessor = "", , word = ""] = match;
    const kin = kinWordOf(word);
    const startChar = sentence.startChar + match.index;
    const names = namesInRow(scene, sentence, startChar + phrase.length);
    const [first, last] = [names[0], names.at(-1)];
    if (!kin || !first || !last) continue;
    const of = /^the$/i.test(possessor)
      ? antecedentsOf(scene, sentence, "our", startChar)
      : ownersOf(scene, sentence, possessor, startChar);
    for (const name of names) {
      for (const one of of) {
        if (one === name.referentId) continue;
        describe(scene, name.referentId, one, kin, false);
        relate(scene, one, name.referentId, kin, { startChar, endChar: name.endChar }, 0.85);
      }
    }
    for (const name of names.slice(1)) {
      if (kin.relation === "child")
        scene.addRelation("siblingOf", first.referentId, name.referentId, { startChar, endChar: name.endChar }, 0.75);
    }
  }
};

const namesInRow = (scene: Scene, sentence: Sentence, from: number): Find[] => {
  const row: Find[] = [];
  for (const find of scene.findsIn("person", { startChar: from, endChar: sentence.endChar })) {
    const gap = scene.content.slice(row.at(-1)?.endChar ?? from, find.startChar);
    const isNext =
      row.length === 0
        ? gap.trim() === ""
        : /^(?:\s*\(?\d{1,2}\)?|\s*\([^)]*\)|,\s*(?:age\s+)?\d{1,2}|,\s*who[^,]*)?,?\s*(?:and|&)?\s*$/.test(gap);
    if (!isNext) break;
    row.push(find);
  }
  return row;
};

/** "Ana and I have been married 18 years", "You and Leo were married", "Ana and Leo are getting married". */
const married =
  /\b(?:married|marry|marrying|wedding anniversary|engaged|divorc(?:e|ed|ing)|split(?:ting)? up|separat(?:ed|ing))\b/i;

const findMarriages = (scene: Scene, sentence: Sentence): void => {
  if (!married.test(sentence.text)) return;
  const people = scene.peopleIn(sentence);
  people.forEach((find, index) => {
    const after = scene.content.slice(find.endChar, Math.min(sentence.endChar, find.endChar + 80));
    const before = scene.content.slice(sentence.startChar, find.startChar);
    const author = scene.authorOf(sentence.zone);
    const next = people[index + 1];
    let other: string | null | undefined = null;
    if (/^\s+and\s+I\b[^.,;]{0,30}\b(?:married|divorc|engaged|split|separat)/i.test(after)) other = author;
    else if (
      /\b(?:you|I|me)\s+and\s+$/i.test(before) &&
      /^\s[^.,;]{0,30}\b(?:married|divorc|engaged|split|separat)/i.test(after)
    ) {
      other = /\b(?:I|i|me)\s+and\s+$/.test(before) ? author : antecedentsOf(scene, sentence, "you", find.startChar)[0];
    } else if (
      next &&
      /^\s+and\s+$/.test(scene.content.slice(find.endChar, next.startChar)) &&
      /^[^.,;]{0,30}\b(?:married|divorc|engaged|split|separat)/i.test(
        scene.content.slice(next.endChar, sentence.endChar),
      )
    ) {
      other = next.referentId;
    }
    if (other && other !== find.referentId) {
      scene.addRelation("spouseOf", find.referentId, other, spanWithin(sentence), 0.8);
    }
  });
};

/** "Mom", "Dad", "Mother", "Daddy" without an owner: the writer's parent, or, from an adviser, the parent of the one written to. */
const parentName =
  /(?<![\p{L}'’])(Mom|Dad|Mother|Father|Mum|Mama|Papa|Mommy|Daddy|Grandma|Grandpa|mom|dad)(?=[\s,.;:!?'’)]|$)/gu;
const ownedBefore = /(?:\b(?:my|our|his|her|their|your|the|a|an|late|['’]s)|['’]s)\s+(?:\p{L}+\s)?$/iu;

const findParentsByName = (scene: Scene, sentence: Sentence): void => {
  for (const match of matchesOf(parentName, sentence.text)) {
    const startChar = sentence.startChar + match.index;
    const span = { startChar, endChar: startChar + match[0].length };
    if (ownedBefore.test(sentence.text.slice(0, match.index)) || scene.personAt(startChar)) continue;
    if (
      /^\p{Ll}/u.test(match[0]) &&
      !/(?:^|[.!?;]\s|\b(?:and|with|for|to|that|when|if)\s)$/.test(sentence.text.slice(0, match.index))
    )
      continue;
    const kin = kinWordOf(match[0]);
    const author = scene.authorOf(sentence.zone);
    if (!kin || !author) continue;
    const isAdviser = scene.getReferent(author).keys.leaning === "professional";
    const of = isAdviser ? scene.addresseesOf(sentence.zone)[0] : author;
    if (!of) continue;
    const id = knownKin(scene, of, kin) ?? addUnnamed(scene, of, kin, match[0]);
    scene.addFind("kin", id, span, false);
    relate(scene, of, id, kin, span, 0.7);
  }
};

const knownKin = (scene: Scene, of: string, kin: KinWord): string | undefined =>
  parentOfChild(scene, of, kin) ?? sameKin(scene, of, kin);

/** "Ana's son" writes of "Mom": she is Ana. */
const parentOfChild = (scene: Scene, of: string, kin: KinWord): string | undefined => {
  const own = scene.getReferent(of).keys.kin;
  if (kin.relation !== "parent" || own?.relation !== "child") return undefined;
  const gender = genderOf(scene.getReferent(own.of).keys);
  return !gender || !kin.gender || gender === kin.gender ? own.of : undefined;
};

const sameKin = (scene: Scene, of: string, kin: KinWord): string | undefined =>
  scene
    .referents()
    .find(
      ({ keys }) =>
        keys.kin?.of === of &&
        keys.kin.relation === kin.relation &&
        (!kin.gender || !keys.kin.gender || keys.kin.gender === kin.gender) &&
        kin.relation !== "child",
    )?.id;

const addUnnamed = (scene: Scene, of: string, kin: KinWord, phrase: string): string =>
  scene.addReferent("Person", phrase, {
    kin: { of, relation: kin.relation, ...(kin.gender ? { gender: kin.gender } : {}) },
  });

/** Keeps the first kinship said of a person; a participant known by address keeps being known by that first. */
const describe = (scene: Scene, id: string, of: string, kin: KinWord, isLate: boolean): void => {
  const { keys } = scene.getReferent(id);
  const gender = kin.gender ?? genderOf(keys);
  if (keys.kin && !isLate) return;
  scene.updateReferent(id, {
    keys: {
      kin: { of, relation: kin.relation, ...(gender ? { gender } : {}), ...(isLate ? { late: true } : {}) },
      leaning: "client",
    },
  });
};

const relate = (scene: Scene, of: string, id: string, kin: KinWord, span: Span, confidence: number): void => {
  if (kin.relation === "spouse") scene.addRelation("spouseOf", of, id, span, confidence);
  if (kin.relation === "parent") scene.addRelation("parentOf", id, of, span, confidence);
  if (kin.relation === "child") scene.addRelation("parentOf", of, id, span, confidence);
  if (kin.relation === "sibling") scene.addRelation("siblingOf", of, id, span, confidence);
};

const spanWithin = (sentence: Sentence): Span => ({
  startChar: sentence.startChar,
  endChar: Math.min(sentence.endChar, sentence.startChar + 300),
});

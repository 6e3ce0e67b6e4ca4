import { matchesOf } from "../lib/matches-of.ts";
import { antecedentsOf } from "./antecedents.ts";
import { type KinWord, kinWordOf, kinWordSource } from "./kinship.ts";
import { genderOf } from "./people.ts";
import type { Find, Scene } from "./scene.ts";
import type { Sentence } from "./segment.ts";

/** Children told of without "my": under "the kids", "she has one daughter, Lea", "our daughter is here!! Lea …", and kin a forwarded mail is addressed to. */
export const findChildren = (scene: Scene): void => {
  if (scene.isUntold) return;
  for (const sentence of scene.sentences) {
    findTopic(scene, sentence);
    findHaving(scene, sentence);
    findArrival(scene, sentence);
  }
  findAddressedParents(scene);
};

const topic = /\b(?:(?:the|our|my) (?:boys|girls)|kids|children)\b/i;
const growing =
  /^\s+(?:is|was|will be|turns|turned|just turned)\s+(?:only\s+|now\s+|just\s+|almost\s+|still\s+|already\s+)?(?:an?\s+)?(?:senior|junior|sophomore|freshman|toddler|baby|(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)[ -]grader|in\s+(?:\w+\s+)?(?:grade|school|college|kindergarten|preschool)|\d{1,2}\b|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)\b/i;

/** "Third, the children. Lea is a senior … Ben is only twelve": those who grow in a paragraph about the children. */
const findTopic = (scene: Scene, sentence: Sentence): void => {
  if (!topic.test(sentence.text)) return;
  const parents = antecedentsOf(scene, sentence, "our", sentence.startChar);
  const found = scene.sentences
    .filter(({ block, zone, index }) => block === sentence.block && zone === sentence.zone && index >= sentence.index)
    .flatMap((one) => scene.findsIn("person", one).map((find) => ({ find, one })))
    .filter(({ find, one }) =>
      growing.test(scene.content.slice(find.endChar, Math.min(one.endChar, find.endChar + 40))),
    );
  for (const { find } of found) addChild(scene, parents, find, { relation: "child" }, find.startChar, find.endChar);
  const [first] = found;
  for (const { find } of found.slice(1))
    if (first) scene.addRelation("siblingOf", first.find.referentId, find.referentId, find, 0.7);
};

const having = new RegExp(
  `(?<![\\p{L}])(?:(I|we|he|she|they)\\s+|)(?:also\\s+)?(?:have|has|had)\\s+(?:an?|one|two|three|only)\\s+(?:\\p{L}+\\s){0,2}?(${kinWordSource}|daughters|sons|kids|children),?\\s+(?:named\\s+|called\\s+)?(?=\\p{Lu})`,
  "giu",
);

/** "She has one daughter, Lea": the subject's child. */
const findHaving = (scene: Scene, sentence: Sentence): void => {
  for (const match of matchesOf(having, sentence.text)) {
    const kin = kinWordOf(match[2] ?? "");
    const startChar = sentence.startChar + match.index;
    const find = scene.findsIn("person", sentence).find((one) => one.startChar === startChar + match[0].length);
    if (!find || kin?.relation !== "child") continue;
    const named = scene.peopleIn({ startChar: sentence.startChar, endChar: startChar }).at(-1);
    const parents = match[1] ? antecedentsOf(scene, sentence, match[1], startChar) : named ? [named.referentId] : [];
    addChild(scene, parents, find, kin, startChar, find.endChar);
  }
};

const arrival = new RegExp(
  `\\b(our|my|their)\\s+(?:\\p{L}+\\s)?(${kinWordSource})\\s+(?:is here|was born|arrived|has arrived|came|is born)`,
  "iu",
);

/** "Our daughter is here!! Lea Ruiz, 7 lb": the name follows. */
const findArrival = (scene: Scene, sentence: Sentence): void => {
  const match = arrival.exec(sentence.text);
  const kin = kinWordOf(match?.[2] ?? "");
  const next = scene.sentences[sentence.index + 1];
  const find = next && scene.findsIn("person", next)[0];
  if (!match || kin?.relation !== "child" || !find || find.startChar !== next.startChar) return;
  addChild(
    scene,
    antecedentsOf(scene, sentence, match[1] ?? "", sentence.startChar),
    find,
    kin,
    sentence.startChar + match.index,
    find.endChar,
  );
};

const addChild = (
  scene: Scene,
  parents: readonly string[],
  find: Find,
  kin: KinWord,
  startChar: number,
  endChar: number,
): void => {
  const child = find.referentId;
  const [of] = parents;
  const { keys } = scene.getReferent(child);
  if (!of || keys.address || keys.role || parents.includes(child)) return;
  const gender = kin.gender ?? genderOf(keys);
  if (!keys.kin)
    scene.updateReferent(child, {
      keys: { kin: { of, relation: "child", ...(gender ? { gender } : {}) }, leaning: "client" },
    });
  for (const parent of parents)
    scene.addRelation("parentOf", parent, child, { startChar, endChar: Math.min(endChar, startChar + 300) }, 0.8);
};

/** "To: Mom, Dad" in a message that a parent passes on: the one who passes it on, and whoever bears the surname beside, are they. */
const findAddressedParents = (scene: Scene): void => {
  for (const zone of scene.zones) {
    const child = zone.kind === "forwarded" && zone.author ? scene.referentOf(zone.author) : null;
    if (!child) continue;
    const line = /^To: .*$/m.exec(scene.content.slice(zone.startChar, zone.endChar));
    for (const mailbox of zone.addressees) {
      const kin = mailbox.address ? undefined : kinWordOf(mailbox.name ?? "");
      if (!line || kin?.relation !== "parent") continue;
      const parent = participantAs(scene, child, kin) ?? scene.referentOf(mailbox);
      const startChar = zone.startChar + line.index;
      if (parent) scene.addRelation("parentOf", parent, child, { startChar, endChar: startChar + line[0].length }, 0.8);
    }
  }
};

const participantAs = (scene: Scene, child: string, kin: KinWord): string | undefined => {
  const surname = scene.getReferent(child).keys.surname;
  const { from, to, cc } = scene.message;
  const ids = [...from, ...to, ...cc].flatMap((mailbox) => scene.referentOf(mailbox) ?? []);
  return ids.find((id) => {
    const { keys } = scene.getReferent(id);
    return id !== child && surname !== undefined && keys.surname === surname && genderOf(keys) === kin.gender;
  });
};

import type { ActionClause } from "./action-clauses.ts";
import { personNamedAt, youOf } from "./people-of.ts";
import type { Scene } from "./scene.ts";
import type { Sentence } from "./segment.ts";
import { nameWord } from "./vocabulary/action-phrases.ts";

/** Who does it: the person whom the clause, the list above it or a vocative ("Anna, please send") names; else the author or "you". */
export function assigneesOf(
  scene: Scene,
  sentence: Sentence,
  clause: ActionClause,
  listActor: ActionClause["actor"],
): readonly string[] {
  const author = scene.authorOf(sentence.zone);
  const resolve = (actor: ActionClause["actor"]): readonly string[] => {
    if (actor === "author") return author ? [author] : [];
    if (actor === "addressee") return youOf(scene, sentence);
    if (actor === null) return [];
    const text = scene.content.slice(actor.startChar, actor.endChar);
    if (/^me$/i.test(text) || text === "I") return author ? [author] : [];
    if (/^(?:both of you|you (?:two|both)|both)$/i.test(text)) return bothOf(scene, sentence);
    if (/^(?:you|you (?:all|guys)|everyone|all)$/i.test(text)) return youOf(scene, sentence);
    const several = text.split(/\s(?:and|or)\s/);
    if (several.length > 1) {
      const second = text.length - (several.at(-1)?.length ?? 0);
      return [
        personNamedAt(scene, { startChar: actor.startChar, endChar: actor.startChar + (several[0]?.length ?? 0) }),
        several.at(-1) === "I"
          ? author
          : personNamedAt(scene, { startChar: actor.startChar + second, endChar: actor.endChar }),
      ].filter((id): id is string => id !== null);
    }
    const one = personNamedAt(scene, actor);
    return one ? [one] : [];
  };
  const partner = partnerOf(scene, sentence, clause);
  const called = clause.actor === "addressee" ? calledPerson(scene, sentence) : null;
  if (called && called !== author) return unique([called, ...partner]);
  if (clause.actor === "addressee" && listActor !== null && listActor !== "addressee") return resolve(listActor);
  return unique([...resolve(clause.actor), ...partner]);
}

/** Who stands with the doer before the clause: "Petra and I signed", "you and Petra need to sign". */
function partnerOf(scene: Scene, sentence: Sentence, { span, actor }: ActionClause): readonly string[] {
  const before = scene.content.slice(sentence.startChar, span.startChar);
  if (actor !== null && typeof actor === "object")
    return /(?:^|[\s,])you and $/i.test(before)
      ? [calledPerson(scene, sentence) ?? youOf(scene, sentence)[0]].filter((id) => id !== undefined)
      : [];
  const named = actor === "author" ? besideI.exec(before) : null;
  if (!named?.groups?.name) return [];
  const startChar = sentence.startChar + named.index;
  const person = personNamedAt(scene, { startChar, endChar: startChar + named.groups.name.length });
  return person ? [person] : [];
}

const besideI = new RegExp(`(?<name>${nameWord})\\sand\\s$`, "u");

const domainOf = (scene: Scene, id: string): string | null => scene.getReferent(id).keys.address?.split("@")[1] ?? null;

/** "Both of you" are the two written to, a copy counting where the letter goes to one alone. */
function bothOf(scene: Scene, sentence: Sentence): readonly string[] {
  const direct = youOf(scene, sentence);
  if (direct.length > 1) return direct;
  const author = scene.authorOf(sentence.zone);
  const domain = author ? domainOf(scene, author) : null;
  const copied = scene.message.cc
    .flatMap((mailbox) => scene.referentOf(mailbox) ?? [])
    .filter((id) => id !== author && !direct.includes(id) && domainOf(scene, id) !== domain);
  return copied.length === 1 ? [...direct, ...copied] : direct;
}

/** For whom: the client who asks or who is promised something; resolve drops those who turn out to be professionals. */
export function beneficiariesOf(
  scene: Scene,
  sentence: Sentence,
  clause: ActionClause,
  assignees: readonly string[],
): readonly string[] {
  const author = scene.authorOf(sentence.zone);
  const isOpen = (id: string): boolean => scene.getReferent(id).keys.leaning !== "professional";
  const named = [
    ...scene.findsIn("household", sentence).map((find) => find.referentId),
    ...scene.peopleIn(clause.span).map((find) => find.referentId),
  ].filter(isOpen);
  const writers = [author, ...youOf(scene, sentence)].filter((id): id is string => id !== null);
  const clients = writers.filter(isOpen);
  if (clients.length === 0) {
    const around = [...scene.findsIn("household", sentence), ...scene.peopleIn(sentence)].map(
      (find) => find.referentId,
    );
    return unique([...named, ...around.filter(isOpen)]).slice(0, 1);
  }
  const doers = assignees.filter((id) => clients.includes(id));
  if (doers.length > 0 && clause.kind !== "promise")
    return unique([...(author && isOpen(author) ? [author] : []), ...doers]);
  return unique(clients).slice(0, 3);
}

const vocative = new RegExp(
  `^(?:(?:And|Also|So|Hi|Hey|Thanks|Dear|OK|Okay|Now|Then),?\\s)?(?<name>${nameWord})(?:\\s\\([^)]{1,40}\\))?\\s?[,:–—]\\s`,
  "u",
);

/** The one spoken to by name at the head of the sentence, or of the paragraph or list item it stands in. */
function calledPerson(scene: Scene, sentence: Sentence): string | null {
  for (const { text, startChar } of [sentence, ...firstOfBlock(scene, sentence)]) {
    const name = vocative.exec(text)?.groups?.name;
    if (!name) continue;
    const at = startChar + text.indexOf(name);
    const person = personNamedAt(scene, { startChar: at, endChar: at + name.length });
    if (person) return person;
  }
  return null;
}

function firstOfBlock(scene: Scene, sentence: Sentence): readonly Sentence[] {
  let first = sentence;
  for (let index = sentence.index - 1; index >= 0; index--) {
    const before = scene.sentences[index];
    if (!before || before.block !== sentence.block || before.zone !== sentence.zone) break;
    first = before;
  }
  return first === sentence ? [] : [first];
}

const unique = (ids: readonly string[]): readonly string[] => [...new Set(ids)];

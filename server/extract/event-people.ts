import { matchesOf } from "../lib/matches-of.ts";
import type { Span } from "../lib/span.ts";
import { personNamedAt } from "./people-of.ts";
import type { Scene } from "./scene.ts";
import type { Sentence } from "./segment.ts";
import type { EventType } from "./vocabulary/event-phrases.ts";

/** Whose event it is: the person just before or, for a loss, just after; else whoever "I", "we" or "she" stands for. */
export function eventSubjectsOf(
  scene: Scene,
  sentence: Sentence,
  phrase: Span,
  type: EventType,
  isTold: boolean,
): readonly string[] {
  const { content } = scene;
  const words = content.slice(phrase.startChar, phrase.endChar);
  const author = scene.authorOf(sentence.zone);
  if (type === "death") {
    const deceased = scene.peopleIn(phrase)[0] ?? scene.personAt(phrase.startChar);
    if (deceased) return withBereaved(scene, deceased.referentId, author);
    // "my wife's mother died": not she.
    if (/['’]s\s$/.test(content.slice(Math.max(0, phrase.startChar - 3), phrase.startChar))) return [];
  }
  const reach = isTold ? 90 : 24;
  const from = Math.max(sentence.startChar, phrase.startChar - reach);
  const lead = content.slice(from, phrase.startChar);
  const stop = Math.max(lead.lastIndexOf(". "), lead.lastIndexOf("; "), lead.lastIndexOf("! "));
  const clauseFrom = from + Math.max(0, stop);
  const spoken = content.slice(clauseFrom, phrase.startChar);
  if (type === "inheritance" && /\b(?:me|us)\b/i.test(words)) return author ? [author] : [];
  // "the divorce is final" and "the grandchild on the way" do not say whose.
  if (/^the\s|grand/i.test(words)) return [];
  if (/\b(?:who|that)\s(?:has |have |had |just |is |was |recently )*$/i.test(spoken)) return [];
  const people = scene.peopleIn({ startChar: clauseFrom, endChar: phrase.startChar });
  const pronoun = lastPronoun(spoken + words.slice(0, type === "death" ? 14 : 4), type === "death");
  const nearest = people.at(-1);
  const pronounAt = pronoun ? clauseFrom + pronoun.index : -1;
  if (!isTold && !/(?:['’]s?|\b(?:my|our|his|her|their|your))\s(?:[\w-]+\s)?$/i.test(spoken)) return [];
  // In "my father" the pronoun is a part of who is meant.
  if (nearest && nearest.endChar > pronounAt) {
    const previous = people.at(-2);
    const isPair =
      previous &&
      /^(?:['’]s)?\s?(?:and|&)\s(?:her |his |my |our )?(?:fianc\S+|husband|wife|partner)?\s?$/.test(
        content.slice(previous.endChar, nearest.startChar),
      );
    const pair = isPair && previous ? [previous.referentId, nearest.referentId] : [nearest.referentId];
    const isWithAuthor = /^\s(?:and|&)\sI\b/.test(content.slice(nearest.endChar, nearest.endChar + 8));
    const all = isWithAuthor && author ? [...pair, author] : pair;
    return type === "death" && all[0] ? withBereaved(scene, all[0], author) : all;
  }
  if (!pronoun) {
    const startsBare = /^(?:retiring|moving|getting|starting|selling|buying|bought|sold|graduating|expecting|got)/i;
    return startsBare.test(words) && author && !nearest && isTold ? [author] : [];
  }
  const word = pronoun.word.toLowerCase();
  if (/^(?:i|im|we|my|our|me|us)$/.test(word)) {
    // Nobody writes of their own death: "my" is a part of who is meant.
    if (!author || type === "death") return [];
    const isShared = /^(?:we|our|us)$/.test(word) && sharedTypes.has(type);
    const and = people.filter((person) => /^\s(?:and|&)\sI\b/.test(content.slice(person.endChar, person.endChar + 8)));
    return [
      ...new Set([author, ...and.map((person) => person.referentId), ...(isShared ? partnersOf(scene, author) : [])]),
    ];
  }
  if (/^(?:you|your)$/.test(word)) return scene.addresseesOf(sentence.zone).slice(0, 1);
  const person = personNamedAt(scene, { startChar: pronounAt, endChar: pronounAt + pronoun.word.length });
  if (!person) return [];
  return type === "death" ? withBereaved(scene, person, author) : [person];
}

const sharedTypes: ReadonlySet<EventType> = new Set(["home_purchase", "home_sale", "birth", "marriage", "relocation"]);

/** The author's spouse as far as this message shows one: by kinship, or by the surname of someone it is written to or copied to. */
function partnersOf(scene: Scene, author: string): readonly string[] {
  const kin = scene
    .referents()
    .filter(({ keys }) => keys.kin?.relation === "spouse" && keys.kin.of === author)
    .map(({ id }) => id);
  if (kin.length > 0) return kin;
  const surname = surnameOf(scene, author);
  const others = [...scene.message.cc, ...scene.message.to].flatMap((mailbox) => scene.referentOf(mailbox) ?? []);
  return others.filter((id) => id !== author && surname !== null && surnameOf(scene, id) === surname).slice(0, 1);
}

const surnameOf = (scene: Scene, id: string): string | null => {
  const { name, keys } = scene.getReferent(id);
  const words = name.includes("@") ? [] : name.split(/\s+/);
  return (keys.surname ?? (words.length > 1 ? words.at(-1) : undefined))?.toLowerCase() ?? null;
};

/** A death is also an event of the one who tells of it as a wife, husband, son or daughter. */
function withBereaved(scene: Scene, deceased: string, author: string | null): readonly string[] {
  const { kin } = scene.getReferent(deceased).keys;
  const isClose = kin && author && kin.of === author && /^(?:spouse|parent|child)$/.test(kin.relation);
  return isClose && author ? [deceased, author] : [deceased];
}

function lastPronoun(text: string, isOther = false): { readonly word: string; readonly index: number } | null {
  let last: { word: string; index: number } | null = null;
  for (const match of matchesOf(/\b(?:I|im|we|my|our|you|your|he|she|his|her|they|their)\b/gi, text)) {
    // Nobody writes of their own death.
    if (isOther && /^(?:I|im|we)$/i.test(match[0])) continue;
    last = { word: match[0], index: match.index };
  }
  return last;
}

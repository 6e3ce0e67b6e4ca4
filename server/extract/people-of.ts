import type { Span } from "../lib/span.ts";
import type { Scene } from "./scene.ts";
import type { Sentence } from "./segment.ts";

const isPerson = (scene: Scene, id: string): boolean => scene.getReferent(id).type === "Person";

/** The person a name, "he" or "she" at this place stands for; null when nobody fits. */
export function personNamedAt(scene: Scene, span: Span): string | null {
  const text = scene.content.slice(span.startChar, span.endChar);
  if (/^(?:he|she|him|her)$/i.test(text)) return lastPersonBefore(scene, span.startChar);
  if (/^(?:they|them)$/i.test(text)) return null;
  const found = scene.personAt(span.startChar) ?? scene.peopleIn(span)[0];
  if (found) return found.referentId;
  return personCalled(scene, text);
}

/** The one referent of the message that goes by this first or last name, or signs minutes with these initials. */
export function personCalled(scene: Scene, text: string): string | null {
  if (/^[A-Z]{2,3}$/.test(text)) return personOfInitials(scene, text);
  const words = text
    .replace(/^(?:mr|mrs|ms|dr)\.?\s/i, "")
    .toLowerCase()
    .split(/\s+/);
  const fits = scene.referents().filter((referent) => {
    if (referent.type !== "Person") return false;
    const names = (referent.keys.fullName ?? referent.name).toLowerCase().split(/[\s@.]+/);
    return words.every((word) => names.includes(word.replace(/['’]s$/, "")));
  });
  return fits[0]?.id ?? null;
}

/** "AR" for Anna Reyes, when one person of the message alone has these initials. */
function personOfInitials(scene: Scene, initials: string): string | null {
  const fits = scene.referents().filter(({ type, name, keys }) => {
    const words = (keys.fullName ?? name).split(/[\s-]+/);
    return (
      type === "Person" &&
      words.length > 1 &&
      words
        .map((word) => word.charAt(0))
        .join("")
        .toUpperCase() === initials
    );
  });
  return fits.length === 1 ? (fits[0]?.id ?? null) : null;
}

// A pronoun rarely reaches further back than this.
const pronounReachChars = 400;

function lastPersonBefore(scene: Scene, offset: number): string | null {
  const zone = scene.zoneAt(offset);
  if (!zone) return null;
  const author = scene.authorOf(zone);
  const from = Math.max(zone.startChar, offset - pronounReachChars);
  const people = scene.peopleIn({ startChar: from, endChar: offset }).filter((find) => find.referentId !== author);
  return people.at(-1)?.referentId ?? null;
}

/** Referents of "you" in a zone, those in To before those in Cc; at most two, since a wider "you" is nobody's task. */
export function youOf(scene: Scene, sentence: Sentence): readonly string[] {
  const all = scene.addresseesOf(sentence.zone).filter((id) => isPerson(scene, id));
  const to = new Set(scene.message.to.map((mailbox) => mailbox.address));
  const direct = all.filter((id) => to.has(scene.getReferent(id).keys.address ?? ""));
  return (direct.length > 0 ? direct : all).slice(0, 2);
}

/** The first name to use in a task's title: "Anna" of "Anna Reyes", "Ms. Stolz" when only that is known. */
export function shortNameOf(scene: Scene, id: string): string {
  const { name, keys } = scene.getReferent(id);
  const first = keys.firstName ?? name.split(/[\s@]/)[0] ?? name;
  return keys.honorific && !keys.firstName ? name : first;
}

import { matchesOf } from "../lib/matches-of.ts";
import type { Scene } from "./scene.ts";
import { readableParts } from "./scene-parts.ts";

/**
 * People who go by initials: "MJ" of Min-jun, and whoever signs or is greeted with capitals that begin like their own name.
 * Later words of the message in the same capitals are mentions of them.
 */
export const findInitials = (scene: Scene): void => {
  if (scene.isUntold) return;
  const known = new Map([...doubleNames(scene), ...greeted(scene), ...signed(scene)]);
  if (known.size === 0) return;
  for (const part of readableParts(scene)) {
    for (const match of matchesOf(capitals, scene.content.slice(part.startChar, part.endChar))) {
      const id = known.get(match[0].replaceAll(".", ""));
      const startChar = part.startChar + match.index;
      const span = { startChar, endChar: startChar + match[0].length };
      if (id && scene.addFind("person", id, span, true)) scene.addMention(id, span, 0.8);
    }
  }
};

const capitals = /(?<![\p{L}\p{N}.&/-])(?:\p{Lu}\.\p{Lu}\.|\p{Lu}{2,3})(?![\p{L}\p{N}&/-])/gu;

/** Given names of two parts: "Min-jun" is MJ, "Mary-Jo" too, when only one person of the mail can be meant. */
const doubleNames = (scene: Scene): [string, string][] => {
  const found = scene.referents().flatMap(({ id, type, keys }): [string, string][] => {
    const parts = (keys.firstName ?? "").split("-");
    const [first, second] = parts;
    return type === "Person" && keys.address && first && second && parts.length === 2
      ? [[`${first.charAt(0)}${second.charAt(0)}`.toUpperCase(), id]]
      : [];
  });
  return found.filter(([initials]) => found.filter(([other]) => other === initials).length === 1);
};

/** "MJ," or "Hi TJ," at the head of the mail: the one addressee whose name begins so. */
const greeted = (scene: Scene): [string, string][] =>
  scene.zones
    .filter(({ kind }) => kind === "greeting" || kind === "own")
    .slice(0, 1)
    .flatMap((zone) => {
      const head = scene.content.slice(zone.startChar, zone.endChar).trimStart().slice(0, 24);
      const initials = /^(?:(?:Hi|Hello|Hey|Dear)\s+)?(\p{Lu}{2,3})\s*[,:–—-]/u.exec(head)?.[1];
      const fits = scene.addresseesOf(zone).filter((id) => beginsAlike(scene, id, initials ?? ""));
      return initials && fits[0] && fits.length === 1 ? [[initials, fits[0]] as [string, string]] : [];
    });

/** A line of initials alone near the end: the writer's. */
const signed = (scene: Scene): [string, string][] =>
  scene.zones
    .filter(({ kind }) => kind === "own" || kind === "signature")
    .flatMap((zone): [string, string][] => {
      const author = scene.authorOf(zone);
      const text = scene.content.slice(zone.startChar, zone.endChar).trimEnd();
      const lines = text.split("\n").slice(zone.kind === "own" ? -1 : 0);
      const initials = lines.map((line) => /^\s*[-–—]*\s*(\p{Lu}{2,3})[.,]?\s*$/u.exec(line)?.[1]).find(Boolean);
      return author && initials && beginsAlike(scene, author, initials) ? [[initials, author]] : [];
    });

const beginsAlike = (scene: Scene, id: string, initials: string): boolean => {
  const { firstName } = scene.getReferent(id).keys;
  return Boolean(firstName && initials && firstName.charAt(0).toUpperCase() === initials.charAt(0));
};

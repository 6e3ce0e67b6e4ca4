import type { Span } from "../lib/span.ts";
import { isPersonal } from "./find-participants.ts";
import type { Part } from "./name-words.ts";
import type { Scene } from "./scene.ts";

/** The stretches of a message in which names are looked for: the subject, the sentences, and the lines of signatures; of a list's or machine's mail only the greeting. */
export const readableParts = (scene: Scene): readonly Part[] => {
  const known = read.get(scene);
  if (known) return known;
  const parts = partsOf(scene);
  read.set(scene, parts);
  return parts;
};

/** Several finders read the same parts, and what they note of a part is kept under it. */
const read = new WeakMap<Scene, readonly Part[]>();

const partsOf = (scene: Scene): readonly Part[] => {
  if (scene.isUntold && !isPersonal(scene.message.from[0] ?? { name: null, address: null })) {
    return scene.sentences.filter(
      ({ zone, text }) => zone.kind === "greeting" || (text.length < 60 && /^(?:hi|hello|dear|hey)\b/i.test(text)),
    );
  }
  const signatures = scene.zones
    .filter(({ kind }) => kind === "signature")
    .flatMap((zone) => linesOf(scene.content, zone));
  return [...(scene.subject ? [scene.subject] : []), ...scene.sentences, ...signatures];
};

const linesOf = (content: string, zone: Span): Part[] =>
  [...content.slice(zone.startChar, zone.endChar).matchAll(/\S[^\n]*/g)].map((match) => {
    const startChar = zone.startChar + match.index;
    return { startChar, endChar: startChar + match[0].length, text: match[0], kept: [] };
  });

import type { Span } from "../lib/span.ts";
import type { Scene } from "./scene.ts";

/** The stretches of a message in which names are looked for: the subject, the sentences, and the signatures. */
export const readableParts = (scene: Scene): readonly (Span & { readonly text: string })[] => {
  const signatures = scene.zones
    .filter(({ kind }) => kind === "signature")
    .map(({ startChar, endChar }) => ({ startChar, endChar, text: scene.content.slice(startChar, endChar) }));
  const subject = scene.subject ? [scene.subject] : [];
  return [...subject, ...scene.sentences, ...signatures];
};

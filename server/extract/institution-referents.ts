import type { Span } from "../lib/span.ts";
import { withoutPossessive } from "./capitalised.ts";
import { knownInstitutionKind } from "./institution-names.ts";
import { isCommonWord } from "./names.ts";
import type { Scene } from "./scene.ts";
import { fold } from "./vocabulary.ts";

/** Whether a name already stands at this place. */
export const overlapsKnown = (scene: Scene, span: Span): boolean =>
  (["institution", "firm", "person"] as const).some((kind) => scene.findAt(kind, span));

/** Records the name; the same institution of this message under a longer or shorter name is one referent. */
export const addInstitution = (scene: Scene, span: Span, kind: string, confidence: number): void => {
  if (overlapsKnown(scene, span)) return;
  const name = scene.content.slice(span.startChar, span.endChar).replace(/\s+/g, " ");
  if (kind === "firm") {
    scene.addFind("firm", firmReferent(scene, name), span, false);
    return;
  }
  const known = scene
    .referents()
    .find(
      ({ type, keys }) =>
        type === "Institution" &&
        keys.institution &&
        isSameInstitution(keys.institution, name, keys.institutionKind === kind),
    );
  const id = known?.id ?? scene.addReferent("Institution", name, { institution: name, institutionKind: kind });
  if (known && name.length > (known.keys.institution?.length ?? 0))
    scene.updateReferent(id, { name, keys: { institution: name } });
  if (!scene.addFind("institution", id, span, true)) return;
  scene.addMention(id, span, confidence);
  if (!known) scene.addAttribute(id, "kind", kind, span, confidence);
};

/** Firms are no entities; the referent only lets short forms join. It has no mentions, so nothing is made of it. */
const firmReferent = (scene: Scene, name: string): string =>
  scene
    .referents()
    .find(({ type, keys }) => type === "Institution" && keys.institutionKind === "firm" && keys.institution === name)
    ?.id ?? scene.addReferent("Institution", name, { institution: name, institutionKind: "firm" });

const isSameInstitution = (left: string, right: string, sameKind: boolean): boolean => {
  const [a, b] = [coreWords(left), coreWords(right)];
  if (a.join(" ") === b.join(" ")) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  // "Alder" and "Alder Advisor Services": one house, unless the longer is listed as another ("Fidelity Charitable").
  const isHouse =
    knownInstitutionKind(short.join(" ")) !== undefined && knownInstitutionKind(long.join(" ")) === undefined;
  const isLong = short.length >= 2 && short.every((word, index) => word === long[index]);
  if (!sameKind && !isHouse && !isLong) return false;
  if (short.length === 0 || short.every((word) => isCommonWord(word))) return false;
  return (
    short.every((word, index) => word === long[index]) ||
    short.every((word, index) => word === long[long.length - short.length + index])
  );
};

const coreWords = (name: string): string[] =>
  fold(withoutPossessive(name))
    .replace(/[.,]/g, "")
    .split(/\s+/)
    .filter((word) => !/^(?:inc|llc|ltd|corp|co|company|the|na|plc)$/.test(word));

import { findInstitutions, findMoreInstitutions } from "./find-institutions.ts";
import { findParticipants } from "./find-participants.ts";
import { findPeople } from "./find-people.ts";
import { findSignatures } from "./find-signatures.ts";
import type { ReadInput, Reading } from "./reading.ts";
import { createScene, type Scene } from "./scene.ts";

/** What a message says: a pure function of its canonical content and zones. No model, no network, no clock. */
export const readMessage = (input: ReadInput): Reading => {
  const scene = createScene(input);
  for (const find of finders) find(scene);
  return scene.toReading(engine);
};

const engine = { name: "built-in", version: "1" };

/** In order: each builds on the finds before it. */
const finders: readonly ((scene: Scene) => void)[] = [
  findParticipants,
  findSignatures,
  findInstitutions,
  findPeople,
  findMoreInstitutions,
];

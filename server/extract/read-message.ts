import { claimAccounts } from "./claim-accounts.ts";
import { claimContacts } from "./claim-contacts.ts";
import { claimWork } from "./claim-work.ts";
import { findAccounts } from "./find-accounts.ts";
import { findActions } from "./find-actions.ts";
import { findChildren } from "./find-children.ts";
import { findEvents } from "./find-events.ts";
import { findFlags } from "./find-flags.ts";
import { findGoals } from "./find-goals.ts";
import { findGreetings } from "./find-greetings.ts";
import { findHouseholds } from "./find-households.ts";
import { findInitials } from "./find-initials.ts";
import { findInstitutions, findMoreInstitutions } from "./find-institutions.ts";
import { findKin } from "./find-kin.ts";
import { findMeetings } from "./find-meetings.ts";
import { findParticipants } from "./find-participants.ts";
import { findPeople } from "./find-people.ts";
import { findSignatures } from "./find-signatures.ts";
import { judgeSender } from "./judge-sender.ts";
import type { ReadInput, Reading } from "./reading.ts";
import { createScene, type Scene } from "./scene.ts";

/** What a message says: a pure function of its canonical content and zones. No model, no network, no clock. */
export const readMessage = (input: ReadInput): Reading => {
  const scene = createScene(input);
  for (const find of finders) find(scene);
  return scene.toReading(engine);
};

/** Its version changes whenever the same words would be read otherwise: Extraction.Run then reads stored mail anew. */
export const engine = { name: "built-in", version: "2" };

/** In order: who takes part, names of any kind, who is who, accounts, then what happens. Each builds on the finds before it. */
const finders: readonly ((scene: Scene) => void)[] = [
  judgeSender,
  findParticipants,
  findSignatures,
  findInstitutions,
  findPeople,
  findInitials,
  findMoreInstitutions,
  findGreetings,
  findKin,
  findChildren,
  findHouseholds,
  findAccounts,
  claimAccounts,
  claimWork,
  claimContacts,
  findEvents,
  findMeetings,
  findActions,
  findGoals,
  findFlags,
];

import type { EvidenceSpan, MessageReading } from "../resolution.ts";
import type { Context } from "./context.ts";
import { evidenceOfMention } from "./fact-draft.ts";
import type { Household } from "./households.ts";
import { isParticipant, type Person } from "./person.ts";
import { isRejected } from "./place-decisions.ts";
import { inferred, type RelationDrafts } from "./relation-drafts.ts";
import { relationEnds } from "./relation-ends.ts";

/** Each member of a family belongs to it: shown by the words that name the family where they take part, by kinship, else by their own surname. */
export function addMemberships(context: Context, drafts: RelationDrafts): void {
  for (const household of context.households.all) {
    for (const member of household.members) {
      if (isLate(member, household) || drafts.has("belongsToHousehold", member, household)) continue;
      const [message, evidence] = membershipEvidence(household, member, drafts) ?? [];
      if (message && evidence) drafts.add("belongsToHousehold", member, household, inferred(message, evidence));
    }
  }
}

/** Someone named as "late" belongs to the family's past, not to the unit the firm serves. */
function isLate(member: Person, household: Household): boolean {
  return [...household.members].some((other) => other.kin.some((kin) => kin.person === member && kin.late));
}

function membershipEvidence(
  household: Household,
  member: Person,
  drafts: RelationDrafts,
): [MessageReading, EvidenceSpan[]] | undefined {
  const named = household.refs.find(
    (ref) =>
      ref.mentions.length > 0 &&
      (isParticipant(member, ref.message) || member.refs.some((own) => own.message === ref.message)),
  );
  const words = named?.mentions[0];
  if (named && words) return [named.message, [evidenceOfMention(named.message, words)]];
  const kin = drafts
    .list()
    .find(
      (draft) =>
        (draft.from === member || draft.to === member) &&
        (household.members.has(draft.from as Person) || draft.from === member) &&
        (household.members.has(draft.to as Person) || draft.to === member) &&
        ["spouseOf", "parentOf"].includes(draft.type),
    )?.statements[0];
  if (kin) return [kin.message, [...kin.evidence]];
  const ref =
    member.refs.find((own) => own.mentions.length > 0 && own.referent.keys.surname) ??
    member.refs.find((own) => own.mentions.length > 0);
  const mention = ref?.mentions[0];
  return ref && mention ? [ref.message, [evidenceOfMention(ref.message, mention)]] : undefined;
}

/** Children of one parent are siblings. */
export function addSiblings(drafts: RelationDrafts): void {
  const parents = drafts.of("parentOf").filter((draft) => !isRejected(draft.decision));
  for (const [i, first] of parents.entries()) {
    for (const second of parents.slice(i + 1)) {
      if (first.from !== second.from || first.to === second.to) continue;
      if (drafts.has("siblingOf", first.to, second.to) || drafts.has("siblingOf", second.to, first.to)) continue;
      const [a, b] = [first.statements[0], second.statements[0]];
      const ends = relationEnds("siblingOf", first.to, second.to);
      if (a && b && ends)
        drafts.add(
          ends.type,
          ends.from,
          ends.to,
          inferred(b.message, [...a.evidence.slice(0, 1), ...b.evidence.slice(0, 1)]),
        );
    }
  }
}

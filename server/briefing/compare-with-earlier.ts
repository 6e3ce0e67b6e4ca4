import type { Input } from "../../contract/catalogue.ts";
import type { Actor, TenantTransaction } from "../db/with-organization.ts";
import type { OrganizationKeys } from "../documents/keys.ts";
import { BeepError } from "../errors.ts";
import { followRedirect } from "../graph/follow-redirect.ts";
import { encodeCursor } from "../lib/cursor.ts";
import type { Briefing } from "./briefing.ts";
import { type ComparedSection, compareBriefings } from "./compare-briefings.ts";
import { getBriefing } from "./get-briefing.ts";
import { listBriefings } from "./list-briefings.ts";

type BriefingRef = Pick<Briefing, "id" | "asOf" | "createdAt">;
export type BriefingsCompared = {
  readonly after: BriefingRef;
  readonly before: BriefingRef | null;
  readonly sections: readonly ComparedSection[];
};

/** A briefing beside an earlier one of its subject, each as the actor may read it. ConflictError when they are of different subjects. */
export async function compareWithEarlier(
  tx: TenantTransaction,
  actor: Actor,
  keys: OrganizationKeys,
  { id, withId }: Input<"MeetingPrep.Compare">,
): Promise<BriefingsCompared> {
  const after = await getBriefing(tx, actor, keys, id);
  const beforeId = withId ?? (await findEarlierId(tx, actor, after));
  if (beforeId === undefined) return { after: refOf(after), before: null, sections: [] };
  const before = await getBriefing(tx, actor, keys, beforeId);
  if ((await subjectOf(tx, actor, before)) !== (await subjectOf(tx, actor, after))) {
    throw new BeepError("ConflictError", "The two briefings are about different people. Compare two of one subject.", {
      reason: "different_subjects",
    });
  }
  return {
    after: refOf(after),
    before: refOf(before),
    sections: compareBriefings(before, after),
  };
}

const refOf = ({ id, asOf, createdAt }: Briefing): BriefingRef => ({ id, asOf, createdAt });

/** By the id that stands for the subject today: a merge may have come between. */
const subjectOf = (tx: TenantTransaction, actor: Actor, { subject }: Briefing) =>
  followRedirect(tx, actor, subject.entityId);

const findEarlierId = async (tx: TenantTransaction, actor: Actor, briefing: Briefing): Promise<string | undefined> => {
  const { briefings } = await listBriefings(tx, actor, {
    subjectEntityId: briefing.subject.entityId,
    cursor: encodeCursor([briefing.createdAt, briefing.id]),
    limit: 1,
  });
  return briefings[0]?.id;
};

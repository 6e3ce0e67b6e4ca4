import { findRef } from "./block.ts";
import type { Context } from "./context.ts";
import type { Statement } from "./fact-draft.ts";
import type { RelationDraft } from "./relation-drafts.ts";

/**
 * Who does an action is for the firm to say, or for whoever takes it on: these replace whom a mere request named, be it earlier or later.
 */
export function handOver(context: Context, assignments: readonly RelationDraft[]): void {
  const byAction = Map.groupBy(assignments, (draft) => draft.from);
  for (const drafts of byAction.values()) {
    const settled = drafts.flatMap((draft) =>
      draft.statements.filter((said) => isForThemToSay(context, draft, said)).map((said) => ({ draft, said })),
    );
    const last = settled.at(0) && settled.reduce((a, b) => (isLater(context, b.said, a.said) ? b : a));
    if (!last) continue;
    // Whom the firm named, and who took it on, stay beside whoever comes to help.
    const named = new Set(settled.map(({ draft }) => draft));
    for (const draft of drafts) if (!named.has(draft)) draft.supersededBy = last.draft;
  }
}

function isForThemToSay(context: Context, draft: RelationDraft, said: Statement): boolean {
  if (said.statedBy === "unverified" || said.statedBy === "inferred") return false;
  if (said.confidence < sureMin || isReported(context, said)) return false;
  const sender = said.message.from[0]?.address;
  const speaker = sender ? context.people.byAddress.get(sender) : undefined;
  return said.statedBy === "firm" || speaker === draft.to;
}

function isLater(context: Context, a: Statement, b: Statement): boolean {
  return context.block.messages.indexOf(a.message) > context.block.messages.indexOf(b.message);
}

/** "She asks for $4,000", passed on, names nobody: less sure than this it hands nothing over. */
const sureMin = 0.6;

/** Who reports a thing done helped with it; whose task it is was said before. */
function isReported(context: Context, { message, evidence }: Statement): boolean {
  const claim = message.reading.claims.find(({ id }) => id === evidence[0]?.sourceId);
  if (claim?.kind !== "relation") return false;
  return findRef(context.block, message, claim.from)?.referent.keys.reportOnly === true;
}

import type { Action } from "./action-items.ts";
import { overlap, overlapOrUnknown } from "./context.ts";

/** The open question that a sentence answers: asked of whoever tells, of the same words; in other mail of nearly all of them. */
export function findAnswered(actions: readonly Action[], found: Omit<Action, "cluster">): Action | undefined {
  const scored = actions.flatMap((action) => {
    if (action.isClosed || !asks(action) || !overlap(action.assignees, found.assignees)) return [];
    const isSameThread = overlap(action.threads, found.threads);
    if (!isSameThread && !overlapsKnown(action, found)) return [];
    if (!overlapOrUnknown(action.households, found.households)) return [];
    const asked = [...action.words].filter((word) => !askingWords.has(word));
    const shared = asked.filter((word) => found.words.has(word)).length;
    const share = shared / Math.max(1, asked.length);
    return shared >= 2 && share >= (isSameThread ? shareInThread : shareElsewhere)
      ? [{ action, score: shared + share }]
      : [];
  });
  return scored.toSorted((a, b) => b.score - a.score)[0]?.action;
}

const shareInThread = 0.3;
const shareElsewhere = 0.4;

const overlapsKnown = (a: Omit<Action, "cluster">, b: Omit<Action, "cluster">): boolean =>
  overlap(a.households, b.households);

/** What is to be told or found out, by the first word of its title. */
const asks = ({ cluster }: Action): boolean =>
  cluster.refs.some(({ referent }) =>
    /^(?:tell|say|explain|remind|let|check|find|confirm|see|run|estimate|work out|figure|calculate|compute|model|know|ask|look|verify|project|advise)\b/i.test(
      referent.name,
    ),
  );

const askingWords = new Set(
  "tell say explain remind let check find confirm see run estimat work out figure calcula comput model know ask look verify project advise much many whether mean know".split(
    " ",
  ),
);

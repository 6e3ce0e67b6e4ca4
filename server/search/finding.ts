import type { DraftBullet } from "../briefing/briefing.ts";
import type { HouseholdRecord } from "../briefing/household-record.ts";
import type { ResolvedEntity } from "../graph/resolution.ts";
import type { Facet, SubjectMatter } from "./question-rules.ts";

/** Something the record says, before it is known whether it answers. */
export type Finding = DraftBullet & {
  readonly about: SubjectMatter;
  readonly tells: ReadonlySet<Facet>;
  /** The people it is about, or whose words it is. */
  readonly people: ReadonlySet<string>;
  /** What its terms may stand in: its text, its names and the words it cites. */
  readonly words: string;
  readonly confidence: number;
  readonly saidAtMs: number;
};

/** Sentences of the graph about one thing, with all that their words may be found by. */
export function toFindings(
  record: HouseholdRecord,
  thing: ResolvedEntity,
  about: SubjectMatter,
  tells: ReadonlySet<Facet>,
  people: ReadonlySet<string>,
  drafts: readonly DraftBullet[],
): Finding[] {
  return drafts.map((draft) => ({
    ...draft,
    section: "summary",
    about,
    tells,
    people,
    words: [
      draft.text,
      thing.name,
      ...thing.names.map((n) => n.name),
      ...draft.citations.map((c) => record.wordsAt(c.documentVersionId, c)),
    ].join(" \n "),
    confidence: thing.confidence,
    saidAtMs: Math.max(0, ...draft.citations.map((c) => record.messages.get(c.documentVersionId)?.sentAtMs ?? 0)),
  }));
}

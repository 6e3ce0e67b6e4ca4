import { derivedId } from "../../lib/derived-id.ts";
import type { ResolvedReview } from "../resolution.ts";
import type { Block, Cluster, Ref } from "./block.ts";
import { type Context, householdsOfRef, overlap } from "./context.ts";
import { candidatesNow } from "./doubts.ts";
import { evidenceOfMention } from "./fact-draft.ts";
import type { Household } from "./households.ts";
import { likelyPeople } from "./likely-people.ts";
import { compareText } from "./order.ts";
import type { Person } from "./person.ts";

/** What the resolver would rather ask: of two entities whether they are one, of words whose they are. Reasons are words without personal data. */
export type ReviewDraft = { readonly reasons: readonly string[]; readonly likeness: number } & (
  | { readonly kind: "pair"; readonly left: Cluster; readonly right: Cluster }
  | {
      readonly kind: "whose";
      readonly ref: Ref;
      readonly candidates: readonly Cluster[];
      readonly chosen: Cluster | null;
    }
);

export function findReviews(context: Context, clusters: readonly Cluster[]): ReviewDraft[] {
  const isPerson = (cluster: Cluster): cluster is Person =>
    cluster.type === "Client" || cluster.type === "Professional";
  const persons = clusters.filter(isPerson).filter((person) => context.people.persons.has(person));
  return [
    ...likelyPeople(context, persons),
    ...likelyAccounts(context, clusters),
    ...openDoubts(context.block, clusters),
  ];
}

/** One number in one household that two kinds or two custodians keep apart. */
function likelyAccounts(context: Context, clusters: readonly Cluster[]): ReviewDraft[] {
  const numbered = clusters
    .filter((cluster) => cluster.type === "Account")
    .map((cluster) => ({ cluster, last4: cluster.refs.map((ref) => ref.referent.keys.last4).find(Boolean) }))
    .filter(({ last4 }) => last4 !== undefined);
  return numbered.flatMap((one, i) =>
    numbered.slice(i + 1).flatMap((other): ReviewDraft[] =>
      one.last4 === other.last4 && overlap(homesOf(context, one.cluster), homesOf(context, other.cluster))
        ? [
            {
              kind: "pair",
              left: one.cluster,
              right: other.cluster,
              reasons: ["the same last four digits in one household, told apart by kind or custodian"],
              likeness: 55,
            },
          ]
        : [],
    ),
  );
}

function homesOf(context: Context, cluster: Cluster): Set<Household> {
  return new Set(cluster.refs.flatMap((ref) => [...householdsOfRef(context, ref, ref.referent.keys.owners)]));
}

function openDoubts(block: Block, clusters: readonly Cluster[]): ReviewDraft[] {
  const shown = new Set(clusters);
  return [...block.doubts].flatMap(([ref, doubt]): ReviewDraft[] => {
    const candidates = candidatesNow(block, doubt).filter((candidate) => shown.has(candidate));
    const chosen = block.clusterOf.get(ref) ?? null;
    const isOpen = chosen === null || candidates.includes(chosen);
    if (candidates.length < 2 || !isOpen || ref.mentions.length === 0) return [];
    // Left out, the words help nobody; guessed, they may be wrong.
    return [{ kind: "whose", ref, candidates, chosen, reasons: [doubt.reason], likeness: chosen === null ? 50 : 25 }];
  });
}

/** Gives reviews their ids and their audience: what the evidence of all their sides is shown to. */
export function freezeReviews(drafts: readonly ReviewDraft[], ids: ReadonlyMap<Cluster, string>): ResolvedReview[] {
  return drafts
    .flatMap((draft): ResolvedReview[] => {
      const sides = draft.kind === "pair" ? [draft.left, draft.right] : draft.candidates;
      const entityIds = sides.flatMap((side) => ids.get(side) ?? []);
      if (entityIds.length < 2) return [];
      const { reasons, likeness } = draft;
      if (draft.kind === "pair") {
        const mailboxIds = mailboxesOf(sides.flatMap((side) => side.refs));
        return [
          {
            id: derivedId("review", ...entityIds.toSorted()),
            kind: "pair",
            entityIds,
            chosen: null,
            words: null,
            reasons,
            likeness,
            mailboxIds,
          },
        ];
      }
      const { ref, chosen } = draft;
      const mention = ref.mentions[0];
      if (!mention) return [];
      const { documentId, documentVersionId, startChar, endChar } = evidenceOfMention(ref.message, mention);
      return [
        {
          id: derivedId("review", ref.message.sourceHash, ref.referent.type, String(startChar), String(endChar)),
          kind: "whose",
          entityIds,
          chosen: (chosen && ids.get(chosen)) ?? null,
          words: { documentId, documentVersionId, startChar, endChar },
          reasons,
          likeness,
          mailboxIds: ref.message.mailboxIds.toSorted(),
        },
      ];
    })
    .sort((a, b) => compareText(a.id, b.id));
}

function mailboxesOf(refs: readonly Ref[]): string[] {
  return [...new Set(refs.flatMap((ref) => ref.message.mailboxIds))].sort();
}

import type { Briefing, BriefingBullet, SectionId } from "./briefing.ts";
import { foldWord, wordsIn } from "./words.ts";

/** What became of one line between two briefings of one subject. `changed`: it says otherwise what it said before. */
export type ComparedLine =
  | { readonly change: "same" | "changed"; readonly before: BriefingBullet; readonly after: BriefingBullet }
  | { readonly change: "new"; readonly before: null; readonly after: BriefingBullet }
  | { readonly change: "gone"; readonly before: BriefingBullet; readonly after: null };

export type ComparedSection = {
  readonly id: SectionId;
  readonly title: string;
  readonly lines: readonly ComparedLine[];
};

type Sections = Pick<Briefing, "sections">;

/** Two briefings line by line, in the later one's order, with what is gone at the end of its section. */
export function compareBriefings(before: Sections, after: Sections): readonly ComparedSection[] {
  const earlier = new Map(before.sections.map((section) => [section.id, section]));
  const kept = after.sections.map(({ id, title, bullets }) => ({
    id,
    title,
    lines: compareLines(earlier.get(id)?.bullets ?? [], bullets),
  }));
  const ids = new Set(kept.map(({ id }) => id));
  const dropped = before.sections
    .filter(({ id }) => !ids.has(id))
    .map(({ id, title, bullets }) => ({ id, title, lines: compareLines(bullets, []) }));
  return [...kept, ...dropped].filter(({ lines }) => lines.length > 0);
}

function compareLines(before: readonly BriefingBullet[], after: readonly BriefingBullet[]): readonly ComparedLine[] {
  const partners = pairUp(before, after);
  const taken = new Set(partners.values());
  const present = after.map((bullet): ComparedLine => {
    const partner = partners.get(bullet);
    if (partner === undefined) return { change: "new", before: null, after: bullet };
    return { change: partner.text === bullet.text ? "same" : "changed", before: partner, after: bullet };
  });
  const gone = before.filter((bullet) => !taken.has(bullet));
  return [...present, ...gone.map((bullet): ComparedLine => ({ change: "gone", before: bullet, after: null }))];
}

/** Lines with at least so many of their words in common are about the same: an amount or a date may differ, not the matter. */
const likenessMin = 0.6;

/** Which earlier line each later one goes with: the same words first, then the likest that is still free. */
function pairUp(
  before: readonly BriefingBullet[],
  after: readonly BriefingBullet[],
): Map<BriefingBullet, BriefingBullet> {
  const pairs = after
    .flatMap((later) => before.map((earlier) => ({ later, earlier, likeness: likenessOf(earlier.text, later.text) })))
    .filter(({ likeness }) => likeness >= likenessMin)
    .sort((a, b) => b.likeness - a.likeness);
  const partners = new Map<BriefingBullet, BriefingBullet>();
  const taken = new Set<BriefingBullet>();
  for (const { later, earlier } of pairs) {
    if (partners.has(later) || taken.has(earlier)) continue;
    partners.set(later, earlier);
    taken.add(earlier);
  }
  return partners;
}

/** Dice's coefficient over words; more than any other for the same text. A line whose source was destroyed is like none. */
function likenessOf(one: string, other: string): number {
  if (one === "" || other === "") return 0;
  if (one === other) return 2;
  const [a, b] = [new Set(wordsIn(one).map(foldWord)), new Set(wordsIn(other).map(foldWord))];
  return (2 * [...a].filter((word) => b.has(word)).length) / (a.size + b.size);
}

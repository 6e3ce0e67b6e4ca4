import type { DraftBullet } from "./briefing.ts";
import { countWords } from "./wording.ts";

const joinedWordsMax = 50;
const joinedMax = 4;

/** Short bullets of one kind read quicker as one: aims, and what changed. Each keeps its citations; the first keeps its place. */
export function joinAlike(bullets: readonly DraftBullet[]): DraftBullet[] {
  const joined: (DraftBullet & { readonly parts: number })[] = [];
  for (const bullet of bullets) {
    const kind = kindOf(bullet);
    const at = joined.findIndex(
      (b) =>
        kind !== null &&
        kindOf(b) === kind &&
        b.parts < joinedMax &&
        countWords(b.text) + countWords(bullet.text) <= joinedWordsMax,
    );
    const into = joined[at];
    if (into === undefined || kind === null) joined.push({ ...bullet, parts: 1 });
    else
      joined[at] = {
        ...into,
        text: `${into.text.replace(/^Goal: /, "Goals: ").replace(/\.$/, "")}; ${bullet.text.replace(/^Goal: /, "")}`,
        citations: [...into.citations, ...bullet.citations],
        parts: into.parts + 1,
      };
  }
  return joined.map(({ parts: _, ...bullet }) => bullet);
}

const kindOf = ({ section, text }: DraftBullet): string | null =>
  /^Goals?: /.test(text) ? "goal" : section === "changes" ? "change" : null;

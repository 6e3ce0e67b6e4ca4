import type { Actor, TenantTransaction } from "../db/with-organization.ts";
import type { OrganizationKeys } from "../documents/keys.ts";
import { listVersionContents } from "../documents/version-content.ts";
import { BeepError } from "../errors.ts";
import { findBriefing, listBullets, type StoredBullet } from "./briefing.repository.ts";
import type { Briefing, BriefingBullet, BriefingSection } from "./briefing.ts";
import { readMaskedWords } from "./masked-words.ts";

/**
 * A briefing as it was written, with the bullets whose every citation the actor may read; NotFoundError when none is. A bullet whose
 * source was destroyed stays with its id and no words.
 */
export async function getBriefing(
  tx: TenantTransaction,
  actor: Actor,
  keys: OrganizationKeys,
  id: string,
): Promise<Briefing> {
  const stored = await findBriefing(tx, actor, keys, id);
  const bullets = stored ? await listBullets(tx, actor, id) : [];
  if (!stored || bullets.length === 0) {
    throw new BeepError("NotFoundError", "There is no such briefing.", { resource: "briefing" });
  }
  const whole = bullets.filter((b) => b.text !== null);
  const versions = new Set(whole.flatMap((b) => b.citations.map((c) => c.documentVersionId)));
  const contents = await listVersionContents(tx, keys, [...versions]);
  const wordsAt = readMaskedWords((version) => contents.get(version)?.content ?? "");
  const present = ({ id: bulletId, text, citations }: StoredBullet): BriefingBullet => {
    if (text === null) return { id: bulletId, text: "", citations: [] };
    return {
      id: bulletId,
      text,
      citations: citations.map((c) => ({ ...c, text: wordsAt(c.documentVersionId, c) })),
    };
  };
  const { sectionTitles, ...rest } = stored;
  const sections = sectionTitles.map((section): BriefingSection => {
    const its = bullets.filter((b) => b.section === section.id);
    return { ...section, bullets: its.map(present) };
  });
  return { ...rest, sections: sections.filter((s) => s.bullets.length > 0 || s.note !== undefined) };
}

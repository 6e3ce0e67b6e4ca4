import type { Output } from "../../contract/catalogue.ts";
import { maskPersonalData } from "../compliance/redact/mask.ts";
import type { Database } from "../db/database.ts";
import { type Actor, withOrganization } from "../db/with-organization.ts";
import type { OrganizationKeys } from "../documents/keys.ts";
import type { Briefing } from "./briefing.ts";
import { getBriefing } from "./get-briefing.ts";
import { renderPdf } from "./render-pdf.ts";

/** A briefing, as the actor may read it, as a PDF. Read in a scope and set outside it: setting pages takes a moment. */
export async function printBriefing(
  db: Database,
  actor: Actor,
  keys: OrganizationKeys,
  id: string,
): Promise<Output<"MeetingPrep.Pdf">> {
  const briefing = await withOrganization(db, actor, (tx) => getBriefing(tx, actor, keys, id));
  const pdf = await renderPdf(withNumbersMasked(briefing));
  return { id, fileName: `briefing-${briefing.meeting.date ?? briefing.asOf}.pdf`, pdf: pdf.toString("base64") };
}

/** What `invoke` does to text on its way out it cannot do to a PDF. */
const withNumbersMasked = (briefing: Briefing): Briefing => ({
  ...briefing,
  sections: briefing.sections.map((section) => ({
    ...section,
    bullets: section.bullets.map((bullet) => ({
      ...bullet,
      text: maskPersonalData(bullet.text).text,
      citations: bullet.citations.map((cited) => ({ ...cited, text: maskPersonalData(cited.text).text })),
    })),
  })),
});

import type { Briefing } from "./briefing.ts";
import { describeWithheld } from "./describe-withheld.ts";
import { escapeMarkdown } from "./escape-markdown.ts";
import { collectNotes, type NotedCitation } from "./notes.ts";
import { formatDate } from "./wording.ts";

/** What a rendering needs of a briefing: the contract's shape, whether just written or opened again. */
export type RenderedBriefing = Pick<Briefing, "asOf" | "withheld" | "composer"> & {
  readonly subject: { readonly name: string };
  readonly meeting: { readonly date: string | null };
  readonly disclaimer: { readonly text: string };
  readonly sections: readonly {
    readonly title: string;
    readonly note?: string | undefined;
    readonly bullets: readonly { readonly text: string; readonly citations: readonly NotedCitation[] }[];
  }[];
};

/** A briefing as text/markdown: bullets with numbered notes, each note the date, the sender and the words cited. */
export function renderMarkdown(briefing: RenderedBriefing): string {
  const { notes, numbersOf } = collectNotes();
  const { subject, meeting, asOf } = briefing;
  const lines = [`# ${escapeMarkdown(subject.name)}`, ""];
  lines.push(
    meeting.date ? `Meeting on ${formatDate(meeting.date)}. As of ${formatDate(asOf)}.` : `As of ${formatDate(asOf)}.`,
    "",
  );
  for (const section of briefing.sections) {
    lines.push(`## ${section.title}`, "");
    if (section.note !== undefined) lines.push(section.note);
    for (const bullet of section.bullets) {
      const marks = numbersOf(bullet.citations).map((n) => `[${n}]`);
      lines.push(`- ${escapeMarkdown(bullet.text)} ${marks.join("")}`);
    }
    lines.push("");
  }
  if (notes.length > 0)
    lines.push("## Sources", "", ...notes.map((note, i) => `${i + 1}. ${escapeMarkdown(note)}`), "");
  const withheld = describeWithheld(briefing.withheld);
  if (withheld !== null) lines.push(withheld, "");
  lines.push("---", "", briefing.disclaimer.text, "");
  return lines.join("\n");
}

import type { Briefing, BriefingCitation } from "./briefing.ts";
import { formatDate, quote } from "./wording.ts";

/** What a rendering needs of a briefing: the contract's shape, whether just written or opened again. */
export type RenderedBriefing = Pick<Briefing, "asOf" | "withheld" | "composer"> & {
  readonly subject: { readonly name: string };
  readonly meeting: { readonly date: string | null };
  readonly disclaimer: { readonly text: string };
  readonly sections: readonly {
    readonly title: string;
    readonly bullets: readonly { readonly text: string; readonly citations: readonly NotedCitation[] }[];
  }[];
};
type NotedCitation = Pick<BriefingCitation, "documentVersionId" | "startChar" | "endChar" | "text"> & {
  readonly sentOn?: string | null | undefined;
  readonly from?: string | null | undefined;
};

/** A briefing as text/markdown: bullets with numbered notes, each note the date, the sender and the words cited. */
export function renderMarkdown(briefing: RenderedBriefing): string {
  const notes: string[] = [];
  const numbers = new Map<string, number>();
  const noteOf = (citations: readonly NotedCitation[]): number[] =>
    groupByMessage(citations).map((group) => {
      const text = describe(group);
      const known = numbers.get(text);
      if (known !== undefined) return known;
      notes.push(text);
      numbers.set(text, notes.length);
      return notes.length;
    });
  const { subject, meeting, asOf } = briefing;
  const lines = [`# ${escapeMarkdown(subject.name)}`, ""];
  lines.push(
    meeting.date ? `Meeting on ${formatDate(meeting.date)}. As of ${formatDate(asOf)}.` : `As of ${formatDate(asOf)}.`,
    "",
  );
  for (const section of briefing.sections) {
    lines.push(`## ${section.title}`, "");
    for (const bullet of section.bullets) {
      const marks = noteOf(bullet.citations).map((n) => `[${n}]`);
      lines.push(`- ${escapeMarkdown(bullet.text)} ${marks.join("")}`);
    }
    lines.push("");
  }
  if (notes.length > 0) lines.push("## Sources", "", ...notes.map((note, i) => `${i + 1}. ${note}`), "");
  const withheld = briefing.withheld.map(({ reason, count }) => `${count} ${reason.replaceAll("_", " ")}`);
  if (withheld.length > 0) lines.push(`Withheld: ${withheld.join(", ")}.`, "");
  lines.push("---", "", briefing.disclaimer.text, "");
  return lines.join("\n");
}

function groupByMessage(citations: readonly NotedCitation[]): NotedCitation[][] {
  return [...Map.groupBy(citations, (c) => c.documentVersionId).values()];
}

/** Date and sender lead the note, so citations of just those are not quoted again. */
function describe(citations: readonly NotedCitation[]): string {
  const [first] = citations;
  const lead = [first?.sentOn ? formatDate(first.sentOn) : null, first?.from ?? null].filter((part) => part !== null);
  const told = new Set([first?.sentOn, first?.from]);
  const quoted = citations
    .filter((c) => !told.has(c.text) && !citations.some((other) => other !== c && isInside(c, other)))
    .map((c) => quote(c.text));
  const words = [...new Set(quoted)];
  return escapeMarkdown([lead.join(", "), words.join(" … ")].filter((part) => part !== "").join(": "));
}

const isInside = (inner: NotedCitation, outer: NotedCitation): boolean =>
  outer.startChar <= inner.startChar &&
  inner.endChar <= outer.endChar &&
  outer.endChar - outer.startChar > inner.endChar - inner.startChar;

/** Mail is data: nothing in it may become a link, an image, a heading or markup. */
const escapeMarkdown = (text: string): string =>
  text
    .replace(/\s+/g, " ")
    .replace(/[\\`*_[\]<>#|~]/g, "\\$&")
    .replace(/:\/\//g, ":\u200b//");

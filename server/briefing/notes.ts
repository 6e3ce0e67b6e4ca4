import type { BriefingCitation } from "./briefing.ts";
import { formatDate, quote } from "./wording.ts";

export type NotedCitation = Pick<BriefingCitation, "documentVersionId" | "startChar" | "endChar" | "text"> & {
  readonly sentOn?: string | null | undefined;
  readonly from?: string | null | undefined;
};

/** Numbered notes under bullets: each message cited alike is one note, numbered in the order it is first needed. */
export function collectNotes(): {
  readonly notes: readonly string[];
  numbersOf(citations: readonly NotedCitation[]): readonly number[];
} {
  const notes: string[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (group: readonly NotedCitation[]): number => {
    const text = describe(group);
    const known = numbers.get(text) ?? notes.push(text);
    numbers.set(text, known);
    return known;
  };
  return { notes, numbersOf: (citations) => groupByMessage(citations).map(numberOf) };
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
  return [lead.join(", "), words.join(" … ")].filter((part) => part !== "").join(": ");
}

const isInside = (inner: NotedCitation, outer: NotedCitation): boolean =>
  outer.startChar <= inner.startChar &&
  inner.endChar <= outer.endChar &&
  outer.endChar - outer.startChar > inner.endChar - inner.startChar;

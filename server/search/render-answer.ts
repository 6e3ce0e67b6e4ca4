import type { Output } from "../../contract/catalogue.ts";
import { describeWithheld } from "../briefing/describe-withheld.ts";
import { escapeMarkdown } from "../briefing/escape-markdown.ts";
import { collectNotes } from "../briefing/notes.ts";
import { formatDate } from "../briefing/wording.ts";

/** An answer as text/markdown: bullets with numbered notes, or what was searched in vain. */
export function renderAnswer(answer: Output<"GraphRAG.Query">): string {
  const { notes, numbersOf } = collectNotes();
  const lines = answer.bullets.map(
    (b) =>
      `- ${escapeMarkdown(b.text)} ${numbersOf(b.citations)
        .map((n) => `[${n}]`)
        .join("")}`,
  );
  if (!answer.isAnswered) lines.push("Nothing in the record says so.");
  lines.push("", describeSearch(answer), "");
  if (notes.length > 0)
    lines.push("## Sources", "", ...notes.map((note, i) => `${i + 1}. ${escapeMarkdown(note)}`), "");
  const withheld = describeWithheld(answer.withheld);
  if (withheld !== null) lines.push(withheld, "");
  lines.push("---", "", answer.disclaimer.text, "");
  return lines.join("\n");
}

function describeSearch({ searched, subject, asOf }: Output<"GraphRAG.Query">): string {
  const { messages, from, to, mailboxes } = searched;
  const about = subject ? ` about ${escapeMarkdown(subject.name)}` : "";
  const days = from && to ? ` from ${formatDate(from)} to ${formatDate(to)}` : "";
  const boxes = mailboxes.map((m) => escapeMarkdown(m.label)).join(", ");
  return `Searched${about}: ${messages} ${messages === 1 ? "message" : "messages"}${days}${boxes ? ` in ${boxes}` : ""}. As of ${formatDate(asOf)}.`;
}

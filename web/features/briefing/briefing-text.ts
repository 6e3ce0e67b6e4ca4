import { dayWords } from "../../lib/words.ts";
import type { Briefing } from "./briefing-view.tsx";

/** The briefing as plain text with numbered notes, for a letter or a note. */
export const briefingText = (briefing: Briefing): string => {
  const notes: string[] = [];
  const sections = briefing.sections.map(({ title, bullets }) => {
    const lines = bullets.map(({ text, citations }) => {
      const numbers = citations.map((citation) => {
        notes.push(
          `[${notes.length + 1}] ${citation.from ?? ""}${citation.sentOn === null ? "" : `, ${dayWords(citation.sentOn)}`}: “${citation.text}”`,
        );
        return `[${notes.length}]`;
      });
      return `- ${text} ${numbers.join("")}`;
    });
    return `${title}\n${lines.join("\n")}`;
  });
  return [briefing.subject.name, ...sections, "Sources", notes.join("\n"), briefing.disclaimer.text].join("\n\n");
};

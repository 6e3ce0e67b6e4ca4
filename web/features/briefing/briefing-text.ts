import { collectNotes } from "../../../server/briefing/notes.ts";
import type { Briefing } from "./briefing-view.tsx";

/** The briefing as plain text with numbered notes, for a letter or a note. */
export const briefingText = (briefing: Briefing): string => {
  const { notes, numbersOf } = collectNotes();
  const sections = briefing.sections.map(({ title, note, bullets }) => {
    const lines = bullets.map(({ text, citations }) => {
      const marks = numbersOf(citations).map((number) => `[${number}]`);
      return `- ${text} ${marks.join("")}`;
    });
    return [title, ...(note === undefined ? [] : [note]), ...lines].join("\n");
  });
  const sources = notes.map((note, index) => `[${index + 1}] ${note}`).join("\n");
  return [briefing.subject.name, ...sections, "Sources", sources, briefing.disclaimer.text].join("\n\n");
};

import { describe, expect, it } from "vitest";
import { halvorsenMailbox } from "../../test/build/halvorsen-mailbox.ts";
import { buildMailboxGraph } from "../../test/build/mailbox-graph.ts";
import { composeBriefing } from "./compose.ts";
import { renderMarkdown } from "./render-markdown.ts";

const briefing = composeBriefing({
  ...buildMailboxGraph(halvorsenMailbox),
  ask: "Prepare me for the Halvorsen meeting on 2026-03-05",
  today: "2026-03-01",
});

describe("renderMarkdown", () => {
  it("gives every bullet numbered notes with the date, the sender and the words", () => {
    const text = renderMarkdown(briefing);
    expect(text).toMatch(/^- Nils Halvorsen’s Rollover IRA ending 4417 at Larchmont.* \[\d+\]$/m);
    expect(text).toMatch(/^\d+\. February 3, 2026, Nils Halvorsen: .*“\$212,400”/m);
    expect(text).toContain(briefing.disclaimer.text);
    const marks = [...text.matchAll(/\[(\d+)\]/g)].map((m) => Number(m[1]));
    const notes = [...text.matchAll(/^(\d+)\. /gm)].map((m) => Number(m[1]));
    expect(new Set(marks)).toEqual(new Set(notes));
  });

  it("lets no words of a mail become a link, an image or markup", () => {
    const bullet = { text: "“![x](https://evil.example/a) <b>&*_#”", citations: [] };
    const text = renderMarkdown({ ...briefing, sections: [{ title: "Summary", bullets: [bullet] }] });
    expect(text).not.toMatch(/!\[x\]\(|<b>|https:\/\//);
  });
});

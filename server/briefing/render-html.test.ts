import { describe, expect, it } from "vitest";
import { halvorsenMailbox } from "../../test/build/halvorsen-mailbox.ts";
import { buildMailboxGraph } from "../../test/build/mailbox-graph.ts";
import { composeBriefing } from "./compose.ts";
import { renderHtml } from "./render-html.ts";

const briefing = composeBriefing({
  ...buildMailboxGraph(halvorsenMailbox),
  ask: "Prepare me for the Halvorsen meeting on 2026-03-05",
  today: "2026-03-01",
});

describe("renderHtml", () => {
  it("gives every bullet marks that lead to a source in the same file", async () => {
    const text = await renderHtml(briefing);
    const marks = [...text.matchAll(/href="#(note-\d+)"/g)].map((m) => m[1]);
    const notes = [...text.matchAll(/id="(note-\d+)"/g)].map((m) => m[1]);
    expect(notes.length).toBeGreaterThan(3);
    expect(new Set(marks)).toEqual(new Set(notes));
    expect(text).toContain(briefing.disclaimer.text);
  });

  it("loads nothing and lets no words of a mail become markup", async () => {
    const words = `“<img src=x onerror=alert(1)> </style><script>1</script> & "q"”`;
    const citation = { documentVersionId: "v", startChar: 0, endChar: 9, text: words, from: "<b>Ada</b>" };
    const sections = [{ title: "Summary", bullets: [{ text: words, citations: [citation] }] }];
    const text = await renderHtml({ ...briefing, subject: { name: "<i>Lind</i>" }, sections });
    expect(text).not.toMatch(/<img|<script|<b>|<i>/);
    expect(text).toContain("&lt;img src=x onerror=alert(1)&gt;");
    expect(text).not.toMatch(/(?:src|href)="(?!#)/);
    expect(text.match(/<\/style>/g)).toHaveLength(1);
  });
});

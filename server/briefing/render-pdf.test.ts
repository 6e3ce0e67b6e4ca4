import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { halvorsenMailbox } from "../../test/build/halvorsen-mailbox.ts";
import { buildMailboxGraph } from "../../test/build/mailbox-graph.ts";
import { composeBriefing } from "./compose.ts";
import { renderPdf } from "./render-pdf.ts";

const briefing = composeBriefing({
  ...buildMailboxGraph(halvorsenMailbox),
  ask: "Prepare me for the Halvorsen meeting on 2026-03-05",
  today: "2026-03-01",
});

/** The file with its streams unpacked. */
const unpacked = (pdf: Buffer): string => {
  const text = pdf.toString("latin1");
  return text.replace(/stream\r?\n([\s\S]*?)\r?\nendstream/g, (stream, packed: string) => {
    try {
      return inflateSync(Buffer.from(packed, "latin1")).toString("latin1");
    } catch {
      return stream;
    }
  });
};

describe("renderPdf", () => {
  it("gives every bullet marks that lead to a source in the same file", async () => {
    const text = unpacked(await renderPdf(briefing));
    expect(text.startsWith("%PDF-")).toBe(true);
    const marks = [...text.matchAll(/\/D \((note-\d+)\)/g)].map((m) => m[1]);
    const notes = [...text.matchAll(/\((note-\d+)\) \[/g)].map((m) => m[1]);
    expect(notes.length).toBeGreaterThan(3);
    expect(new Set(marks)).toEqual(new Set(notes));
  });

  it("writes names beyond western Europe as they are, and a sign it has no glyph for as a box", async () => {
    const section = { title: "Summary", bullets: [{ text: "Łukasz Żółć, Ελένη, Дмитрий, 山田", citations: [] }] };
    const text = unpacked(await renderPdf({ ...briefing, sections: [section] }));
    // What a copied or searched sign stands for, by the font's own table.
    for (const sign of ["Ł", "Ż", "έ", "Д", "□"]) {
      const code = sign.codePointAt(0)?.toString(16).padStart(4, "0");
      expect(text, sign).toMatch(new RegExp(`<${code}>`, "i"));
    }
  });

  it("goes on over as many pages as it needs, each numbered", async () => {
    const long = Array.from({ length: 90 }, (_, i) => ({ text: `Line ${i} of what was said.`, citations: [] }));
    const pages = (text: string) => [...text.matchAll(/\/Type \/Page\b/g)].length;
    const sections = [{ title: "Recent communications", bullets: long }];
    expect(pages(unpacked(await renderPdf({ ...briefing, sections })))).toBe(3);
  });
});

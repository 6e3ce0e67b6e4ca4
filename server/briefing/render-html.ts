import { html, raw } from "hono/html";
import { describeWithheld } from "./describe-withheld.ts";
import { collectNotes } from "./notes.ts";
import type { RenderedBriefing } from "./render-markdown.ts";
import { formatDate } from "./wording.ts";

/**
 * A briefing as one text/html file that loads nothing: for reading, printing and filing. Bullets carry numbered notes that link
 * to the sources below and back. Mail is data: every word of it is escaped, and the policy admits no script and no request.
 */
export async function renderHtml(briefing: RenderedBriefing): Promise<string> {
  const { notes, numbersOf } = collectNotes();
  const { subject, meeting, asOf, disclaimer } = briefing;
  const day = meeting.date ? `Meeting on ${formatDate(meeting.date)}. ` : "";
  const sections = briefing.sections.map(
    (section) => html`<section>
<h2>${section.title}</h2>
${section.note === undefined ? "" : html`<p>${section.note}</p>`}
<ul>${section.bullets.map((b) => html`<li>${b.text} ${numbersOf(b.citations).map(markOf)}</li>\n`)}</ul>
</section>
`,
  );
  const withheld = describeWithheld(briefing.withheld);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${subject.name}, ${formatDate(meeting.date ?? asOf)}</title>
<style>${raw(style)}</style>
</head>
<body>
<h1>${subject.name}</h1>
<p>${day}As of ${formatDate(asOf)}.</p>
${sections}<section class="sources">
<h2>Sources</h2>
<ol>${notes.map((note, i) => html`<li id="note-${i + 1}">${note}</li>\n`)}</ol>
</section>
<footer>
${withheld === null ? "" : html`<p>${withheld}</p>`}
<p>${disclaimer.text}</p>
</footer>
</body>
</html>
`;
  return (await page).toString();
}

const markOf = (n: number) => html`<sup><a href="#note-${n}">${n}</a></sup> `;

const style = `
body { font: 16px/1.5 Georgia, serif; color: #1a1a1a; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: break-word; }
h1 { font-size: 1.6rem; margin-bottom: 0; }
h2 { font-size: 1.1rem; border-bottom: 1px solid #bbb; margin: 1.6rem 0 .5rem; break-after: avoid; }
li { margin: .3rem 0; break-inside: avoid; }
sup { line-height: 0; } sup a { color: #0b4f8a; text-decoration: none; }
.sources, footer { font-size: .85rem; } footer { border-top: 1px solid #bbb; margin-top: 2rem; color: #444; }
li:target { background: #fff3c4; }
@media print { body { margin: 0; max-width: none; font-size: 11pt; } sup a { color: inherit; } @page { margin: 2cm; } }
`;

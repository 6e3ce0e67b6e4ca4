import { compile } from "html-to-text";

const render = compile({
  wordwrap: false,
  limits: { maxInputLength: 64 * 1024 * 1024, maxDepth: 200 },
  selectors: [
    { selector: "a", options: { ignoreHref: true } },
    { selector: "img", format: "skip" },
    ...["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({ selector, options: { uppercase: false } })),
    { selector: "table", options: { uppercaseHeaderCells: false } },
  ],
});

/** The words of an HTML part as plain text: no wrapping, no link targets, no pictures. */
export const htmlToPlainText = (html: string): string => render(html);

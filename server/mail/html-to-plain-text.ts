import { convert, type HtmlToTextOptions } from "html-to-text";

/**
 * The words of an HTML body, in reading order, without wrapping lines and without what a reader does not see as text (images,
 * link targets). Quoted replies keep their "> ". HTML nested too deeply to render gives its text without its tags.
 */
export function htmlToPlainText(html: string): string {
  try {
    return convert(html, options);
  } catch (error) {
    if (error instanceof RangeError) return convert(html.replace(/<(?!br|\/?p\b)[^<>]*>/gi, " "), options);
    throw error;
  }
}

const asWritten = { options: { uppercase: false } };

const options: HtmlToTextOptions = {
  wordwrap: false,
  // The library's own limit cuts long bodies and writes to stderr: words would be lost.
  limits: { maxInputLength: Number.MAX_SAFE_INTEGER },
  selectors: [
    { selector: "img", format: "skip" },
    { selector: "a", options: { ignoreHref: true } },
    ...["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({ selector, ...asWritten })),
  ],
};

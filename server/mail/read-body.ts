import libmime from "libmime";
import { htmlToPlainText } from "./html-to-plain-text.ts";
import type { ContentType } from "./mime/content-type.ts";
import { decodeBytes } from "./mime/decode-bytes.ts";

/** A decoded leaf of the message. */
export type Leaf = {
  readonly content: ContentType;
  readonly alternative: number | null;
  readonly bytes: Buffer;
};

/** Whether a leaf is text of the body; everything else is listed as an attachment. */
export const isBodyText = ({ content }: Leaf): boolean =>
  !content.isAttachment && (content.type === "text/plain" || content.type === "text/html");

/**
 * The body as canonical text (contracts, 2): each text part in order; of alternatives the plain one, or the rendered HTML when
 * the plain one is missing, blank or a stub. Line ends \n, no NUL, no lone surrogates; nothing else is changed.
 */
export function readBody(leaves: readonly Leaf[]): string {
  const choices = new Map<number, { plain: string[]; html: string[] }>();
  const texts: (() => string)[] = [];
  for (const leaf of leaves.filter(isBodyText)) {
    const isHtml = leaf.content.type === "text/html";
    let choice = leaf.alternative === null ? undefined : choices.get(leaf.alternative);
    if (!choice) {
      const made = { plain: [], html: [] };
      choice = made;
      if (leaf.alternative !== null) choices.set(leaf.alternative, made);
      texts.push(() => chooseText(made));
    }
    (isHtml ? choice.html : choice.plain).push(isHtml ? htmlSource(leaf) : plainText(leaf));
  }
  let body = "";
  for (const text of texts.map((read) => read())) {
    // Some mailers send text and HTML as neighbours where alternatives were meant: the same words are not read twice.
    if (text.trim() === "" || (body !== "" && sameWords(body, text))) continue;
    body += body === "" || body.endsWith("\n") ? text : `\n${text}`;
  }
  return body;
}

/** Text and HTML of one choice. A stub is under this share of what the HTML says ("Please view in a browser"). */
const stubShare = 0.05;

const chooseText = ({
  plain,
  html,
}: {
  readonly plain: readonly string[];
  readonly html: readonly string[];
}): string => {
  const text = plain.join("\n");
  const source = html.join("\n");
  const textLength = text.trim().length;
  // Rendering never gives more text than its source, so most messages are decided without rendering.
  if (html.length === 0 || (textLength > 0 && textLength >= source.length * stubShare)) return text;
  const rendered = normalise(htmlToPlainText(source));
  return textLength === 0 || textLength < rendered.trim().length * stubShare ? rendered : text;
};

const plainText = ({ content, bytes }: Leaf): string => {
  const text = normalise(decodeBytes(bytes, content.charset));
  return content.flowed === "no" ? text : libmime.decodeFlowed(text, content.flowed === "delsp");
};

const htmlSource = ({ content, bytes }: Leaf): string => {
  const named = /<meta[^>]{0,200}charset=["']?\s*([\w:.-]{2,40})/i.exec(bytes.toString("latin1", 0, 2048))?.[1];
  return decodeBytes(bytes, content.charset ?? named);
};

const normalise = (text: string): string => text.replaceAll("\0", "").replace(/\r\n?/g, "\n").toWellFormed();

const sameWords = (one: string, other: string): boolean => {
  if (one.length > 2 * other.length + 200 || other.length > 2 * one.length + 200) return false;
  return one.replace(/\s+/g, "") === other.replace(/\s+/g, "");
};

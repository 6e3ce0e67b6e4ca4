import { type Block, isBlankLine, textOf } from "./block.ts";
import { isFooter } from "./footer.ts";
import { greetingLength } from "./greeting.ts";
import { isNameLine } from "./name-line.ts";

export type Tail = { readonly line: number; readonly kind: "own" | "signature" | "footer" };

/**
 * Where own words end and signature and footer begin, in lines `from` to `to` of a block: the first line of each part, in
 * order; empty when all of it is own. When in doubt a line is own: a phone number lost costs less than a sentence lost.
 */
export function findTail(block: Block, from: number, to: number): readonly Tail[] {
  const first = Math.max(from, to - tailLinesMax);
  for (let line = first; line < to; line++) {
    const text = textOf(block, line);
    if (isBlankLine(block, line)) continue;
    const start = signatureStart(block, line, to, first, text);
    if (start === null) continue;
    const tail = tailFrom(block, start.line, to, start.isStrong);
    if (tail) return tail;
  }
  return footersOnly(block, first, to);
}

/** Longer tails are not signatures; a bound keeps long messages linear. */
const tailLinesMax = 120;
const signatureLinesMax = 14;

type Start = { readonly line: number; readonly isStrong: boolean };

/** A delimiter, a closing with a name under it, the writer's name, or a phone's "Sent from my". */
const signatureStart = (block: Block, line: number, to: number, first: number, text: string): Start | null => {
  if (/^--\s?$/.test(text)) return { line, isStrong: true };
  if (isDeviceLine(text)) return { line, isStrong: true };
  const next = nextText(block, line + 1, to);
  if (isClosing(text) && (next === null || isNameLike(next.text, block))) return { line, isStrong: next !== null };
  if (isSignedClosing(text, block)) return { line, isStrong: true };
  if (!isNameLine(text, block.author)) return null;
  const above = line > first ? lineAbove(block, line, first) : line;
  const before = above < line ? textOf(block, above) : "";
  const isLedIn = /^[\p{L} ,’'!]{2,60}[,!]$/u.test(before.trim()) && before.trim().split(/\s+/).length <= 8;
  // "Best wishes for the holidays," may stand apart from a name the mail program adds; its comma leads to the name.
  const isApart = above < line - 1;
  const isClosed = isLedIn && (!isApart || (before.trim().endsWith(",") && !isGreetingLike(before, block)));
  return { line: isClosed ? above : line, isStrong: isClosed };
};

const isGreetingLike = (text: string, block: Block): boolean =>
  greetingLength(text, true, block.addressees) === text.trimEnd().length;

/** The line right above, or the one above a single empty line. */
const lineAbove = (block: Block, line: number, first: number): number =>
  isBlankLine(block, line - 1) && line - 2 >= first ? line - 2 : line - 1;

/**
 * Reads paragraphs after a signature's start: its lines, footers, a postscript. Null when a weak start (a bare name) is followed
 * by sentences and nothing in between shows how to reach its writer.
 */
const tailFrom = (block: Block, start: number, to: number, isStrong: boolean): readonly Tail[] | null => {
  const tail: Tail[] = [{ line: start, kind: "signature" }];
  const push = (line: number, kind: Tail["kind"]) => {
    if (tail.at(-1)?.kind !== kind) tail.push({ line, kind });
  };
  let isSure = isStrong;
  let signatureLines = 0;
  for (const paragraph of paragraphsOf(block, start, to)) {
    const contactEnd = endOfContact(block, paragraph, paragraph.from === start);
    const texts = textsOf(block, paragraph.from, contactEnd);
    if (contactEnd > paragraph.from && signatureLines + texts.length <= signatureLinesMax) {
      push(paragraph.from, "signature");
      signatureLines += texts.length;
      isSure ||= texts.some((text) => phoneOrAddress.test(text));
    } else if (contactEnd > paragraph.from) {
      push(paragraph.from, "own");
      continue;
    }
    if (contactEnd === paragraph.to) continue;
    const rest = textsOf(block, contactEnd, paragraph.to);
    const isBoilerplate = !isPostscript(rest[0] ?? "") && isFooter(rest.join(" "));
    if (!isBoilerplate && !isSure && !isPostscript(rest[0] ?? "")) return null;
    push(contactEnd, isBoilerplate ? "footer" : "own");
  }
  return tail;
};

type Paragraph = { readonly from: number; readonly to: number };

const paragraphsOf = (block: Block, from: number, to: number): readonly Paragraph[] => {
  const paragraphs: Paragraph[] = [];
  let start = -1;
  for (let line = from; line <= to; line++) {
    const isOpen = line < to && !isBlankLine(block, line);
    if (isOpen && start < 0) start = line;
    if (!isOpen && start >= 0) {
      paragraphs.push({ from: start, to: line });
      start = -1;
    }
  }
  return paragraphs;
};

/** The first line of a paragraph that is a sentence rather than a name, a title or a way to reach someone. */
const endOfContact = (block: Block, { from, to }: Paragraph, isStart: boolean): number => {
  for (let line = from; line < to; line++) {
    const text = textOf(block, line);
    if (isPostscript(text)) return line;
    if (isStart && (line === from || (line === from + 1 && isNameLike(text, block)))) continue;
    const isMotto = line > from && /^\W{0,2}["“‘«].+["”’»]\W{0,2}$/u.test(text.trim());
    const isContact = isContactLine(text) || isNameLine(text, block.author) || isDeviceLine(text) || isClosing(text);
    // "Ana Ruiz | Ruiz Advisors" first, boilerplate right below: the boilerplate is none of the signature.
    if (!isMotto && (!isContact || isFooter(text))) return line;
  }
  return to;
};

const textsOf = (block: Block, from: number, to: number): readonly string[] =>
  Array.from({ length: to - from }, (_, index) => textOf(block, from + index));

/** Boilerplate without a signature: the last paragraphs of a newsletter or an alert, and nothing after them. */
const footersOnly = (block: Block, from: number, to: number): readonly Tail[] => {
  let start: number | null = null;
  for (const paragraph of paragraphsOf(block, from, to)) {
    if (isFooter(textsOf(block, paragraph.from, paragraph.to).join(" "))) start ??= paragraph.from;
    else start = null;
  }
  return start === null ? [] : [{ line: start, kind: "footer" }];
};

const nextText = (block: Block, from: number, to: number): { readonly text: string } | null => {
  for (let line = from; line < to; line++) if (!isBlankLine(block, line)) return { text: textOf(block, line) };
  return null;
};

const isPostscript = (text: string): boolean =>
  /^\W*p\.?\s?(?:p\.?\s?)?s\b[.:,)–—-]*\s*/iu.test(text) && /^\W*p/i.test(text);

const closingWords =
  "(?:(?:with )?(?:my |our |all |very |many |kind(?:est)?|warm(?:est)?|best|good|much|sincere) ?)*(?:regards|wishes|thanks|best|love|cheers|sincerely|cordially|respectfully|faithfully|gratefully|warmly|fondly|appreciatively|yours(?: (?:truly|sincerely|faithfully|ever|aye))?|truly yours|thank you(?: (?:so much|very much|again|both|all|in advance))?|thanks (?:again|so much|very much|a lot|a million|in advance|much|all|both|everyone)|thx|tks|ty|rgds|brgds|br|(?:xo)+x?|xx+|hugs|talk soon|speak soon|see you soon|see you then|take care|all the best|be well|stay well|onward|in haste|until then|have a (?:good|great|nice|lovely|wonderful) (?:day|evening|night|week|weekend|one|holiday)|mit freundlichen gr[üu](?:ß|ss)en|(?:viele|liebe|beste|herzliche|freundliche) gr[üu](?:ß|ss)e|mfg|vg|lg|cordialement|bien cordialement|bien à vous|amicalement|sincères salutations|saludos(?: cordiales)?|un (?:cordial )?saludo|atentamente|un abrazo|abrazos|cordiali saluti|distinti saluti|un caro saluto|saluti|met vriendelijke groet(?:en)?|vriendelijke groet(?:en)?|hartelijke groeten|groet(?:en|jes)?|mvg|atenciosamente|cumprimentos|abraços?|med vänlig hälsning|med venlig hilsen|mvh)";
const closingLine = new RegExp(`^\\W*${closingWords}(?: (?:from|to) [\\p{L} ,]{2,40})?\\s*[,.!–—-]*\\s*$`, "iu");
const closingStart = new RegExp(`^\\W*${closingWords}\\s*[,.!–—-]+\\s*(\\S.{0,40})$`, "iu");

const closingAndName = new RegExp(`^\\W*${closingWords}\\s+(\\S.{0,30})$`, "iu");

const isClosing = (text: string): boolean => text.length <= 70 && closingLine.test(text.trim());

/** "Best, Ana" on one line. */
const isSignedClosing = (text: string, block: Block): boolean => {
  if (text.length > 70) return false;
  const name = closingStart.exec(text.trim())?.[1];
  if (name !== undefined && (isNameLine(name, block.author) || isShortName(name))) return true;
  const unmarked = closingAndName.exec(text.trim())?.[1];
  return unmarked !== undefined && isNameLine(unmarked, block.author);
};

/** A name we do not know the writer by: a nickname, a spouse signing for both ("Ana & Tom"). */
const isNameLike = (text: string, block: Block): boolean => isNameLine(text, block.author) || isShortName(text);

const isShortName = (text: string): boolean =>
  /^\W{0,3}\p{Lu}[\p{L}.’'-]{0,20}(?:,? (?:(?:and|&|und|et|y|e) )?\p{Lu}[\p{L}.’'-]{0,20}){0,4}(?:, (?:\p{L}[\p{L}.®™]{1,8}(?:, )?)+)?[.!]?\s*$/u.test(
    text.trim(),
  );

const isDeviceLine = (text: string): boolean =>
  text.length <= 120 &&
  (/^\W*(?:sent|gesendet|von meinem|envoyé|enviado|enviada|inviato|verzonden|verstuurd|skickat|sendt|wysłane)\b.{0,20}\b(?:from|via|with|using|on|von|mit|de|depuis|desde|da|do|dal|van|från|fra|z|iphone|ipad)\b.{0,80}$/iu.test(
    text,
  ) ||
    /^\W*(?:get|download) (?:outlook|bluemail|spark) for\b/i.test(text)) &&
  /\b(?:iphone|ipad|android|samsung|galaxy|blackberry|mobile|phone|handy|smartphone|tablet|outlook|mail|gmail|yahoo|proton(?:mail)?|device|móvil|téléphone|telefono|telefoon|celular|pixel|watch|spark|superhuman|aol|windows)\b/iu.test(
    text,
  );

/** A short line without a sentence in it: a title, a firm, a phone, an address, a link. */
const isContactLine = (line: string): boolean => {
  const text = line.trim();
  if (text === "" || /^[-_=*~•.\s|]+$/u.test(text)) return true;
  if (text.length > 120) return false;
  if (phoneOrAddress.test(text) && text.split(/\s+/).length <= 14) return true;
  if (
    /[?!;]$|[^.]\.$/u.test(text) &&
    !/\b(?:Inc|Co|Corp|Ltd|P\.?C|L\.?P|N\.?A|LLC|LLP|Jr|Sr|Esq|St|Ave|P\.?A|M\.?D|S\.?A|A\.?G|Ph\.?D|C\.?P\.?A)\.$/u.test(
      text,
    )
  )
    return false;
  const words = text.split(/\s+/);
  const lower = words.filter((word) => /^\p{Ll}/u.test(word) && !small.has(word.toLowerCase()));
  return (
    words.length <= 12 &&
    lower.length <= Math.floor(words.length / 3) &&
    !/\b(?:I|I'm|I’m|you|we|please|is|are|was|will|can)\b/u.test(text) &&
    !/^[-•*] /u.test(text) &&
    !/^\d+[.)] /.test(text)
  );
};

const phoneOrAddress = /(?:\+?\d[\d\s().-]{6,}\d)|@[\w-]+\.|\bwww\.|https?:\/\//;

const small = new Set(
  "of and the for & at in to a an c o m t f e p d w cell tel fax direct mobile office phone main ext x und für de la du des von van".split(
    " ",
  ),
);

import { fileURLToPath } from "node:url";
import PDFDocument from "pdfkit";
import { describeWithheld } from "./describe-withheld.ts";
import { collectNotes } from "./notes.ts";
import type { RenderedBriefing } from "./render-markdown.ts";
import { formatDate } from "./wording.ts";

/** One family that has Latin, Greek, Cyrillic and more: a PDF's own fonts know no name beyond western Europe. */
const fonts = {
  plain: import.meta.resolve("dejavu-fonts-ttf/ttf/DejaVuSerif.ttf"),
  bold: import.meta.resolve("dejavu-fonts-ttf/ttf/DejaVuSerif-Bold.ttf"),
} as const;

/** A briefing as a PDF of A4 pages: bullets with numbered notes that lead to the sources at its end, page numbers, the disclaimer. */
export async function renderPdf(briefing: RenderedBriefing): Promise<Buffer> {
  const { notes, numbersOf } = collectNotes();
  const { subject, meeting, asOf, disclaimer } = briefing;
  const pdf = new PDFDocument({
    size: "A4",
    margins: { top: 64, bottom: 64, left: 64, right: 64 },
    bufferPages: true,
    lang: "en",
    info: { Title: `${subject.name}, ${formatDate(meeting.date ?? asOf)}`, Producer: "Beep", Creator: "Beep" },
  });
  const written = collect(pdf);
  for (const [name, url] of Object.entries(fonts)) pdf.registerFont(name, fileURLToPath(url));
  const readable = readableBy(pdf);

  pdf.font("bold").fontSize(18).text(readable(subject.name));
  const day = meeting.date ? `Meeting on ${formatDate(meeting.date)}. ` : "";
  pdf
    .font("plain")
    .fontSize(10)
    .fillColor(muted)
    .text(`${day}As of ${formatDate(asOf)}.`);
  for (const section of briefing.sections) {
    heading(pdf, section.title);
    if (section.note !== undefined) pdf.text(readable(section.note));
    for (const bullet of section.bullets) {
      const numbers = numbersOf(bullet.citations);
      const marks = numbers.map((n) => ` [${n}]`);
      beginItem(pdf, "•", `${bullet.text}${marks.join("")}`, bulletIndent);
      pdf.text(readable(bullet.text), { ...spaced, continued: numbers.length > 0 });
      pdf.fillColor(linked);
      numbers.forEach((n, i) => {
        pdf.text(marks[i] ?? "", { goTo: `note-${n}`, continued: i < numbers.length - 1 });
      });
      endItem(pdf);
    }
  }
  if (notes.length > 0) heading(pdf, "Sources");
  pdf.fontSize(8.5);
  notes.forEach((note, i) => {
    beginItem(pdf, `${i + 1}.`, note, noteIndent);
    pdf.text(readable(note), { ...spaced, destination: `note-${i + 1}` });
    endItem(pdf);
  });
  pdf.moveDown().fillColor(muted);
  const withheld = describeWithheld(briefing.withheld);
  if (withheld !== null) pdf.text(withheld, { paragraphGap: 4 });
  pdf.text(disclaimer.text);
  numberPages(pdf);
  pdf.end();
  return written;
}

type Pdf = PDFKit.PDFDocument;

const muted = "#555555";
const linked = "#0b4f8a";
const spaced = { paragraphGap: 3, lineGap: 1.5 } as const;
const bulletIndent = 12;
const noteIndent = 24;

/** The mark of an item, and the place beside it. An item that fits a page is not broken over two. */
const beginItem = (pdf: Pdf, mark: string, text: string, indent: number): void => {
  const { height, width, margins } = pdf.page;
  const needed = pdf.heightOfString(text, { ...spaced, width: width - margins.left - margins.right - indent });
  if (pdf.y + needed > height - margins.bottom && needed < height - margins.top - margins.bottom) pdf.addPage();
  const { y } = pdf;
  pdf.fillColor("black").text(mark, margins.left, y, { lineBreak: false });
  pdf.x = margins.left + indent;
  pdf.y = y;
};

const endItem = (pdf: Pdf): void => {
  pdf.x = pdf.page.margins.left;
};

const heading = (pdf: Pdf, title: string): void => {
  // A heading stands with at least two lines of what it heads.
  if (pdf.y > pdf.page.height - pdf.page.margins.bottom - 70) pdf.addPage();
  pdf.moveDown(0.8).font("bold").fontSize(12).fillColor("black").text(title, { paragraphGap: 4 });
  pdf.font("plain").fontSize(10);
};

const numberPages = (pdf: Pdf): void => {
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    pdf.switchToPage(page);
    const { width, height, margins } = pdf.page;
    // Below the margin, where text would otherwise begin a new page.
    margins.bottom = 0;
    pdf.font("plain").fontSize(8).fillColor(muted);
    pdf.text(`${page + 1} of ${count}`, margins.left, height - 40, {
      width: width - margins.left - margins.right,
      align: "right",
      lineBreak: false,
    });
  }
};

/** The text with □ for what the font has no sign of, rather than nothing. */
const readableBy = (pdf: Pdf): ((text: string) => string) => {
  const { font } = (pdf.font("plain") as unknown as { readonly _font: { readonly font: Font } })._font;
  return (text) =>
    Array.from(text.replace(/\s+/g, " "), (sign) =>
      font.hasGlyphForCodePoint(sign.codePointAt(0) ?? 0) ? sign : "□",
    ).join("");
};
type Font = { readonly hasGlyphForCodePoint: (codePoint: number) => boolean };

const collect = (pdf: Pdf): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    pdf.on("data", (piece: Buffer) => pieces.push(piece));
    pdf.on("end", () => resolve(Buffer.concat(pieces)));
    pdf.on("error", reject);
  });

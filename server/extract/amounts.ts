import { matchesOf } from "../lib/matches-of.ts";
import type { Span } from "../lib/span.ts";

/** An amount of money in dollars, or a percentage, as a plain decimal string: "75000", "1200000", "9.5". */
export type FoundAmount = { readonly span: Span; readonly value: string; readonly unit: "dollars" | "percent" };

/** Amounts in `text`, in order: $75k, $1.2 million, 860,000 dollars, 96k, 50 grand, 9 percent. Bare numbers are not amounts. */
export function findAmounts(text: string): readonly FoundAmount[] {
  const found: FoundAmount[] = [];
  for (const match of matchesOf(amountPattern, text)) {
    const g = match.groups ?? {};
    const digits = (g.dollars ?? g.scaled ?? g.words ?? g.percent ?? "").replace(/,/g, "");
    const number = Number(digits);
    if (!Number.isFinite(number)) continue;
    const scale = scaleOf(g.dollarScale ?? g.scale ?? g.wordScale ?? "");
    const span = { startChar: match.index, endChar: match.index + match[0].length };
    const unit = g.percent === undefined ? "dollars" : "percent";
    found.push({ span, value: String(Math.round(number * scale * 100) / 100), unit });
  }
  return found;
}

const number = "\\d{1,3}(?:,\\d{3}){1,4}(?:\\.\\d{1,2})?|\\d{1,12}(?:\\.\\d{1,3})?";
const scaleWords = "k|m|mm|mil|million|thousand|grand|b|bn|billion";
const amountPattern = new RegExp(
  [
    `\\$\\s?(?<dollars>${number})(?:\\s?(?<dollarScale>${scaleWords})\\b)?`,
    `(?<![\\w.,$-])(?<percent>\\d{1,3}(?:\\.\\d{1,3})?)\\s?(?:%|percent\\b)`,
    `(?<![\\w.,$-])(?<words>${number})\\s?(?<wordScale>thousand|million|grand|k)?\\s(?:dollars|bucks|usd)\\b`,
    `(?<![\\w.,$-])(?!40[13]\\s?k|457)(?<scaled>${number})\\s?(?<scale>k|mm|(?<=\\.\\d{1,2}\\s?)m|million|thousand|grand)\\b`,
  ].join("|"),
  "gi",
);

function scaleOf(word: string): number {
  const w = word.toLowerCase();
  if (w === "k" || w === "thousand" || w === "grand") return 1e3;
  if (w === "b" || w === "bn" || w === "billion") return 1e9;
  return w ? 1e6 : 1;
}

import { matchesOf } from "../lib/matches-of.ts";
import type { Span } from "../lib/span.ts";

/** True or false when the words before the span, in its sentence, are told in the past or look ahead; null when they do not say. */
export function isToldInPast(text: string, span: Span): boolean | null {
  const from = Math.max(0, span.startChar - 140);
  const before = text.slice(from, span.startChar);
  const cut = Math.max(
    before.lastIndexOf(". "),
    before.lastIndexOf("? "),
    before.lastIndexOf("! "),
    before.lastIndexOf("\n"),
  );
  const clause = before.slice(cut + 1);
  const past = lastIndex(clause, pastCue);
  const future = lastIndex(clause, futureCue);
  if (past < 0 && future < 0) return null;
  return past > future;
}

const pastCue =
  /\b(?:was|were|had|did|didn['’]t|went|came|passed|died|sent|got|met|saw|told|said|spoke|left|lost|took|began|paid|made|gave|bought|sold|filed|signed|mailed|called|asked|talked|arrived|closed|started|finished|attended|appreciated|enjoyed|happened|posted|retired|turned|ended|rejected|received|completed|fell|broke|since|ago|last|lovely|great (?:call|seeing|meeting)|thank(?:s| you) for|as of|dated|landed|approved|accepted|reviewed|opened|moved|recap of|notes from|following up on|promised|confirmed it|separated|filed)\b/gi;
const futureCue =
  /\b(?:(?:moved|pushed|postponed|rescheduled|shifted|bumped|delayed|booked|put off)(?: [\w’']+){0,5}? (?:to|for|until)|(?:I['’]m|is|are|effective|out|leaving|gone) (?:\w+ )?as of|will|['’]ll|going to|won['’]t|by|until|till|before|due|plan(?:s|ned|ning)?|scheduled|set for|can|could|would|should|must|let['’]s|next|please|need(?:s|ed)?|want(?:s|ed)?|hop(?:e|es|ing)|is|are|am|I['’]m|expect(?:s|ed)?|coming|moving|starting|getting|upcoming|moved to|pushed to|how about|no later than|starts?|begins?|retires?|graduates?|closes?|retiring|closing|free|bring)\b/gi;

function lastIndex(text: string, pattern: RegExp): number {
  let last = -1;
  for (const match of matchesOf(pattern, text)) last = match.index + match[0].length;
  return last;
}

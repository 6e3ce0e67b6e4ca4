import type { Briefing, BriefingBullet } from "../../server/briefing/briefing.ts";
import { shareOf } from "./score.ts";

export type CitationSupport = { readonly bullets: number; readonly supported: number };

/**
 * How many bullets the cited words support by themselves: a word of every name, every figure and half of the other telling words
 * stand in them (a day may be worked out from them, and so is not asked for). A check of its own, apart from the product's guard.
 */
export function scoreCitationSupport(briefings: readonly Briefing[], report: (error: string) => void): CitationSupport {
  const all = briefings.flatMap((briefing) =>
    briefing.sections.flatMap(({ bullets }) => bullets.map((bullet) => ({ briefing, bullet }))),
  );
  const unsupported = all.filter(({ briefing, bullet }) => !isSupported(bullet, briefing.subject.name));
  for (const { bullet } of unsupported)
    report(
      `not borne out by its citations: ${bullet.text} <- ${bullet.citations.map((c) => JSON.stringify(c.text)).join(", ")}`,
    );
  return { bullets: all.length, supported: all.length - unsupported.length };
}

function isSupported({ text, citations }: BriefingBullet, subject: string): boolean {
  const source = [...citations.flatMap((c) => [c.text, c.from ?? "", c.sentOn?.slice(0, 4) ?? ""]), subject].join(" ");
  const known = new Set(wordsOf(source).map(stemOf));
  const has = (word: string): boolean => ownWords.has(word.toLowerCase()) || known.has(stemOf(word));
  const said = text.replace(datePattern, " ");
  const names = matchesOf(/\p{Lu}[\p{L}'’]*(?: \p{Lu}[\p{L}'’.]*)*/gu, said).slice(/^\p{Lu}/u.test(said) ? 1 : 0);
  const figures = wordsOf(said).filter((word) => /^\d/.test(word));
  const others = wordsOf(said).filter((word) => /^\p{Ll}{4,}/u.test(word));
  return (
    names.every((name) => wordsOf(name).some(has)) &&
    figures.every(has) &&
    shareOf(others.filter(has).length, others.length) >= 0.5
  );
}

const matchesOf = (pattern: RegExp, text: string): readonly string[] => text.match(pattern) ?? [];
const wordsOf = (text: string): readonly string[] => matchesOf(/[\p{L}\d](?:[\p{L}\d'’.,-]*[\p{L}\d])?/gu, text);
const stemOf = (word: string): string =>
  word
    .toLowerCase()
    .replace(/['’]s$/, "")
    .replace(/[,-]/g, "")
    .replace(/(?<=\p{L}{4})(ing|ed|es|s|al|e)$/u, "");

const months = "January|February|March|April|May|June|July|August|September|October|November|December";
const datePattern = new RegExp(
  `\\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?(?:\\d{1,2} (?:${months})(?: \\d{4})?|(?:${months}) \\d{1,2}(?:, \\d{4})?|(?:${months}) \\d{4})\\b|\\b\\d{1,2}:\\d\\d\\b`,
  "g",
);
/** What a bullet says of a fact's kind and standing, not of the world. */
const ownWords = new Set(
  "account ending about held planned agreed cancelled open done overdue since changed earlier said says wrote asked meeting household client clients professional adviser advisor with from that was were will born married died retires retirement aged owned owns joint trust goal action compliance flag flagged".split(
    " ",
  ),
);

import { matchesOf } from "../lib/matches-of.ts";
import type { Span } from "../lib/span.ts";
import { antecedentsOf } from "./antecedents.ts";
import { findDates } from "./dates.ts";
import { phonePattern } from "./phones.ts";
import type { Scene } from "./scene.ts";
import type { Sentence } from "./segment.ts";

/** Telephone numbers, addresses and birth dates that sentences give of people. */
export const claimContacts = (scene: Scene): void => {
  if (scene.isUntold) return;
  for (const sentence of scene.sentences) {
    if (/\d{3}/.test(sentence.text))
      for (const match of matchesOf(phones, sentence.text)) claimPhone(scene, sentence, at(sentence, match));
    if (sentence.text.includes("@"))
      for (const match of matchesOf(emailPattern, sentence.text)) claimEmail(scene, sentence, at(sentence, match));
    for (const match of matchesOf(birthCue, sentence.text)) claimBirth(scene, sentence, at(sentence, match));
  }
};

const at = (sentence: Sentence, match: RegExpExecArray): Span => {
  const startChar = sentence.startChar + match.index;
  return { startChar, endChar: startChar + match[0].length };
};

const phones = phonePattern();
const holders = /(?<![\p{L}'’])(my|me|his|him|her|our|your|i)(?![\p{L}'’])/giu;
const bearers = /(?<![\p{L}'’])(my|his|her|she|he|I)(?![\p{L}])/giu;
const emailPattern = /[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/gu;

const claimPhone = (scene: Scene, sentence: Sentence, span: Span): void => {
  const before = scene.content.slice(sentence.startChar, span.startChar);
  if (/\bfax\b[^.]{0,12}$|\b(?:ssn|social|ein|account|acct|meeting id|confirmation|invoice)\b[^.]{0,20}$/i.test(before))
    return;
  const owner = holderOf(scene, sentence, span.startChar);
  if (owner) scene.addAttribute(owner, "phone", scene.content.slice(span.startChar, span.endChar), span, 0.8);
};

const claimEmail = (scene: Scene, sentence: Sentence, span: Span): void => {
  const owner = holderOf(scene, sentence, span.startChar);
  const address = scene.content.slice(span.startChar, span.endChar).toLowerCase();
  if (!owner) return;
  scene.addAttribute(owner, "email", address, span, 0.8);
  if (!scene.getReferent(owner).keys.address) scene.updateReferent(owner, { keys: { address } });
};

/** Whose number this is: the nearest person, "my", "me" or "his" before it; without any, the writer's own. */
const holderOf = (scene: Scene, sentence: Sentence, offset: number): string | null => {
  const head = scene.content.slice(sentence.startChar, offset);
  const pronoun = matchesOf(holders, head).at(-1);
  const person = scene.peopleIn({ startChar: sentence.startChar, endChar: offset }).at(-1);
  const pronounAt = pronoun ? sentence.startChar + pronoun.index : -1;
  if (person && person.startChar >= pronounAt) return person.referentId;
  if (pronoun?.[1]) return antecedentsOf(scene, sentence, pronoun[1], pronounAt)[0] ?? null;
  return scene.authorOf(sentence.zone);
};

const birthCue = /\b(?:DOB|D\.O\.B\.|date of birth|birth ?date|birthday|born)\b/gi;

/** "DOB 9/17/1957", "born 11 June 1964", "date of birth, August 30, 1979": a full date right after the cue. */
const claimBirth = (scene: Scene, sentence: Sentence, cue: Span): void => {
  const rest = scene.content.slice(cue.endChar, Math.min(sentence.endChar, cue.endChar + 60));
  const anchor = sentence.zone.writtenAt?.localDate ?? scene.message.date?.localDate;
  const date = anchor ? findDates(rest, { localDate: anchor })[0] : undefined;
  if (
    date?.kind !== "day" ||
    !/\d{4}|\d{1,2}[/-]\d{1,2}[/-]\d{2}/.test(rest.slice(date.span.startChar, date.span.endChar))
  )
    return;
  if (
    !/^[^\p{L}]*(?:(?:is|was|on|of|for|your|call-back|the|\p{L}{2,12},)\s+)*[^\p{L}]*$/iu.test(
      rest.slice(0, date.span.startChar),
    )
  )
    return;
  const owner = bornOf(scene, sentence, cue.startChar);
  if (owner)
    scene.addAttribute(
      owner,
      "birthDate",
      date.iso,
      { startChar: cue.startChar, endChar: cue.endChar + date.span.endChar },
      0.9,
    );
};

const bornOf = (scene: Scene, sentence: Sentence, offset: number): string | null => {
  const head = scene.content.slice(sentence.startChar, offset);
  const above = scene.sentences[sentence.index - 1];
  if (head.trim() === "" && above && above.zone === sentence.zone && above.text.length < 50) {
    return scene.findsIn("person", above)[0]?.referentId ?? null;
  }
  if (/^\s*me\s*[:,-]\s*$/i.test(head)) return scene.authorOf(sentence.zone);
  const person = scene.peopleIn({ startChar: sentence.startChar, endChar: offset }).at(-1);
  const pronoun = matchesOf(bearers, head).at(-1);
  if (person && (!pronoun || sentence.startChar + pronoun.index < person.startChar)) return person.referentId;
  if (pronoun?.[1]) return antecedentsOf(scene, sentence, pronoun[1], sentence.startChar + pronoun.index)[0] ?? null;
  return person?.referentId ?? scene.authorOf(sentence.zone);
};

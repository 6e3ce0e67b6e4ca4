import { matchesOf } from "../lib/matches-of.ts";
import type { Span } from "../lib/span.ts";
import type { FoundDate } from "./dates.ts";
import { isInjected } from "./injected.ts";
import { isDayOnly, type MadeMeeting } from "./made-meeting.ts";
import { readInvitation } from "./meeting-invitation.ts";
import { datesOf, sentenceCharsMax, timesOf } from "./said-when.ts";
import type { Scene } from "./scene.ts";
import type { Sentence } from "./segment.ts";
import type { FoundTime } from "./times.ts";
import { topicWords } from "./topic-words.ts";
import { cancels, leaves, meetingNoun, moves, notOurs, proposes, recalls } from "./vocabulary/meeting-phrases.ts";

/**
 * Meetings and calls with clients: proposed, agreed, moved, cancelled or held; with date, time, place and who attends.
 * A meeting that is moved is one referent whose `previousDate` is the day it leaves. Words that only recall a meeting
 * without a day are `reportOnly`.
 */
export function findMeetings(scene: Scene): void {
  if (scene.isUntold) return;
  const made: MadeMeeting[] = [];
  if (!readInvitation(scene, made)) {
    const injected = isInjected(scene);
    if (scene.subject) readSubject(scene, scene.subject, made);
    for (const sentence of scene.sentences) {
      if (!injected(sentence) && sentence.text.length <= sentenceCharsMax) readSentence(scene, sentence, made);
    }
  }
  for (const meeting of made) finish(scene, meeting);
}

const noun = new RegExp(
  `(?<![\\w'’-])(?:(?:[Tt]he|[Oo]ur|[Aa]n?|[Yy]our|[Mm]y|[Tt]his|[Tt]hat|[Ll]ast\\sweek['’]s|[A-Z][a-z]+(?:['’]s)?|[Aa]nother|[Oo]ne)\\s)?(?:[A-Z]?[a-z]+['’]s\\s)?${meetingNoun}\\b`,
  "g",
);
const personal = /\b(?:our|your|the|my|a|an|last|next|this|that|another)\b/i;

function readSentence(scene: Scene, sentence: Sentence, made: MadeMeeting[]): void {
  const { text } = sentence;
  const dates = datesOf(scene, sentence).filter(isDayOnly);
  const nouns = matchesOf(noun, text).filter((match) => isMeetingNoun(text, match));
  if (nouns.length === 0 && dates.length === 0) {
    recallMeeting(scene, sentence, made);
    return;
  }
  const times = timesOf(scene, sentence);
  const sent = (sentence.zone.writtenAt ?? scene.message.date)?.localDate ?? "";
  const said = { sent, isCancel: cancels.test(text), isMove: moves.test(text) };
  let used = false;
  for (const match of nouns) {
    if (isNotOurs(text, match.index, match[0].length)) continue;
    const startChar = sentence.startChar + match.index;
    const span = { startChar, endChar: startChar + match[0].length };
    const date = nearestDate(scene, dates, span);
    if (!date && !recentMeeting.test(match[0])) continue;
    const mention = date && isBeside(span, date.span) ? join(span, date.span) : span;
    const time = date ? nearestTime(times, date) : null;
    const known = date ? made.find((meeting) => isOn(meeting, date.iso)) : made[0];
    add(scene, sentence, made, known, { ...said, mention, date, time, name: match[0], isReport: !date });
    used = true;
  }
  const previous = scene.sentences[sentence.index - 1]?.text ?? "";
  const isAsked = /\?\s*$/.test(text) || meetingTalk.test(previous);
  const openings = openingPatterns.flatMap((pattern) => placesOf(text, pattern));
  const leavings = placesOf(text, leavingPattern);
  for (const date of dates) {
    const time = nearestTime(times, date);
    const at = date.span.startChar - sentence.startChar;
    const words = text.slice(at, date.span.endChar - sentence.startChar);
    const lead = text.slice(0, at);
    const isLeft = leavings.some(
      (place) => place - at - words.length < leavingReachChars && at - place < leavingReachChars,
    );
    const isNear =
      isLeft || openings.some((place) => Math.abs(place - at) < openingReachChars) || (time !== null && isAsked);
    if (!isNear && !(used && dates.length > 1)) continue;
    if (!sayableDay.test(words) || /\bweek\sof\s$/i.test(lead) || isNotOurs(text, at, words.length)) continue;
    if (!time && /^(?:today|this )/i.test(words) && !recalls.test(text)) continue;
    const known = made.find((meeting) => isOn(meeting, date.iso));
    if (used && known?.evidence.some((span) => overlaps(span, date.span))) continue;
    const isTalk =
      meetingTalk.test(text) ||
      leaves.test(text) ||
      isAsked ||
      made.length > 0 ||
      meetingTalk.test(scene.subject?.text ?? "");
    if (!time && !known && (!isTalk || deadline.test(lead))) continue;
    if (!known && date.iso < sent && !recalls.test(text)) continue;
    const mention = time && isBeside(date.span, time.span) ? join(date.span, time.span) : date.span;
    add(scene, sentence, made, known, { ...said, mention, date, time, name: null, isReport: false });
    used = true;
  }
  if (!used) recallMeeting(scene, sentence, made);
}

const isOn = (meeting: MadeMeeting, iso: string): boolean => meeting.date === iso || meeting.previousDate === iso;
// How far from its date a word of proposing or recalling may stand.
const openingReachChars = 70;
const openingPatterns = [proposes, recalls, cancels].map((pattern) => new RegExp(pattern.source, "gi"));
const leavingPattern = new RegExp(leaves.source, "gi");
// "Thursday won't work", "can't do the 3rd": the day that is left stands beside the words.
const leavingReachChars = 16;
const placesOf = (text: string, pattern: RegExp): readonly number[] =>
  matchesOf(pattern, text).flatMap((match) => [match.index, match.index + match[0].length]);
const isNotOurs = (text: string, index: number, length: number): boolean =>
  notOurs.test(text.slice(Math.max(0, index - 30), index + length + 30));
const sayableDay = /\d|day|tomorrow|tonight|last night|this (?:morning|afternoon)/i;
const deadline = /\b(?:by|before|due|until|no later than|since|as of)\s(?:\w+\s){0,2}$/i;
const recentMeeting =
  /\b(?:our|last)\s(?:January|February|March|April|May|June|July|August|September|October|November|December|spring|fall|summer|week['’]s|month['’]s)\b/i;
const meetingTalk =
  /\b(?:meet|meeting|call|sit down|get together|visit|see you|seeing you|talk|speak|zoom|come in|come by|lunch|coffee|appointment|review|hours)\b/i;
const overlaps = (left: Span, right: Span): boolean => left.startChar < right.endChar && right.startChar < left.endChar;

const recalled =
  /\b(?:before|when|until|after|once|till) we (?:next |all |both )?(?:meet|talk|speak|sit down|get together)\b|\b(?:the|our|last|next|that) (?:meeting|call|visit|review)\b/i;

/** "Before we meet", "the call": a meeting that this message or another one dates. */
function recallMeeting(scene: Scene, sentence: Sentence, made: readonly MadeMeeting[]): void {
  const match = recalled.exec(sentence.text);
  if (!match || isNotOurs(sentence.text, match.index, match[0].length)) return;
  const startChar = sentence.startChar + match.index;
  const span = { startChar, endChar: startChar + match[0].length };
  const meeting = made.at(-1);
  if (meeting) scene.addMention(meeting.id, span, 0.5);
  else scene.addMention(scene.addReferent("Meeting", "Meeting", { reportOnly: true }), span, 0.4);
}

function isMeetingNoun(text: string, match: RegExpMatchArray): boolean {
  const index = match.index ?? 0;
  const words = match[0];
  const last = words.trim().split(/\s/).at(-1)?.toLowerCase() ?? "";
  const before = text.slice(Math.max(0, index - 12), index);
  if (/\b(?:her|his|their|its)\s$/i.test(before) || /^(?:her|his|their)\b/i.test(words)) return false;
  if (last === "lunch" && /^\s(?:hour|break|time)/i.test(text.slice(index + words.length, index + words.length + 7)))
    return false;
  // "call", "visit" and "review" are as often verbs: a determiner or a kind must stand before them.
  if (
    /^(?:call|visit|review|zoom|chat|video|conference)$/.test(last) &&
    words.trim().split(/\s/).length < 2 &&
    !/\b(?:by|on|via)\s$/i.test(before)
  )
    return false;
  if (
    /^(?:call|visit|review|chat)$/.test(last) &&
    /\b(?:to|I['’]?ll|you|please|will|can|could|and|or|we|me|should|I|don['’]t|not)\s(?:call|visit|review|chat)$/i.test(
      words,
    )
  )
    return false;
  if (
    /^(?:conference)$/.test(last) &&
    /^\s(?:room|call)/i.test(text.slice(index + words.length, index + words.length + 6))
  )
    return false;
  return personal.test(words) || /[A-Z]/.test(words.trim()[0] ?? "") || words.trim().includes(" ") || last === "lunch";
}

const reachChars = 44;
function nearestDate(scene: Scene, dates: readonly FoundDate[], span: Span): FoundDate | null {
  let best: FoundDate | null = null;
  let bestGap = reachChars;
  for (const date of dates) {
    const gap =
      date.span.startChar >= span.endChar ? date.span.startChar - span.endChar : span.startChar - date.span.endChar;
    const between = scene.content.slice(
      Math.min(span.endChar, date.span.endChar),
      Math.max(span.startChar, date.span.startChar),
    );
    if (gap >= bestGap || /[.;!?]\s|\b(?:by|before|due)\s$/.test(between)) continue;
    best = date;
    bestGap = gap;
  }
  return best;
}

function nearestTime(times: readonly FoundTime[], date: FoundDate): FoundTime | null {
  const after = times.find(
    (time) => time.span.startChar >= date.span.endChar - 1 && time.span.startChar - date.span.endChar < 40,
  );
  return after ?? times.find((time) => Math.abs(date.span.startChar - time.span.endChar) < 24) ?? null;
}

const isBeside = (left: Span, right: Span): boolean => {
  const gap = right.startChar >= left.endChar ? right.startChar - left.endChar : left.startChar - right.endChar;
  return gap <= 9;
};
const join = (left: Span, right: Span): Span => ({
  startChar: Math.min(left.startChar, right.startChar),
  endChar: Math.max(left.endChar, right.endChar),
});

type Said = {
  readonly mention: Span;
  readonly date: FoundDate | null;
  readonly time: FoundTime | null;
  readonly sent: string;
  readonly isCancel: boolean;
  readonly isMove: boolean;
  readonly name: string | null;
  readonly isReport: boolean;
};

function add(scene: Scene, sentence: Sentence, made: MadeMeeting[], known: MadeMeeting | undefined, said: Said): void {
  const { date, time, sent } = said;
  const iso = date?.iso ?? null;
  // A second day in a mail that moves a meeting is where it goes; the day spoken of before is where it leaves.
  const moved =
    !known && iso && iso >= sent && said.isMove && !said.isCancel
      ? made.find((m) => m.date && m.date !== iso && m.status === "planned" && m.date >= sent)
      : undefined;
  // "We meet on the 26th. The 24th is cancelled": the day that is off is the one this meeting leaves.
  const instead =
    !known && iso && iso >= sent && said.isCancel && said.name === null
      ? made.find((m) => m.date && m.date >= sent && m.status === "planned" && isJustBefore(m.sentence, sentence))
      : undefined;
  if (instead && !instead.previousDate) {
    instead.previousDate = iso;
    scene.addMention(instead.id, said.mention, 0.6);
    return;
  }
  let meeting = known ?? moved;
  if (!meeting) {
    const id = scene.addReferent("Meeting", "Meeting", {});
    meeting = {
      id,
      date: iso,
      time: null,
      previousDate: null,
      status: "planned",
      place: null,
      isReportOnly: said.isReport,
      name: "",
      topic: new Set(),
      evidence: [],
      attendees: new Set(),
      sentence,
    };
    made.push(meeting);
  } else if (moved && iso && meeting.date) {
    const before = scene.content.slice(
      Math.max(sentence.startChar, said.mention.startChar - 40),
      said.mention.startChar,
    );
    if (/\b(?:instead of|rather than|not|from|was|can['’]?t do)\s(?:the\s)?$/i.test(before)) meeting.previousDate = iso;
    else {
      meeting.previousDate = meeting.date;
      meeting.date = iso;
      meeting.time = null;
    }
  }
  if (time && (meeting.date === iso || !meeting.time)) meeting.time = time.time;
  if (said.isCancel && (!iso || meeting.date === iso)) meeting.status = "cancelled";
  else if (meeting.date && sent && meeting.date < sent) meeting.status = "held";
  else if (said.isReport && !meeting.date) meeting.status = "held";
  meeting.place ??= placeOf(sentence.text);
  if (said.name && !meeting.name) meeting.name = said.name.trim().replace(/^(?:the|our|a|an|your|my|this|that)\s/i, "");
  for (const word of topicWords(said.name ?? "")) meeting.topic.add(word);
  meeting.evidence.push(said.mention);
  scene.addMention(meeting.id, said.mention, said.isReport ? 0.5 : 0.8);
  for (const person of scene.peopleIn(sentence)) {
    const after = scene.content.slice(person.endChar, person.endChar + 24);
    const before = scene.content.slice(Math.max(0, person.startChar - 14), person.startChar);
    if (
      /^\s(?:will |is going to |can |may )?(?:join|sit in|be there|attend|come)/i.test(after) ||
      /\bwith\s$/i.test(before)
    )
      meeting.attendees.add(person.referentId);
  }
}

const isJustBefore = (before: Sentence, sentence: Sentence): boolean =>
  before.zone === sentence.zone && sentence.index - before.index <= 2 && before.index >= 0;

const places: readonly (readonly [RegExp, string])[] = [
  [/\bzoom\b/i, "Zoom"],
  [/\bteams\b(?! (?:up|with))/i, "Teams"],
  [/\b(?:google meet|facetime|video call|video)\b/i, "video"],
  [
    /\b(?:by (?:phone|telephone)|phone call|on the phone|telephone|give you a (?:call|ring)|(?:our|the|a|quick) call\b)/i,
    "phone",
  ],
  [
    /\bat (?:our|my|your) (?:offices?)\b|\bin (?:our|the) office\b|\bour office\b|\bcome in\b|\bhere at the office\b/i,
    "the office",
  ],
];
const namedPlace =
  /\bat ((?:[A-Z][\w.’']+(?:['’]s)?\s){1,3}(?:office|house|home|place)|(?:your|mom['’]s|dad['’]s|my) (?:house|home|place|kitchen table|office))\b/;

function placeOf(text: string): string | null {
  const named = namedPlace.exec(text)?.[1];
  if (named) return named;
  return places.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

const subjectMeeting =
  /(?:[A-Z][\w'’]+\s){0,3}\b(?:annual review|quarterly review|portfolio review|family review|year-?end review|mid-?year review|review meeting|review|meeting|call|check-?in|appointment|visit)\b/i;

/** "Re: Reyes annual review" names the meeting that the mail goes on to date. */
function readSubject(scene: Scene, subject: Sentence, made: MadeMeeting[]): void {
  const text = subject.text.replace(/^(?:(?:re|fwd?|aw)\s?:\s?)+/i, "");
  const match = subjectMeeting.exec(text);
  if (!match || notOurs.test(text) || match[0].trim().split(/\s/).length < 2) return;
  const startChar = subject.startChar + (subject.text.length - text.length) + match.index;
  const span = { startChar, endChar: startChar + match[0].length };
  if (/\b(?:please|to|for|fee|performance|document|file|policy) (?:review|call)$/i.test(match[0])) return;
  const firstDated = scene.sentences.find(
    (sentence) => proposes.test(sentence.text) && datesOf(scene, sentence).some(isDayOnly),
  );
  const id = scene.addReferent("Meeting", match[0].trim(), {});
  scene.addMention(id, span, 0.7);
  made.push({
    id,
    date: null,
    time: null,
    previousDate: null,
    status: "planned",
    place: null,
    isReportOnly: true,
    name: match[0].trim(),
    topic: new Set(topicWords(match[0])),
    evidence: [span],
    attendees: new Set(),
    sentence: firstDated ?? subject,
  });
}

function finish(scene: Scene, meeting: MadeMeeting): void {
  const { id, date, time, previousDate, sentence } = meeting;
  const evidence = meeting.evidence.filter((span) => scene.zoneAt(span.startChar)?.kind !== "header");
  const proof = evidence.length > 0 ? evidence : meeting.evidence;
  const title = meeting.name || (date ? `Meeting on ${date}` : "Meeting");
  scene.updateReferent(id, {
    name: title.charAt(0).toUpperCase() + title.slice(1),
    keys: {
      topic: [...meeting.topic],
      ...(date ? { date } : {}),
      ...(time ? { time } : {}),
      ...(previousDate ? { previousDate } : {}),
      ...(meeting.isReportOnly && !date ? { reportOnly: true } : {}),
    },
  });
  if (date) scene.addAttribute(id, "date", date, proof, 0.8);
  if (time) scene.addAttribute(id, "time", time, proof, 0.8);
  if (meeting.place) scene.addAttribute(id, "place", meeting.place, proof, 0.6);
  if (!meeting.isReportOnly || date) scene.addAttribute(id, "status", meeting.status, proof, 0.7);
  if (!date) return;
  const author = scene.authorOf(sentence.zone);
  const isInvitation = meeting.attendees.size > 2;
  const to = scene.message.to.flatMap((mailbox) => scene.referentOf(mailbox) ?? []);
  const attendees = isInvitation ? [] : [author, ...to.slice(0, 3)];
  for (const person of new Set([...attendees, ...meeting.attendees])) {
    if (person) scene.addRelation("attends", person, id, proof, 0.6);
  }
  const households = [
    ...scene.findsIn("household", sentence),
    ...(scene.subject ? scene.findsIn("household", scene.subject) : []),
  ];
  const household = households[0];
  if (household) scene.addRelation("concerns", id, household.referentId, proof, 0.7);
}

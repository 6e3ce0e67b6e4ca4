import type { Span } from "../lib/span.ts";
import { isDayOnly, type MadeMeeting } from "./made-meeting.ts";
import { personCalled } from "./people-of.ts";
import { datesOf, timesOf } from "./said-when.ts";
import type { Scene } from "./scene.ts";
import type { Sentence } from "./segment.ts";
import { topicWords } from "./topic-words.ts";

/** A calendar invitation, update or cancellation: title and time in the subject, "When:" and "Where:" lines below. */
export function readInvitation(scene: Scene, made: MadeMeeting[]): boolean {
  const { subject, content } = scene;
  const head = subject ? invitationSubject.exec(subject.text.replace(/^(?:re|fwd?):\s/i, "")) : null;
  const own = scene.zones.find((zone) => zone.kind === "own");
  if (!own) return false;
  const body = content.slice(own.startChar, own.endChar);
  const when = line("when|date|time|date and time").exec(body);
  if (!when || (!head && !line("where|location|organi[sz]er|guests|attendees|who").test(body))) return false;
  const whenText = when[1] ?? "";
  const whenAt = own.startChar + when.index + when[0].lastIndexOf(whenText);
  const asSentence = (text: string, startChar: number): Sentence => ({
    startChar,
    endChar: startChar + text.length,
    text,
    zone: own,
    index: 0,
    kept: [],
    isListItem: false,
    marker: null,
    block: 0,
  });
  const whenSentence = asSentence(whenText, whenAt);
  const date = datesOf(scene, whenSentence).find(isDayOnly);
  if (!date) return false;
  const old = line("old time|was|previously|original time|previous time").exec(body);
  const oldSentence = old
    ? asSentence(old[1] ?? "", own.startChar + old.index + old[0].lastIndexOf(old[1] ?? ""))
    : null;
  const oldDate = oldSentence ? datesOf(scene, oldSentence).find(isDayOnly) : undefined;
  const times = timesOf(scene, whenSentence);
  const title = head?.groups?.title?.trim() ?? firstLine(body, when.index);
  const id = scene.addReferent("Meeting", title || "Meeting", {});
  const evidence: Span[] = [{ startChar: whenAt, endChar: whenAt + whenText.length }];
  if (subject && head?.groups?.title) {
    const at = subject.startChar + subject.text.indexOf(head.groups.title);
    scene.addMention(id, { startChar: at, endChar: at + title.length }, 0.9);
    if (head.groups.when) {
      const whenInSubject = subject.startChar + subject.text.lastIndexOf(head.groups.when);
      scene.addMention(id, { startChar: whenInSubject, endChar: whenInSubject + head.groups.when.length }, 0.9);
    }
  }
  const inBody = title ? body.indexOf(title) : -1;
  if (inBody >= 0)
    scene.addMention(id, { startChar: own.startChar + inBody, endChar: own.startChar + inBody + title.length }, 0.9);
  for (const span of evidence) scene.addMention(id, span, 0.9);
  if (oldSentence && oldDate) scene.addMention(id, oldSentence, 0.8);
  const where = line("where|location").exec(body)?.[1]?.trim() ?? null;
  const isCancelled = /cancel/i.test(subject?.text ?? "") || /^(?:this event has been |event )cancel/im.test(body);
  const meeting: MadeMeeting = {
    id,
    date: date.iso,
    time: times[0]?.time ?? null,
    previousDate: oldDate && oldDate.iso !== date.iso ? oldDate.iso : null,
    status: isCancelled ? "cancelled" : "planned",
    place: where ? where.replace(/\s\(.*$/, "").slice(0, 80) : null,
    isReportOnly: false,
    name: title,
    topic: new Set(topicWords(title)),
    evidence,
    attendees: new Set(guestsOf(scene, body)),
    sentence: whenSentence,
  };
  made.push(meeting);
  return true;
}

const invitationSubject =
  /^(?:updated |canceled |cancelled |declined |accepted |tentative(?:ly accepted)? )?(?:invitation|event|meeting request|canceled|cancelled|accepted|declined|new event|reminder)(?: canceled| cancelled)?\s?:\s(?<title>.+?)(?:\s@\s(?<when>.+))?$/i;
const line = (label: string): RegExp => new RegExp(`^[ \\t*]*(?:${label})[ \\t]*:[ \\t]*(.+)$`, "im");

const firstLine = (body: string, before: number): string =>
  body
    .slice(0, before)
    .split("\n")
    .map((text) => text.trim())
    .filter((text) => text && !/[.!?:]$/.test(text) && !/^this event/i.test(text))
    .at(-1) ?? "";

function guestsOf(scene: Scene, body: string): readonly string[] {
  const guests =
    /^[ \t]*(?:guests|attendees|who|invitees)[ \t]*:?[ \t]*(.*(?:\n(?![ \t]*\n|[A-Za-z ]{3,16}:).+){0,12})/im.exec(
      body,
    );
  if (!guests) return [];
  const names = (guests[1] ?? "").split(/[,\n;]/).map((name) => name.replace(/\s-\s.*$|\(.*$|<.*$/g, "").trim());
  return names.filter((name) => /^[A-Z]\S+ [A-Z]/.test(name)).flatMap((name) => personCalled(scene, name) ?? []);
}

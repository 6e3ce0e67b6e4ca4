import { findDates } from "../extract/dates.ts";
import type { HouseholdRecord, RecordSentence } from "./household-record.ts";

/** What a sentence would tell an adviser: each topic with its worth. Topics told before are worth nothing again. */
export type Topics = ReadonlyMap<string, number>;

const worth = {
  number: 2,
  date: 1.8,
  pastDate: 0.9,
  account: 1.5,
  event: 2,
  action: 1.5,
  goal: 1.5,
  person: 0.4,
  contact: 1,
  subjectMatter: 1.2,
};

/** Words that carry news in a family's affairs, by stem. Breadth matters more than precision: they rank sentences, they state nothing. */
const subjectMatter =
  /\b(?:retir\w+|divorc\w+|died|death|passed away|funeral|pregnan\w+|baby|born|wedding|engaged|married|marri\w+|graduat\w+|college|tuition|school|diagnos\w+|dementia|alzheimer\w*|cancer|surgery|hospital|stroke|memory care|home care|assisted living|nursing|new job|laid off|promot\w+|mov(?:e|es|ed|ing) (?:to|in|out)|sold|sell\w*|sale|purchase|buy\w*|offer|closing|close[sd]?|inherit\w+|estate|probate|executor|trustee\w*|trusts?|will|beneficiar\w+|power of attorney|guardian\w*|attorney|lawyer|accountant|cpa|appraisal|mortgage|refinanc\w*|refi|loan|credit line|convert\w*|conversion|rollover|roll\w* over|transfer\w*|wire\w*|withdraw\w*|distribution\w*|rmd|contribut\w+|deposit\w*|gift\w*|donat\w+|charit\w+|pension|social security|medicare|insurance|premium|annuit\w+|policy|budget|emergency fund|fee|fees|tax|taxes|estimate|projection|statement|worksheet|form|forms|paperwork|sign\w*|consent|letter|report|decree|qdro|title|retitl\w+|cancel\w*|withdrawn|hold|declin\w+|reject\w*|approv\w+|agreed?|decid\w+|decision|complain\w*|unhappy|upset|frustrat\w+|disappoint\w+|apolog\w+|confidential|private|public|announce\w*|owe[sd]?|promis\w+|deadline|overdue|due|remind\w*)\b/gi;

const chatter =
  /^(?:hi|hello|dear|i['’]m (?:so |very )?(?:sorry|glad)|thanks|thank you|best|cheers|regards|warmly|sincerely|yours|talk soon|see you|let me know|hope|happy|congratulations|no rush|sorry|please don['’]t hesitate|looking forward|as always|take care)\b[^.]{0,60}[.!]?$/i;

export function topicsOf(record: HouseholdRecord, sentence: RecordSentence): Topics {
  const words = record.wordsAt(sentence.message.documentVersionId, sentence);
  const topics = new Map(figuresIn(words, sentence.message.localDate, record.asOf));
  const put = (topic: string, value: number) => topics.set(topic, Math.max(value, topics.get(topic) ?? 0));
  for (const { entityId } of sentence.mentions) {
    const type = record.index.findEntity(entityId)?.type;
    if (type === "Account") put(entityId, worth.account);
    else if (type === "LifeEvent") put(entityId, worth.event);
    else if (type === "ActionItem") put(entityId, worth.action);
    else if (type === "Goal") put(entityId, worth.goal);
    else put(entityId, type === "Client" && !record.isOurs(entityId) ? worth.contact : worth.person);
  }
  for (const match of words.matchAll(subjectMatter))
    put(`word ${match[0].toLowerCase().slice(0, 6)}`, worth.subjectMatter);
  return topics;
}

/** The dates and numbers of a text, as topics; relative dates are counted from `localDate`, and matter more when `asOf` has not passed them. */
export function figuresIn(words: string, localDate: string | null, asOf: string): Topics {
  const topics = new Map<string, number>();
  const text = words.replace(/\s+/g, " ");
  for (const { iso } of localDate ? findDates(text, { localDate }) : []) {
    // What is ahead matters; "this morning" does not.
    if (iso !== localDate) topics.set(`date ${iso}`, iso >= asOf ? worth.date : worth.pastDate);
  }
  for (const match of text.matchAll(numberPattern)) {
    const key = match[0]
      .replace(/[^\d.kmKM]/g, "")
      .replace(/\.$/, "")
      .toLowerCase();
    topics.set(`number ${key}`, worth.number);
  }
  return topics;
}

const numberPattern =
  /[$€£]\s?\d[\d,.]*\s?(?:k|m|mm|million|thousand)?\b|\d[\d,.]*\s?(?:%|percent\b|k\b|million\b)|\b\d{4}\b|\b\d[\d,]*\d\b/gi;

/** How much of a topic's worth is left by age: half after two months, never under two fifths (a fact of last autumn may still be the only one). */
export function freshness(localDate: string | null, asOf: string): number {
  if (localDate === null) return 0.4;
  const days = (Date.parse(asOf) - Date.parse(localDate)) / 86_400_000;
  return Math.max(0.4, 0.5 ** (days / 60));
}

/** Words of calendars and notices about themselves: how to dial in, whom not to answer. */
const plumbing =
  /\b(?:meeting id|passcode|dial[- ]in|join (?:online|zoom|with)|unsubscribe|do not reply|not monitored|automated message|going\?|organizer|this event has been|invitation from|view (?:online|in browser)|sent from my|cusip|confirmation (?:code|number)|tracking number)\b/i;

/** True for greetings, thanks and sentences too short to tell anything. */
export function isChatter(text: string): boolean {
  const words = text.split(/\s+/).length;
  return words < 4 || plumbing.test(text) || (words < 14 && chatter.test(text.trim()));
}

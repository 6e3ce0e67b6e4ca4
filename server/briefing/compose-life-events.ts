import { findDates } from "../extract/dates.ts";
import type { ResolvedEntity } from "../graph/resolution.ts";
import type { DraftBullet, DraftCitation } from "./briefing.ts";
import { citeAttribute, citeEntity, citeRelation, citeWords } from "./cite.ts";
import type { HouseholdRecord, RecordSentence } from "./household-record.ts";
import { isFlagged } from "./is-flagged.ts";
import { mayHaveDied } from "./may-have-died.ts";
import { nameEvent } from "./name-event.ts";
import { capitalise, countWords, eventTypeLabel, formatDate, quote } from "./wording.ts";

/** Deaths and illness first, then what is ahead by date, then what was. */
export function composeLifeEvents(record: HouseholdRecord): DraftBullet[] {
  return record.events.flatMap((event) => describeEvent(record, event));
}

const grave = new Set(["death", "illness"]);
const saidWordsMin = 4;
const saidWordsMax = 30;

export function describeEvent(record: HouseholdRecord, event: ResolvedEntity): DraftBullet[] {
  const { index } = record;
  const type = index.findAttribute(event.id, "eventType");
  const date = index.findAttribute(event.id, "date");
  const people = index
    .relationsTo(event.id, "experiencedEvent")
    .filter((r) => record.isOurs(r.from) && (type?.value !== "death" || mayHaveDied(record, r.from, event.id)));
  const citations: DraftCitation[] = citeEntity(record, event);
  for (const person of people.slice(0, 2)) citations.push(...citeRelation(record, person));
  if (type) citations.push(...citeAttribute(record, type));
  const label = (type && eventTypeLabel(type.value)) ?? null;
  const [only, ...others] = type?.value === "death" ? people.map((r) => index.findEntity(r.from)) : [];
  const deceased = only && others.length === 0 && /^\p{Lu}/u.test(only.name) ? only : undefined;
  const name = nameEvent(event.name, type?.value, deceased?.name);
  if (deceased && name.endsWith(deceased.name)) citations.push(...citeEntity(record, deceased));
  let text = capitalise(isVague(event.name) ? (label ?? "life event") : name);
  const missing = people.filter((r) => !sharesWord(text, index.nameOf(r.from)));
  if (missing.length > 0 && missing.length === people.length)
    text += ` (${missing
      .slice(0, 2)
      .map((r) => index.nameOf(r.from))
      .join(", ")})`;
  if (date && !text.includes(formatDate(date.value))) {
    text += `${/[’]s? [a-z ]+$/.test(text) ? ":" : ","} ${formatDate(date.value)}`;
    citations.push(...citeAttribute(record, date));
  }
  const said = findBestWords(record, event);
  if (!said && !date && people.length === 0) return [];
  if (said) {
    text += `. In the mail: ${quote(record.wordsAt(said.message.documentVersionId, said))}`;
    citations.push(citeWords(record, said.message, said));
  } else text += ".";
  const isAhead = date !== undefined && date.value >= record.asOf;
  const weight = (type && grave.has(type.value) ? 80 : isAhead ? 70 : 40) + Math.min(9, event.mentions.length);
  return [{ section: "life_events", text, citations, weight }];
}

/** "It's early" and "my mom, move" need the type and the person instead. */
const isVague = (name: string): boolean =>
  name === "" || /^(?:it|this|that|she|he|they|we|i|my|our|his|her)\b/i.test(name);

/** The latest sentence that speaks of the event and can be quoted; one with its date before one with another figure. */
function findBestWords(record: HouseholdRecord, event: ResolvedEntity): RecordSentence | undefined {
  const usable = record.sentences.filter((s) => {
    const words = countWords(s.text);
    const speaksOfIt = s.mentions.some((m) => m.entityId === event.id);
    return (
      speaksOfIt && words >= saidWordsMin && words <= saidWordsMax && !s.text.endsWith(":") && !isFlagged(record, s)
    );
  });
  const day = record.index.findAttribute(event.id, "date")?.value;
  const tellsDay = ({ text, message: { localDate } }: RecordSentence) =>
    day !== undefined && localDate !== null && findDates(text, { localDate }).some((d) => d.iso === day);
  return usable.findLast(tellsDay) ?? usable.findLast((s) => /\d/.test(s.text)) ?? usable.at(-1);
}

const sharesWord = (text: string, name: string): boolean =>
  name.split(/\s+/).some((word) => word.length > 2 && text.includes(word));

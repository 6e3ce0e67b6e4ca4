import { attributeWords } from "./attribute-words.ts";
import type { DraftBullet, SectionId } from "./briefing.ts";
import type { HouseholdRecord } from "./household-record.ts";
import { chooseStatements, type Statement } from "./statements.ts";

/** What was said and decided, in the writers' own words; `told` holds what other bullets tell already, and the freshest news of the rest comes first. */
export function composeCommunications(
  record: HouseholdRecord,
  statements: readonly Statement[],
  told: Map<string, number>,
  countMax: number,
): DraftBullet[] {
  const usable = statements.filter((s) => s.words > 2);
  return chooseStatements(usable, record.asOf, told, countMax).map((statement, rank): DraftBullet => {
    const { text, citations } = attributeWords(record, statement.sentence, statement);
    return { section: sectionOf(record, statement), text, citations, weight: 30 - rank / 10 };
  });
}

const asksOrPromises =
  /\b(?:please|can you|could you|would you|will you|I['’]ll|I will|we['’]ll|we will|needs? to|has to|have to|must|owes? (?:me|you|him|her|them|us)|promised|asked (?:me|you|him|her|them|us)|remind|don['’]t forget|is to be|are to be|by (?:monday|tuesday|wednesday|thursday|friday|the \d|january|february|march|april|may|june|july|august|september|october|november|december))\b/i;

/** Words of a task still open; words that ask, where no task, aim or event was read, may be one too. */
function mayBeOpen(
  record: HouseholdRecord,
  { mentions }: Statement["sentence"],
  types: ReadonlySet<string | undefined>,
): boolean {
  if (!types.has("ActionItem")) return !types.has("Goal") && !types.has("LifeEvent");
  return mentions.some(({ entityId }) => {
    const isAction = record.index.findEntity(entityId)?.type === "ActionItem";
    return isAction && !/^(?:done|cancelled)$/.test(record.index.findAttribute(entityId, "status")?.value ?? "");
  });
}

function sectionOf(record: HouseholdRecord, { sentence }: Statement): SectionId {
  const types = new Set(sentence.mentions.map((m) => record.index.findEntity(m.entityId)?.type));
  if (asksOrPromises.test(sentence.text) && mayBeOpen(record, sentence, types)) return "open_actions";
  if (types.has("Account") && /\d/.test(sentence.text)) return "accounts";
  if (types.has("LifeEvent")) return "life_events";
  return "recent_communications";
}

import { eventTypeLabel, possessive } from "./wording.ts";

const nouns =
  /^(?:wedding|engagement|funeral|baptism|anniversary|surgery|hip replacement|knee replacement|move|sale|birthday)$/;
const kinDeath =
  /^Death of (?:(?:my|our|his|her|their|your)\s|(?:Dad|Mom|Mother|Father|Mum|Mama|Papa|Grandma|Grandpa)$)/i;
const told =
  /^(?:had|has|is|was|got|gets|moved|moves|died|passed|went|broke|fell|lost|sold|bought|started|starts|left|retired|retires)\b/;

/**
 * An event as one would say it: "Katie: wedding" is "Katie’s wedding", "Helen: had a fall" is "Helen had a fall"; and the death of one
 * whom the mail tells by kinship alone is told with the name, where it is known.
 */
export function nameEvent(name: string, eventType: string | undefined, deceased?: string): string {
  if (deceased !== undefined && kinDeath.test(name)) return `Death of ${deceased}`;
  const own = name.replace(/\b(?:my|our)\b/gi, "their");
  const [, who, what] = /^([^:]+): ([a-z].*)$/.exec(own) ?? [];
  if (!who || !what) return own;
  if (nouns.test(what) || (eventType !== undefined && what === eventTypeLabel(eventType))) {
    return `${possessive(who)} ${what}`;
  }
  return told.test(what) ? `${who} ${what}` : `${who}, ${what}`;
}

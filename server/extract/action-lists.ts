import type { ActionClause } from "./action-clauses.ts";
import type { Scene } from "./scene.ts";
import type { Sentence } from "./segment.ts";
import { nameWord } from "./vocabulary/action-phrases.ts";

const asks =
  /\b(?:need(?:ed)?|please|kindly|provide|bring|send|gather|homework|to-?dos?|action items?|next steps?|happens next|has to happen|checklist|following|before then|could you|can you|would you|assignments?|who does what|to fix|outstanding|requests?|things? for you)\b/i;
const tells =
  /\b(?:cover|go over|discuss|talk about|agenda|updates?|questions?|numbers|answers?|recap|where things|what we said|what we want|terms|accounts?|reasons?|watching|options|highlights|in short|summary|what there is|background|facts|thoughts)\b/i;
const label = new RegExp(
  `^(?:From\\s)?(?<name>[Bb]oth of you|[Mm]e|[Yy]ou|[Ee]veryone|[Aa]ll|${nameWord}(?:\\sand\\s${nameWord})?)(?:\\s?\\([^)]{1,24}\\))?(?:\\s?[:–—]|(?<=^From\\s[^,:]{2,40}),)\\s`,
);
const leadName = new RegExp(`^(?<name>${nameWord}),\\s`, "u");
const broughtInline =
  /\b(?:things?|items?|documents?|papers?)\sto\s(bring|send|sign|provide|gather|upload|mail)\b[^:.]{0,30}:\s/i;

/** What a list item asks for, and the line above that makes it ask. */
export type ActionList = { readonly items: readonly ActionClause[]; readonly lead: Sentence | null };

/**
 * Items of lists that a line like "For the sale I need:" turns into requests, by their sentence; for items that hold no
 * verb of their own. The actor is the item's label ("Claire: a copy of the deed") or whom the line above speaks to.
 */
export function listItemsOf(scene: Scene): ReadonlyMap<Sentence, ActionList> {
  const items = new Map<Sentence, ActionList>();
  let lead: Sentence | null = null;
  let previous: Sentence | null = null;
  for (const sentence of scene.sentences) {
    if (sentence.isListItem) {
      if (previous && !previous.isListItem && previous.marker === null) lead = previous;
      const item = lead && isAsking(lead) ? itemOf(sentence, lead) : null;
      if (item) items.set(sentence, { items: [item], lead });
    } else {
      const inline = inlineItemsOf(sentence);
      if (inline.length > 0) items.set(sentence, { items: inline, lead: null });
      if (sentence.marker === null) lead = null;
    }
    previous = sentence;
  }
  return items;
}

const isAsking = (lead: Sentence): boolean => {
  const end = lead.text.slice(-160);
  return (
    /:\s*$/.test(lead.text) &&
    asks.test(end) &&
    !(tells.test(end) && !/\b(?:need|please|bring|send|provide)\b/i.test(end))
  );
};

function itemOf(sentence: Sentence, lead: Sentence): ActionClause | null {
  const own = label.exec(sentence.text);
  const above = leadName.exec(lead.text);
  const skipped = own ? own[0].length : 0;
  const text = sentence.text.slice(skipped).replace(/(?:[\s.,;]+(?:and|or)?)+$/, "");
  if (text.length < 8 || text.length > 220 || isTold.test(text)) return null;
  const at = (start: number, name: string, index: number): ActionClause["actor"] => ({
    startChar: start + index,
    endChar: start + index + name.length,
  });
  const ownName = own?.groups?.name;
  const ownAt = own && ownName ? own[0].indexOf(ownName) : 0;
  const aboveName = above?.groups?.name;
  const actor = ownName
    ? at(sentence.startChar, ownName, ownAt)
    : aboveName
      ? at(lead.startChar, aboveName, 0)
      : ("addressee" as const);
  const startChar = sentence.startChar + skipped;
  const span = { startChar, endChar: startChar + text.length };
  return { kind: "request", span, phrase: span, verb: null, thing: null, actor };
}

/** "Petra got into Reed", "The roof is done": an item that tells, and asks for nothing. */
const isTold =
  /^(?:\p{Lu}[\p{L}'’-]+|I|[Ww]e|[Hh]e|[Ss]he|[Tt]hey|[Ii]t|(?:[Mm]y|[Oo]ur|[Tt]he|[Hh]is|[Hh]er)\s\p{L}+)\s(?:\p{L}+ly\s)?(?:got|is|are|was|were|has|have|had|wants?|stood|came|went|will|says?|said)\s/u;

/** "Two things to bring: your budget, and the latest statement for the 529". */
function inlineItemsOf(sentence: Sentence): readonly ActionClause[] {
  const match = broughtInline.exec(sentence.text);
  if (!match) return [];
  const from = match.index + match[0].length;
  const parts: ActionClause[] = [];
  let at = from;
  for (const part of sentence.text
    .slice(from)
    .split(/(,\sand\s|;\s(?:and\s)?|,\s(?=(?:the|your|a|an|any|copies)\s))/)) {
    const text = part.replace(/[\s.,;]+$/, "");
    if (text.length > 7) {
      const startChar = sentence.startChar + at;
      const span = { startChar, endChar: startChar + Math.min(text.length, 200) };
      parts.push({ kind: "request", span, phrase: span, verb: null, thing: null, actor: "addressee" });
    }
    at += part.length;
  }
  return parts;
}

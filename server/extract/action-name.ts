/** How pronouns in a task's words are turned into names: who speaks, and whom they speak to (first names, or null). */
export type SpeakerNames = { readonly author: string | null; readonly addressee: string | null };

const nameCharsMax = 100;
const trailing =
  /[\s,]+(?:please|pls|thanks|thank you|asap|when you (?:can|get a (?:chance|minute|moment))|if you (?:can|could|don['’]t mind|get a chance)|at your convenience|too|as well|again|soon|right away|for me|for us)$/i;

/** Cut before the last phrase, which may not fit whole ("… into a money market fund"), else after a word that can end a title. */
function cut(text: string): string {
  const head = text.slice(0, text.lastIndexOf(" ", nameCharsMax));
  const last = /.*[\s,;](?=(?:into|from|with|before|after|until|so that|because|and|to|for|by|at|in|on)\s)/is.exec(
    head,
  )?.[0];
  const kept = last && last.length >= phraseCutCharsMin ? last : head;
  return kept.replace(dangling, "").replace(/[\s,;]+$/, "");
}

const phraseCutCharsMin = 60;

// Words that end no title.
const dangling =
  /(?:[\s,;]+(?:a|an|the|and|or|but|of|to|in|on|at|by|for|with|from|into|before|after|until|so|that|which|if|when|because|as|his|her|their))+$/i;

/** A task's title in the imperative: "send me the worksheet" by John becomes "Send John the worksheet". At most 100 characters, last four digits of any long number. */
export function actionName(phrase: string, verb: string | null, hasVerb: boolean, names: SpeakerNames): string {
  let text = phrase.replace(/\s+/g, " ").trim().replace(trailing, "").replace(trailing, "");
  if (hasVerb && verb) text = text.replace(/^[a-z-]+/i, verb);
  const { author, addressee } = names;
  if (author) {
    text = text
      .replace(/\b(?:me|us)\b(?! know)/g, author)
      .replace(/\b(?:my|our|My|Our)\b/g, possessive(author))
      .replace(/\b(?:I|we)\b(?!['’])(?:\s([a-z]+))?/g, (_, next) => (next ? `${author} ${thirdPerson(next)}` : author));
  }
  if (addressee) {
    const isOne = !addressee.includes(" and ");
    text = text
      .replace(/\byou\b(?!['’])(?:\s([a-z]+))?/g, (_, next) =>
        next ? `${addressee} ${isOne ? thirdPerson(next) : next}` : addressee,
      )
      .replace(/\b(?:your|Your)\b/g, possessive(addressee));
  }
  text = shortenNumbers(text);
  if (text.length > nameCharsMax) text = cut(text);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const irregularThird: Readonly<Record<string, string>> = { am: "is", are: "is", have: "has", do: "does", go: "goes" };
const presentVerbs =
  /^(?:hear|need|want|owe|get|sit|see|know|like|think|decide|come|take|make|leave|roll|sign|send|move|meet|talk|speak|pay|put|sell|buy|retire|find|call|ask|use|own|file|close|finish|start)$/;
/** "till I hear" becomes "till Anna hears"; words that are no plain present stay. */
const thirdPerson = (verb: string): string => irregularThird[verb] ?? (presentVerbs.test(verb) ? `${verb}s` : verb);

const possessive = (name: string): string => (name.endsWith("s") ? `${name}'` : `${name}'s`);

/** Titles never hold more than the last four digits of an account, tax or card number. */
export const shortenNumbers = (text: string): string =>
  text.replace(/(?<![\d$.,])(?:\d[ -]?){6,18}\d\b/g, (digits) =>
    /^(?:19|20)\d\d-\d\d-\d\d$/.test(digits) ? digits : digits.replace(/\D/g, "").slice(-4),
  );

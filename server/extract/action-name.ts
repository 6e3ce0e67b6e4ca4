/** How pronouns in a task's words are turned into names: who speaks, and whom they speak to (first names, or null). */
export type SpeakerNames = { readonly author: string | null; readonly addressee: string | null };

const nameCharsMax = 100;
const trailing =
  /[\s,]+(?:please|pls|thanks|thank you|asap|when you (?:can|get a (?:chance|minute|moment))|if you (?:can|could|don['’]t mind|get a chance)|at your convenience|too|as well|again|soon|right away|for me|for us)$/i;

/** A task's title in the imperative: "send me the worksheet" by John becomes "Send John the worksheet". At most 100 characters, last four digits of any long number. */
export function actionName(phrase: string, verb: string | null, hasVerb: boolean, names: SpeakerNames): string {
  let text = phrase.replace(/\s+/g, " ").trim().replace(trailing, "").replace(trailing, "");
  if (hasVerb && verb) text = text.replace(/^[a-z-]+/i, verb);
  const { author, addressee } = names;
  if (author) {
    text = text
      .replace(/\b(?:me|us)\b(?! know)/g, author)
      .replace(/\b(?:my|our|My|Our)\b/g, possessive(author))
      .replace(/\b(?:I|we)\b(?!['’])/g, author);
  }
  if (addressee) text = text.replace(/\byou\b(?!['’])/g, addressee).replace(/\byour\b/g, possessive(addressee));
  text = shortenNumbers(text);
  if (text.length > nameCharsMax) text = text.slice(0, text.lastIndexOf(" ", nameCharsMax)).replace(/[\s,;]+$/, "");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const possessive = (name: string): string => (name.endsWith("s") ? `${name}'` : `${name}'s`);

/** Titles never hold more than the last four digits of an account, tax or card number. */
export const shortenNumbers = (text: string): string =>
  text.replace(/(?<![\d$.,])(?:\d[ -]?){6,18}\d\b/g, (digits) =>
    /^(?:19|20)\d\d-\d\d-\d\d$/.test(digits) ? digits : digits.replace(/\D/g, "").slice(-4),
  );

/** What kinds of trust the words name: what tells two trusts of one family apart. */
export const kindsOfTrust = (words: string): ReadonlySet<string> => new Set(words.toLowerCase().match(kinds) ?? []);

const kinds = /\b(?:revocable|irrevocable|marital|bypass|credit shelter|charitable|family|survivor['’]s|residuary)\b/g;

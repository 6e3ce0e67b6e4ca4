/** What an answer says, as JSON without its ids: in a few hundred of those any four digits stand now and then. */
export const wordsOf = (answer: unknown): string =>
  JSON.stringify(answer).replaceAll(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g, "");

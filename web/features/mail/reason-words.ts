/** Why a message was left out or failed, in words; a reason of a newer server as it is. */
export const reasonWords = (reason: string): string => words[reason] ?? reason.replaceAll("_", " ");

const words: Readonly<Record<string, string>> = {
  draft: "a draft",
  spam: "spam",
  trash: "in the trash",
  chat: "a chat",
  label: "a label that is left out",
  address: "from or to an address that is left out",
  domain: "from or to a domain that is left out",
  date: "of a day that is left out",
  destroyed: "destroyed here before, and not taken in again",
  empty: "empty",
  no_headers: "without a header: no message",
  reading_failed: "could not be read",
  not_storable: "could not be stored",
  fetch_failed: "could not be fetched from Gmail",
};

/** Stands on every briefing; the version changes with any word of the text. */
export const disclaimer = {
  version: "disclaimer/1",
  text:
    "Prepared from the firm’s own mail as of the date shown, for the adviser’s use. It reports what was written, with sources, and may be incomplete; " +
    "check each point against its source before relying on it. It is not investment, tax or legal advice, and promises no return or result. " +
    "Quoted words are their writers’ own and are not statements of the firm.",
} as const;

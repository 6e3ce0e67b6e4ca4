/** Why a line was not shown, as people read it after "3 × ": on the screen, on paper and in the terminal alike. */
export const withheldWords = {
  uncited: "had no words in the mail to point at",
  unsupported: "said more than its source: a number, a date or a name that is not there",
  guarantee_language: "would have repeated a promise of return",
  advice_language: "would have read as tax, legal or investment advice of ours",
  not_necessary: "held personal detail this does not need",
  other_household: "belonged to another household",
} as const;

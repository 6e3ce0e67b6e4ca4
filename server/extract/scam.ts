/** Whether the words have two or more marks of an impostor: passwords asked for, money to a new account, nobody to be called. */
export const isScam = (text: string): boolean => phishingCues.filter((cue) => cue.test(text)).length >= 2;

const phishingCues = [
  /\b(?:verify|re-?confirm|confirm|validate|update) (?:your|the) (?:password|account|identity|mailbox|credentials|information|e-?mail)/i,
  /\b(?:suspen\w+|deactivat\w+|permanent(?:ly)? (?:delet\w+|deactivat\w+)|terminat\w+ of (?:your|the) account)/i,
  /\bwithin (?:the next )?(?:24|48|12|72) ?(?:hours|hrs)\b/i,
  /\bmail-?box (?:has|have|is)\b|\b(?:storage|quota)\b|\bon hold\b/i,
  /\bclick (?:the|on|here|below)\b|\brelease (?:messages|them)\b|\blink below\b/i,
  /\bgift cards?\b|\burgent(?:ly)?\b.*\bwire\b/i,
  /\b(?:new|updated|revised|changed|different) (?:wire|wiring|bank(?:ing)?|payment|remittance) (?:instructions?|details|information|account)\b|\b(?:wire|wiring|bank(?:ing)?|payment|remittance) (?:instructions?|details|information) (?:update|change|have changed|has changed)/i,
  /\b(?:proceeds|funds|payment|deposit|balance|wire)\b[^.!?]{0,40}\b(?:to|into) (?:the|our|this) (?:new|updated|following|below|alternate) (?:bank )?account\b/i,
  /\b(?:do not|don['’]t) (?:call|phone|contact) (?:the|our|us|me|your)\b|\b(?:lines?|phones?) (?:are|is) down\b|\bunder (?:an? )?audit\b|\btreat (?:this )?as (?:strictly )?confidential\b/i,
  /\bkindly (?:send|wire|remit|transfer|release|process)\b|\bby return (?:e-?)?mail\b/i,
];

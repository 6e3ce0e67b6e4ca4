const eitherCase = (words: string): string =>
  words
    .split(" ")
    .map((word) => `[${word[0]?.toUpperCase()}${word[0]}]${word.slice(1)}`)
    .join("|");
const kinds = eitherCase(
  "annual quarterly semiannual semi-annual mid-year midyear year-end monthly portfolio family estate financial planning retirement introductory intro first initial follow-up next last kitchen-table video phone telephone zoom teams conference in-person home onboarding discovery tax strategy progress joint virtual client spring fall summer winter quick short",
);
const nouns = eitherCase(
  "review meeting call visit appointment conference lunch coffee breakfast dinner zoom check-in checkin sit-down session consultation video chat get-together",
);
/** Words for a meeting between a firm and its clients, case-sensitive. */
export const meetingNoun = `(?:(?:${kinds}|[A-Z][a-z]+)\\s){0,4}(?:${nouns})`;

/** Occasions that are dated but are not the firm's: doctors, schools, courts, sales events, machines. */
export const notOurs =
  /\b(?:doctor|dr\.?'?s|dentist|surgeon|surgery|physical therapy|eye|hospital|screening|neurologist|cardiologist|oncolog\w+|vet\b|court|hearing|mediation|interview|recital|graduation|commencement|wedding|funeral|game|practice\b(?! session)|class|school|parent[- ]teacher|webinar|seminar|conference room|study group|board meeting|board of|staff meeting|earnings call|copier|contractor|inspection|inspector|plumber|roofer|realtor|open house|church|ssa\b|social security office|offsite|section chief|principal)\b/i;

/** Talk that proposes, agrees, moves or recalls a meeting when a day stands beside it. */
export const proposes =
  /\b(?:how about|what about|would|could (?:we|you|everyone|you both|everybody)|can (?:we|you|everyone|you both)|let['’]?s|does|do you have|are you (?:free|available|around|open)|is free|shall we|want to (?:do|grab|meet|come)|works? (?:for|great|well|best|fine|better|on)|is (?:fine|good|great|perfect)|sounds (?:good|great|perfect)|see you|be there|looking forward|confirm(?:ed|ing)?|come (?:in|by|to|over)|sit down|get together|meet|speak|talk (?:on|at|then|next|this|tomorrow)|at our office|in (?:our|the|my) office|instead|push (?:it|us|our)|move (?:it|us|our|the)|resched\w+|available|be convenient|pencil|on the (?:books|calendar)|I['’]d like (?:us )?to (?:sit|meet|see)|stands\b|zoom|by phone|drop by|swing by|I come to you|I['’]ll come|switch (?:it|us|to)|it is\b|see you then|we['’]re (?:set|on)|you['’]re (?:set|down|confirmed)|all set for|booked|locked in|put you down|I offered)\b/i;

export const moves =
  /\b(?:instead|resched\w+|push(?:ed)? (?:it|us|our|back|to|the)|mov(?:e|ed|ing) (?:it|us|our|the|to|up)|bump|switch|can['’]?t (?:do|make)|won['’]t work|doesn['’]t work|no longer works?|conflict|something came up|rather than|changed? (?:it|the|to|our)|(?:was|old time|previously|originally|from) )\b/i;
export const cancels =
  /\b(?:cancel(?:l?ed|l?ing|s)?|call(?:ed)? off|killed|have to miss|had to miss|missed|scrap(?:ped)?|can['’]?t make (?:it|our)|fell through|snowed out|didn['’]t happen|withdraw)\b/i;
export const recalls =
  /\b(?:great|good|lovely|nice|wonderful|pleasure|thank(?:s| you)|enjoyed|appreciated?|glad|so good|fun)\b[^.!?]{0,60}\b(?:see(?:ing)?|meet(?:ing)?|talk(?:ing)?|talked|spoke|speak(?:ing)?|chat(?:ting)?|call|conversation|meeting|visit|coming (?:in|by)|hours|time|lunch|coffee|dinner|catching up|sitting down|sat down|having me|making time)\b/i;

/** A day that a meeting leaves. */
export const leaves =
  /\b(?:can['’]?t (?:do|make)|won['’]t work|doesn['’]t work|does not work|no longer works?|isn['’]t going to work|have a conflict|instead of|is too (?:soon|early|late)|doesn['’]t suit|is no good|is out\b|won['’]t do)\b/i;

/**
 * Openings of clauses that ask for work, promise it, wait for it, report it done or call it off. `then` says what must
 * follow for the opening to count: a verb in its base, -ing or past form; a thing that people send each other; anything;
 * or that the thing stands before ("the form is attached"). A group `name` is who does the work.
 */
export type TriggerPattern = {
  readonly expression: RegExp;
  readonly then: "base" | "gerund" | "past" | "thing" | "any" | "before";
  readonly actor: "author" | "addressee" | null;
  /** Only these verbs count after the opening. */
  readonly verbs?: ReadonlySet<string>;
};

export const nameWord = "(?:(?:Mr|Mrs|Ms|Dr)\\.?\\s)?[A-Z][a-z'’]+(?:\\s[A-Z][a-z'’]+)?";
const someone = "(?:someone|somebody|anyone|anybody|one of (?:you|your (?:team|people|staff)))";
const you = `(?:you\\s(?:guys|two|both|all|folks)|you\\stogether|(?:both|two|all|either)\\sof\\syou|you|y['’]all|your\\s(?:office|team|assistant|staff|people|folks)|${someone})`;
const adverb =
  "(?:\\s(?:also|still|really|just|now|then|both|probably|definitely|certainly|honestly|actually|simply|only|each|all|do|kindly|please))?";
const thingLead =
  "(?:a|an|the|your|his|her|their|my|our|that|those|these|two|three|both|all|any|some|one|each|copies|more|last|latest|\\d+|proof|written|updated|signed|new|fresh|old|current|full|complete|additional|further)\\b";

const on = (
  source: string,
  then: TriggerPattern["then"],
  actor: TriggerPattern["actor"],
  verbs?: ReadonlySet<string>,
): TriggerPattern => ({
  expression: new RegExp(source, "g"),
  then,
  actor,
  ...(verbs ? { verbs } : {}),
});
/** First letters of sentences are capital; names must stay so. */
const cap = (words: string): string =>
  words
    .split("|")
    .map((word) => (/^[a-z]/.test(word) ? `[${word[0]?.toUpperCase()}${word[0]}]${word.slice(1)}` : word))
    .join("|");

const set = (words: string): ReadonlySet<string> => new Set(words.split(" "));
const handOver = set(
  "send email mail forward get prepare draft put pull run review call check submit order write drop bring share make set arrange coordinate open transfer wire confirm find ask give provide complete process do work resend overnight update schedule book show walk explain sign",
);

/** Things that clients and firms wait for from each other. */
export const documentNouns =
  /\b(?:forms?|cop(?:y|ies)|statements?|letters?|signatures?|documents?|docs|paperwork|reports?|lists?|projections?|explanation|certificates?|authori[sz]ation|applications?|proof|packets?|details|information|info|quotes?|summar(?:y|ies)|worksheets?|spreadsheets?|w-?2s?|returns?|k-1s?|1099s?|deeds?|appraisals?|polic(?:y|ies)|agreements?|contracts?|estimates?|analysis|figures|numbers|breakdown|confirmation|instructions|receipts?|invoices?|bills?|paystubs?|stubs?|bank info|account number|routing number|date of birth|addresses|wills?|trust documents?|beneficiary|beneficiaries|answers?|response|call back|callback|approval|consent|signed|scan|pdf|docusign|envelope|check|wire|refund|update|comparison|illustration|plan document|election|voucher|notice|budget|inventory|itinerary|schedule k|questionnaire|ballpark|recommendation|referral|names?|month['’]?s|verification|valuation|designations?)\b/i;

/** Words around an opening that make it mere courtesy, or an instruction to nobody. */
export const courtesy =
  /\b(?:(?:any|with|further|other|more) questions\b|hesitate|feel free|any ?time\b|let (?:me|us) know (?:if|any|whether (?:that|this|you|it)|your thoughts|what you think|what works|when (?:you|would|works)|which (?:day|time|date|works|one works)|how (?:that|this|it) (?:sounds|looks|works|is)|what (?:time|day|date|times|days)|a (?:good )?time|when you)|if (?:that|this|it) (?:works|helps|is easier)|what (?:works|you think)|keep in touch|stay (?:safe|well|warm|in touch)|take (?:good )?care\b|take your time|enjoy|have (?:a|an) (?:great|good|nice|wonderful|safe|happy|lovely|blessed|restful|fun)|say hi|(?:give|send) (?:my|our|her|him|them|everyone|mom|dad|[A-Z][a-z]+) (?:my |our |a )?(?:love|best|regards|hugs?|big hug|kiss)|tell [\w ]{1,20} (?:hi|hello|congrat|happy|I said|we said|I miss)|accept (?:my|our)|forgive|excuse|pardon|bear with|note that|be advised|keep (?:that|this|it) (?:to yourself|between|private|quiet|confidential|under)|believe|imagine|do not reply|unsubscribe|consider the environment|disregard|ignore|delete|destroy|apologi[sz]e|thank|congratulat|see (?:below|above|attached)|find attached|call it|make it (?:to|on|at|for|there|up|work)|take it (?:easy|from here|slow)|don['’]t worry|rest assured|mind you|for what it['’]s worth|get back to (?:work|sleep|bed)|get better|get well|get some (?:rest|sleep)|give (?:up|it up)|hug |pray|tell (?:you|me) (?:how|that|more when)|have to (?:say|admit)|look forward|call (?:me|us) (?:crazy|old)|make sense|go ahead and (?:laugh|cry)|do (?:well|great|fine)|keep (?:it|this) (?:quick|short|brief))\b/i;

const timeWord =
  "(?:mon|tue|wed|thu|fri|sat|sun|today|tomorrow|tonight|this|next|noon|morning|afternoon|evening|later|earlier|another|sometime|some time|the (?:\\d|week|same|following)|\\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|on|at|in|then|instead|before|after)";
/** Work that is only about when to meet. */
export const scheduling = new RegExp(
  `^(?:meet\\b|(?:do|make|say|try|swing|manage|aim for)\\s(?:it\\s)?(?:for\\s)?${timeWord}|(?:do|have|schedule|set\\sup|arrange|book|plan|hold|find|set|get|put|hop\\son|jump\\son|grab)\\s(?:on\\s)?(?:(?:a|an|the|our|another|some|up|us|in)\\s)?(?:(?:quick|short|brief|video|phone|zoom|conference|time|minute|few|15|20|30|hour)[\\s-]){0,3}(?:call|meeting|chat|time|zoom|lunch|coffee|appointment|visit|minutes?|review|sit-?down|something\\son|on\\s(?:the|your|my|our)\\s(?:calendar|books|schedule))\\b|(?:move|push|bump|switch|shift|reschedule|change|pull)\\s(?:it|that|this|us|things|our|the\\s(?:meeting|call|appointment|review|visit))\\b|(?:sit|get|come|go|talk|chat|speak|touch\\sbase|catch\\sup|connect|visit)\\s(?:down|together|in|over|by|up|then|on|at|soon|next|tomorrow|more|again|about\\sit\\s(?:on|at|when|then|more|in))\\b(?!\\s(?:to|with\\sthe)\\s(?:schwab|fidelity|bank))|call\\s(?:in\\b|it)|see\\s(?:you|them|him|her|everyone|how|if|what)|let\\s(?:it|them|him|her|that)\\b)`,
  "i",
);

export const requestPatterns: readonly TriggerPattern[] = [
  on(
    `\\b(?:(?<name>${nameWord}),?\\s)?(?:${cap("can|could|would|will")})\\s${you}\\s(?:please\\s|possibly\\s|maybe\\s|also\\s|be (?:able|willing) to\\s)?`,
    "base",
    "addressee",
  ),
  on(
    `\\b(?:${cap("can|could|would|will|maybe|perhaps")})\\s(?<name>he|she|they|${nameWord})\\s(?:please\\s|also\\s|maybe\\s|could\\s)?`,
    "base",
    null,
  ),
  on("\\b(?:[Ww]ould|[Dd]o)?\\s?(?:you\\s)?(?:mind|[Mm]ind)\\s", "gerund", "addressee"),
  on(
    "\\b(?:[Aa]ny (?:chance|way)|[Ii]s there any (?:chance|way)|[Ii]s it possible(?: for you)?|[Ww]ould it be possible(?: for you)?)\\s(?:you (?:could|can|might)|that you (?:could|can)|for you to|to)\\s",
    "base",
    "addressee",
  ),
  on(
    "\\b(?:[Ii]f you (?:could|can|would|wouldn['’]t mind)|(?:hoping|wondering) (?:if )?(?:you|someone|somebody) (?:could|can|would|might)|(?:appreciate|love) it if you(?: could| would|['’]d)?|(?:great|helpful|wonderful|nice|good|best) if you(?: could| would|['’]d)?|need you guys to|are you able to)\\s",
    "base",
    "addressee",
  ),
  on("\\b(?:[Pp]lease|[Pp]ls|[Pp]lz|PLEASE|[Kk]indly)\\s", "base", "addressee"),
  on(
    `\\b(?<asker>I|[Ww]e|[Hh]e|[Ss]he|[Tt]hey|${nameWord})(?:['’]d|['’]ll| would| will| do| am| is| are)?${adverb}\\s(?:need|needs|want|wants|like|love|prefer|ask|asks|asked|asking|expect|expects|trust|rely on|counting on)\\s(?:for\\s)?(?:you(?: two| both| guys| all)?|someone|somebody)\\sto\\s`,
    "base",
    "addressee",
  ),
  on(
    `\\b(?:I|[Ww]e|[Hh]e|[Ss]he|[Tt]hey)(?:['’]d|['’]ll|['’]ve| would| will| have)?${adverb}\\s(?:need|needs|want|wants|like|love|ask|asked|told|asking|expect)\\s(?<name>him|her|them|${nameWord})\\sto\\s`,
    "base",
    null,
  ),
  on(
    `\\b(?:I|[Ww]e|[Hh]e|[Ss]he|[Tt]hey|[Tt]itle|[Tt]he\\s[a-z]+|${nameWord})(?:['’]d|['’]ll| would| will| do| does)?(?:\\s(?:also|still|really|just|now))*\\s(?:need|needs|require|requires|want|wants|like|is asking for|are asking for|asked for|asks for|request|is missing|am missing|are missing)\\s(?:to (?:have|see|get|receive)\\s)?(?=${thingLead})`,
    "thing",
    "addressee",
  ),
  on(
    `\\b(?:[Aa]ll (?:I|we) need (?:from you )?is|[Ww]hat (?:I|we) (?:still )?need (?:from you )?is|[Tt]he only thing (?:I|we) need is|[Cc]an (?:I|we) (?:please )?(?:get|have|see)|[Cc]ould (?:I|we) (?:please )?(?:get|have|see)|[Mm]ay (?:I|we) have)\\s`,
    "thing",
    "addressee",
  ),
  on(
    `\\b(?:[Yy]ou)(?:['’]ll)?${adverb}\\s(?:must|need to|have to|should|will need to|will have to|will want to|want to|would need to|only have to|just have to|ought to|may want to|might want to|are (?:supposed|required) to)\\s`,
    "base",
    "addressee",
  ),
  on(
    `\\b(?<name>[Hh]e|[Ss]he|[Tt]hey|${nameWord}|${nameWord}\\sand\\s${nameWord})(?:['’]ll)?(?:\\s(?:also|still|really|just))?\\s(?:must|needs? to|has to|have to|should|will need to|will have to|ought to|(?:is|are) (?:supposed|required) to|wants to (?=file))\\s`,
    "base",
    null,
  ),
  on(
    "\\b(?:[Ll]et (?:me|us) know|[Kk]eep (?:me|us) posted (?:on|about)|[Ff]ill (?:me|us) in on|[Uu]pdate (?:me|us) on)\\s(?=what|how|when|which|whether|who|where|your|the|once|as soon|about)",
    "any",
    "addressee",
  ),
  on(
    "\\b(?:[Bb]e sure|[Mm]ake sure|[Dd]on['’]t forget|[Dd]o not forget|[Rr]emember|[Tt]ry)\\s(?:to|you|and)\\s",
    "base",
    "addressee",
  ),
  on(
    "\\b(?:[Mm]ake sure|[Ss]ee to it)\\s(?:that\\s)?(?=nothing|no one|nobody|the|they|it|he|she|my|our|her|his|your|[A-Z])",
    "any",
    "addressee",
  ),
];

export const promisePatterns: readonly TriggerPattern[] = [
  on(
    `\\b(?:I|[Ww]e)(?:['’]ll|\\swill|['’]m going to|\\sam going to|['’]re going to|\\sare going to|\\splan to|\\spromise to|\\sintend to|['’]m planning to|\\sshall|['’]m about to|\\swould be (?:happy|glad) to|['’]d be (?:happy|glad) to)${adverb}\\s`,
    "base",
    "author",
  ),
  on(
    `\\b(?<name>[Hh]e|[Ss]he|[Tt]hey|${nameWord}|[A-Z][a-z]+\\s(?:and|or)\\s[A-Z][a-z]+|[A-Z][a-z]+\\sand\\sI|my (?:assistant|associate|colleague|office|team)|[Oo]ur (?:office|team|associate|paraplanner|assistant)|[Tt]he (?:office|team))(?:['’]ll|\\swill|['’]s going to|\\sis going to|\\sare going to|\\splans? to|\\spromised to|\\sagreed to|\\soffered to|\\sshall|\\sis (?:also )?to|\\sgets? to)${adverb}\\s`,
    "base",
    null,
  ),
  on(
    "\\b(?:[Ll]et (?:me|us))\\s",
    "base",
    "author",
    set(
      "check look run pull find ask dig get confirm put send work call review research verify follow reach talk see prepare draft double-check",
    ),
  ),
  on(
    "\\b(?:I['’]m|I am|[Ww]e['’]re|[Ww]e are)\\s(?:also\\s|just\\s|now\\s)?",
    "gerund",
    "author",
    set(
      "send mail email forward submit overnight wire order prepare draft work pull file drop complete request process ask get put set transfer copy fax upload sign",
    ),
  ),
  on(
    `\\b(?<name>[Hh]e|[Ss]he|[Tt]hey|${nameWord})(?:['’]s|\\sis|\\sare|['’]re)\\s(?:also\\s|just\\s|now\\s)?`,
    "gerund",
    null,
    set(
      "send mail email forward submit overnight wire order prepare draft work pull file drop complete request process ask get set transfer fax upload handle chase",
    ),
  ),
  on(
    "(?<!\\b(?:so|that|when|where|until|before|if|as|what|whatever|how|wish)\\s)\\b(?:I|[Ww]e)\\scan\\s(?:also\\s|certainly\\s|definitely\\s)?",
    "base",
    "author",
    handOver,
  ),
  on("\\b(?:I['’]m |I am |[Ww]e['’]re )?(?:[Hh]appy|[Gg]lad) to\\s", "base", "author", handOver),
  on(
    `\\b(?:I|[Ww]e)(?:['’]ve got to|\\s(?:still\\s|also\\s|do\\s|really\\s|just\\s)?(?:need to|have to|must|should|ought to|owe it to you to))\\s`,
    "base",
    "author",
  ),
  on(
    "\\b[Yy]ou(?:['’]ll| will| should)\\s(?:have|get|receive|see)\\s(?=it|them|that|this|those|the|a|an|your|my)",
    "any",
    "author",
  ),
  on(
    "\\b(?:[Ww]e|I) (?:did )?(?:said|agreed|promised|told you|committed) (?:that )?(?:I|we)(?:['’]d| would| will)\\s",
    "base",
    "author",
  ),
];

export const pendingPatterns: readonly TriggerPattern[] = [
  on("\\b(?:I|[Ww]e)(?:\\salso)?(?:\\sstill)?\\sowe(?:d)?\\s(?=you|him|her|them|[A-Z])", "any", "author"),
  on(
    `\\b(?<name>${nameWord}|[Hh]e|[Ss]he|[Tt]hey)\\s(?:still\\s)?owes?\\s(?=you|me|us|him|her|them|[A-Z])`,
    "any",
    null,
  ),
  on("\\b[Yy]ou\\s(?:still\\s)?owe\\s(?=me|us)", "any", "addressee"),
  on(
    "\\b(?:[Ss]till |[Ww]e are |[Ww]e['’]re |I['’]m |I am |just |also )*(?:[Ww]aiting (?:on|for)|[Ww]aiting to (?:hear|get|receive|see)|[Mm]issing|[Cc]hasing)\\s(?=(?:a|an|the|your|his|her|their|my|that|those|two|some|[A-Z]))",
    "thing",
    null,
  ),
  on("\\b(?:[Ss]till )?(?:nothing|no word|no sign|no answer|no reply) (?:back )?(?:from|on|about)\\s", "any", null),
  on(
    "\\b(?:I|[Ww]e)(?:\\sstill)?\\s(?:have(?:n['’]t| not| yet to| never)|['’]ve (?:not|never|yet to)|never|did(?:n['’]t| not)|don['’]t|do not)\\s(?:yet\\s|still\\s)?(?:seen|see|received?|got(?:ten)?|get|heard?|had|have|have yet)\\s(?:back\\s|anything\\s)?(?:about\\s|on\\s|from\\s)?(?=(?:a|an|the|your|his|her|their|my|our|that|those|any|anything|it|[A-Z]))",
    "thing",
    "addressee",
  ),
  on(
    `\\b(?:${nameWord}|[Hh]e|[Ss]he|[Tt]hey)(?:\\sstill)\\s(?:do(?:es)?n['’]t|do(?:es)? not|ha(?:s|ve)n['’]t|ha(?:s|ve) not)\\s(?:have|had|received?|got(?:ten)?|seen)\\s`,
    "thing",
    null,
  ),
  on(
    `\\b(?<name>${nameWord}|[Hh]e|[Ss]he|[Tt]hey)\\s(?:had\\s)?(?:promised|said|offered|agreed|was going|were going|was supposed|were supposed|was to|is supposed|are supposed|still needs?|still has)\\s(?:(?:he|she|they|you|to|that he|that she)(?:['’]d| would| will)?\\s)?`,
    "base",
    null,
  ),
  on(
    "\\b[Yy]ou\\s(?:had\\s)?(?:promised|said|offered|agreed|were going|were supposed|are supposed|still need)\\s(?:(?:you|we|to|I)(?:['’]d| would| will)?\\s)?",
    "base",
    "addressee",
  ),
  on(
    `\\b(?<name>${nameWord}|[Hh]e|[Ss]he|[Yy]ou)\\s(?:had\\s)?promised\\s(?:me|us|you|him|her|them|[A-Z][a-z]+)\\s(?=a|an|the|that|two|some)`,
    "any",
    null,
  ),
  on(
    `(?<thing>\\b(?:[Tt]he|[Yy]our|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Mm]y|[Tt]his|[Tt]hat|[Aa]|[Aa]n|[A-Z][a-z]+['’]s)\\s(?:[\\w$'’()&,.-]+\\s){1,9}?)(?:still\\s)?(?:needs?|has|have|is|are|gets?|must|should|will|needs)\\s(?:still\\s)?(?:to\\s)?(?:be\\s|get\\s)?(?=[a-z-]+(?:ed|ut|ne|nt|en|ld|id)\\b)`,
    "past",
    null,
  ),
  on(
    `(?<thing>\\b(?:[Tt]he|[Yy]our|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Mm]y|[A-Z][a-z]+['’]s)\\s(?:[\\w$'’()&-]+\\s){1,8}?)(?:ha(?:s|ve) not|ha(?:s|ve)n['’]t|is(?:n['’]t| not)|are(?:n['’]t| not)|never|still ha(?:s|ve)n['’]t|still not)\\s(?:yet\\s)?(?:been\\s)?(?:sent|gone out|come|arrived|shown up|done|signed|submitted|filed|received|posted|mailed|finished|complete[d]?|processed|moved|updated|ready)\\b`,
    "before",
    null,
  ),
  on(
    "\\b(?:[A-Z]\\w+|[Tt]here|[Tt]hat|[Ww]hich|[Ii]t)\\s(?:still\\s)?needs?\\s(?=(?:your|a|his|her|their|my|both|another)\\s(?:\\w+\\s)?(?:signatures?|initials|approval|sign-?off|notari[sz]\\w+))",
    "any",
    null,
  ),
];

const doneVerbs = set(
  "send email mail forward sign submit file drop upload attach enclose pay open transfer move complete finish order scan fax update add print call speak ask get talk put contact deliver return overnight check download confirm bring review find set run request write post refund wire enroll apply approve close retitle receive",
);
export const reportPatterns: readonly TriggerPattern[] = [
  on(
    `\\b(?<name>[Hh]e|[Ss]he|[Tt]hey|${nameWord})(?:['’]s|\\shas|\\shave|['’]ve)?(?:\\s(?:finally|already|just|also|now|since))?\\s`,
    "past",
    null,
    doneVerbs,
  ),
  on(
    "\\b(?:I|[Ww]e)(?:['’]ve|\\shave)?(?:\\s(?:finally|already|just|also|now|since|went ahead and))?\\s",
    "past",
    "author",
    doneVerbs,
  ),
  on(
    "\\b(?:I|[Ww]e)\\s(?:am\\s|['’]m\\s)?(?:attach|enclose|attaching|enclosing|have attached|finally looked)\\s",
    "any",
    "author",
  ),
  on(
    "\\b(?:[Aa]ttached|[Ee]nclosed|[Hh]ere)\\s(?:is|are|please find|you(?:['’]ll| will) find)\\s(?=(?:a|an|the|your|my|our|his|her|two|both|that))",
    "any",
    "author",
  ),
  on("\\b(?:[Aa]s (?:promised|requested|discussed|you asked)|[Pp]er your request)\\b,?\\s", "any", "author"),
  on("\\b[Yy]ou (?:had )?(?:also )?asked (?:me )?(?:for|about|what|how|whether|if|who|to)\\s", "any", "author"),
  on(
    "\\b[Tt]hank(?:s| you)(?: so much| again| also)? for (?=(?:send|sign|get|complet|return|fill|forward|mail|call|bring|hav|mak|tak|review|go|look|pull|put|run|updat|order|confirm|paying|working)\\w*ing?\\b)",
    "any",
    "addressee",
  ),
  on("\\b(?:[Gg]ot|[Rr]eceived) (?=(?:the|your|his|her|their|[A-Z][a-z]+['’]s)\\s)", "thing", "author"),
  on(
    `(?<thing>\\b(?:[Tt]he|[Yy]our|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Mm]y|[Tt]hat|[Bb]oth|[Aa]ll|[A-Z][a-z]+['’]s)\\s(?:[\\w$'’()&,.-]+\\s){1,9}?)(?:is|are|was|were|has been|have been|has|have|got)\\s(?:finally\\s|already\\s|now\\s|all\\s|also\\s|officially\\s)?(?:attached|enclosed|done|sent|signed|submitted|filed|paid|completed?|received|posted|processed|approved|accepted|ready|all set|taken care of|in place|transferred|mailed|updated|closed|opened|retitled|cancel(?:l)?ed|settled|funded|landed|arrived|open|finished|scheduled|set up|executed|moved)\\b`,
    "before",
    null,
  ),
  on(
    `(?<thing>\\b(?:[Tt]he|[Yy]our|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Mm]y|[A-Z][a-z]+['’]s)\\s(?:[\\w$'’()&,.-]+\\s){1,9}?)(?:finally\\s)?(?:came(?: in| through| back)?|arrived|landed|went (?:out|through|in)|did come through|showed up|cleared|posted|moved over)\\b`,
    "before",
    null,
  ),
];

export const cancelPatterns: readonly TriggerPattern[] = [
  on(
    "\\b(?:[Nn]ever ?mind|[Ff]orget|[Ss]cratch|[Ss]crap|[Dd]isregard|[Ii]gnore|[Cc]all off)\\s(?:about\\s)?(?=the|that|my|our|those|this)",
    "any",
    "addressee",
  ),
  on(
    "\\b(?:[Nn]o need|[Tt]here['’]s no need|[Nn]o longer need(?: you)?|[Dd]on['’]t need (?:you )?|[Dd]on['’]t bother|[Yy]ou (?:don['’]t|do not) (?:need|have)|[Nn]ot necessary)\\s(?:for you\\s|you\\s)?(?:to\\s)?",
    "base",
    "addressee",
    handOver,
  ),
  on(
    "\\b(?:[Pp]lease )?(?:[Dd]on['’]t|[Dd]o not|DO NOT|[Hh]old off on|[Ss]top)\\s(?:yet\\s)?(?=(?:send|wir|mov|transfer|sell|buy|submit|proceed|fil|process|convert|roll)(?:e|ing)?\\s(?:it|that|this|the|my|any|them|anything)\\b)",
    "any",
    "addressee",
  ),
  on(
    "\\b(?:I|[Ww]e)(?:['’]m|['’]re|\\sam|\\sare)\\s(?:not|no longer)\\s(?:going to (?:be )?)?(?=(?:do|send|mov|go|sell|buy|sign|proceed|transfer|roll|open|tak|mak|wir)\\w*ing\\b)",
    "any",
    "author",
  ),
  on(
    "\\b(?:I|[Ww]e)(?:['’]ve|\\shave)?\\s(?:decided (?:not to|against)|changed (?:my|our) minds? (?:on|about)|(?:have|['’]ve) NOT)\\s",
    "any",
    "author",
  ),
  on(
    "(?<thing>\\b(?:[Tt]he|[Tt]hat|[Yy]our|[Tt]his)\\s(?:[\\w$'’-]+\\s){1,5}?)(?:is|has been|was)\\s(?:now\\s)?(?:cancel(?:l)?ed|called off|off the table|withdrawn|void|stopped)\\b",
    "before",
    null,
  ),
  on("\\b[Ss]et (?:those|that|this|these|the) (?=[\\w ]{1,24}aside)", "any", "addressee"),
];

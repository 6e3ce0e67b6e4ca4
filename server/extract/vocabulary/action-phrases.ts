/**
 * Openings of clauses that ask for work, promise it, wait for it, report it done or call it off. `then` says what must
 * follow for the opening to count: a verb in its base, third-person ("sends"), -ing or past form; a thing that people send each other; anything;
 * or that the thing stands before ("the form is attached"). A group `name` is who does the work. One of `hints` must be
 * among the sentence's words, so that the expression is tried only where it can match.
 */
export type TriggerPattern = {
  readonly expression: RegExp;
  readonly hints: readonly string[];
  readonly then: "base" | "third" | "gerund" | "past" | "thing" | "any" | "before";
  readonly actor: "author" | "addressee" | null;
  /** Only these verbs count after the opening. */
  readonly only?: ReadonlySet<string>;
  /** These verbs do not count after the opening. */
  readonly except?: ReadonlySet<string>;
  /** Counts only where work is handed out: in a list item, or with a day or an event by which. */
  readonly inItems?: true;
  /** The verb that the opening itself stands for: "off the phone with" is to have called. */
  readonly as?: string;
};

const notNames =
  "No|Not|Nor|Whoever|Whatever|Whichever|Wherever|Somebody|Someone|Anyone|The|This|That|There|It|If|When|Please|And|But|So|Then|Also|What|Which|Who|How|Why|Where|Yes|Just|Let|Your|Our|My|Her|His|Their|These|Those|Each|Both|All|Some|Any|Every|Nothing|Nobody|Everyone|Once|After|Before|Until|While|Since|Because|As|At|On|In|For|From|With|By|To|Of|Or|Are|Is|Was|Do|Does|Did|Can|Could|Will|Would|Should|Have|Has|Had|Thanks|Thank|Hi|Hello|Dear|Hope|One|Two|Three|First|Second|Next|Last|Another|Maybe|Perhaps|Now|Here|You|We|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December";
/** A capitalised name of one or two words, perhaps with a title: the doer of "Anna will send it". Latin letters. */
export const nameWord = `(?:(?:Mr|Mrs|Ms|Dr)\\.?\\s)?(?!(?:${notNames})\\b)[A-ZÀ-Þ][a-zß-ÿ'’]+(?:\\s[A-ZÀ-Þ][a-zß-ÿ'’]+)?`;
const someone = "(?:someone|somebody|anyone|anybody|one of (?:you|your (?:team|people|staff)))";
const you = `(?:you\\s(?:guys|two|both|all|folks)|you\\stogether|(?:both|two|all|either)\\sof\\syou|you|u|ya|y['’]all|your\\s(?:office|team|assistant|staff|people|folks)|${someone})`;
const office =
  "(?:[Mm]y|[Oo]ur|[Yy]our|[Hh]is|[Hh]er)\\s(?:assistant|associate|colleague|office|team|paraplanner|secretary|staff)";
const adverb =
  "(?:\\s(?:also|still|really|just|now|then|both|probably|definitely|certainly|honestly|actually|simply|only|each|all|do|kindly|please|gladly|happily))?";
// What makes "she will" part of a condition or a description, and no promise.
const notAfter =
  "(?<!\\b(?:if|when|once|until|till|unless|that|who|whom|which|what|whatever|whether|where|how|why|because|whenever|while|than|as|what's|before|after|as soon as)\\s)";

const set = (words: string): ReadonlySet<string> => new Set(words.split(" "));
const row = (
  hints: string,
  then: TriggerPattern["then"],
  actor: TriggerPattern["actor"],
  source: string,
  verbs: Pick<TriggerPattern, "only" | "except" | "inItems" | "as"> = {},
): TriggerPattern => ({
  expression: new RegExp(source, "g"),
  hints: hints ? hints.split(" ") : [],
  then,
  actor,
  ...verbs,
});

const handOver = set(
  "send email mail forward get prepare draft put pull run review call check submit order write drop bring share make set arrange coordinate open transfer wire confirm find ask give provide complete process do work resend overnight update schedule book explain sign",
);
const idle = set(
  "leave keep see go let think stop lay split turn read hire interview lend meet have hold make join show take drive raise lower share tell talk chase name look plan work",
);
const idleAsked = set("see go think have meet hope plan work title name keep leave hold let stop drive read turn talk");
const moveMoney = set(
  "take withdraw move transfer wire convert roll sell buy deposit contribute send liquidate rebalance pay gift redeem close open",
);

/** Things that clients and firms wait for from each other. */
export const documentNouns =
  /\$\s?\d|\b(?:forms?|cop(?:y|ies)|statements?|letters?|signatures?|documents?|docs|paperwork|reports?|lists?|projections?|explanation|certificates?|authori[sz]ation|applications?|proof|profit and loss|p&l|balance sheets?|financials|packets?|details|information|info|quotes?|summar(?:y|ies)|worksheets?|spreadsheets?|w-?2s?|returns?|k-1s?|1099s?|deeds?|appraisals?|polic(?:y|ies)|agreements?|contracts?|estimates?|analysis|figures|numbers|breakdown|confirmation|instructions|receipts?|invoices?|bills?|paystubs?|stubs?|bank info|account number|routing number|date of birth|addresses|wills?|trust documents?|beneficiary|beneficiaries|answers?|response|call back|callback|approval|consent|signed|scan|pdf|docusign|envelope|check|wire|refund|update|comparison|illustration|plan document|election|voucher|notice|budget|inventory|itinerary|schedule k|questionnaire|ballpark|recommendation|referral|names?|docs|verification|valuation|designations?|calculations?|computation)\b/i;

/** Words around an opening that make it mere courtesy, or an instruction to nobody. */
export const courtesy =
  /\b(?:(?:any|with|further|other|more) questions\b|hesitate|leave [\w ]{1,24} alone|feel free|any ?time\b|let (?:me|us) know (?:if|any|whether (?:that|this|you|it)|your thoughts|what you think|what works|when (?:you|would|works)|which (?:day|time|date|works|one works)|how (?:that|this|it) (?:sounds|looks|works|is)|what (?:time|day|date|times|days)|a (?:good )?time|when you)|if (?:that|this|it) (?:works|helps|is easier)|what (?:works|you think)|keep in touch|stay (?:safe|well|warm|in touch)|take (?:good )?care\b|take your time|enjoy|have (?:a|an) (?:great|good|nice|wonderful|safe|happy|lovely|blessed|restful|fun)|say hi|(?:give|send) (?:my|our|her|him|them|everyone|mom|dad|[A-Z][a-z]+) (?:my |our |a )?(?:love|best|regards|hugs?|big hug|kiss)|tell [\w ]{1,20} (?:hi|hello|congrat\w*|happy|I said|we said|I miss)|accept (?:my|our)|forgive|excuse|pardon|bear with|note that|be advised|keep (?:that|this|it) (?:to yourself|between|private|quiet|confidential|under)|believe|imagine|do not reply|unsubscribe|consider the environment|disregard|ignore|delete|destroy|apologi[sz]e|thank|congratulat|see (?:below|above|attached)|find attached|please find (?:my|our|herewith|below|enclosed|the attached)|call it|make it (?:to|on|at|for|there|up|work)|take it (?:easy|from here|slow)|don['’]t worry|rest assured|mind you|for what it['’]s worth|get back to (?:work|sleep|bed)|get better|get well|get some (?:rest|sleep)|give (?:up|it up)|hug |pray|tell you (?:how|that|more when)|have to (?:say|admit)|look forward|call (?:me|us) (?:crazy|old)|make sense|go ahead and (?:laugh|cry)|do (?:well|great|fine)|keep (?:it|this) (?:quick|short|brief)|consider (?:this|it) (?:a|an|my|our|me)|sign (?:whatever|anything)|hold (?:on|tight|your)|(?:on|via|through|over) (?:signal|whats ?app|telegram|wechat)|(?:provide|do|note|see) the following|set (?:those|that|this|these|the|yesterday['’]s) [\w ]{0,24}aside|set aside what|copy \w+ on (?:it|this|that)|get you started|reach out|my appetite|look at you|(?:have|got) to run(?= *(?:$|[.,!;-]))|tell [\w ]{1,20} for (?:me|us)|(?:call|text|reach|ring|e-?mail) me (?:at|on) (?:my|this|the number)|cancel (?:tomorrow|today|tonight))\b/i;

const timeWord =
  "(?:mon|tue|wed|thu|fri|sat|sun|today|tomorrow|tonight|this|next|noon|morning|afternoon|evening|later|earlier|another|sometime|some time|the (?:\\d|week|same|following)|\\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|on|at|in|then|instead|before|after)";
/** Work that is only about when to meet. */
export const scheduling = new RegExp(
  `^(?:meet\\b|(?:suggest|propose|offer|pick|name)\\s(?:me\\s|us\\s)?(?:a|an|some|something|another|other|a few|two|three)?\\s?(?:(?:good|new|other|different)\\s)?(?:times?|dates?|days?|slots?|something)\\b|(?:do|make|say|try|swing|manage|aim for)\\s(?:it\\s)?(?:for\\s)?${timeWord}|(?:do|have|schedule|set\\sup|arrange|book|plan|hold|find|set|get|put|hop\\son|jump\\son|grab)\\s(?:on\\s)?(?:(?:a|an|the|our|another|some|up|us|in)\\s)?(?:(?:quick|short|brief|video|phone|zoom|conference|time|minute|few|15|20|30|hour)[\\s-]){0,3}(?:call|meeting|chat|time|zoom|lunch|coffee|appointment|visit|minutes?|review|sit-?down|something\\son|on\\s(?:the|your|my|our)\\s(?:calendar|books|schedule))\\b|(?:move|push|bump|switch|shift|reschedule|change|pull|cancel)\\s(?:(?:it|that|this|us|things)\\s(?:back|up|out|(?:to|till|until|for|by)\\s(?:the\\s)?${timeWord})|(?:our|the|my|thursday['’]s|monday['’]s|tuesday['’]s|wednesday['’]s|friday['’]s)\\s(?:meeting|call|appointment|review|visit|lunch|coffee|dinner|annual review|zoom)\\b)|(?:cancel\\s(?:our\\s|the\\s|my\\s)?(?:lunch|call|meeting|appointment|visit|coffee|dinner))\\b|push\\s[\\w ]{1,20}\\s(?:back|out|up)\\b|move\\s(?:up|down|out|in|into|back|to\\s[A-Z])|(?:sit|get|come|go|talk|chat|speak|touch\\sbase|catch\\sup|connect|visit)\\s(?:down|together|in|over|by|up|then|on|at|soon|next|tomorrow|more|again|about\\sit\\s(?:on|at|when|then|more|in))\\b(?!\\s(?:to|with\\sthe)\\s(?:schwab|fidelity|bank))|(?:sell|buy|rent|list)\\s(?:the|my|our|a|an)\\s(?:house|home|condo|place|cottage|business|practice|farm)\\b|call\\s(?:in\\b|it)|see\\s(?:you|them|him|her|everyone|how|if|what)|let\\s(?:it|them|him|her|that)\\b)`,
  "i",
);

export const requestPatterns: readonly TriggerPattern[] = [
  row(
    "can could would will",
    "base",
    "addressee",
    `\\b(?:(?<name>${nameWord}),?\\s)?(?:[Cc]an|[Cc]ould|[Ww]ould|[Ww]ill)\\s${you}\\s(?:please\\s|possibly\\s|maybe\\s|also\\s|be (?:able|willing|so kind as) to\\s)?`,
  ),
  row(
    "can could would will maybe perhaps",
    "base",
    null,
    `${notAfter}\\b(?:[Cc]an|[Cc]ould|[Ww]ould|[Ww]ill|[Mm]aybe|[Pp]erhaps)\\s(?<name>he|she|they|${nameWord})\\s(?:please\\s|also\\s|maybe\\s|could\\s)?`,
  ),
  row("mind", "gerund", "addressee", "\\b(?:(?:[Ww]ould|[Dd]o)\\s(?:you\\s)?)?(?:mind|Mind)\\s"),
  row(
    "chance way possible",
    "base",
    "addressee",
    "\\b(?:[Aa]ny (?:chance|way)|[Ii]s there any (?:chance|way)|[Ii]s it possible(?: for you)?|[Ww]ould it be possible(?: for you)?)\\s(?:you (?:could|can|might)|that you (?:could|can)|for you to|to)\\s",
  ),
  row(
    "could can would wouldn't might 'd able",
    "base",
    "addressee",
    "\\b(?:[Ii]f you (?:could|can|would)|(?:hoping|wondering) (?:if |that )?(?:you|someone|somebody) (?:could|can|would|might)|(?:appreciate|love|like) it if you(?: could| would|['’]d)?|(?:great|helpful|wonderful|nice|good|best|grateful|obliged|thankful|terrific|ideal) if you(?: could| would|['’]d)?|[Aa]re you able to)\\s(?:please\\s)?",
  ),
  row(
    "grateful appreciate helpful great",
    "base",
    null,
    `\\b(?:grateful|appreciate it|helpful|great) if (?<name>${nameWord}|he|she|they) (?:could|would)\\s`,
  ),
  row("please pls plz kindly", "base", "addressee", "\\b(?:[Pp]lease|[Pp]ls|[Pp]lz|PLEASE|[Kk]indly)\\s", {
    except: set("see think go hope work"),
  }),
  row(
    "you someone somebody",
    "base",
    "addressee",
    `\\b(?<asker>I|[Ww]e|[Hh]e|[Ss]he|[Tt]hey|${nameWord})(?:['’]d|['’]ll| would| will| do| am| is| are)?${adverb}\\s(?:need|needs|want|wants|like|love|prefer|ask|asks|asked|asking|expect|expects|trust|rely on|counting on)\\s(?:for\\s)?(?:you(?: two| both| guys| all)?|someone|somebody)\\sto\\s`,
    { except: idleAsked },
  ),
  row(
    "need needs want wants like love ask asked told asking",
    "base",
    null,
    `\\b(?:I|[Ww]e|[Hh]e|[Ss]he|[Tt]hey)(?:['’]d|['’]ll|['’]ve| would| will| have)?${adverb}\\s(?:need|needs|want|wants|like|love|ask|asked|told|asking)\\s(?<name>him|her|them|${nameWord})\\sto\\s`,
    { except: idleAsked },
  ),
  row(
    "need needs require requires want wants like asking asked asks request missing",
    "thing",
    "addressee",
    `\\b(?:I|[Ww]e|[Hh]e|[Ss]he|[Tt]hey|[Tt]itle|[Tt]he\\s[a-z]+|${nameWord})(?:['’]d|['’]ll| would| will| do| does)?(?:\\s(?:also|still|really|just|now))*\\s(?:need|needs|require|requires|want|wants|like|is asking for|are asking for|asked for|asks for|request|is missing|am missing|are missing)\\s(?:to (?:have|see|get|receive)\\s)?(?!to\\s|you\\s|us\\s|me\\s|them\\s|him\\s|her\\sto)`,
  ),
  row(
    "need get have see",
    "thing",
    "addressee",
    `\\b(?:[Aa]ll (?:I|we) need (?:from you )?is|[Ww]hat (?:I|we) (?:still )?need (?:from you )?is|[Tt]he only thing (?:I|we) need is|[Cc]an (?:I|we) (?:please )?(?:get|have|see)|[Cc]ould (?:I|we) (?:please )?(?:get|have|see)|[Mm]ay (?:I|we) have)\\s`,
  ),
  row(
    "us me",
    "base",
    "author",
    `\\b(?:[Hh]e|[Ss]he|[Tt]hey|${nameWord})(?:['’]d| would)?${adverb}\\s(?:needs?|wants?|like|asks?|asked|told|advises|advised)\\s(?:us|me)\\sto\\s`,
    { except: idleAsked },
  ),
  row(
    "know hear understand",
    "any",
    "addressee",
    "\\b(?:I|[Ww]e|[Hh]e|[Ss]he|[Tt]hey)(?:['’]d| would)?(?:\\s(?:also|still|really|just))?\\s(?:wants?|like|love|needs?)\\s(?:to )(?=(?:know|hear|understand)\\s(?:if|whether|how|when|why|by|before|from you)\\b)",
  ),
  row(
    "must need have should will ought might may supposed required 'll",
    "base",
    "addressee",
    `(?<!\\b(?:if|when|do|did|what|how|whether|that|so|why|which|everything|anything|all|time)\\s)\\b[Yy]ou(?:['’]ll)?${adverb}\\s(?:must|need to|have to|should|will need to|will have to|will want to|(?<=['’]ll )want to|(?<=['’]ll also )want to|would need to|only have to|just have to|ought to|may want to|might want to|are (?:supposed|required) to)\\s`,
    { except: idleAsked },
  ),
  row(
    "must need needs has have should will ought supposed required wants",
    "base",
    null,
    `${notAfter}\\b(?<name>[Hh]e|[Ss]he|[Tt]hey|${nameWord}|${nameWord}\\sand\\s${nameWord})(?:['’]ll)?(?:\\s(?:also|still|really|just))?\\s(?:must|needs? to|has to|have to|should|will need to|will have to|ought to|(?:is|are) (?:supposed|required) to|wants to (?=file|apply|submit))\\s`,
    { except: idleAsked },
  ),
  row(
    "know posted",
    "any",
    "addressee",
    "\\b(?:[Ll]et (?:me|us) know|[Kk]eep (?:me|us) posted (?:on|about)|[Uu]pdate (?:me|us) on)\\s(?=what|how|when|which|whether|who|where|your|the|once|as soon|about)",
  ),
  row(
    "sure forget remember",
    "base",
    "addressee",
    "\\b(?:[Bb]e sure|[Mm]ake sure|[Dd]on['’]t forget|[Dd]o not forget|[Rr]emember)\\s(?:to|you|and)\\s",
  ),
  row(
    "sure",
    "any",
    "addressee",
    "\\b(?=[Mm]ake sure\\s(?:that\\s)?(?:nothing|no one|nobody|the|they|it|he|she|my|our|her|his|your|[A-Z]))",
  ),
  row(
    "just ahead simply",
    "base",
    "addressee",
    "(?<!\\b(?:I|we|you|he|she|they|to|will|can|could|would|who|that|and)\\s|['’](?:ll|d|ve|m|re)\\s)\\b(?:[Jj]ust|[Gg]o ahead and|[Ss]imply)\\s",
    {
      only: set(
        "send put sign call email bring ask give reply forward move sell transfer wire charge use tell get mail drop let text fill add",
      ),
    },
  ),
  row(
    "like want need wants ready",
    "base",
    "addressee",
    "(?<!\\b(?:if|when|that)\\s)\\b(?:I|[Ww]e)(?:['’]d| would)?\\s(?:like|want|need|am ready|['’]m ready|are ready|would like)\\s(?:you )?to\\s(?=(?:withdraw|wire|transfer|convert|roll|liquidate|redeem|move|take|sell|pull|cash out|deposit)\\b[^.!?]{0,40}(?:\\$\\s?\\d|\\d{2,3}k\\b|IRA|ira\\b|account|401|brokerage|shares|annuity|savings))",
    { only: moveMoney },
  ),
  row(
    "want wants like need needs",
    "any",
    "addressee",
    "\\b(?:I|[Ww]e|[Hh]e|[Ss]he)(?:['’]d| would)?\\s(?:like|want|wants|need|needs)\\s(?=(?:the\\s)?\\$\\s?\\d[\\d,.]*k?\\b[^.!?]{0,60}\\b(?:sent|wired|moved|transferred|paid|to go|withdrawn|taken|converted|deposited)\\b)",
  ),
  row("so and then", "base", "addressee", "[,;]\\s(?:so|and then|then)\\s(?:please\\s)?", {
    only: set("find send call ask bring check sign email mail order take put move update remove add cancel change use"),
  }),
  row(
    "somebody someone",
    "base",
    "addressee",
    "\\b(?:needs?|want|wants) (?:somebody|someone) (?:like you |here |there |on your team )?to\\s",
    { except: idleAsked },
  ),
  row(
    "need needed",
    "thing",
    "addressee",
    `^(?:(?<name>${nameWord})\\s?[:,–-]\\s)?(?:[Ss]till |[Aa]lso |[Jj]ust |[Ww]ill )?(?:[Nn]eed)\\s(?!to\\s)`,
  ),
  row(
    "did",
    "any",
    "addressee",
    "\\b[Dd]id (?:you|u|anyone|someone) (?:ever |already |get (?:a|the) chance to |have (?:a|the) chance to |manage to |remember to )(?=(?:send|call|get|hear|find|check|look|file|submit|talk|review|mail|ask|order)\\b)",
  ),
  row(
    "news word update luck status",
    "any",
    "addressee",
    "\\b(?:[Aa]ny|[Ii]s there any|[Ww]hat is the|[Ww]hat['’]s the) (?:news|word|updates?|luck|progress|status) (?=(?:on|with|about|from|of)\\s)",
  ),
  row("ahead", "any", "addressee", "\\b(?:[Yy]es,? )?(?:[Pp]lease )?(?=[Gg]o ahead (?:with|and)\\s)"),
  row(
    "grateful thankful appreciate",
    "thing",
    "addressee",
    "\\b(?:grateful|thankful) (?:to have|for) (?=(?:your|the|a|an)\\s)",
  ),
  row(
    "you'll",
    "base",
    "addressee",
    "(?<!\\b(?:if|when|once|until|that|which|what|where|so)\\s)\\b[Yy]ou['’]ll\\s(?:also\\s|then\\s)?",
    {
      only: set("offer sign pay file order ask upload complete bring deposit apply"),
    },
  ),
  row(
    "you'll need should",
    "any",
    "addressee",
    "\\b[Yy]ou(?:['’]ll| will| should)\\s(?=get an? (?:\\w+ )?(?:inspection|appraisal|quote|estimate|survey|second opinion|valuation)\\b)",
  ),
  row("trust", "base", "addressee", "\\b[Ii] trust (?:that )?you(?:['’]ll| will| can)\\s"),
];

const doers = `(?!(?:He|She|They|We|It|I)\\b)(?<name>${nameWord}\\s(?:and|&)\\s${nameWord}|${nameWord}|[A-Z]{2,3}|[Yy]ou(?:\\s(?:both|two))?|[Bb]oth of you)`;
const handedOut = set(
  "send email mail forward prepare draft call phone ask check confirm verify sign submit order write open set transfer wire pay tell review schedule book file update upload download complete return request contact follow bring collect provide find look run rerun model enroll apply fill gather arrange coordinate get make build put talk research register renew roll convert sell buy close retitle notify increase raise lower reduce stop add remove scan print drop deposit finish finalize name",
);

/** How minutes and recaps hand out work: "Anna to call the lender", "AR to send the form", "Anna prepares the application by May 1". */
export const assignmentPatterns: readonly TriggerPattern[] = [
  row("to", "base", null, `(?:^|[:;|–—]\\s|\\s-\\s)${doers}\\sto\\s(?:please\\s|also\\s)?`, { except: idleAsked }),
  row("", "third", null, `(?:^|[:;|–—]\\s|\\s-\\s)${doers}\\s(?:also\\s|then\\s)?`, {
    only: handedOut,
    inItems: true,
  }),
  row("i", "base", "author", "^I\\s(?:also\\s|then\\s)?", {
    only: set("ask send call email draft check prepare write order mail"),
    inItems: true,
  }),
  row("you", "base", null, "(?:^|[:;|–—]\\s)(?<name>[Yy]ou(?:\\s(?:both|two))?)\\s(?:also\\s|then\\s)?", {
    only: handedOut,
    inItems: true,
  }),
];

export const promisePatterns: readonly TriggerPattern[] = [
  row(
    "'ll will going plan promise intend planning shall about happy glad",
    "base",
    "author",
    `${notAfter}\\b(?:I|[Ww]e)(?:['’]ll|\\swill|['’]m going to|\\sam going to|['’]re going to|\\sare going to|\\splan to|\\spromise to|\\sintend to|['’]m planning to|\\sshall|['’]m about to|\\swould be (?:happy|glad) to|['’]d be (?:happy|glad) to)${adverb}\\s`,
    { except: idle },
  ),
  row(
    "'ll will have",
    "any",
    "author",
    "\\b(?:I|[Ww]e)(?:['’]ll|\\swill|\\scan)\\s(?=have\\s(?:it|them|that|this|the|your|a|an|everything|those|something)\\b[^.!?]{0,50}\\b(?:to you|ready|for you|by|in your|on your|done|before|over to)\\b)",
  ),
  row(
    "'ll will going plans promised agreed offered shall is gets",
    "base",
    null,
    `${notAfter}\\b(?<name>[Hh]e|[Ss]he|[Tt]hey|${nameWord}|[A-ZÀ-Þ][a-zß-ÿ]+\\s(?:and|or)\\s[A-ZÀ-Þ][a-zß-ÿ]+|[A-ZÀ-Þ][a-zß-ÿ]+\\sand\\sI|${office}|[Tt]he (?:office|team))(?:\\s\\([^)]{1,60}\\))?(?:,\\s(?:my|our|the|who|her|his)[^,.!?]{3,50},)?(?:['’]ll|\\swill|['’]s going to|\\sis going to|\\sare going to|\\splans? to|(?:\\shas|\\shave)?\\s(?:promised|agreed|offered|volunteered) to|\\sshall|\\sis (?:also )?to)${adverb}\\s`,
    { except: idle },
  ),
  row("let", "base", "author", "\\b(?:[Ll]et (?:me|us))\\s", {
    only: set(
      "check look run pull find ask dig get confirm put send work call review research verify follow reach talk prepare draft double-check",
    ),
  }),
  row(
    "i'm am we're are",
    "gerund",
    "author",
    "\\b(?:I['’]m|I am|[Ww]e['’]re|[Ww]e are)\\s(?:also\\s|just\\s|now\\s)?",
    {
      only: set(
        "send mail email forward submit overnight wire order prepare draft pull file drop complete request process ask put set transfer fax upload open chase arrange verify",
      ),
    },
  ),
  row(
    "is 's are 're",
    "gerund",
    null,
    `${notAfter}\\b(?<name>[Hh]e|[Ss]he|[Tt]hey|${nameWord})(?:['’]s|\\sis|\\sare|['’]re)\\s(?:also\\s|just\\s|now\\s)?`,
    {
      only: set(
        "send mail email forward submit overnight wire order prepare draft pull file drop complete request process set transfer fax upload chase open write arrange verify",
      ),
    },
  ),
  row(
    "checking finding",
    "gerund",
    null,
    `${notAfter}\\b(?<name>[Hh]e|[Ss]he|[Tt]hey|${nameWord})(?:['’]s|\\sis|\\sare|['’]re)\\s(?:also\\s|just\\s|now\\s)?(?=(?:checking|finding out|asking)\\s(?:whether|if|with|how|what)\\b)`,
  ),
  row(
    "can",
    "base",
    "author",
    "(?<!\\b(?:so|that|when|where|until|before|if|as|what|whatever|how|wish|which|everything|all|best|hope)\\s)\\b(?:I|[Ww]e)\\scan\\s(?:also\\s|certainly\\s|definitely\\s)?",
    {
      only: set(
        "send email mail forward prepare draft pull run submit order drop bring arrange coordinate transfer wire find get overnight resend walk",
      ),
    },
  ),
  row("happy glad", "base", "author", "\\b(?:I['’]m |I am |[Ww]e['’]re )?(?:[Hh]appy|[Gg]lad) to\\s", {
    only: handOver,
  }),
  row(
    "need have must should ought got",
    "base",
    "author",
    `(?<!\\b(?:do|does|did|if|what|when|that|which|whether|how|why|where|should|so|the|things|everything|all)\\s)\\b(?:I|[Ww]e)(?:['’]ve got to|\\s(?:still\\s|also\\s|do\\s|really\\s|just\\s)?(?:need to|have to|must|should|ought to))\\s`,
    { except: idle },
  ),
  row(
    "you'll will",
    "any",
    "author",
    "\\b[Yy]ou(?:['’]ll| will| should)\\s(?:also )?(?=(?:have|get|receive|see)\\s(?:it|them|that|those|the|a|an|your|my)\\b[^.!?]{0,40}\\b(?:by|from|on|this|tomorrow|before|within|in the mail|shortly|soon|today)\\b)",
  ),
  row(
    "said agreed promised told committed",
    "base",
    "author",
    "\\b(?:[Ww]e|I) (?:did )?(?:said|agreed|promised|told you|committed) (?:that )?(?:I|we)(?:['’]d| would| will)\\s",
  ),
];

export const pendingPatterns: readonly TriggerPattern[] = [
  row(
    "need",
    "thing",
    "addressee",
    "(?<!\\b(?:if|when|what|whatever|that|do|all|which|everything|anything)\\s)\\b[Yy]ou(?: both| two| all| each)?(?: still| also)? need\\s(?!to\\s|from\\s|me\\s|us\\s)",
  ),
  row("owe owed", "any", "author", "\\b(?:I|[Ww]e)(?:\\salso)?(?:\\sstill)?\\s(?=owed?\\s(?:you|him|her|them|[A-Z]))"),
  row(
    "owe owes",
    "any",
    null,
    `\\b(?<name>${nameWord}|[Hh]e|[Ss]he|[Tt]hey)\\s(?:still\\s)?(?=owes?\\s(?:you|me|us|him|her|them|[A-Z]))`,
  ),
  row("owe", "any", "addressee", "\\b[Yy]ou\\s(?:still\\s)?owe\\s(?=me|us)"),
  row(
    "waiting missing chasing",
    "thing",
    null,
    "\\b(?:[Ss]till |[Ww]e are |[Ww]e['’]re |I['’]m |I am |just |also )*(?:[Ww]aiting (?:on|for)|[Ww]aiting to (?:hear|get|receive|see)|[Mm]issing|[Cc]hasing)\\s",
  ),
  row("waiting", "any", null, "\\b(?:[Ss]till )(?:[Ww]aiting (?:on|for))\\s"),
  row(
    "nothing word sign answer reply",
    "any",
    null,
    "\\b(?:[Ss]till nothing|[Nn]o word|[Nn]o sign|[Nn]o answer|[Nn]o reply|[Nn]othing yet) (?:back |yet )?(?:from|on|about|of)\\s",
  ),
  row(
    "seen see received receive got gotten get heard hear had have",
    "thing",
    "addressee",
    "\\b(?:I|[Ww]e)(?:\\sstill)?\\s(?:have(?:n['’]t| not| yet to| never)|['’]ve (?:not|never|yet to)|never|did(?:n['’]t| not)|don['’]t|do not)\\s(?:yet\\s|still\\s|actually\\s)?(?:seen|see|received?|got(?:ten)?|get|heard?|had|have|have yet)\\s(?:back\\s|anything\\s)?(?:about\\s|on\\s|from\\s)?(?=(?:a|an|the|your|his|her|their|my|our|that|those|any|anything|it|[A-Z]))",
  ),
  row(
    "still",
    "thing",
    null,
    `\\b(?:${nameWord}|[Hh]e|[Ss]he|[Tt]hey)(?:\\sstill)\\s(?:do(?:es)?n['’]t|do(?:es)? not|ha(?:s|ve)n['’]t|ha(?:s|ve) not)\\s(?:have|had|received?|got(?:ten)?|seen)\\s`,
  ),
  row(
    "promised said offered agreed was were supposed needs has",
    "base",
    null,
    `\\b(?<name>${nameWord}|[Hh]e|[Ss]he|[Tt]hey)\\s(?:had\\s)?(?:promised|said|offered|agreed|was going|were going|was supposed|were supposed|was to|is supposed|are supposed|still needs?|still has)\\s(?:(?:he|she|they|you|to|that he|that she)(?:['’]d| would| will)?\\s)?`,
    { except: idleAsked },
  ),
  row(
    "promised said offered agreed were supposed need",
    "base",
    "addressee",
    "\\b[Yy]ou\\s(?:had\\s)?(?:promised|said|offered|agreed|were going|were supposed|are supposed|still need)\\s(?:(?:you|we|to|I)(?:['’]d| would| will)?\\s)?",
    { except: idleAsked },
  ),
  row(
    "was were",
    "any",
    null,
    `\\b(?<name>${nameWord}|[Hh]e|[Ss]he|[Yy]ou)\\s(?:was|were)\\s(?:going|supposed)\\sto\\s(?=have\\s(?:it|that|them|the))`,
  ),
  row(
    "said",
    "any",
    "addressee",
    "\\b[Yy]ou said (?:that )?(?:we|I)(?:['’]d| would| could| will)\\s(?=(?:get|have|see|receive|hear)\\b)",
  ),
  row(
    "promised",
    "any",
    null,
    `\\b(?<name>${nameWord}|[Hh]e|[Ss]he|[Yy]ou)\\s(?:had\\s)?promised\\s(?:me|us|you|him|her|them|[A-Z][a-z]+)\\s(?=a|an|the|that|two|some)`,
  ),
  row(
    "needs need has have must should gets be",
    "past",
    null,
    `(?<thing>\\b(?:[Tt]he|[Yy]our|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Mm]y|[Tt]his|[Tt]hat|[A-Z][a-z]+['’]s)\\s(?:[\\w$'’()&,.-]+\\s){0,7}?)(?:(?:still\\s)?(?:needs? to (?:be|get)|ha(?:s|ve) to (?:be|get)|must be|should be|(?:is|are) to be|gets|will be)\\s)`,
    { except: set("name notify give make see tell ask call find hold take place list raise") },
  ),
  row(
    "must has have needs need",
    "before",
    null,
    `(?<thing>\\b(?:[Tt]he|[Yy]our|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Mm]y|[A-Z][a-z]+['’]s)\\s(?:[^.,;!?]|,(?=\\s?[$\\d])){3,110}?,?\\s)(?:must|ha(?:s|ve) to|needs? to)\\s(?:come|go)\\s(?:out|in|back)\\b`,
  ),
  row(
    "not n't never",
    "before",
    null,
    `(?<thing>\\b(?:[Tt]he|[Yy]our|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Mm]y|[A-Z][a-z]+['’]s)\\s(?:[\\w$'’()&-]+\\s){1,8}?)(?:ha(?:s|ve) not|ha(?:s|ve)n['’]t|is(?:n['’]t| not)|are(?:n['’]t| not)|never|still ha(?:s|ve)n['’]t|still not)\\s(?:yet\\s)?(?:been\\s)?(?:sent|gone out|come|arrived|shown up|done|signed|submitted|filed|received|posted|mailed|finished|complete[d]?|processed|moved|updated|ready)\\b`,
  ),
  row(
    "signature signatures initials approval sign-off notarized notarizing",
    "any",
    null,
    "\\b(?:[A-Z]\\w+|[Tt]here|[Tt]hat|[Ww]hich|[Ii]t)\\s(?:still\\s)?needs?\\s(?=(?:your|a|his|her|their|my|both|another)\\s(?:\\w+\\s)?(?:signatures?|initials|approval|sign-?off|notari[sz]\\w+))",
  ),
  row(
    "outstanding open needed missing pending",
    "any",
    "addressee",
    "\\b[Ss]till (?:outstanding|open|needed|missing|pending|to come)\\s?:\\s",
  ),
];

const doneVerbs = set(
  "send email mail forward sign submit file drop upload attach enclose pay open transfer move complete finish order scan fax update add print call speak ask put contact deliver return overnight check download confirm bring review find set run request write post refund wire enroll apply approve retitle receive place circulate prepare notify",
);
const doneTersely = set(
  "send email mail forward sign submit file drop upload pay open transfer move complete finish order scan fax update call ask contact deliver return check download confirm review find run request write post wire apply get receive read",
);
const doneByOthers = set(
  "send email mail forward sign submit file drop upload attach enclose pay open transfer move complete finish order scan fax update add print deliver return overnight download confirm put set run post refund wire apply approve close retitle place circulate prepare notify review",
);
export const reportPatterns: readonly TriggerPattern[] = [
  // "The lot plan Marcus sent was perfect", "the forms that Bea mailed in March": what somebody has sent is spoken of.
  row(
    "sent mailed emailed circulated gave prepared drafted wrote forwarded overnighted made ran",
    "before",
    null,
    `(?<thing>\\b(?:[Tt]he|[Yy]our|[Tt]hose|[Tt]hat)\\s(?:[\\w$'’()&-]+\\s){1,6}?)(?:that\\s|which\\s)?(?<name>[Hh]e|[Ss]he|[Tt]hey|[Yy]ou|${nameWord})\\s(?:had\\s|has\\s|already\\s|just\\s)?(?:sent|mailed|e-?mailed|circulated|gave|prepared|drafted|wrote|forwarded|overnighted|made|ran)\\b`,
  ),
  // "Mailed both checks Friday.", "uploaded em tonite", "Talked to the lender": terse writers leave "I" out.
  row(
    "",
    "past",
    "author",
    "^(?:(?:[Jj]ust|[Ff]inally|[Aa]lready|[Aa]lso|[Oo]k|OK|[Yy]es|[Dd]one)[,.:]?\\s)?(?=[A-Za-z]+\\s(?!from my|by\\b|for reference|is\\b|are\\b|please\\b))",
    { only: doneTersely },
  ),
  row("talked spoke", "any", "author", "^(?:[Jj]ust\\s|[Ff]inally\\s)?(?=(?:[Tt]alked|[Ss]poke)\\s(?:to|with)\\s)"),
  row(
    "",
    "past",
    null,
    `${notAfter}\\b(?<name>[Hh]e|[Ss]he|[Tt]hey|${nameWord})(?:['’]s|\\shas|\\shave|['’]ve)?(?:\\s(?:finally|already|just|also|now|since))?\\s`,
    { only: doneByOthers },
  ),
  row(
    "",
    "past",
    "author",
    `${notAfter}\\b(?:I|[Ww]e)(?:['’]ve|\\shave)?(?:\\s(?:finally|already|just|also|now|since|went ahead and))?\\s`,
    { only: doneVerbs },
  ),
  row(
    "talked spoke spoken",
    "any",
    "author",
    "\\b(?:I|[Ww]e)(?:['’]ve|\\shave)?(?:\\s(?:finally|already|just|also))?\\s(?=(?:talked|spoke|spoken)\\s(?:to|with)\\s)",
  ),
  row(
    "attach enclose attaching enclosing attached looked",
    "any",
    "author",
    "\\b(?:I|[Ww]e)\\s(?:am\\s|['’]m\\s)?(?:attach|enclose|attaching|enclosing|have attached|finally looked)\\s",
  ),
  row(
    "attached enclosed here here's below",
    "any",
    "author",
    "\\b(?:[Aa]ttached|[Ee]nclosed|[Bb]elow|[Hh]ere)(?:['’]s|\\s(?:is|are|please find|you(?:['’]ll| will) find))\\s(?=(?:a|an|the|your|my|our|his|her|two|both|what\\s[A-Z]\\w+)\\s(?!short|thing|deal|story|situation|problem|question|reason|plan\\b))",
  ),
  row("as per", "any", "author", "\\b(?:[Aa]s (?:promised|requested|discussed|you asked)|[Pp]er your request)\\b,?\\s"),
  row(
    "asked",
    "any",
    "author",
    "\\b[Yy]ou (?:had )?(?:also )?asked (?:me )?(?:again )?(?:for|about|what|how|who|to)\\s",
  ),
  row(
    "thanks thank",
    "any",
    "addressee",
    "\\b[Tt]hank(?:s| you)(?: so much| again| also| very much)? for (?=(?:send|sign|get|complet|return|fill|forward|mail|call|bring|hav|mak|go|look|pull|put|run|updat|order|confirm)\\w*ing?\\b)",
  ),
  row(
    "got received",
    "thing",
    "author",
    "\\b(?:[Gg]ot|[Rr]eceived) (?=(?:the|your|his|her|their|[A-Z][a-z]+['’]s)\\s)",
  ),
  row(
    "attached enclosed done sent signed submitted filed paid complete completed received posted processed approved accepted ready place hand transferred mailed updated closed open opened retitled cancelled canceled settled funded landed arrived finished executed",
    "before",
    null,
    `(?<thing>\\b(?:[Tt]he|[Yy]our|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Mm]y|[Bb]oth|[Aa]ll|[A-Z][a-z]+['’]s|x\\d{4}|(?:[A-Z]\\w+\\s)?[Tt]ransfer)\\s(?:[\\w$'’()&,.-]+\\s){0,16}?)(?:is|are|was|were|has been|have been|has|have|got|(?=completed))\\s?(?:finally\\s|already\\s|now\\s|all\\s|also\\s|officially\\s)?(?:attached|enclosed|done|sent|signed|submitted|filed|paid|completed?|received|posted|processed|approved|accepted|ready|in place|in hand|transferred|mailed|updated|closed|opened|open(?=\\s(?:at|and|now|too|as well)\\b|[.,;!])|retitled|cancel(?:l)?ed|settled|funded|landed|arrived|finished|executed|moved)\\b`,
  ),
  row(
    "came arrived landed went come showed cleared posted",
    "before",
    null,
    `(?<thing>\\b(?:[Tt]he|[Yy]our|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Mm]y|[A-Z][a-z]+['’]s)\\s(?:[\\w$'’()&,.-]+\\s){1,9}?)(?:finally\\s)?(?:came(?: in| through| back)?|arrived|landed|went (?:out|through|in)|did come through|showed up|cleared|posted|moved over)\\b`,
  ),
  row(
    "thanks thank",
    "thing",
    "addressee",
    `\\b[Tt]hank(?:s| you)(?: so much| again| also| very much| kindly)?(?:,? ${nameWord},?)? for (?:the|your|those|that|all the)\\s(?!updates?\\b|e-?mail|note\\b|reply|response|info(?:rmation)?\\b)`,
  ),
  // "Thank you for the call", "just off the phone with Wendell": who has spoken with somebody has called them.
  row(
    "thanks thank",
    "any",
    "addressee",
    "\\b[Tt]hank(?:s| you)(?: so much| again| also| very much| both)? for (?=(?:the|your|our|calling|ringing|phoning|taking (?:the|my|our) call)\\s?(?:phone |telephone |long |quick )?(?:call|talk|chat|conversation|me\\b|back\\b))",
    { as: "call" },
  ),
  row(
    "phone call talk chat conversation word",
    "any",
    "author",
    "\\b(?:I|[Ww]e)(?:['’]ve|\\shave)?\\s(?:just\\s|finally\\s)?(?:(?:got|came|come|hung up|am|was|been|got right) (?:off|on) the (?:phone|line|telephone)|had (?:a|another) (?:\\w+\\s)?(?:call|talk|chat|conversation|word)) with\\s",
    { as: "call" },
  ),
  // "He did tell the landlord."
  row(
    "did",
    "base",
    null,
    `${notAfter}\\b(?<name>I|[Ww]e|[Hh]e|[Ss]he|[Tt]hey|${nameWord})\\sdid\\s(?:finally\\s|already\\s|also\\s)?`,
    {
      only: new Set([...doneVerbs, "tell", "show", "get"]),
    },
  ),
  // "The pay stubs are in the portal", "the deed is on its way", "that one is off the pile".
  row(
    "portal mail vault way inbox post pile list care set away behind up sorted",
    "before",
    null,
    `(?<thing>(?:^|\\b(?:[Tt]he|[Yy]our|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Mm]y|[Bb]oth|[Aa]ll|[Tt]hat)\\s)(?:[\\w$'’()&+/-]+\\s){1,9}?)(?:is|are|was|were|went|has been|have been)\\s(?:now\\s|already\\s|all\\s|both\\s)?(?:in the (?:portal|mail|vault|post)|in your (?:inbox|vault|portal|folder)|on (?:its|their) way|off (?:the|my|your) (?:pile|list)|taken care of|all set|squared away|sorted(?: out)?|behind us|wrapped up)\\b`,
  ),
  // "Quick numbers on the sick leave, as promised", "the P&L, as Anna asked".
  row(
    "promised requested asked discussed agreed wanted",
    "before",
    "author",
    `^(?<thing>[^.,;!?\\n]{6,90}?),?\\s(?:as|like)\\s(?:promised|requested|discussed|agreed|you (?:asked|requested|wanted)|I (?:promised|said)|${nameWord} (?:asked|requested))\\b`,
  ),
  // "Larkin's lawyers finally wrote back", "Birch got back to me": an answer has come.
  row(
    "wrote got called answered replied responded",
    "before",
    null,
    `(?<thing>\\b(?:[Tt]he\\s\\w+|${nameWord})(?:['’]s)?\\s(?:[a-z]+\\s){0,3}?)(?:has\\s|have\\s)?(?:finally\\s|already\\s|just\\s)?(?:wr(?:ote|itten) back|got(?:ten)? back to (?:me|us|you)|called (?:me |us )?back|answered|replied|responded)\\b`,
  ),
  row("heard", "any", null, "\\b(?:I|[Ww]e)?(?:['’]ve)?\\s?(?:finally\\s)?[Hh]eard back from\\s"),
  row("news", "any", null, "\\b[Gg]ood news (?:on|about)\\s(?=the|your|our)"),
  row(
    "has have",
    "thing",
    null,
    `\\b${nameWord}\\s(?:now\\s|already\\s|finally\\s)?(?:has|have)\\s(?=(?:the|your|our|all|both|everything)\\s)`,
  ),
  // "Schedule F I gave to Nate at the sale."
  row(
    "gave sent mailed dropped signed took uploaded",
    "before",
    "author",
    "^(?<thing>[\\w'’$()&-]+(?:\\s[\\w'’$()&-]+){0,5}?)\\s(?:I|[Ww]e)\\s(?:already\\s|just\\s|have\\s)?(?:gave|sent|mailed|dropped|signed|took|uploaded)\\b",
  ),
  // "FTC report filed yesterday", "new mix approved, trade done 8/13": terse writers leave the verb's helper out.
  row(
    "filed signed sent mailed done approved completed submitted uploaded paid received closed opened updated transferred posted funded settled finished processed delivered scanned faxed",
    "before",
    null,
    "(?:^|[;,|–—:]\\s)(?<thing>(?:(?!(?:to|be|needs?|must|will|should|gets?|have|has|having|not|never|I|we|he|she|they|you|it|is|are|was|were|please|what|who|which|that|if|when|once|until)\\b)[\\w$'’()&/.-]+\\s){1,5}?)(?:filed|signed|sent|mailed|done|approved|completed|submitted|uploaded|paid|received|closed|opened|updated|transferred|posted|funded|settled|finished|processed|delivered|scanned|faxed)(?=\\s(?:yesterday|today|on|last|this|and|\\d)\\b|\\s?[.,;!|]|\\s*$)",
  ),
];

export const cancelPatterns: readonly TriggerPattern[] = [
  row(
    "withdrawn cancelled canceled off void dropped",
    "before",
    "addressee",
    "\\b[Cc]onsider\\s(?<thing>(?:the|that|my|our|this)\\s(?:[\\w$'’,-]+\\s){1,6}?)(?:to be\\s)?(?:withdrawn|cancel(?:l)?ed|off|void|dropped)\\b",
  ),
  row(
    "nevermind mind forget scratch scrap call",
    "any",
    "addressee",
    "\\b(?:[Nn]ever ?mind|(?<!\\b(?:not|never|to|[Dd]on['’]t)\\s)[Ff]orget|[Ss]cratch|[Ss]crap|[Cc]all off)\\s(?:about\\s)?(?=the|that|my|our|those|this)",
  ),
  row(
    "need bother necessary have longer",
    "base",
    "addressee",
    "\\b(?:[Nn]o need|[Tt]here['’]s no need|[Nn]o longer need(?: you)?|[Dd]on['’]t need (?:you )?|[Dd]on['’]t bother|[Yy]ou (?:don['’]t|do not) (?:need|have)|[Nn]ot necessary)\\s(?:for you\\s|you\\s)?(?:to\\s)?",
    { only: handOver },
  ),
  row(
    "don't do not hold stop",
    "any",
    "addressee",
    "\\b(?:[Pp]lease )?(?:[Dd]on['’]t|[Dd]o not|DO NOT|[Hh]old off on|[Ss]top)\\s(?:yet\\s)?(?=(?:send|wir|mov|transfer|sell|buy|submit|proceed|fil|process|convert|roll|sign)(?:e|ing)?\\s(?:it|that|this|the|my|any|them)\\b)",
  ),
  row(
    "not longer",
    "any",
    "author",
    "\\b(?:I|[Ww]e)(?:['’]m|['’]re|\\sam|\\sare)\\s(?:not|no longer)\\s(?:going to (?:be )?)?(?=(?:doing|sending|selling|buying|signing|proceeding|transferring|rolling|opening|taking|wiring|going ahead|moving (?:forward|ahead|the))\\b)",
  ),
  row(
    "decided changed not",
    "any",
    "author",
    "\\b(?:I|[Ww]e)(?:['’]ve|\\shave)?\\s(?:decided (?:not to|against)|changed (?:my|our) minds? (?:on|about)|(?:have|['’]ve) NOT)\\s",
  ),
  row(
    "cancelled canceled off table withdrawn void stopped made",
    "before",
    null,
    "(?<thing>\\b(?:[Tt]he|[Tt]hat|[Yy]our|[Tt]his)\\s(?:[\\w$'’,-]+\\s){1,6}?)(?:(?:is|has been|was)\\s(?:now\\s)?(?:cancel(?:l)?ed|called off|off the table|withdrawn|void|stopped)|was never (?:made|sent|done))\\b",
  ),
];

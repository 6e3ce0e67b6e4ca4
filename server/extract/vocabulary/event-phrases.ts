/** The LifeEvent kinds of the ontology. */
export type EventType =
  | "marriage"
  | "divorce"
  | "birth"
  | "death"
  | "graduation"
  | "retirement"
  | "inheritance"
  | "new_job"
  | "home_purchase"
  | "home_sale"
  | "business_sale"
  | "illness"
  | "relocation"
  | "other";

/**
 * How mail speaks of an event. `tells` are phrases with a verb, which make an event; `recalls` are nouns ("the wedding"),
 * which speak of one already known unless they come with a person or a date. `unless` is tested on the words around.
 */
export type EventPhrases = {
  readonly type: EventType;
  /** What the event is called after a name: "Anna's wedding". */
  readonly label: string;
  readonly tells: readonly string[];
  readonly recalls: readonly string[];
  readonly unless: string;
};

const home =
  "(?:house|home|condo(?:minium)?|townhouse|town ?home|place|cottage|cabin|apartment|duplex|property|farm|ranch|lake (?:house|place)|beach (?:house|place)|vacation home|second home|bungalow|bedroom)";
const business =
  "(?:business|company|practice|shop|firm|dealership|restaurant|store|franchise|clinic|agency|brewery|bakery|herd|dairy|hardware store|salon|garage|pharmacy|fleet|winery|nursery|gym|practice and building|dental practice|shares in the company|majority stake|stake)";
const possessive = "(?:my|our|his|her|their|the|your|a|an|that|this|(?-i:\\p{Lu})[\\p{L}\\d’']+(?:['’]s)?)";
const post =
  "(?:chief|director|manager|head|president|vice president|dean|chair(?:man|woman)?|principal|captain|supervisor|superintendent|foreman|executive|controller|treasurer)(?:\\b|(?= of))";
const few = "(?:[\\w-]+ ){0,3}";
const place = "(?:(?-i:\\p{Lu})[\\p{L}\\d.’']+(?: (?-i:\\p{Lu})[\\p{L}\\d.’']+)?)";

export const eventPhrases: readonly EventPhrases[] = [
  {
    type: "graduation",
    label: "graduation",
    tells: [
      `graduat(?:es|ed|ing|e)(?: from ${few}${place}(?: ${place})?| ${few}(?:school|college|university|school))?`,
      `(?:finish(?:es|ed|ing)?|complet(?:es|ed|ing)|earn(?:s|ed|ing)|get(?:s|ting)|got) (?:up )?(?:his|her|my|their|our) (?:last |final )?(?:degree|mba|phd|ph\\.d\\.?|masters?|master['’]s|bachelor['’]s|law degree|nursing degree|senior year)`,
      "walks? (?:across the stage|at commencement)",
    ],
    recalls: ["graduation", "commencement"],
    unless: "graduation rate|graduated (?:withdrawal|scale|rate|tax)|post-?graduat",
  },
  {
    type: "new_job",
    label: "new job",
    tells: [
      `(?:start(?:s|ed|ing)?|beg(?:ins?|an|inning)|join(?:s|ed|ing)?) (?:(?:his|her|my|their|a|the) )?(?:new )?(?:job|position|role|gig|residency|fellowship)(?: (?:at|with|in|as) ${few}${place})?`,
      `start(?:s|ed|ing)? (?:work(?:ing)? )?(?:at|work with|working with) (?:the )?${place}(?: ${place})?`,
      `accept(?:s|ed|ing)? (?:an|the|a|their|his|her) (?:job |new )?(?:offer|position|job|role)(?: (?:from|at|with) (?:the )?${place}(?: ${place})?)?`,
      `(?:took|taking|takes|landed|got|getting|been offered|was offered) (?:a|the|that|his|her|an?) (?:new |full-time |big |dream |[\\w]+ ){0,3}(?:job|position|promotion|role|offer)(?: (?:in|at|with|from) (?:the )?${place})?`,
      "(?:got|was|been|being|getting|is) (?:just )?promoted(?: to [\\w ]{3,30})?",
      `(?:been|was|am|is|got) (?:just )?(?:made|named|appointed|elected) (?:the |a |an )?(?:new )?${post}(?:[\\w ]{0,30}? (?:at|of|for|with) (?:the )?${place})?`,
      `start(?:s|ed|ing)? (?:to be|being|as|be) (?:the |a |an |our |their )?(?:new )?${post}(?: (?:at|of|on|in) ${place})?`,
      `(?:first|1st) day (?:at|with) (?:the )?(?:new job|${place})`,
      `(?:was |been |got |is being )?hired (?:by|at|on at|as) (?:the |a )?[\\w ]{2,24}`,
      `(?:goes|going|went|moves|moving|moved) (?:over )?to ${place}(?: ${place})? as (?:the |a |an )?\\w+`,
      "chang(?:ed|ing|es) jobs|switch(?:ed|ing) jobs|new employer",
      `(?:has|have|had|got|gets|received|accepted|accepting|takes|took|taking) (?:an? |the )?(?:\\w+ )?offer (?:from|at|with) (?:the )?${place}`,
      "(?:makes?|made|making|becom(?:e|es|ing)|became|named|elected) (?:an? )?(?:equity |senior |full |junior )?partner\\b",
      "(?:got|was|been|being|is|am) (?:just )?(?:made|named|appointed|elected) (?:[\\w-]+ ){0,2}(?:head|lead|chief|chair|director|manager|supervisor|principal|captain|foreman)\\b",
    ],
    recalls: ["new (?:job|position|role)", "promotion"],
    unless: "\\bjob (?:of|well)|start(?:s|ed|ing)? at (?:the (?:beginning|top|bottom|end)|noon|\\d)|good job|great job",
  },
  {
    type: "other",
    label: "job loss",
    tells: [
      "(?:was|were|got|gets|been|being|getting) (?:laid off|let go|furloughed|made redundant)",
      "(?:lost|losing|loses) (?:my|his|her) job",
      "(?:my|his|her|the) (?:\\w+ )?(?:job|position|role|department|team) (?:was|is|is being|has been|got|will be) (?:cut|eliminated|dissolved)",
      "(?:I['’]?m|I am|he['’]s|she['’]s|he is|she is) out (?:of (?:a job|work)|as of)\\b",
      `(?:is |are )?(?:closing|shutting) (?:down )?(?:the|its|their|our) (?:whole |entire )?(?:${place} )?(?:office|plant|branch|location)`,
      "laid (?:me|him|her) off",
    ],
    recalls: ["layoffs?", "severance"],
    unless: "severance (?:tax|pay is|agreement form)|let go of",
  },
  {
    type: "retirement",
    label: "retirement",
    tells: [
      "(?:actually |officially |finally |fully )?retir(?:es|ed|ing)(?: from [\\w ’'&]{3,40}?)?(?= |[.,!?;)]|$)",
      "(?:wants? to|plans? to|planning to|going to|will|['’]ll|decided to|hopes? to|about to|ready to|set to|can|until (?:I|we)|when (?:I|we)|after (?:I|we)|to) (?:fully |finally |officially )?retire\\b",
      "[Ll]ast day (?:is|of work|at work|with the (?:kids|company|firm|district)|on the job|in the office)",
      "hang(?:ing)? (?:it up|up (?:his|her|my) [\\w ]{3,20})",
      "step(?:ping|s|ped)? down (?:as|from)[\\w ]{0,30}",
      "tak(?:e|ing|en|es|ook) early retirement",
    ],
    recalls: ["retirement"],
    unless:
      "retirement (?:accounts?|plans?|planning|income|savings|services|benefits|funds?|products?|age|assets|system|community|money|contributions?|years|goals?|party|specialist|number|nest|picture|projections?|living|package|date calculator)|retired (?:in|since) (?:19|200)|retired (?:teacher|nurse|military|couple|clients?|people|folks)|retirees?|loan|the bond|early retirement (?:penalty|plan)|(?:in|for|into|during|your|near|through|throughout) retirement(?! (?:on|in|date))",
  },
  {
    type: "marriage",
    label: "wedding",
    tells: [
      "(?:getting|got|get|gets|to be|be|are|were|is getting) (?:re)?married(?: to \\w+)?",
      "(?:got|are|is|just got|newly|recently|officially) engaged",
      "(?:tie|tying|tied) the knot",
      "(?:proposed (?:to (?:her|him|me|my|his)|on (?:one|a) knee)|popped the question)\\b",
      "(?:have |has |['’]ve |picked |set )(?:picked |set )?(?:a|the) (?:wedding )?date for the wedding",
      "eloped\\b",
    ],
    recalls: ["wedding", "nuptials", "honeymoon"],
    unless:
      "married (?:\\w+ )?(?:\\d{1,9}|forty|fifty|thirty|twenty|filing)|were married\\b|wedding anniversar|engagement (?:letter|agreement)|married couple",
  },
  {
    type: "divorce",
    label: "divorce",
    tells: [
      "(?:going through|in the middle of|filed for|filing for|getting|got|get|finaliz\\w+|finalis\\w+) (?:a |an |the |our |my |his |her )?(?:ugly |messy |amicable )?divorced?",
      "(?:are|were|is|we|have|['’]re|been|been legally|legally) (?:now )?(?:divorc(?:ed|ing)|separated|splitting up)(?: since (?-i:\\p{Lu})\\p{L}+)?",
      "split up|splitting up|separat(?:ed|ing) (?:in|since|last|from (?:my|his|her))",
      "(?:he|she) filed in (?-i:\\p{Lu})\\p{L}+",
      "(?:the )?divorce (?:is|was|became|will be|should be|has been) (?:now )?(?:final(?:ized)?|done|over)",
    ],
    recalls: ["divorce", "separation"],
    unless: "desk in a divorce|separated (?:by|into|out)|separation (?:of|agreement form|pay|package|date)|webinar",
  },
  {
    type: "birth",
    label: "birth",
    tells: [
      "(?:expecting|having|had|have|adopting|adopted|welcomed) (?:a |our |their |her |his |twin )?(?:first |second |third |baby |new |little |another )*(?:baby|babies|child|twins|boy|girl|grandchild|grandbaby|grandson|granddaughter)",
      "expecting (?:in|their|our|again|her|his)\\b",
      "(?:baby|babies|twins|she|he|we|child|they|grandchild|boy|girl|wife|daughter) ?(?:is|are|was|['’]re|['’]s)? (?:now )?(?:due|expected) (?:on |in |any |around |date |early |late |(?:at |by |toward )?the (?:end|middle|start|beginning) of )?(?:(?-i:\\p{Lu})\\p{L}+|next|this)(?: \\d{1,2})?(?:st|nd|rd|th)?",
      "first child due",
      "(?:was|were) born (?:on|in|last|this|at|yesterday|today|early|a week)[\\w ]{0,16}",
      "born (?=(?:on )?(?-i:\\p{Lu})\\p{L}+ \\d{1,2}, 20\\d\\d)",
      "gave birth|giving birth|had the baby|baby (?:came|arrived|is here|was born)",
      "(?:is|are|am|['’]m|['’]s|got) (?:\\w+ )?(?:months )?pregnant",
      "(?:grand)?(?:child|son|daughter|baby) (?:on the way|expected in \\w+|due in \\w+)",
      "became (?:a )?(?:parents?|grandparents?|grandma|grandpa)",
      "(?:I|she|we)(?:['’]?m|['’]?s|['’]?re| am| is| are) due (?:on |in |around )?(?:the )?(?:\\d{1,2}(?:st|nd|rd|th)?(?: of)? )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\\p{L}*(?: \\d{1,2})?(?!\\d)",
      "matched with (?:a |the |our )?birth (?:mom|mother|parents?|family)",
      "(?:adoption|surrogate) (?:is|was|went|came) (?:final|through|finali[sz]ed)",
    ],
    recalls: ["the (?:new )?baby", "due date", "birth of [\\w ]{2,30}"],
    unless:
      "date of birth|birth ?date|dob\\b|birth certificate|due date for|born (?:on )?\\d|baby (?:sister|brother|boomer|bonds?|steps)|payment",
  },
  {
    type: "death",
    label: "death",
    tells: [
      "pass(?:ed|es|ing) away(?: on (?-i:\\p{Lu})\\p{L}+ \\d{1,9}(?:st|nd|rd|th)?| in (?-i:\\p{Lu})\\p{L}+| last \\w+)?",
      "(?:she|he|mom|dad|mother|father|husband|wife|who|they|grandma|grandpa|aunt|uncle|(?-i:\\p{Lu})\\p{Ll}+)(?: has| had)? passed(?= (?:on|in|last|this|away|just|two|three|so|very|peacefully|suddenly|at|earlier|\\w+ (?:weeks?|months?|years?) ago)\\b| *[.,;!])",
      "(?:when |after |before |since )?(?:(?-i:\\p{Lu})\\p{Ll}+|he|she|mom|dad|mother|father|husband|wife|brother|sister|aunt|uncle|who) (?:suddenly |unexpectedly )?died(?: on (?-i:\\p{Lu})\\p{L}+ \\d{1,9}| in \\w+| last \\w+)?",
      "(?:I|we|she|he|they)(?:['’]ve|['’]d| have| had)? (?:just |recently |sadly )?lost (?:my|our|her|his|their) (?:late |dear |beloved |\\w+ )?(?:husband|wife|mother|father|mom|dad|brother|sister|son|daughter|parents?|grandmother|grandfather|aunt|uncle)(?: (?-i:\\p{Lu})\\p{L}+)?",
      "funeral(?: (?:was|is|will be)| in (?:19|20)\\d\\d| on (?-i:\\p{Lu})\\p{L}+)",
      "(?:loss|death|passing) of (?:my|your|our|her|his|their) [\\w ]{3,30}",
      "(?:she|he|mom|dad|mother|father|husband|wife|brother|sister|who|grandma|grandpa|(?-i:\\p{Lu})\\p{Ll}+) (?:slept (?:on|in the night)|left us (?:on|in|last|this|yesterday)|breathed (?:his|her) last|is no longer with us|was (?:called home|laid to rest)|went home to (?:God|Jesus|the Lord))(?: (?:on )?(?-i:\\p{Lu})\\p{L}+)?",
      "(?:we|they|I) (?:just )?buried (?:my |our |her |his |their )?(?:husband|wife|mother|father|mom|dad|brother|sister|son|daughter|him|her)\\b",
      "(?:has |have |had )?(?:left (?:this|the) world|departed (?:this|from this)|breathed (?:his|her) last|gone (?:home )?to (?:be with )?(?:god|the lord|heaven)|went to be with the lord|crossed over|is no more)(?: on (?:the )?\\d{1,2}(?:st|nd|rd|th)?(?: of)? (?-i:\\p{Lu})\\p{L}+| on (?-i:\\p{Lu})\\p{L}+ \\d{1,2}| in (?-i:\\p{Lu})\\p{L}+)?",
    ],
    recalls: [
      "funeral",
      "memorial service",
      "(?:her|his|(?-i:\\p{Lu})\\p{L}+['’]s) (?:death|passing)",
      "celebration of life",
    ],
    unless:
      "\\b(?:dog|cat|pet|phone|battery|car|bill|legislation|law|computer|laptop)\\b[^.]{0,12}(?:died|passed)|death (?:benefit|certificate|tax|claim)|passed (?:the|her|his|my|on the|on to|along|down|up|by|it|a)\\b|lost (?:track|money)|death certs?",
  },
  {
    type: "inheritance",
    label: "inheritance",
    tells: [
      "inherit(?:ed|s|ing)? (?!IRA|ira|account|Roth)[\\w$’' ]{2,40}",
      "(?:I['’]m|I am|we are|she is|he is|she['’]s|he['’]s) the (?:sole|only) (?:beneficiary|heir)[\\w ]{0,30}",
      "(?:received|got|receiving) (?:my|our|his|her) (?:share|half|portion|part|inheritance)\\b",
      "(?:will|estate plan|trust) (?:gives|leaves|left|gave|bequeaths) (?:it all to |everything to |half to )?(?:me|us|him|her|them|(?-i:\\p{Lu})\\p{Ll}+)(?: (?:the|a|his|her|all|half|everything) ?[\\w ]{0,30})?",
      "it (?:all |will |would )?(?:goes|go|comes|come|passes|pass) (?:half |all |outright |equally )*to (?:me|us)\\b",
      "left (?:me|us|him|her|them) (?:about |around |roughly |a |the |some |her |his |everything|\\$)[\\w$,. ]{0,24}",
      "(?:com(?:es|ing)|go(?:es|ing)) to me (?:from|through) (?:the |her |his |my )?(?:estate|will|trust)",
    ],
    recalls: ["(?:my|our|the|his|her) inheritance", "[Mm]om['’]s estate", "[Dd]ad['’]s estate"],
    unless:
      "inherited (?:ira|account|roth)|left (?:me|us|her|him|them) (?:a (?:message|voicemail|note|copy|review)|the (?:form|keys)|alone|off|out|on|hanging|wondering)|inheritance tax",
  },
  {
    type: "home_purchase",
    label: "home purchase",
    tells: [
      `(?:bought|buying|closed on|closing on|clos(?:e|es) on|purchased|purchasing|under contract (?:on|for)|in contract (?:on|for)|put (?:in )?an offer (?:in )?on|made an offer on|offer (?:was )?accepted on) ${possessive} (?:new )?${few}${home}`,
      "(?:we|they|I) (?:finally )?(?:got|won) the house",
      "(?:[Ww]e |[Ii] )?(?:finally )?closed (?:this (?:morning|afternoon)|yesterday|on Friday)",
      "(?:we|they|I) (?:are closing|will close|closed?) on (?=(?-i:\\p{Lu})|the \\d)",
      "(?:our|their|the|my) offer (?:was|got|has been|on the house was) accepted|(?:took|accepted) our offer",
      "(?:purchase|buying) of (?:the|our|a|their) (?:new )?(?:house|home|condo)",
      "[Cc]losing (?:is|was|got|went|has been|will be)(?: now| still)? (?:planned|set|scheduled|pushed|moved|delayed|through|on|for|\\w+ \\d{1,9})",
      "(?:it['’]s|is) now (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\\w* \\d{1,9}(?=, not)",
      "(?:still )?closing (?:on )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\\w*\\.? \\d{1,2}",
    ],
    recalls: ["(?:the |our )closing", "house (?:purchase|closing)"],
    unless:
      "(?:sell(?:s|ing)?|sold|sale)\\b[^.!?]{0,80}clos|want(?:s)? to buy|hope to buy|like to buy|thinking (?:of|about) buying|closing (?:price|bell|costs?|balance|remarks|statements?|disclosures?|documents?|papers|argument)|if we (?:buy|bought)|bought (?:in|at|into) ",
  },
  {
    type: "home_sale",
    label: "home sale",
    tells: [
      `(?:sold|selling|sell|list(?:ed|ing)|put(?:ting)?) ${possessive} ${few}${home}(?: on the market| to (?:the )?[\\w]+)?`,
      "(?:are|we['’]re|am|I['’]m) selling it(?: to [\\w ]{3,24})?",
      "(?-i:\\p{Lu})[\\p{L}]+(?: (?-i:\\p{Lu})[\\p{L}]+)? (?:is )?(?:sold|SOLD),? (?:and )?closed(?: \\d{1,2} \\w+| on [\\w ]{3,14})?",
      `sale of (?:the|our|my|his|her|their|mom['’]s|dad['’]s) ${few}${home}`,
      "(?:house|home|condo|cottage|cabin|place) (?:sold|is (?:sold|under contract|on the market|listed)|went under contract|closes)",
      `${home} (?:will (?:have to )?be sold|has to be sold|must be sold|went for|goes on the market|fetched|brought)\\b(?: \\$[\\d,.]+k?)?`,
      `(?:giv(?:e|ing)|gave) up (?:the|my|her|his|our|their) (?:\\w+ )?${home}`,
      "(?:accept(?:ed|ing)?|took|taken|have) an offer on (?:the|my|her|his|our|their|mom['’]s|dad['’]s) (?:\\w+ )?(?:house|home|condo|place|farm)",
    ],
    recalls: [`(?:house|home|condo|cottage|cabin) sale`, "the sale"],
    unless: "if we (?:sell|sold)|for sale sign|garage sale|sale price of the (?:stock|fund)|don['’]t sell",
  },
  {
    type: "other",
    label: "land sale",
    tells: [
      `(?:sold|selling|sell|sale of) ${possessive} ${few}(?:land|acres|acreage|section|quarter|pasture|timber|lot|parcel|field|ground|easement|orchard|vineyard)\\b`,
    ],
    recalls: ["land sale"],
    unless:
      "if (?:we|he|she|they|I) (?:sell|sold)|(?:first|second|third|fourth|last|each|a) quarter\\b|without (?:having to )?sell|section \\d|parking lot|never sell|not sell",
  },
  {
    type: "business_sale",
    label: "business sale",
    tells: [
      `(?:sold|selling|sell|exit(?:ing)?|sale of) ${possessive} ${few}${business}`,
      `(?:buy(?:ing)?|bought|acquir(?:e|es|ed|ing)|purchase of|acquisition of) (?:my|our|his|her|their) ${few}${business}`,
      `(?:company|business|practice|firm|shop) (?:that )?(?:may|might|will|is going to|could|is about to) (?:change hands|be sold|sell|be acquired)`,
      `(?:purchase|acquisition|sale|buyout) of ${place}(?! (?:House|Home))`,
      `(?:selling|sold|sell) ${place}(?: to ${place})?(?! (?:shares|stock))`,
      "buy(?:ing)? the whole (?:company|business|firm|practice)",
      `(?:(?:they|he|she|it)(?:['’]re|['’]s| are| is)|(?-i:\\p{Lu})\\p{L}+ (?:is|are)) (?:buying|taking over|acquiring) (?:the|our|my) ${few}${business}`,
      "(?:hand(?:ing|ed|s)?|turn(?:ing|ed|s)?) (?:over )?(?:the )?(?:keys|reins|shop|store|business|practice|books)(?: over)? to (?:my |our |the |his |her )?[\\w ]{2,24}",
    ],
    recalls: ["the (?:transaction|sale|deal|buyout|exit)", "(?:gain on|after|before) (?:a|the) sale", "business sale"],
    unless:
      "if (?:we|he|she|they) (?:sell|sold)|stock sale|shares vest|sale of (?:the )?(?:shares|stock|fund|securities|lots)|\\b(?:house|home|cottage|condo)\\b",
  },
  {
    type: "illness",
    label: "illness",
    tells: [
      "(?:was |been |got |were )?diagnosed with [\\w' ’-]{3,40}",
      "(?:it['’]s |has |have |had |having |with )?(?:early |mild |moderate |late |stage \\w+ |advanced )*(?:alzheimer['’]?s?|dementia|parkinson['’]?s?|multiple sclerosis|leukemia|lymphoma|melanoma|diabetes|cognitive impairment|breast cancer|prostate cancer|colon cancer|lung cancer|cancer|pneumonia|kidney failure|heart failure|a\\.?l\\.?s\\.?)(?: diagnosis)?\\b",
      "(?:had|having|has|have|suffered|survived|recovering from) (?:a |an |his |her |my |another )?(?:\\w+ ){0,2}(?:stroke|heart attack|surgery|operation|biopsy|bypass|seizure|aneurysm|procedure|transplant|mastectomy|chemo(?:therapy)?)",
      "(?:stents?|pacemaker|defibrillator|catheter|new (?:hip|knee|valve)) (?:was |were |is being )?(?:put in|placed|implanted|inserted)",
      "(?:had|has|have|having|got|gets|getting|needs|needed) (?:an? |two |three |another )?(?:\\w+ )?(?:stents?|pacemaker|defibrillator|angioplasty|ablation|dialysis)",
      "(?:knee|hip|shoulder|valve) (?:replac(?:ed|ement)|surgery)|(?:getting|having|got|had|get) (?:the|my|his|her|a|both) (?:\\w+ )?(?:knees?|hip|shoulder|back|valve) (?:replaced|done|fixed)",
      "(?:fell|had a (?:bad )?fall)(?: and| in| on| down| last|,) (?:the |her |his |my |a )?(?!new year|christmas|thanksgiving|easter|labor day|memorial day|\\w+day\\b|(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)\\w*\\b)\\w{2,14}",
      "had a (?:bad |nasty )?fall",
      "(?:broke|fractured|shattered) (?:her|his|my|a) (?:\\w+ )?(?:hip|wrist|leg|arm|ankle|back|collarbone|foot|shoulder|pelvis)",
      "(?:is|was|been|went|taken|back|ended up|were) (?:in|to|into) (?:the )?(?:hospital|icu|intensive care|hospice|rehab)",
      "(?:starts?|started|starting|begins?|began) (?:chemo(?:therapy)?|radiation|dialysis|treatment)",
      "on (?:short|long)[- ]term disability",
      "(?:is|are|was|has been|['’]s) (?:not|n['’]t) (?:at all )?well(?= *[.,;!?]|$| (?:and|these|in|since|now)\\b)|(?:is|are|was|has been|['’]s) (?:very |gravely |seriously |quite )?(?:unwell|gravely ill|seriously ill|very ill|very sick)\\b",
      "it (?:is|was) (?:the|his|her|my) (?:kidneys?|heart|lungs?|liver|prostate|pancreas)\\b",
      "(?:early |some |mild |moderate |signs of )*memory loss",
      "(?:thing|spot|shadow|mass|lump|nodule|something) (?:they (?:found|saw) )?(?:on|in) (?:my|his|her|the) (?:\\w+ )?(?:scan|x-?ray|mammogram|ultrasound|lungs?|breast|liver|mri)\\b",
      "(?:doctors?|cardiologist|oncologist|surgeon|they|specialist)\\b[^.;!?]{0,30}? (?:gives?|gave|given) (?:me|him|her|[\\w ]{1,16}) (?:\\w+ ){1,3}(?:months?|weeks|years) ?(?:to live)?",
      "(?:my|his|her|(?-i:\\p{Lu})\\p{L}+['’]s) (?:\\w+ )?(?:surgery|operation|biopsy|transplant|bypass) (?:is|was|on|in|went|has been)\\b",
      "(?:(?:early|first|middle|late|last|final|beginning) )?stages? of (?:[\\w-]+ ){1,3}(?:body|disease|dementia|cancer|failure|syndrome|decline)\\b",
      "(?:vascular|frontotemporal|lewy body|lewy-body) (?:dementia|disease)|lewy body\\b|(?:congestive |kidney |liver )(?:failure|disease)|macular degeneration|(?:multiple )?myeloma",
      "(?:had|has|have|having|got|gets|getting|needs|needed) (?:the|his|her|my) (?:\\w+ )?(?:stents?|pacemaker|defibrillator|bypass|transplant)(?: \\(?(?:in )?20\\d\\d\\)?)?",
    ],
    recalls: ["(?:the|his|her|my) (?:surgery|diagnosis|operation|stroke|knee replacement|hip replacement)"],
    unless:
      "insurance|benefit|rider|foundation|charity|walk for|research|works? (?:at|in) the hospital|nurse|if (?:I|he|she|we) (?:ever|get|had)|funeral|surgery center|surgical",
  },
  {
    type: "relocation",
    label: "move",
    tells: [
      `(?:mov(?:es|ed|ing)|relocat(?:es|ed|ing)|(?:will|['’]ll|going to|plan(?:s|ning)? to|to) (?:move|relocate)) (?:back |up |down |out |over |there |west |east |home )?(?:to|into|out|there|west|east|in with|back)\\b(?: (?:the |a |an )?(?:new )?(?:(?-i:\\p{Lu})[\\p{L}.]+(?: (?-i:\\p{Lu})[\\p{L}.]+)?|assisted living|memory care|senior living|nursing home|independent living|retirement community|apartment|place|condo|our new \\w+|with [\\w ]{2,16}))?`,
      "(?:com(?:es|ing)|go(?:es|ing)|mov(?:es|ed|ing)) (?:here |over |back )?to (?:live|stay) with \\w+",
      "(?:will|['’]ll) move (?:up|down|out)(?: at [\\w ]{3,20})?",
      "settled into (?:the|our) new (?:house|home|place)",
      "(?:we|they|I|he|she)(?: are|['’]re| am|['’]m| is|['’]s) (?:really |definitely |finally |now )?moving(?= *[.,;!]| (?:this|next) (?:spring|summer|fall|winter|month|year))",
      `got (?:his |her |my |our |their )?(?:new )?orders (?:to|for) (?:the )?${place}(?: ${place})?`,
      "(?:put|have|has|got) (?:my|her|his|our|their) names? down (?:at|for|with) (?:a |the )?(?-i:\\p{Lu})[\\p{L}'’]+(?: (?-i:\\p{Lu})[\\p{L}'’]+)*",
      "mov(?:ed|ing|e|es) (?:her|him|mom|dad|mother|father|mama|papa|them) (?:in|into|out|up|down|to)\\b(?! (?:the (?:hospital|icu|er)))(?: (?:the )?(?-i:\\p{Lu})[\\p{L}]+)?",
      "(?:will |going to |to |['’]ll )rent(?:ing)? (?:a place |an apartment |a house )?in (?-i:\\p{Lu})\\p{L}+(?: starting in \\w+)?",
      "(?:found|got) (?:me|her|him|us|them|mom|dad) (?:a|an) (?:place|room|apartment|spot|bed|unit|condo) (?:in|at|near) (?:the )?(?-i:\\p{Lu})\\p{L}+",
    ],
    recalls: ["(?:the|her|his|our|their|(?-i:\\p{Lu})\\p{L}+['’]s) (?:big )?move", "relocation"],
    unless:
      "(?:when|since|before|after) (?:you|he|she|they|we|I) moved|(?:want|wants|wanted|like|love|hope|hopes|hoping|thinking (?:of|about)|considering|dream(?:s|ing)? of) (?:to )?(?:mov|relocat)|mov(?:e|ed|es|ing) (?:it|them|that|this|the (?:money|account|funds?|meeting|call|ira|401|rest|whole|balance|date|assets?|\\$))|mov(?:e|ed|es|ing) (?:back |out |into |to |over )*(?:into |to |of )?(?:cash|stocks|bonds|the market|the (?:trust|ira|account)|money market|an? (?:ira|account|fund|annuity)|schwab|fidelity|vanguard|another (?:firm|advis)|a different|next|monday|tuesday|wednesday|thursday|friday|\\d)|(?:account|fund|money|ira|balance|401|market|stock|price|rate|deadline|closing|meeting|funds|shares|annuity|assets|over in)\\b[^.]{0,24}\\bmov(?:e|ed|es|ing)\\b|closing has been moved|mov(?:e|ed|es|ing) (?:the|my|his|her|our) (?:operation|surgery|appointment|wedding|date|visit)",
  },
  {
    type: "other",
    label: "event",
    tells: [
      "(?-i:GOT INTO [A-Z ]{4,30})",
      `(?:got|was|were|been|is|getting) (?:accepted (?:to|at|by|into)|admitted (?:to|at)|into) (?:the )?${place}(?: ${place})?(?! (?:account|IRA))`,
      `(?:starts?|starting|started|begins?|heading off|off|heads? off|leaves for|going) (?:(?:to|at) )?(?:college|university|law school|med(?:ical)? school|grad(?:uate)? school|kindergarten|freshman year)(?: (?:at|in) \\w+)?`,
      `(?:is|are|['’]s|['’]re|heads?|heading|goes) off to ${place}(?: ${place})? (?:in|this|next|for)(?: the)? (?:fall|autumn|spring|summer|january|august|september|school|college)`,
      "(?:been |was |were |got |getting |is being )(?:scammed|defrauded|swindled|conned|robbed|burgled)\\b",
      "(?:filed|filing|declar\\w+) (?:for )?bankruptcy",
      "(?:deployed|deploys|deploying|enlisted|enlisting) (?:to|in|with)?[\\w ]{0,20}",
      "(?:won|winning) the lottery|became (?:a )?(?:us |u\\.s\\. )?citizens?",
      "(?:signing|signed|deeding|deeded) (?:it|the (?:house|home|farm|deed)) over",
      "adopt(?:ed|ing|ion of)(?! (?:a|the) (?:plan|strategy|policy|dog|cat|puppy|kitten|agreement|resolution))",
      "(?:got|was|were|been|is|getting|am) (?:just )?(?:accepted|admitted) (?:to|at|by|into) (?:the |a )?(?:[\\w-]+ ){0,3}(?:school|college|program|university|academy)(?: (?:at|of) (?-i:\\p{Lu})\\p{L}*(?: (?-i:\\p{Lu})\\p{L}+)?)?",
    ],
    recalls: [],
    unless: "got into (?:a|an|the|it|trouble|detail|this|that)|adoption agreement",
  },
];

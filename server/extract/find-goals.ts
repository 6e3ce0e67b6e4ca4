import { actionName, shortenNumbers } from "./action-name.ts";
import { findAmounts } from "./amounts.ts";
import { antecedentsOf } from "./antecedents.ts";
import { isInjected } from "./injected.ts";
import { personNamedAt, shortNameOf, youOf } from "./people-of.ts";
import { datesOf, isWithin, sentenceCharsMax } from "./said-when.ts";
import type { Scene } from "./scene.ts";
import type { Sentence } from "./segment.ts";
import { topicWords } from "./topic-words.ts";

/** Goals: aims that people state for their lives and their money, with the amount and the date by which, when said. */
export function findGoals(scene: Scene): void {
  if (scene.isUntold) return;
  const injected = isInjected(scene);
  const made: { id: string; topic: readonly string[] }[] = [];
  for (const sentence of scene.sentences) {
    if (injected(sentence) || sentence.text.length > sentenceCharsMax || !mayTellGoal.test(sentence.text)) continue;
    for (const { expression, holder } of patterns) {
      const match = expression.exec(sentence.text);
      if (!match?.groups?.aim) continue;
      const aim = match.groups.aim;
      if (isErrand.test(aim) || isQuestion.test(sentence.text)) continue;
      // "To keep the house." is an aim only after words that say so.
      if (/^(?:and |then |or )*to\s/i.test(sentence.text) && !isAimedBefore(scene, sentence)) continue;
      const at = sentence.startChar + match.index + match[0].lastIndexOf(aim);
      const words = untilStop(aim);
      if (words.length < 6) continue;
      for (const part of words.split(severalAims)) {
        const startChar = at + words.indexOf(part);
        const span = { startChar, endChar: startChar + part.length };
        if (part.length > 5 && !isErrand.test(part)) addGoal(scene, sentence, span, match, holder, made);
      }
      break;
    }
  }
}

const mayTellGoal =
  /\b(?:want|like|love|hope|hoping|plan|planning|aim|goal|dream|target|wish|intend|promised|retire|so that we|looking to|trying to|save|live on|determined|priority|mean|wanna|rather|thinking|dreaming|loans?|debt|keep (?:teaching|working)|going to retire|work until)/i;
const goalVerb =
  "(?:retire|buy|purchase|own|pay (?:off|for|down)|pay|go (?:to|back|on)|get back to|hand|finish|be (?:done|fair)|treat|leave|save|give|fund|travel|move|relocate|downsize|stay|remain|keep|live|build|redo|remodel|renovate|take (?:my|our|the|her|his|mom|dad|a (?:year|sabbatical|trip|cruise))|start (?:a|our|my)|sell (?:the|my|our) (?:business|company|practice|house|shop|firm|farm)|help|put|be (?:debt|mortgage|out of|completely|done|able to|free|financially|retired)|get out of|set aside|work (?:until|till|part|two|three|another|a few)|stop (?:work|at|\\w+ing)|end up with|slow down|wind down|keep going|cover|provide|make sure (?:the kids|our|my|she|he|they|that our)|have (?:\\$|\\d|one|two|three|four|five|six|twelve|enough|a|about|at least|the (?:house|mortgage))|donate|endow|go part|cut back|stop working|protect|pass (?:the|on|it|down)|send|replace|add (?:a|on)|establish|open (?:a|an|our|my) (?:\\w+ )?(?:bakery|shop|store|restaurant|business|studio|practice|location|office)|spend (?:more|the|winters|summers)|visit|see (?:the (?:world|ocean|sea)|alaska|italy|europe|(?:the )?[A-Z]\\w+(?=,? (?:again|before|with|in|while|one|once|together|this|next)\\b))|get (?:something|into a (?:house|home|place|bigger)|a (?:house|home|place|bigger|second))|find (?:something|a (?:house|home|place)))\\b";
const who =
  "(?<who>I|[Ww]e|[Hh]e|[Ss]he|[Tt]hey|[A-Z][a-z]+(?:\\sand\\s(?:I|[A-Z][a-z]+))?|[Mm]y (?:wife|husband|mother|father|mom|dad|son|daughter)|(?:the )?two of them)";
const wish =
  "(?:['’]d|\\swould|\\salways|\\sstill|\\sreally|\\salso|\\sboth|\\sdo|\\sdefinitely|\\sdearly|\\smuch|\\sso|\\sjust|\\shas|\\shave|\\sdoes)*\\s(?:wants?|means?|like|love|hopes?|plans?|aims?|intends?|wish(?:es)?|prefer|dreams? of|am hoping|are hoping|is hoping|is planning|are planning|am planning|wanted|hoped|am determined|are determined|always wanted|are trying|am trying|is trying|am wanting|are wanting|is wanting|are looking|am looking)(?:\\sus)?";
// "You want", but not in "if you want", "whatever you want".
const youWish =
  "(?<!\\b(?:[Ii]f|[Ww]hen|[Ww]hether|[Ww]hat|[Ww]hatever|[Ww]hichever|[Uu]nless|[Dd]o|[Dd]id|[Oo]nce|[Aa]s|[Tt]hat|[Bb]ecause|[Ss]o|[Ww]hich|[Ww]here|[Hh]ow|[Aa]nything|[Ee]verything|[Aa]ll|[Ss]hould)\\s)\\b[Yy]ou(?:\\s(?:both|two|also|still))*\\s(?:want|hope|plan|mean|intend|['’]d like|would like)";
const kinOrName =
  "(?:each of |both |all of |all )?(?:(?:the|our|my|her|his|your) (?:kids|children|girls|boys|grandchildren|grandkids|daughters?|sons?|wife|husband|family)|[A-Z]\\p{Ll}+(?: and [A-Z]\\p{Ll}+)?)";
const inherits = "(?:each\\s)?to (?:end up with|have|get|inherit|take over|own|be able to|go to|graduate|never)\\b";
const patterns: readonly { readonly expression: RegExp; readonly holder: "who" | "author" | "addressee" }[] = [
  { expression: new RegExp(`${youWish}\\sto\\s(?<aim>${goalVerb}.*)`, "su"), holder: "addressee" },
  { expression: new RegExp(`${youWish}\\s(?<aim>${kinOrName}\\s${inherits}.*)`, "su"), holder: "addressee" },
  { expression: new RegExp(`\\b${who}${wish}\\s(?<aim>${kinOrName}\\s${inherits}.*)`, "su"), holder: "who" },
  {
    expression: new RegExp(
      `\\b(?<who>I|[Ww]e|i)\\s(?:wanna|hafta|['’]d rather|would rather)\\s(?<aim>${goalVerb}.*)`,
      "su",
    ),
    holder: "who",
  },
  {
    expression:
      /\b(?<who>I|[Ww]e)\s(?<aim>(?:do not|don['’]t|never) (?:ever )?want (?:any |more |to (?:outlive|run out|be a burden|owe|borrow|sell (?:the|our|my) (?:house|home|farm|ranch|land|business))\b|(?:student )?(?:loans?|debt)\b).*)/su,
    holder: "who",
  },
  {
    expression:
      /\b(?:I['’]m|I am|[Ww]e['’]re|[Ww]e are) (?:seriously |still )?(?:thinking|dreaming) (?:about|of) (?<aim>(?:opening|buying|starting|retiring|building|adopting|downsizing|a (?:second|new|bigger|smaller|vacation|another)\s(?:\w+\s)?(?:home|house|place|shop|store|cabin|practice|location|office|restaurant|business|baby|child))\b.*)/su,
    holder: "author",
  },
  {
    expression: new RegExp(
      `\\b${who}${wish}\\s(?:to\\s)(?:still\\s|eventually\\s|someday\\s|both\\s|finally\\s|just\\s|at least\\s|be able to\\s)?(?<aim>${goalVerb}.*)`,
      "s",
    ),
    holder: "who",
  },
  {
    expression:
      /\b(?:[Oo]ur|[Mm]y|[Tt]he|[Hh]er|[Hh]is|[Tt]heir|[A-Z]\w+['’]s)\s(?:\w+\s)?(?:goals?|aims?|dreams?|target|plan|wish|hope|priority|objective)(?:\s(?:has(?:n['’]t)? changed|we came up with|is still|here|remains?|for\s\w+|always|for us))*\s?(?:is|has always been|would be|was|remains|:)\s(?:still\s)?(?:simple:\s)?(?:to\s)?(?<aim>.*)/s,
    holder: "author",
  },
  { expression: /\b(?:[Oo]ur|[Mm]y)\s(?:\w+\s)?(?:goal|aim|dream)\b[^.:!?]{0,30}:\s(?<aim>.*)/s, holder: "author" },
  {
    expression: new RegExp(
      `\\b(?:[Hh]oping|[Pp]lanning|[Ll]ooking|[Dd]etermined|[Aa]iming|[Tt]rying)\\sto\\s(?<aim>${goalVerb}.*)`,
      "s",
    ),
    holder: "author",
  },
  {
    expression:
      /\b(?<who>I|[Ww]e|[Hh]e|[Ss]he|[Tt]hey|[A-Z][a-z]+)(?:['’]ll| will|['’]m going to| am going to|['’]re going to| are going to)\s(?<aim>(?:keep (?:teaching|working)|work (?:until|till)|retire at|retire when|stay in the house)\b.*)/s,
    holder: "who",
  },
  { expression: /\b(?<who>I|[Ww]e)\s(?:have\s)?(?<aim>promised (?:her|him|them|[A-Z][a-z]+) \$.*)/s, holder: "who" },
  {
    expression:
      /\b(?:to know|be sure|make sure|so) (?:that )?(?:I|we|she|he|they|the (?:two|three|four) of (?:us|them)|if one of us needs care we) can (?<aim>(?:always )?(?:stay|keep|afford|pay|live|retire|remain)\b.*)/su,
    holder: "author",
  },
  { expression: /^(?:[Oo]ur |[Mm]y )?[Gg]oals?(?: \w+){0,2}:\s(?<aim>.*)/su, holder: "author" },
  {
    expression:
      /\b(?<who>I|[Ww]e|[Yy]ou|[Tt]hey|[Tt]he two of (?:you|us|them))(?: (?:both|all))? (?:can|could|would|will|should be able to) (?<aim>live on (?:about |around |roughly )?\$[\d,.]+.*)/su,
    holder: "author",
  },
  { expression: new RegExp(`^(?:And |And then |Then |Or )?[Tt]o (?<aim>${goalVerb}.*)`, "su"), holder: "author" },
];

/** "keep the house and leave something to the library" are two aims. */
const severalAims = new RegExp(`\\sand\\s(?:to\\s|then\\s)?(?=${goalVerb})`, "u");

const isAimedBefore = (scene: Scene, sentence: Sentence): boolean =>
  scene.sentences
    .slice(Math.max(0, sentence.index - 3), sentence.index)
    .some(({ text }) => /\b(?:want|goals?|hope|dream|wish|aim|priorit)/i.test(text));

// What is only an errand or talk is an action or a meeting, not an aim.
const isErrand =
  /^(?:(?:move|transfer|convert|roll|wire|withdraw|sell|deposit) (?:about |around |roughly |all |half |the )?(?:of )?\$?\d[\d,.]*k?|(?:be|have) (?:careful|clear|honest|sure|able to (?:talk|meet|make|see|read)|a (?:call|meeting|chat|look|conversation|copy|word|think)|it (?:in|by|done)|the (?:form|copy|numbers|meeting)|someone|somebody|you|him|her|them|Marcus)|keep (?:you|this|that|an eye|in|(?:it|things) (?:short|brief|simple|quick|private|confidential|to yourself)|going over)|give (?:you|it|this|me|us a|him a call|her a call)|help (?:you|me|him with the|her with the)|send|put (?:this|that|it|in writing|together|the (?:form|meeting))|pay (?:the|this|that) (?:bill|invoice|fee)|move (?:the|it|that|this|our)\b[\w ]{0,24}\b(?:meeting|call|appointment|review)|stay close|move (?:it|that|this)\b|see\b(?! (?:the )?\w+,? (?:again|before|while|once|one))|take (?:it|this|a look|the call)|make sure (?:you|that you|I)|start (?:a|our|my) (?:call|meeting)|visit (?:with )?(?:you|the office)|buy (?:you|lunch)|live chat|pay attention|stay (?:in touch|on|out)|provide (?:you|a|the)|cover (?:the|these|this|a few|at|in|when|with)|leave (?:it|that|this|you|a message|her out|stan)|add|protect (?:your|you))\b/i;
const isQuestion = /^(?:do|does|did|would|will|are|is) (?:you|he|she|they)\b[^.]*\?\s*$/i;

const goalCharsMax = 110;
const stop =
  /[.!?](?=\s|$)|;|\s[-–—]+\s|—|,?\s(?:because|since (?:we|I|it|they)|so (?:that )?(?:I|we|you|he|she|they|it)\b|but\s|which\s|although)|,\s(?:and|so|then)\s|,\s(?=(?:I|we|he|she|they|you|it|please|can|could|what|do)\b)|\sand\s(?=(?:I|we|he|she|they|you)\b)|\sand\s\(|,\s(?:before|to be|to make|when|while|with|even|since|as (?:we|I|you|long)|not|preferably|most of|spread|whatever|if)\b|\?/;
function untilStop(aim: string): string {
  const head = aim.slice(0, goalCharsMax);
  const at = stop.exec(head)?.index ?? head.length;
  return head.slice(0, at).replace(/[\s,;:)]+$/, "");
}

const titleCharsMax = 100;

/** The aim as a title of its own: "my IRA" is "Ana's IRA", and "promised her $5,000" is "give Leah $5,000". */
function goalName(
  scene: Scene,
  sentence: Sentence,
  span: { startChar: number; endChar: number },
  words: string,
  holder: string | null,
): string {
  const promised = /^promised (her|him|them)\b/i.exec(words);
  const whom = promised?.[1] ? antecedentsOf(scene, sentence, promised[1], span.startChar) : [];
  const given = promised ? words.replace(/^promised \w+/i, `give ${namesOf(scene, whom) || promised[1]}`) : words;
  const said = holder ? actionName(given, null, false, { author: shortNameOf(scene, holder), addressee: null }) : given;
  return shortenNumbers(said.charAt(0).toUpperCase() + said.slice(1)).slice(0, titleCharsMax);
}

const namesOf = (scene: Scene, ids: readonly string[]): string => ids.map((id) => shortNameOf(scene, id)).join(" and ");

function addGoal(
  scene: Scene,
  sentence: Sentence,
  span: { startChar: number; endChar: number },
  match: RegExpExecArray,
  holder: "who" | "author" | "addressee",
  made: { id: string; topic: readonly string[] }[],
): void {
  const words = scene.content.slice(span.startChar, span.endChar).replace(/\s+/g, " ");
  // With its day already set, a retirement is an event and no longer an aim.
  if (
    /^retire\b/i.test(words) &&
    datesOf(scene, sentence).some((date) => date.kind === "day" && isWithin(date.span, span))
  )
    return;
  const author = scene.authorOf(sentence.zone);
  const said = match.groups?.who ?? "";
  const whoAt = sentence.startChar + match.index;
  const named =
    holder === "who" && said && !/^(?:I|we)$/i.test(said)
      ? personNamedAt(scene, { startChar: whoAt, endChar: whoAt + said.length })
      : null;
  const isOwn = /^(?:I|we|)$/i.test(said) || / and I$/.test(said) || holder === "author";
  const holderId = holder === "addressee" ? (youOf(scene, sentence)[0] ?? null) : isOwn ? author : named;
  const topic = topicWords(words);
  const known = made.find((goal) => goal.topic.filter((word) => topic.includes(word)).length >= 2);
  const title = goalName(scene, sentence, span, words, holderId);
  const id = known?.id ?? scene.addReferent("Goal", title, { topic, ...(holderId ? { subjects: [holderId] } : {}) });
  if (!known) made.push({ id, topic });
  scene.addMention(id, span, 0.7);
  const amount = findAmounts(words).find((found) => found.unit === "dollars");
  if (amount) scene.addAttribute(id, "amount", amount.value, span, 0.8);
  const date = datesOf(scene, sentence)
    .filter((found) => isWithin(found.span, span) && found.kind !== "week")
    .at(-1);
  if (date) scene.addAttribute(id, "targetDate", date.iso, span, 0.7);
  if (holderId) scene.addRelation("hasGoal", holderId, id, span, 0.7);
}

import type { FlagPatterns } from "../flag-patterns.ts";
import { product } from "./terms.ts";

export const exaggeration: FlagPatterns = {
  category: "exaggeration",
  says: [
    `\\b(?:greatest|finest|best|safest) (?:[\\w-]+ ){0,3}${product}(?: [\\w-]+){0,2} (?:ever|brought|offered|sold|known|devised)\\b`,
    "\\bbest (?:[\\w-]+ ){1,3}(?:anybody|anyone|that anyone|I|we|you|that I|that we) (?:has |have |['’]ve |will |['’]ll )?ever (?:seen|written|built|offered|made|had|find|see|own|put together|come across)",
    "\\bbest (?:[\\w-]+ ){1,3}(?:ever (?:built|made|created|designed|offered|invented|written)|in existence|on the shelf|I['’]ve seen in \\w+ years)",
    `\\bbest (?:[\\w-]+ ){0,4}?${product}(?: [\\w-]+){0,2} (?:ever|out there|anywhere|available|around|there is|in (?:the|all of|this)? ?[\\w]+|on (?:the|this) (?:planet|market|street|earth)|on earth|money can buy|I['’]ve ever|I have ever|you['’]ll (?:ever )?(?:find|see)|you will (?:ever )?(?:find|see))`,
    `\\b(?:hands down|bar none|without question|without a doubt|by far|simply|far and away|honestly|literally) (?:is )?(?:the )?(?:single )?(?:best|greatest|smartest|safest) (?:[\\w-]+ ){0,3}${product}`,
    `\\b(?:greatest|finest|safest|smartest|most (?:powerful|amazing|incredible)|single best) (?:[\\w-]+ ){0,3}${product}`,
    "\\bcan['’]?t[- ]miss\\b(?! (?:my|our|her|his|the (?:game|recital|party|wedding|meeting|call|flight|deadline)))",
    "\\bcannot[- ]miss\\b (?:opportunity|investment|deal|for)",
    "\\bonce[- ]in[- ]a[- ](?:lifetime|generation) (?:opportunity|chance|investment|deal|buy|entry|market)",
    "\\b(?:opportunity|chance|deal|investment|trade) of a (?:lifetime|generation)",
    "\\b(?:a|an|total|complete|absolute|real|true) (?:no[- ]brainer|sure thing|slam[- ]dunk|sure bet|home run|lay-?up|money machine|money[- ]printing machine|gold ?mine)\\b",
    "\\bnothing (?:else )?(?:out there |on the market |in the market )?(?:even )?(?:comes close|compares|beats|can touch|touches)\\b",
    "\\bunbeatable\\b",
    `\\bthe (?:only|last) ${product} you['’]?(?:ll| will)? (?:ever )?need`,
    `\\b(?:beats?|beating|crushes|crushing|destroys?|smokes?|outperforms?) (?:everything|anything|everyone|anyone|every other|all other|the competition|the market every)`,
    "\\btoo good to (?:pass up|miss|ignore)",
    "\\b(?:you|clients?|anyone|everyone) (?:would|will|['’]d|['’]ll) be (?:crazy|foolish|insane|nuts|silly) (?:not to|to pass|to miss)",
    "\\b(?:skyrocket|go(?:ing)? to the moon|explode higher|the next (?:Apple|Amazon|Nvidia|Google|Tesla))\\b",
    "\\b(?:best|greatest|top|hottest)[- ](?:[\\w-]+ ){0,2}(?:in (?:america|the (?:country|world|nation|industry|business|state))|on wall street|on the planet|in history)\\b",
    "\\bbest there is\\b",
    "\\b(?:nothing|nobody|no one|no other \\w+)\\b[^.!?]{0,30}\\b(?:comes? (?:even )?close|compares?|holds? a candle|measures? up|can touch|touches|can match|matches|even close|(?:else )?(?:has|offers|gets|does) (?:it|this|anything like))\\b",
    `\\b(?:there(?:['’]s| is)?(?:n['’]t| not)?|you(?:['’]ll| will|['’]d)? (?:never|not|won['’]t)|won['’]t|never|I(?:['’]ve)? never) (?:ever )?(?:a |an |any |anything |find |see |seen |get |been )*(?:better|smarter|safer|finer|stronger|surer|easier|quicker) (?:way to (?:make|grow|invest|put|park)|place (?:to (?:park|put|keep|invest)|for)|money|return|yield|deal|${product})\\b`,
    "\\b(?:only game in town|second to none|in a class (?:of its|by it)|head and shoulders above|ahead of the pack|cream of the crop|crown jewel|holy grail|home[- ]run|license to print|one in a million|as good as it gets|knock your socks off|change your life|once[- ]in[- ]a[- ]lifetime)\\b",
    "\\b(?:smartest|best|greatest|easiest) (?:move|decision|thing|money|dollar|place)\\b[^.!?]{0,20}\\b(?:you(?:['’]ll| will)? (?:ever )?(?:make|made|do|find|see|put)|in (?:the|this) (?:state|country|county|market|business|whole))\\b",
  ],
  unless: [
    "\\b(?:not|isn['’]t|no such thing|nobody|never)\\b[^.!?]{0,20}\\b(?:best|no[- ]brainer|sure thing|can['’]t[- ]miss)",
    "best (?:place|way|time|person|number|interest|man|friend)",
  ],
};

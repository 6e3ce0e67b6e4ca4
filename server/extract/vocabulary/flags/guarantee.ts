import type { FlagPatterns } from "../flag-patterns.ts";
import { money } from "./terms.ts";

export const guarantee: FlagPatterns = {
  category: "guarantee",
  says: [
    "\\b(?:the |your )?(?:principal|account|value|balance|money|investment) (?:never|can(?:no|['’])?t|cannot|won['’]t|will not) (?:ever )?(?:go(?:es)? down|drop|decline|fall|shrink|lose)",
    "guarantee(?:s|d|ing)?\\b[^.!?]{0,40}(?:returns?|income for life|growth|profits?|gains?|yield|to (?:double|earn|grow|beat|make|go up|pay off|outperform|triple)|\\d{1,9}(?:\\.\\d{1,9})?\\s?(?:%|percent))",
    `(?:returns?|growth|gains?|yield|profit|${money})[^.!?]{0,24}\\b(?:is|are|it's|that's)?\\s?(?:basically |practically |virtually |essentially |absolutely )?guaranteed`,
    "(?:basically|practically|virtually|essentially|absolutely|fully|100%|completely) guaranteed",
    "I (?:can |do |will |personally )?guarantee (?:you|that|it|this|your)\\b",
    "you have my (?:word|guarantee)[^.!?]{0,60}(?:money|return|lose|portfolio|grow|market|account|%)",
    "(?:never|can(?:no|['’])?t|won['’]t|cannot|will not|not going to|not gonna|impossible to|no way (?:you|to|you can|for you to)|no chance (?:you|of)|not) (?:ever |possibly )?los(?:e|ing) (?:a |any |one |your |even a )?(?:single )?(?:money|dime|penny|cent|dollar|nickel|principal|anything|any of|thing)",
    "you (?:simply |just |really |literally |basically )?(?:can(?:no|['’])?t|cannot) (?:possibly )?lose\\b",
    "(?:I|we) (?:can )?(?:promise|assure) you[^.!?]{0,50}(?:returns?|earn|grow|double|lose|profit|make (?:money|back)|\\d\\s?%)",
    "(?:your|the) (?:principal|money|capital|nest egg|investment|savings) (?:is|are|will be|stays) (?:100% |completely |totally |absolutely |perfectly )?(?:safe|protected|guaranteed|secure)\\b[^.!?]{0,40}(?:no matter|regardless|always|whatever)",
    "(?:no matter|regardless of) what (?:the )?markets? (?:do|does)",
    "(?:sure|certain) to (?:double|triple|go up|make money|outperform|beat the market)",
    "\\b(?:pays?|paying|earns?|earning|yields?|yielding|returns?|returning)\\b[^.!?]{0,40}(?:percent|%)[^.!?]{0,40}\\b(?:can(?:no|['’])?t|cannot|never|won['’]t)\\b[^.!?]{0,16}\\b(?:go(?:es)? down|lose|drop|fail|fall)",
    "no (?:possible )?(?:chance|possibility) of (?:a )?loss",
    "\\b(?:can(?:no|['’])?t|cannot|won['’]t|will not|will never|never|not going to|no way to|impossible to) (?:possibly |ever |really )?(?:come out (?:behind|with less)|go (?:backwards?|wrong with|broke|below|under)|end up (?:behind|with less|short)|get hurt|be (?:worse off|out a (?:dime|penny|cent|dollar))|come up short|drop below|see a loss)\\b",
    "\\b(?:payouts?|income|rate|returns?|principal|capital|interest|coupon|growth|profit|gains?|floor|checks?) (?:is|are|stays?|['’]s) (?:all |already |fully |completely |totally |100% )?(?:locked(?: in)?|set in stone|fixed for life|protected|safe|secure|ironclad|bulletproof|in the bag|rock[- ]solid|backed)\\b(?=[^.!?]{0,60}\\b(?:no matter|whatever|regardless|worst|always|for life|every|market|stocks|dollar|back)\\b|[.!?,;]?\\s*$)",
    "\\b(?:no matter|regardless of|whatever) (?:what )?(?:the )?(?:stocks?|stock market|markets?|rates|wall street|economy|the fed|bonds) (?:does|do|is doing|are doing|did)\\b",
    "\\bworst (?:case|that (?:can|could) happen)\\b[^.!?]{0,30}\\b(?:you|they|we)(?:['’]ll|['’]d)? (?:still |just |always |would |will )?(?:get|have|keep|walk away with|end up with|make|come out)\\b",
    "\\b(?:every|each) (?:single |last )?(?:dollar|penny|cent|dime|nickel)(?: of (?:it|yours))? (?:back|comes back|is (?:safe|protected|covered|insured))\\b",
    "\\b(?:take (?:that|it|this) to the bank|you can bank on (?:it|that)|(?:good|safe|solid) as (?:gold|cash|houses)|(?:safe|safer) than (?:cash|a bank|money in the bank)|I(?:['’]d| would)? (?:stake|bet) my (?:license|licence|career|house|job|reputation) on)\\b",
  ],
  unless: [
    'the (?:words?|phrases?|terms?|claims?|language)\\b|[\\"“](?:guaranteed?|risk-free)[\\"”]',
    "\\b(?:words?|words or phrases|phrases?|terms?|claims?|language|wording|statements?) (?:such as|like)\\b|\\b(?:are|is) not to (?:appear|be used)\\b|\\bnothing (?:that|which)\\b|guaranteed (?:drag|loss|loser|headache|cost|way to lose)",
    "\\b(?:can(?:no|['’])?t|cannot|can not|don['’]t|doesn['’]t|won['’]t|isn['’]t|aren['’]t|never|not|no one|nobody|nothing|neither|without|unable to|no)\\b[^.!?;]{0,30}\\bguarante",
    "\\b(?:can(?:no|['’])?t|cannot|don['’]t|not|nobody can|no one can)\\b[^.!?;]{0,16}\\b(?:promise|assure)",
    "guaranteed? (?:parking|seat|period|issue|association|admission|entry|delivery|approval)|signature guarantee|medallion|guarantees? (?:are|is) (?:subject|backed)|past performance|fdic|lock is guaranteed|rate is (?:locked|guaranteed) (?:through|until|for)",
    "(?:claim|claims|promise|promises|scam|too good to be true|anyone who|if (?:someone|anyone))\\b",
    "\\b(?:no one|nobody|nothing|none of us|we (?:can(?:no|['’])?t|cannot|don['’]t|never))\\b[^.!?]{0,40}\\b(?:promise|protected|guarantee|lock)",
    '\\b(?:mortgage|closing|lender|lock expires)\\b|[\\"“](?:fully |principal )?protected[\\"”]',
  ],
};

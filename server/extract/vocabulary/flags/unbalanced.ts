import type { FlagPatterns } from "../flag-patterns.ts";

export const unbalanced: FlagPatterns = {
  category: "unbalanced",
  says: [
    "\\b(?:every|all)\\b[^.!?]{0,24}\\b(?:upside|gain|growth|reward)s?\\b[^.!?]{0,30}\\b(?:not|none|never|without|zero)\\b[^.!?]{0,30}\\b(?:downside|risk|loss(?:es)?|drop)\\b",
    "\\b(?:no|zero|not any) (?:risk|downside)s?\\b[^.!?]{0,12}\\b(?:zero|none|zip|nada|period|at all|whatsoever)\\b",
    "\\b(?:never|not once) (?:had|seen|posted) a (?:down|losing|negative|bad) (?:year|quarter|month)\\b",
    "\\b(?:with |there['’]?s |there is |has |have |at |carries |and |virtually |practically |basically |absolutely |literally |essentially )(?:absolutely |virtually |practically |basically |literally )?(?:no|zero) (?:real |market |investment |downside )?(?:risk|downside)s?\\b",
    "\\b(?:no|zero) (?:risk|downside) (?:whatsoever|at all|involved|of any kind|to you|here|period)",
    "\\bwithout (?:any |all |taking any |taking on any )?(?:of the |the )?(?:risk|downside)s?\\b",
    "\\ball (?:of )?the (?:upside|growth|gains|benefits?|reward)s?\\b[^.!?]{0,40}\\b(?:none of|no|without|zero)\\b",
    "\\bnone of the (?:downside|risk|volatility|losses)",
    "\\b(?:it['’]s |is |are )?(?:all|only|nothing but|pure) upside\\b",
    "\\b(?:takes?|taking|took|removes?|eliminates?|eliminating) (?:all |away )?(?:of )?(?:the )?(?:downside|risk)\\b",
    "\\b(?:totally |completely |basically |virtually |essentially |practically )?risk[- ]free\\b(?! rate)",
    "\\b(?:you['’]ve |you have |there['’]?s |there is |with |has )(?:got )?(?:absolutely )?nothing to lose\\b",
    "\\bonly (?:ever )?goes? up\\b",
    "\\byour (?:downside|risk) is (?:zero|nothing|nil|non-?existent)",
    "\\bno (?:strings|catch|drawbacks?|trade-?offs?)\\b[^.!?]{0,40}(?:return|upside|growth|income|yield|money)",
    "\\b(?:there(?:['’]s| is| are)|with|has|have|it['’]s got|and|honestly|really) (?:absolutely |literally |really |truly |just |simply )*(?:no|zero) (?:catch|catches|gotchas?|fine print|drawbacks?|strings(?: attached)?|trade-?offs?|negatives?)\\b",
    "\\b(?:income|return|returns|yield|growth|money|upside|gains?|interest|earn(?:s|ing)?)\\b[^.!?]{0,30}\\b(?:and|with) (?:absolutely )?(?:nothing (?:to (?:worry about|lose|fear)|at stake)|no worries|none of the worry|zero worry)\\b",
    "\\b(?:all|only|pure|nothing but) (?:gains?|upside|rewards?|benefits?|profit|the good)\\b[^.!?]{0,12}\\b(?:and |with |but |, )?(?:no|zero|none|without|never)\\b",
    "\\b(?:zero|no|without(?: any)?) (?:market )?exposure\\b(?! to (?:the )?(?:cold|sun|china|tech))",
    "\\bheads you win\\b|\\bwhat['’]s not to (?:like|love)\\b|\\bcan['’]?t go wrong\\b|\\bfree lunch\\b",
  ],
  unless: [
    'the (?:words?|phrases?|terms?|claims?|language)\\b|[\\"“](?:guaranteed?|risk-free|no risk)[\\"”]',
    "\\b(?:not|isn['’]t|nothing is|no such thing|never|no investment is|doesn['’]t mean|can(?:no|['’])?t be|nobody)\\b[^.!?]{0,24}\\b(?:risk[- ]free|no risk|without risk|upside|downside)",
    "\\b(?:risk|downside) (?:in|of|to) (?:asking|waiting|missing|looking|calling|meeting|talking)",
    "\\bno such thing as (?:a )?free lunch\\b|\\bno free lunch\\b",
  ],
};

import type { FlagPatterns } from "../flag-patterns.ts";

export const offChannel: FlagPatterns = {
  category: "off_channel",
  says: [
    "\\b(?:hit|ping|find|catch|get|add|reach|text|message|call) (?:me|him|her|us) (?:up )?(?:on|at|over|via|through|by) (?:whats ?app|telegram|signal|we ?chat|viber|line|snap|insta(?:gram)?|messenger|discord|facebook|(?:my|his|her) (?:personal|private|own|home|other) (?:cell|number|phone|line|e-?mail|gmail|account))\\b",
    "\\b(?:nobody|no one|they don['’]?t|it doesn['’]?t|doesn['’]?t get|isn['’]?t|aren['’]?t|not) (?:keeps?|keep|kept|sav(?:es?|ed)|record(?:s|ed)?|archiv(?:es?|ed)|monitor(?:s|ed)?)\\b[^.!?]{0,24}\\b(?:records?|those|them|texts|messages|it)\\b",
    "\\b(?:whats ?app|telegram|wechat|signal|snapchat|venmo) me\\b",
    "\\b(?:can|could|may) (?:we|i) (?:just |please |not just )?(?:text|dm|whats ?app|imessage)\\b",
    "\\b(?:text|texts?|message|messag(?:e|ing)|dm|ping|whats ?app|reach|write|email|e-mail|call|contact|hit|send|talk|chat|find|get)\\b[^.!?]{0,40}\\b(?:on|at|through|via|to|over|by|using|in|with) (?:my |your |the |our |a )?(?:whats ?app|signal\\b|telegram|we ?chat|personal (?:cell|phone|email|e-mail|gmail|number|account|address|line|mobile)|private (?:email|cell|number|gmail|account)|facebook|messenger|instagram|snapchat|gmail\\b|imessage|discord|linkedin messag)",
    "\\b(?:text|message) me\\b[^.!?]{0,40}\\b(?:instead|off the record|not (?:through|on|by) (?:the )?(?:work|office|firm|company|email))",
    "\\b(?:take|move|keep|switch)\\b[^.!?]{0,30}\\b(?:offline|off (?:of )?(?:the )?(?:email|e-mail|record|books|system|server|company|firm|work|official)|to (?:whats ?app|signal|text|telegram|my personal|our personal))",
    "\\b(?:use|using|switch to|send (?:it|that|this|them) to|try|reply to) (?:my|our|your|his|her) (?:personal|private|home|gmail|yahoo|other) (?:email|e-mail|cell|phone|gmail|account|address|number)\\b",
    "\\b(?:outside|around|bypass\\w*|avoid\\w*|without|not) (?:of )?(?:having to |have to |going |go )?(?:through )?(?:the |our )?(?:archiv\\w*|compliance (?:archive|system|filter|review)|firm['’]s (?:system|email|server)|monitored)",
    "\\b(?:compliance|the (?:firm|company|office)) (?:doesn['’]t|does not|won['’]t|can['’]?t) (?:need to )?(?:see|read|monitor|have to know|know)\\b",
    "\\bdisappearing messages\\b|\\bburner phone\\b",
    "\\bdon['’]t (?:put|write|say) (?:this|that|it|any of this|anything) in (?:an? )?(?:e-?mail|writing)\\b",
    "\\b(?:quicker|faster|easier|better|best|reachable|always|mostly|more) (?:to reach |reached |to find )?(?:on|over|via|through|by) (?-i:Signal|WhatsApp|Whatsapp|Telegram|WeChat|Viber|Messenger|Instagram|Insta|Facebook|Snapchat|Discord|text)\\b",
    "\\b(?:find|reach|get|dm|hit|ping|shoot|send|drop|message|text|try|catch|add) me\\b[^.!?]{0,30}\\b(?:on (?:whats ?app|signal|telegram|we ?chat|viber|messenger|instagram|insta|facebook|snap(?:chat)?|discord|line|imessage)|there|a (?:dm|direct message|text|whats ?app)|on the side|privately|at my (?:gmail|yahoo|hotmail|icloud|personal|private|home))\\b",
    "\\bmy (?:own |personal |private |home )?(?:gmail|yahoo|hotmail|icloud|aol|proton(?:mail)?)\\b",
    "\\b(?:keeps?|keeping|stays?|leave|kept|leaving) (?:it|this|that|things|us|everything|all this|our (?:chats?|texts?|messages))? ?(?:all )?(?:out of|off|away from) (?:the |our |my |your )?(?:\\w+ )?(?:archives?|records?|files?|systems?|books|server|log|paper trail|e-?mail)\\b",
    "\\b(?:work|office|company|firm|official|corporate)(?:['’]s)? (?:e-?mail|mail|line|phone|account|server|system|address)\\b[^.!?]{0,20}\\b(?:gets?|is|are|being|all|goes) (?:all )?(?:read|watched|monitored|saved|recorded|logged|archived|kept|reviewed|to compliance)\\b",
    "\\b(?:too many|prying|other|extra) eyes\\b|\\bpaper trail\\b|\\boff the (?:books|record|grid)\\b",
  ],
  unless: [
    "\\b(?:we|you|I|employees|advisors|staff|firm|nobody|no one)\\s(?:can(?:no|['’])?t|cannot|do not|don['’]t|never|may not|must not|should not|shouldn['’]t|won['’]t|will not|is allowed to)\\b(?! (?:answer|email|e-mail|reply|write|put|call|want|check|read|like|use (?:email|the email)))",
    "\\b(?:can(?:no|['’])?t|cannot|can not|don['’]t|do not|not|never|only|no longer|won['’]t|isn['’]t|aren['’]t)\\b[^.!?]{0,30}\\b(?:use|using|have|text|texting|do business|accept|communicate|allowed|permitted|respond|reply|take (?:orders|instructions)|discuss|monitor\\w*|OK|okay)\\b",
    "\\b(?:archived|approved) (?:texting|app|channel|platform)|\\bmove the conversation\\b|\\bpolicy\\b|\\bunsubscribe\\b|\\bfollow us\\b",
    "\\b(?:password|reset|verification code)\\b",
    "\\b(?:scheduling|appointments?) only\\b|\\bonly for (?:scheduling|appointments)\\b",
  ],
};

/**
 * Verbs for work that one person can ask of another or promise, with their past and -ing forms where these are not
 * regular. Verbs of being, feeling and talking at large ("hope", "think", "see", "be") are left out on purpose.
 */
const regular =
  "email e-mail mail fax wire forward upload download scan print sign return complete review check confirm ask call phone contact update change add remove open transfer convert roll rollover deposit contribute schedule prepare draft finish order provide gather collect finalize adjust rebalance redo handle process request research verify estimate calculate project model execute post refund credit cancel close retitle title rename name designate notify inform remind document record log file report extend decide explain outline summarize describe clarify walk pass reach follow look talk share compile assemble attach enclose deliver drop pick start open set-up arrange coordinate introduce connect recommend suggest evaluate analyze compare consider address resolve fix correct investigate chase track obtain secure pull push roll fund pay repay reimburse invest reinvest sell shop switch reallocate raise increase lower reduce stop move place apply enroll register renew replace submit resubmit issue reissue initiate authorize approve notarize witness appoint lock unlock reset answer respond reply join compute double-check circle touch loop copy tell engage retain circulate distribute amend execute liquidate furnish supply disclose ship ping nudge reconcile edit revise redraft photocopy docusign countersign initial freeze unfreeze restrict flag escalate refer delegate nominate inspect appraise itemize organize settle waive invoice bill debit locate mention note enter redeem gift endorse quote value bump accelerate expedite consolidate diversify trim harvest redirect reroute match clean clear swap shoot outline type pledge detail fetch notify consult block unblock reschedule reapply telephone phone".split(
    " ",
  );

const irregular: Readonly<Record<string, readonly string[]>> = {
  send: ["sent"],
  resend: ["resent"],
  get: ["got", "gotten"],
  put: ["put"],
  run: ["ran"],
  rerun: ["reran"],
  give: ["gave", "given"],
  bring: ["brought"],
  take: ["took", "taken"],
  find: ["found"],
  fill: ["filled"],
  make: ["made"],
  set: ["set"],
  buy: ["bought"],
  sell: ["sold"],
  pay: ["paid"],
  write: ["wrote", "written"],
  tell: ["told"],
  speak: ["spoke", "spoken"],
  let: ["let"],
  have: ["had"],
  do: ["did", "done"],
  go: ["went", "gone"],
  show: ["showed", "shown"],
  work: ["worked"],
  build: ["built"],
  draw: ["drew", "drawn"],
  hold: ["held"],
  keep: ["kept"],
  lay: ["laid"],
  split: ["split"],
  withdraw: ["withdrew", "withdrawn"],
  roll: ["rolled"],
  sort: ["sorted"],
  figure: ["figured"],
  overnight: ["overnighted"],
  text: ["texted"],
  dig: ["dug"],
  leave: ["left"],
  pull: ["pulled"],
  stop: ["stopped"],
  meet: ["met"],
  shred: ["shredded"],
  think: ["thought"],
  charge: ["charged"],
  lend: ["lent"],
  list: ["listed"],
  refinance: ["refinanced"],
  interview: ["interviewed"],
  hire: ["hired"],
  plan: ["planned"],
  propose: ["proposed"],
  drive: ["drove"],
  mark: ["marked"],
  turn: ["turned"],
  read: ["read"],
  see: ["saw", "seen"],
  ring: ["rang", "rung"],
  keep_posted: [],
};

const past = (verb: string): string => {
  if (verb.endsWith("e")) return `${verb}d`;
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ied`;
  if (
    /(?:^|[^aeiou])(?:drop|log|stop|ship|scan|transfer|submit|resubmit|cancel|chat|shop|refer|reset|plan|enrol)$/.test(
      verb,
    )
  )
    return verb === "cancel" ? "canceled" : `${verb}${verb.at(-1)}ed`;
  return `${verb}ed`;
};
const gerund = (verb: string): string => {
  if (verb.endsWith("e") && !verb.endsWith("ee")) return `${verb.slice(0, -1)}ing`;
  if (
    /(?:^|[^aeiou])(?:drop|log|stop|ship|scan|transfer|submit|resubmit|chat|shop|get|put|run|set|let|rerun|dig|cut|plan)$/.test(
      verb,
    )
  )
    return `${verb}${verb.at(-1)}ing`;
  return `${verb}ing`;
};

const all = [...new Set([...regular, ...Object.keys(irregular)])].filter((verb) => !verb.includes("_"));

/** Base forms: what may follow "could you", "please", "I'll". */
export const actionVerbs: ReadonlySet<string> = new Set(all);

/** Past and participle forms to their base: "sent" → "send". */
export const pastForms: ReadonlyMap<string, string> = new Map([
  ...all.flatMap((verb) => (irregular[verb] ?? [past(verb)]).map((form) => [form, verb] as const)),
  ["cancelled", "cancel"] as const,
]);

const third = (verb: string): string => {
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ies`;
  return /(?:s|x|sh|ch|z|[^e]o)$/.test(verb) ? `${verb}es` : `${verb}s`;
};

/** Third-person forms to their base: "sends" → "send". */
export const thirdForms: ReadonlyMap<string, string> = new Map(all.map((verb) => [third(verb), verb] as const));

/** -ing forms to their base: "sending" → "send". */
export const gerunds: ReadonlyMap<string, string> = new Map(all.map((verb) => [gerund(verb), verb] as const));

const rarelyImperative = new Set(
  "mark chase see have do go let think leave keep turn split name title meet plan project model interview work hope share fund credit issue lay touch circle note value match detail type flag quote initial bill gift clear".split(
    " ",
  ),
);

/** Verbs that open a request when they open a sentence and an object follows: "Call Dan", never "Check is in the mail". */
export const imperativeVerbs: ReadonlySet<string> = new Set(all.filter((verb) => !rarelyImperative.has(verb)));

import type { Span } from "../lib/span.ts";
import { addCustodian } from "./account-referents.ts";
import { findAmounts } from "./amounts.ts";
import { antecedentsOf } from "./antecedents.ts";
import type { Find, Scene } from "./scene.ts";
import type { Sentence } from "./segment.ts";

/** What a sentence says of accounts beyond their own words: balance, custodian, owner by heading, by form field or by who writes. */
export const claimAccounts = (scene: Scene): void => {
  if (scene.isUntold) return;
  for (const sentence of scene.sentences) {
    const finds = scene.accountsIn(sentence);
    finds.forEach((find, index) => {
      const until = finds[index + 1]?.startChar ?? sentence.endChar;
      claimBalance(scene, sentence, find, until);
      claimCustodian(scene, sentence, find);
      claimOnlyCustodian(scene, sentence, find);
      claimOwnerByHeading(scene, sentence, find);
    });
  }
  claimOwnerByField(scene);
  claimOwnerByVoice(scene);
};

const balanceGap =
  /^['’]?s?[\s,:;(–—-]*(?:(?:which|that|it|it['’]s|there['’]s|currently|now|today|still|just|only|also|used to|be|has|had|have|having|holds?|holding|is|was|are|stands?|stood|came to|comes to|closed at|ended|is down to|was down to|totals?|totall?ed|outstanding|sits?|sitting|at|with|of|worth|valued|about|around|roughly|approximately|approx\.?|maybe|some|close to|near|nearly|just over|just under|over|nearly|almost|I|we|think|believe|guess|last|looked|the|a|balance|value|total|my|our|her|his|own|as|like|call it|somewhere|i think|something like|up to|down to|in it|there|here|attached|from|hospital|work|school|job|ledger|balance was|now at|which is|says|it says|shows?|showing|value today|today['’]s value|he says|she says|they say|he|she|they|says?|said|funded with|has been funded|been)[\s,:~|]*)*~?\s*$/i;
/** A table's columns and a form's lines: "| Birchwood | $12,000", "Owner: Ana Ruiz, next line Opening value: $12,000". */
const columnGap = /^\s*\|(?:[^|\n]{0,40}\|)?\s*$/;
const fieldGap =
  /^\s*(?:\n[^\n:]{2,30}:[^\n$]{0,60}){0,3}\n\s*(?:(?:opening|current|market|account|total|closing|ending)\s+)*(?:value|balance)\s*:\s*$/i;
const moneyBefore =
  /(?:\b(?:like|be|have|has|had|got|there['’]s|there is|there are|of|that['’]s|keep|keeps|left|sitting|about|roughly|around|the)\s+(?:about|around|roughly|some|maybe|over|nearly|almost)?\s*)$/i;

/** "… IRA ending 2296, about $186,000", "the fund has 62k in it", "the $71,000 in savings". Moves of money are no balances. */
const claimBalance = (scene: Scene, sentence: Sentence, find: Find, until: number): void => {
  const rest = scene.content.slice(find.endChar, Math.min(until, find.endChar + 140));
  for (const amount of findAmounts(rest)) {
    if (amount.unit !== "dollars") continue;
    const gap = rest.slice(0, amount.span.startChar);
    const after = rest.slice(amount.span.endChar, amount.span.endChar + 20);
    if (
      !(columnGap.test(gap) || fieldGap.test(gap) || balanceGap.test(withoutPlaces(scene, gap, find.endChar))) ||
      /^\s*(?:a|per|each|every|\/)\s*(?:month|year|yr|mo|week|quarter)/i.test(after)
    )
      return;
    const span = { startChar: find.startChar, endChar: find.endChar + amount.span.endChar };
    scene.addAttribute(find.referentId, "amount", whole(amount.value), span, 0.8);
    return;
  }
  if (rest.length < 30 && claimBalanceOfNext(scene, sentence, find)) return;
  const head = scene.content.slice(sentence.startChar, find.startChar);
  const owed = owedOn.exec(head)?.[1];
  if (owed) {
    const startChar = sentence.startChar + head.lastIndexOf(owed);
    scene.addAttribute(
      find.referentId,
      "amount",
      whole(owed.replaceAll(",", "")),
      { startChar, endChar: find.endChar },
      0.75,
    );
    return;
  }
  const last = findAmounts(head)
    .filter(({ unit }) => unit === "dollars")
    .at(-1);
  if (
    !last ||
    !/^\s+(?:is\s+|sitting\s+|left\s+|saved\s+|that['’]s\s+|of that is\s+)?(?:in|is)\s+$/i.test(
      head.slice(last.span.endChar),
    )
  )
    return;
  const before = head.slice(0, last.span.startChar);
  if (
    !moneyBefore.test(before) ||
    /\b(?:put|move|moved|convert|transfer|deposit|contribut\w+|invest|wire|add|roll)\b[^.;]{0,30}$/i.test(before)
  )
    return;
  scene.addAttribute(
    find.referentId,
    "amount",
    whole(last.value),
    { startChar: sentence.startChar + last.span.startChar, endChar: find.endChar },
    0.7,
  );
};

const owedOn =
  /\b(?:owe|owes|owed|owing|drawn|drew)\s+(?:about\s+|still\s+|roughly\s+|around\s+)?\$?(\d{1,3}(?:,\d{3})+|\d{4,})\s+(?:on|against|to)\s+(?:the\s+|my\s+|our\s+)?$/i;
const balanceOpening =
  /^(?:(?:it|this one|that one)(?:['’]s|\s+(?:has|had|holds|is|was|shows|stands|stood|stands at|stood at|came to))|(?:current |latest |opening |closing |ending |market |account |total )*(?:balance|value))\b/i;

const isField = /^\p{Lu}[\p{L} ]{2,24}:\s/u;

/** "What of the 403(b)? It has $284,600 in it.", "Her TSP. Balance $88,000 as of June.": the next sentence tells the balance. */
const claimBalanceOfNext = (scene: Scene, sentence: Sentence, find: Find): boolean => {
  const following = scene.sentences.slice(sentence.index + 1, sentence.index + 4);
  // A form's lines may stand between: "Owner: Ana Ruiz".
  const next = following.find((one) => !isField.test(one.text) || balanceOpening.test(one.text));
  if (!next || next.zone !== sentence.zone) return false;
  const isForm = isField.test(next.text) && !/\n\s*\n/.test(scene.content.slice(sentence.endChar, next.startChar));
  if (next.block !== sentence.block && !isForm) return false;
  if (scene.accountsIn({ startChar: sentence.endChar, endChar: next.startChar }).length > 0) return false;
  const opening = balanceOpening.exec(next.text)?.[0];
  if (opening === undefined || next.endChar - find.startChar > 390) return false;
  const rest = next.text.slice(opening.length);
  const amount = findAmounts(rest).find(({ unit }) => unit === "dollars");
  if (!amount || !balanceGap.test(rest.slice(0, amount.span.startChar))) return false;
  const endChar = next.startChar + opening.length + amount.span.endChar;
  scene.addAttribute(find.referentId, "amount", whole(amount.value), { startChar: find.startChar, endChar }, 0.75);
  return true;
};

const whole = (value: string): string => value.replace(/\.\d+$/, (cents) => (Number(cents) === 0 ? "" : cents));

/** The gap with names of institutions and "(…)" about them taken out, so that "at Alder, about" reads "at, about". */
const withoutPlaces = (scene: Scene, gap: string, offset: number): string => {
  let text = gap;
  for (const find of [...scene.institutionsIn({ startChar: offset, endChar: offset + gap.length })].reverse()) {
    text = text.slice(0, find.startChar - offset) + text.slice(find.endChar - offset);
  }
  return text
    .replace(/\b(?:mostly|all|also|in index funds|over)\b/gi, "")
    .replace(whereFrom, "")
    .replace(/\)/g, "");
};

/** "from grad school", "at the county", "that comes due in October": whence an account is and until when, before its balance. */
const whereFrom =
  /^,?\s+(?:from|at|with|through|via)\s+(?:the\s+|my\s+|our\s+)?[\w&'’-]+(?:\s+(?!is\b|has\b|at\b|about\b)[\w&'’-]+)?(?=[\s,:;(–—-])|\b(?:that|which)\s+(?:comes due|matures)(?:\s+(?:in|on|next)\s+\w+(?:\s\d{1,2})?)?/i;

/** "Alder finally opened the inherited account", "the bank will raise my credit line": the one institution of a sentence keeps its one account. */
const claimOnlyCustodian = (scene: Scene, sentence: Sentence, find: Find): void => {
  if (scene.getReferent(find.referentId).keys.custodian) return;
  const [institution, ...others] = scene.institutionsIn(sentence);
  const accounts = new Set(scene.accountsIn(sentence).map(({ referentId }) => referentId));
  if (!institution || others.length > 0 || accounts.size > 1 || institution.endChar > find.startChar) return;
  const kind = scene.getReferent(institution.referentId).keys.institutionKind ?? "";
  const gap = scene.content.slice(institution.endChar, find.startChar);
  const acts =
    /^\s+(?:finally\s+|just\s+|has\s+|have\s+|will\s+|says?\s+|they\s+|would\s+|can\s+|got\s+|is\s+|to\s+)*(?:opened|open|raise|got|hold|holds|split|closed?|retitl\w+|set up|opening|keeps?)\b/i;
  if (!/^(?:custodian|bank|insurer)$/.test(kind) || gap.length > 70 || !acts.test(gap)) return;
  addCustodian(
    scene,
    find.referentId,
    institution.referentId,
    { startChar: institution.startChar, endChar: find.endChar },
    0.6,
  );
};

const custodianGap =
  /(?:\b(?:is|are|was|both|also|held|it['’]s|they['’]re|now|still|all|sits?|stays?|sitting|open|opened)\b(?:[^.;!?]|\.\d){0,60}?|,\s+|\(\s*)\b(?:at|with|through)\s+(?:the\s+)?$|^\s*\((?:the\s+)?$/i;

/** "… is with Alder", "…, both at Alder", "… (the Alder one)", and "it's with Alder" in the next sentence. */
const claimCustodian = (scene: Scene, sentence: Sentence, find: Find): void => {
  if (scene.getReferent(find.referentId).keys.custodian) return;
  const next = scene.sentences[sentence.index + 1];
  const reaches =
    next && next.zone === sentence.zone && /^(?:it|that|they)\b|^(?:it|that)['’]s/i.test(next.text)
      ? [sentence, next]
      : [sentence];
  for (const one of reaches) {
    const from = one === sentence ? find.endChar : one.startChar;
    for (const institution of scene.institutionsIn({ startChar: from, endChar: one.endChar })) {
      const kind = scene.getReferent(institution.referentId).keys.institutionKind ?? "";
      const gap = scene.content.slice(from, institution.startChar);
      const other = scene.accountsIn({ startChar: from, endChar: institution.startChar }).length;
      if (!/^(?:custodian|bank|insurer)$/.test(kind) || gap.length > 110 || !custodianGap.test(gap)) continue;
      if (other > 0 && !/\bboth\b|\ball\b/i.test(gap)) continue;
      addCustodian(
        scene,
        find.referentId,
        institution.referentId,
        { startChar: find.startChar, endChar: Math.min(institution.endChar, find.startChar + 380) },
        0.75,
      );
      scene.updateReferent(find.referentId, { keys: { custodian: scene.getReferent(institution.referentId).name } });
      return;
    }
  }
};

/** "Ana Ruiz: inherited IRA ending 7012": a name and a colon own what their line lists. */
const claimOwnerByHeading = (scene: Scene, sentence: Sentence, find: Find): void => {
  if (scene.getReferent(find.referentId).keys.owners?.length) return;
  const heading = scene.findsIn("person", sentence)[0];
  if (
    !heading ||
    heading.startChar !== sentence.startChar ||
    !/^\s*:/.test(scene.content.slice(heading.endChar, heading.endChar + 3))
  )
    return;
  const verbs = /\b(?:please|can|could|would|will|you|send|bring|sign|call)\b/i;
  if (verbs.test(scene.content.slice(heading.endChar, find.startChar))) return;
  own(
    scene,
    heading.referentId,
    find,
    { startChar: heading.startChar, endChar: Math.min(find.endChar, heading.startChar + 390) },
    0.8,
  );
};

const ownerField =
  /^[ \t>*•-]*(?:account (?:holder|owner|name|title)|registration|registered (?:to|owner)|name on (?:the )?account|owner|titled?(?: to| as)?|holder)s?\s*:[ \t]*(?=\p{Lu})/gimu;

/** Forms and notices: "Account holder: ANA RUIZ" owns the account of the same block of lines. */
const claimOwnerByField = (scene: Scene): void => {
  for (const zone of scene.zones) {
    if (zone.kind === "quoted" || zone.kind === "header") continue;
    const text = scene.content.slice(zone.startChar, zone.endChar);
    for (const match of text.matchAll(ownerField)) {
      const at = zone.startChar + match.index + match[0].length;
      const person = scene.findsIn("person").find((find) => find.startChar >= at && find.startChar <= at + 2);
      const near = scene
        .findsIn("account", zone)
        .filter((find) => Math.abs(find.startChar - at) < 200 && !/\n\s*\n/.test(between(scene, find.startChar, at)));
      const [first] = [...near].sort((a, b) => Math.abs(a.startChar - at) - Math.abs(b.startChar - at));
      if (!person || !first) continue;
      own(scene, person.referentId, first, { startChar: zone.startChar + match.index, endChar: person.endChar }, 0.85);
    }
  }
};

const between = (scene: Scene, a: number, b: number): string => scene.content.slice(Math.min(a, b), Math.max(a, b));

/** An account nobody is said to own is the writer's, or of the one a professional writes to: a guess, and marked as one. */
const claimOwnerByVoice = (scene: Scene): void => {
  for (const sentence of scene.sentences) {
    for (const find of scene.accountsIn(sentence)) {
      if (scene.getReferent(find.referentId).keys.owners?.length) continue;
      // Somebody's whom the message does not name: not the writer's at any rate.
      if (/^(?:his|her|their)\b/i.test(find.text)) continue;
      const author = scene.authorOf(sentence.zone);
      const isProfessional = !author || scene.getReferent(author).keys.leaning === "professional";
      const owners = antecedentsOf(scene, sentence, isProfessional ? "you" : "my", find.startChar);
      const domain = author ? domainOf(scene, author) : undefined;
      const clients = owners.filter((id) => {
        const isColleague = isProfessional && domain !== undefined && domainOf(scene, id) === domain;
        return !isColleague && scene.getReferent(id).keys.leaning !== "professional";
      });
      if (clients.length === 0 || clients.length > 2) continue;
      for (const owner of clients) scene.addRelation("ownsAccount", owner, find.referentId, find, 0.4);
    }
  }
};

const domainOf = (scene: Scene, id: string): string | undefined => scene.getReferent(id).keys.address?.split("@")[1];

const own = (scene: Scene, owner: string, find: Find, evidence: Span, confidence: number): void => {
  scene.updateReferent(find.referentId, { keys: { owners: [owner] } });
  scene.addRelation("ownsAccount", owner, find.referentId, evidence, confidence);
};

import { type AccountWords, lastFourAfter, lastFourOfCustodian } from "./account-phrases.ts";
import type { AccountSeen } from "./account-referents.ts";
import { antecedentsOf } from "./antecedents.ts";
import type { Scene } from "./scene.ts";
import type { Sentence } from "./segment.ts";

type Draft = {
  startChar: number;
  endChar: number;
  last4: string | null;
  determiner: string | null;
  owners: string[];
  institutions: { id: string; isBefore: boolean; isCustodian: boolean }[];
};

/** Everything the words around an account's type say: whose ("my", "Ana's"), which ("old", "Alder"), where ("at Fidelity") and its last four. */
export const readAccountPhrase = (scene: Scene, part: Sentence, words: AccountWords): AccountSeen => {
  const draft: Draft = {
    startChar: words.startChar,
    endChar: words.endChar,
    last4: null,
    determiner: null,
    owners: [],
    institutions: [],
  };
  if (words.type === "trust") takeTrustYear(scene, part, draft);
  takeNumber(scene, part, draft);
  while (takeAfter(scene, part, draft)) takeNumber(scene, part, draft);
  while (takeBefore(scene, part, draft));
  if (words.type === "trust") takeTrustName(scene, part, draft);
  takeOwner(scene, part, draft);
  const { startChar, endChar, ...seen } = draft;
  return { ...seen, span: { startChar, endChar }, words, type: words.type, owners: [...new Set(draft.owners)] };
};

const takeNumber = (scene: Scene, part: Sentence, draft: Draft, isAfterCustodian = false): void => {
  if (draft.last4) return;
  const rest = scene.content.slice(draft.endChar, Math.min(part.endChar, draft.endChar + 60));
  const number = lastFourAfter(rest) ?? (isAfterCustodian ? lastFourOfCustodian(rest) : null);
  if (!number) return;
  draft.last4 = number.last4;
  draft.endChar += number.endChar;
};

const joining =
  /^(?:\s+(?:account|plan))?(?:,?\s+(?:I have|we have|that I have|\p{Lu}\p{Ll}+ and I have|with you|with us|over|held|through work|still|also|is|currently|now|behind|there))*,?\s*(?:(\()|,?\s(at|with|from|through|via|by|in|for|of|under|the)\s+(?:the\s+|my\s+)?)/iu;
const inPronounName = /^(my|our|his|her|their|your)\s+(?:own\s+)?names?(?:\s+(?:alone|only))?/i;

/** "at Fidelity", "with Alder", "(Fidelity, ending 2218)", "for Leo", "in Ana's name", "in your own name", "(Ana Ruiz)". */
const takeAfter = (scene: Scene, part: Sentence, draft: Draft): boolean => {
  const { content } = scene;
  if (takeColumn(scene, part, draft)) return true;
  const join = joining.exec(content.slice(draft.endChar, part.endChar));
  if (!join) return false;
  const [written, bracket, preposition = ""] = join;
  const at = draft.endChar + written.length;
  const institution = scene.findsIn("institution").find(({ startChar }) => startChar === at);
  const isPlace = bracket !== undefined || /^(?:at|with|from|through|via|by|in)$/i.test(preposition);
  if (institution && isPlace) {
    draft.institutions.push({ id: institution.referentId, isBefore: false, isCustodian: !/^from$/i.test(preposition) });
    draft.endChar = institution.endChar;
    takeNumber(scene, part, draft, true);
    if (bracket && content[draft.endChar] === ")") draft.endChar += 1;
    return true;
  }
  const pronoun = /^in$/i.test(preposition) ? inPronounName.exec(content.slice(at, part.endChar)) : null;
  if (pronoun) {
    draft.owners.push(...antecedentsOf(scene, part, pronoun[1] ?? "", at));
    draft.endChar = at + pronoun[0].length;
    return true;
  }
  const person = scene.findsIn("person").find(({ startChar }) => startChar === at);
  if (!person) return false;
  const after = content.slice(person.endChar, Math.min(part.endChar, person.endChar + 20));
  const name = /^['’]s?\s+(?:own\s+)?name(?:\s+(?:alone|only))?/.exec(after);
  const isOwner = name
    ? /^in$/i.test(preposition)
    : /^(?:for|of)$/i.test(preposition) || (bracket !== undefined && after.startsWith(")"));
  if (!isOwner) return false;
  draft.owners.push(person.referentId);
  draft.endChar = person.endChar + (name?.[0].length ?? (bracket ? 1 : 0));
  return true;
};

/** A table's next column: "joint brokerage    Birchwood 4471    $12,000", "| IRA | Birchwood |". */
const takeColumn = (scene: Scene, part: Sentence, draft: Draft): boolean => {
  const gap = /^(?:[ \t]{2,}|\t|\s*\|\s*)/.exec(scene.content.slice(draft.endChar, part.endChar))?.[0].length;
  const institution = scene.findsIn("institution").find(({ startChar }) => startChar === draft.endChar + (gap ?? 0));
  if (!gap || !institution || draft.institutions.length > 0) return false;
  draft.institutions.push({ id: institution.referentId, isBefore: false, isCustodian: true });
  draft.endChar = institution.endChar;
  takeNumber(scene, part, draft, true);
  return true;
};

const adjective =
  /(?:^|[\s(“"'])((?:old|new|own|little|joint|rollover|inherited|spousal|traditional|regular|family|big|small|current|former|existing|taxable|retirement|online|estate|personal|separate|company|employer(?:['’]s)?|work|credit[ -]union|same|other|main|individual|single|IRA|whole|entire|latest|revocable|living|irrevocable|marital)\s+)$/i;
const determiner = /(?:^|[\s(])((?:my|our|his|her|their|your|the|a|an|this|that|these|those|each|any|some)\s+)$/i;

/** One word or name more to the left: an adjective, an institution, an owner or a determiner. */
const takeBefore = (scene: Scene, part: Sentence, draft: Draft): boolean => {
  const { content } = scene;
  if (draft.determiner) return false;
  const institution = scene.institutionsIn({ startChar: part.startChar, endChar: draft.startChar }).at(-1);
  if (institution && /^(?:['’]s)?\s+$/.test(content.slice(institution.endChar, draft.startChar))) {
    draft.institutions.push({ id: institution.referentId, isBefore: true, isCustodian: false });
    draft.startChar = institution.startChar;
    return true;
  }
  const head = content.slice(part.startChar, draft.startChar);
  const word = adjective.exec(head)?.[1];
  if (word) {
    draft.startChar -= word.length;
    return true;
  }
  const person = scene.peopleIn({ startChar: part.startChar, endChar: draft.startChar }).at(-1);
  if (person && /^(?:['’]s?|s)\s+$/.test(content.slice(person.endChar, draft.startChar))) {
    draft.owners.push(person.referentId);
    draft.startChar = person.startChar;
    draft.determiner = "of";
    return false;
  }
  const article = determiner.exec(head)?.[1];
  if (!article) return false;
  draft.determiner = article.trim().toLowerCase();
  draft.startChar -= article.length;
  return false;
};

/** "the Ruiz Family Trust of 1994", "the trust dated 1994". */
const takeTrustYear = (scene: Scene, part: Sentence, draft: Draft): void => {
  const year = /^\s+(?:of|dated)\s+(?:19|20)\d\d(?!\d)/.exec(scene.content.slice(draft.endChar, part.endChar));
  if (year) draft.endChar += year[0].length;
};

/** "the Ruiz Family Trust account", "the 1994 Trust": a trust's name is part of the phrase. */
const takeTrustName = (scene: Scene, part: Sentence, draft: Draft): void => {
  if (draft.determiner === "of") return;
  const head = scene.content.slice(part.startChar, draft.startChar);
  const name = /(?:^|\s)((?:(?:\p{Lu}[\p{L}'’-]+|(?:19|20)\d\d)\s+){1,3})$/u.exec(head)?.[1];
  if (!name || /^(?:The|My|Our|Her|His|From|Your)\s/.test(name)) return;
  draft.startChar -= name.length;
  const article = determiner.exec(scene.content.slice(part.startChar, draft.startChar))?.[1];
  draft.determiner = article?.trim().toLowerCase() ?? "the";
  draft.startChar -= article?.length ?? 0;
};

const having =
  /(?:^|[\s,;:(–—-])(I|we|he|she|they|you)(?:['’](?:ve|s|d))?\s+(?:(?:also|still|already|just|only|now|do|does|did|recently|finally)\s+)*(?:have|has|had|got|own|owns|opened|open|enrolled in|inherited|left|kept|keep|started|set up)\s+(?:behind\s+)?(?:(?:about|around|roughly|some|maybe|over|nearly)?\s*\$?[\d.,]+\s?(?:k|m|thousand|million|grand)?\s+(?:sitting\s+|saved\s+)?in\s+)?$/i;

/** "my", "her" and the like, and the subject of "has": "she has the annuity with Alder", "I opened an HSA". */
const takeOwner = (scene: Scene, part: Sentence, draft: Draft): void => {
  if (/^(?:my|our|his|her|their|your)$/.test(draft.determiner ?? "")) {
    draft.owners.push(...antecedentsOf(scene, part, draft.determiner ?? "", draft.startChar));
    return;
  }
  if (draft.owners.length > 0) return;
  const head = scene.content.slice(part.startChar, draft.startChar);
  const subject = having.exec(head);
  if (subject?.[1]) draft.owners.push(...antecedentsOf(scene, part, subject[1], part.startChar + subject.index));
  const previous = scene.accountsIn({ startChar: part.startChar, endChar: draft.startChar }).at(-1);
  if (
    previous &&
    /^(?:a|an)$/.test(draft.determiner ?? "") &&
    /^(?:,|,?\s+and|,?\s+plus)\s+$/.test(scene.content.slice(previous.endChar, draft.startChar))
  ) {
    draft.owners.push(...(scene.getReferent(previous.referentId).keys.owners ?? []));
  }
  const person = scene.peopleIn({ startChar: part.startChar, endChar: draft.startChar }).at(-1);
  const verb = person ? scene.content.slice(person.endChar, draft.startChar) : "";
  if (
    person &&
    /^(?:\s+\([^)]*\)|,[^,]{0,30},)?\s+(?:also\s+|still\s+)?(?:has|had|owns|opened|inherited)\s+$/i.test(verb)
  )
    draft.owners.push(person.referentId);
};

import type { Span } from "../lib/span.ts";
import { type AccountWords, accountWordsIn, lastFourAfter, lastFoursIn } from "./account-phrases.ts";
import { type AccountSeen, addAccount, isGenericAccount } from "./account-referents.ts";
import { antecedentsOf } from "./antecedents.ts";
import type { Scene } from "./scene.ts";
import type { Sentence } from "./segment.ts";

/** Accounts in their many forms: type words with owner, institution and last four around them, and bare last fours of accounts. */
export const findAccounts = (scene: Scene): void => {
  if (scene.isUntold) return;
  const parts = [...(scene.subject ? [scene.subject] : []), ...scene.sentences];
  for (const part of parts) {
    const words = accountWordsIn(part.text).map((found) => shift(found, part.startChar));
    words.forEach((found, index) => {
      const seen = readPhrase(scene, part, found, words[index + 1]?.startChar ?? part.endChar);
      if (!isGenericAccount(scene, part, seen)) addAccount(scene, part, seen);
    });
    for (const number of lastFoursIn(part.text)) {
      const span = shift(number, part.startChar);
      const overlaps = scene
        .findsIn("account")
        .some((find) => find.startChar < span.endChar && span.startChar < find.endChar);
      if (!overlaps) addAccount(scene, part, readBareNumber(scene, part, span));
    }
  }
};

const shift = <T extends Span>(span: T, offset: number): T => ({
  ...span,
  startChar: span.startChar + offset,
  endChar: span.endChar + offset,
});

/** Everything the words around an account's type say: whose ("my", "Ana's"), which ("old", "Alder"), where ("at Fidelity") and its last four. */
const readPhrase = (scene: Scene, part: Sentence, found: AccountWords, limit: number): AccountSeen => {
  const { content } = scene;
  let { startChar, endChar } = found;
  let last4: string | null = null;
  const institutions: { id: string; isBefore: boolean; isCustodian: boolean }[] = [];
  const owners: string[] = [];

  const takeNumber = (): void => {
    const number = last4 ? null : lastFourAfter(content.slice(endChar, Math.min(part.endChar, endChar + 60)));
    if (!number || endChar + number.startChar + number.endChar < 0) return;
    last4 = number.last4;
    endChar += number.endChar;
  };
  takeNumber();
  // "at Fidelity", "with Alder", "(Fidelity, ending 2218)", "for Leo", "in Ana's name"
  for (let more = true; more; ) {
    more = false;
    const rest = content.slice(endChar, part.endChar);
    const join =
      /^(?:\s+(?:account|plan))?(?:,?\s+(?:I have|we have|that I have|\p{Lu}\p{Ll}+ and I have|with you|with us|over|held|through work|still|also|is|currently|now))*,?\s*(?:\(|,?\s(?:at|with|from|through|via|by|in|for|of|under|the)\s+(?:the\s+|my\s+)?)/iu.exec(
        rest,
      );
    if (!join) break;
    const at = endChar + join[0].length;
    const institution = scene
      .findsIn("institution")
      .find((find) => find.startChar === at || (find.startChar === at + 4 && /^the /i.test(content.slice(at, at + 4))));
    const person = scene.findsIn("person").find((find) => find.startChar === at);
    const isPlace = /\b(?:at|with|from|through|via|by)\s+(?:the\s+|my\s+)?$|\($/i.test(join[0]);
    if (institution && isPlace && institution.startChar < limit + 60) {
      institutions.push({ id: institution.referentId, isBefore: false, isCustodian: !/\bfrom\s/i.test(join[0]) });
      endChar = institution.endChar;
      const close = /^['’]?s?\s*\)/.exec(content.slice(endChar, endChar + 4));
      const wasOpen = join[0].endsWith("(");
      if (close && wasOpen) endChar += close[0].length;
      takeNumber();
      if (wasOpen && content[endChar] === ")") endChar += 1;
      more = true;
    } else if (
      person &&
      /\b(?:for|of|in)\s+$/i.test(join[0]) &&
      !/^['’]s?\s+(?:name|sake)/.test(content.slice(person.endChar, person.endChar + 8)) === !/\bin\s+$/i.test(join[0])
    ) {
      owners.push(person.referentId);
      endChar = person.endChar;
      if (/\bin\s+$/i.test(join[0]))
        endChar += /^['’]s?\s+name(?:\s+(?:alone|only))?/.exec(content.slice(endChar))?.[0].length ?? 0;
      takeNumber();
      more = true;
    }
  }
  // words before the type: adjectives, institution, owner
  let head = content.slice(part.startChar, startChar);
  let determiner: string | null = null;
  for (let more = true; more; ) {
    more = false;
    const adjective =
      /(?:^|[\s(“"'])((?:old|new|own|little|joint|rollover|inherited|traditional|regular|family|big|small|current|former|existing|own|taxable|retirement|online|estate|personal|separate|company|employer(?:['’]s)?|work|credit union|same|other|main|individual|single|IRA|online|\d{4})\s+)$/i.exec(
        head,
      );
    const near = scene
      .findsIn("institution")
      .find((find) => find.endChar <= startChar && /^(?:['’]s)?\s+$/.test(content.slice(find.endChar, startChar)));
    if (near && near.startChar >= part.startChar) {
      institutions.push({ id: near.referentId, isBefore: true, isCustodian: false });
      startChar = near.startChar;
      more = true;
    } else if (adjective?.[1]) {
      startChar -= adjective[1].length;
      more = true;
    } else {
      const person = scene
        .peopleIn({ startChar: part.startChar, endChar: startChar })
        .find((find) => /^(?:['’]s?|s['’])\s+$/.test(content.slice(find.endChar, startChar)));
      const kin = person
        ? null
        : /(?:^|[\s(])((?:my|our|his|her|their|your|the|a|an|this|that|these|those|each|any|some)\s+)$/i.exec(head);
      if (person) {
        owners.push(person.referentId);
        startChar = person.startChar;
        determiner = "of";
      } else if (kin?.[1]) {
        determiner = kin[1].trim().toLowerCase();
        startChar -= kin[1].length;
      }
    }
    head = content.slice(part.startChar, startChar);
  }
  if (determiner && /^(?:my|our|his|her|their|your)$/.test(determiner)) {
    owners.push(...antecedentsOf(scene, part, determiner, startChar));
  }
  return {
    span: { startChar, endChar },
    words: found,
    type: found.type,
    last4,
    determiner,
    owners: [...new Set(owners)],
    institutions,
  };
};

const readBareNumber = (scene: Scene, part: Sentence, span: Span & { last4: string }): AccountSeen => {
  const institution = scene
    .findsIn("institution", part)
    .find(
      (find) =>
        find.endChar <= span.startChar &&
        span.startChar - find.endChar < 12 &&
        !/[.;]/.test(scene.content.slice(find.endChar, span.startChar)),
    );
  return {
    span: { startChar: span.startChar, endChar: span.endChar },
    words: { ...span, type: "account" },
    type: "account",
    last4: span.last4,
    determiner: null,
    owners: [],
    institutions: institution ? [{ id: institution.referentId, isBefore: true, isCustodian: true }] : [],
  };
};

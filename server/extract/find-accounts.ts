import type { Span } from "../lib/span.ts";
import { accountWordsIn, lastFoursIn, ownedNumbersIn } from "./account-phrases.ts";
import { type AccountSeen, addAccount, isGenericAccount } from "./account-referents.ts";
import { antecedentsOf } from "./antecedents.ts";
import { readAccountPhrase } from "./read-account-phrase.ts";
import type { Scene } from "./scene.ts";
import type { Sentence } from "./segment.ts";

/** Accounts in their many forms: type words with owner, institution and last four around them, and bare last fours of accounts. */
export const findAccounts = (scene: Scene): void => {
  if (scene.isUntold) return;
  const parts = [...(scene.subject ? [scene.subject] : []), ...scene.sentences];
  for (const part of parts) {
    const words = accountWordsIn(part).map((found) => shift(found, part.startChar));
    for (const found of words) {
      const seen = readAccountPhrase(scene, part, found);
      if (!isGenericAccount(scene, part, seen)) addAccount(scene, part, seen);
    }
    for (const owned of ownedNumbersIn(part.text)) addOwnedNumber(scene, part, owned);
    for (const number of lastFoursIn(part.text)) {
      const span = shift(number, part.startChar);
      if (!scene.findAt("account", span)) addAccount(scene, part, readBareNumber(scene, part, span));
    }
  }
};

/** "Mine is 6217, hers is 6214": of the kind of account last spoken of, and of whom the words say. */
const addOwnedNumber = (scene: Scene, part: Sentence, owned: Span & { last4: string; owner: Span }): void => {
  const span = shift(owned, part.startChar);
  const kind = scene
    .findsIn("account")
    .filter(({ startChar }) => startChar < span.startChar)
    .at(-1);
  const type = kind && scene.getReferent(kind.referentId).keys.accountType;
  if (!type || scene.findAt("account", span)) return;
  const word = part.text.slice(owned.owner.startChar, owned.owner.endChar);
  const named = scene.peopleIn(shift(owned.owner, part.startChar)).map(({ referentId }) => referentId);
  const owners = named.length > 0 ? named : antecedentsOf(scene, part, word, span.startChar);
  if (owners.length === 0) return;
  addAccount(scene, part, {
    span: { startChar: span.startChar, endChar: span.endChar },
    words: { startChar: span.startChar, endChar: span.endChar, type },
    type,
    last4: owned.last4,
    determiner: "of",
    owners,
    institutions: [],
  });
};

const shift = <T extends Span>(span: T, offset: number): T => ({
  ...span,
  startChar: span.startChar + offset,
  endChar: span.endChar + offset,
});

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

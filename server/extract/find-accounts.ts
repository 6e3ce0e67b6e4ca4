import type { Span } from "../lib/span.ts";
import { accountWordsIn, lastFoursIn } from "./account-phrases.ts";
import { type AccountSeen, addAccount, isGenericAccount } from "./account-referents.ts";
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
    for (const number of lastFoursIn(part.text)) {
      const span = shift(number, part.startChar);
      if (!scene.findAt("account", span)) addAccount(scene, part, readBareNumber(scene, part, span));
    }
  }
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

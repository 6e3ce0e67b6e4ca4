import { findPersonalData } from "./find-personal-data.ts";
import { alwaysMaskedKinds, type PersonalDataKind, type PersonalDataSpan } from "./personal-data.ts";

/** Changes whenever a rule or the set of masked kinds does, so that stored masked text can be made anew. */
export const maskPolicyVersion = "mask/1";

/** One for each UTF-16 code unit hidden, so that every offset holds in content, search text, snippets and prompts. */
const maskedUnit = "•";

/** The text with personal data of `kinds` hidden unit by unit, and where. Default: the kinds that are never shown. */
export function maskPersonalData(
  text: string,
  kinds: ReadonlySet<PersonalDataKind> = alwaysMaskedKinds,
): { readonly text: string; readonly masked: readonly PersonalDataSpan[] } {
  const masked = findPersonalData(text).filter((span) => kinds.has(span.kind));
  let result = "";
  let at = 0;
  for (const { startChar, endChar } of masked) {
    result += text.slice(at, startChar) + maskedUnit.repeat(endChar - startChar);
    at = endChar;
  }
  return { text: result + text.slice(at), masked };
}

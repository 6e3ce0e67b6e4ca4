import { TextDecoder } from "node:util";

/** The platform's decoder for a charset label in lower case, or undefined when the Encoding Standard has none. */
export function textDecoderOf(label: string): TextDecoder | undefined {
  const known = decoders.get(label);
  if (known) return known;
  for (const candidate of [label, aliases.get(label), label.replace(/^x-|^cs/, ""), label.replace(/_/g, "-")]) {
    if (candidate === undefined) continue;
    try {
      const decoder = new TextDecoder(candidate);
      decoders.set(candidate, decoder);
      return decoder;
    } catch {
      // Not a label of the standard: the next spelling, then iconv-lite.
    }
  }
  return undefined;
}

/** Only labels of the standard enter, so a message cannot make it grow without end. */
const decoders = new Map<string, TextDecoder>();

/** Labels mailers write that the Encoding Standard does not list. */
const aliases = new Map([
  ["cp932", "shift_jis"],
  ["cp936", "gbk"],
  ["cp949", "euc-kr"],
  ["cp950", "big5"],
  ["ks_c_5601", "euc-kr"],
  ["uhc", "euc-kr"],
  ["eucjp", "euc-jp"],
  ["iso-2022-jp-1", "iso-2022-jp"],
  ["iso-2022-jp-2", "iso-2022-jp"],
  ["iso-8859-8-e", "iso-8859-8"],
  ["win-1251", "windows-1251"],
  ["win-1252", "windows-1252"],
]);

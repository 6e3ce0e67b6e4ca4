import iconv from "iconv-lite";
import { textDecoderOf } from "./text-decoder.ts";

/**
 * Text of a part in its declared charset: what TextDecoder knows (the Encoding Standard), else what iconv-lite knows (UTF-7,
 * code pages). Without a charset, or with an unknown one: UTF-8 when the bytes are valid UTF-8, else windows-1252.
 */
export function decodeBytes(bytes: Uint8Array, charset: string | undefined): string {
  const label = (charset ?? "").trim().toLowerCase();
  // Mailers write us-ascii and mean "no idea": eight-bit bytes under it are no ASCII.
  if (label !== "" && label !== "us-ascii" && label !== "ascii") {
    const decoder = textDecoderOf(label);
    if (decoder) return decoder.decode(bytes);
    if (iconv.encodingExists(label) && !notCharsets.has(label)) return iconv.decode(bytes, label);
  }
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return windows1252.decode(bytes);
  }
}

const strictUtf8 = new TextDecoder("utf-8", { fatal: true });
const windows1252 = new TextDecoder("windows-1252");

/** Transfer encodings that iconv-lite answers to as well. */
const notCharsets = new Set(["base64", "hex", "binary"]);

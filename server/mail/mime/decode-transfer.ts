/** Bytes of a part's body after its Content-Transfer-Encoding. Lenient: what is no valid escape or letter is kept or skipped. */
export function decodeTransfer(body: Buffer, encoding: string): Buffer {
  if (encoding === "base64") return decodeBase64(body);
  if (encoding === "quoted-printable") return decodeQuotedPrintable(body);
  return body;
}

/** Mailers that pad every line begin a new group of four after each pad; anything outside the alphabet is skipped (RFC 2045, 6.8). */
const decodeBase64 = (body: Buffer): Buffer => {
  const out = Buffer.allocUnsafe(Math.ceil((body.length * 3) / 4));
  let length = 0;
  let bits = 0;
  let bitCount = 0;
  for (const byte of body) {
    const value = base64Values[byte] ?? 64;
    if (value < 64) {
      bits = ((bits << 6) | value) & 0xffff;
      bitCount += 6;
      if (bitCount >= 8) {
        bitCount -= 8;
        out[length++] = (bits >> bitCount) & 0xff;
      }
    } else if (byte === equals) {
      bitCount = 0;
    }
  }
  return out.subarray(0, length);
};

const base64Values = new Uint8Array(256).fill(64);
[..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"].forEach((letter, value) => {
  base64Values[letter.charCodeAt(0)] = value;
});

const equals = 0x3d;

const decodeQuotedPrintable = (body: Buffer): Buffer => {
  const out = Buffer.allocUnsafe(body.length);
  let length = 0;
  let at = 0;
  while (at < body.length) {
    const found = body.indexOf(equals, at);
    const next = found < 0 ? body.length : found;
    length += body.copy(out, length, at, next);
    at = next;
    if (at >= body.length) break;
    const high = hexOf(body[at + 1]);
    const low = hexOf(body[at + 2]);
    const softEnd = high < 0 || low < 0 ? endOfSoftBreak(body, at + 1) : -1;
    if (high >= 0 && low >= 0) {
      out[length++] = high * 16 + low;
      at += 3;
    } else if (softEnd >= 0) {
      at = softEnd;
    } else {
      out[length++] = equals;
      at += 1;
    }
  }
  return out.subarray(0, length);
};

const hexOf = (byte: number | undefined): number => {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
};

/** "=" and a line end, blanks between them allowed, join two lines (RFC 2045, 6.7); -1 when this is none. */
const endOfSoftBreak = (body: Buffer, from: number): number => {
  let at = from;
  // A run of blanks longer than any mailer adds is text: without the bound, "=   =   =" would be read again and again.
  while (at - from < 80 && (body[at] === 0x20 || body[at] === 0x09)) at += 1;
  if (at >= body.length) return at;
  if (body[at] === 0x0d) at += 1;
  return body[at] === 0x0a ? at + 1 : -1;
};

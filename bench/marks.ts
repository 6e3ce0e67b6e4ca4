/** Words of a text that were marked as being about a thing. */
export type Marked = { readonly thing: string; readonly words: string };

const innermost = /\[([a-z]+):([^[\]]*)\]/;

/** Takes the marks out of a text: "we [sale:sell] it" is "we sell it", with "sell" marked as being about the sale. Marks may hold marks. */
export function readMarks(text: string): { readonly plain: string; readonly marked: readonly Marked[] } {
  const marked: Marked[] = [];
  let plain = text;
  for (let match = innermost.exec(plain); match; match = innermost.exec(plain)) {
    const [whole, thing = "", words = ""] = match;
    marked.push({ thing, words });
    plain = plain.replace(whole, () => words);
  }
  return { plain, marked };
}

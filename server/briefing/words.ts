export const wordsIn = (text: string): string[] => text.match(/[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*/gu) ?? [];
export const foldWord = (word: string): string =>
  word
    .toLowerCase()
    .replace(/['’]s?$/, "")
    .replace(/’/g, "'");

/** Mail is data: nothing in it may become a link, an image, a heading or markup. */
export const escapeMarkdown = (text: string): string =>
  text
    .replace(/\s+/g, " ")
    .replace(/[\\`*_[\]<>#|~]/g, "\\$&")
    .replace(/:\/\//g, ":\u200b//");

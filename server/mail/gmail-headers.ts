/** The thread of X-GM-THRID, which Takeout writes in decimal, as Gmail's API does: one conversation, whichever way it came. */
export const gmailThreadIdOf = (value: string): string | null =>
  /^\d{15,20}$/.test(value) ? BigInt(value).toString(16) : value || null;

/**
 * The labels of X-Gmail-Labels: names parted by commas, in quotes where they hold one. Gmail's own become what the API calls them;
 * "Opened" and "Archived" are no labels but the lack of one.
 */
export const gmailLabelsOf = (value: string): readonly string[] => {
  const names = [...value.matchAll(/"((?:[^"\\]|\\.)*)"|([^,]+)/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll(/\\(.)/g, "$1") ?? plain ?? "",
  );
  const labels = names.flatMap((name) => labelOf(name.trim()));
  return [...new Set(labels)].sort();
};

const labelOf = (name: string): readonly string[] => {
  if (name === "" || /^(?:opened|archived)$/i.test(name)) return [];
  const category = /^category (\w+)$/i.exec(name)?.[1];
  if (category !== undefined) return [`CATEGORY_${category.toUpperCase()}`];
  return [systemLabels[name.toLowerCase()] ?? name];
};

const systemLabels: Readonly<Record<string, string>> = {
  chat: "CHAT",
  draft: "DRAFT",
  drafts: "DRAFT",
  important: "IMPORTANT",
  inbox: "INBOX",
  sent: "SENT",
  spam: "SPAM",
  starred: "STARRED",
  trash: "TRASH",
  unread: "UNREAD",
};

/**
 * What a Maildir tells of a message by where it lies: flags behind its name (`…:2,FS`) and the folder (`.Sent`, as Maildir++ has
 * them), as labels of Gmail's where there is one that means the same. Empty for a path that is none of a Maildir.
 */
export const labelsOfPath = (path: string): readonly string[] => {
  const found = /(?:^|\/)(?:\.([^/]+)\/)?(new|cur)\/[^/]*?(?:[:;!]2,([A-Za-z]*))?$/.exec(path);
  if (found === null) return [];
  const [, folder, state, flags = ""] = found;
  if (state === "cur" && !/[:;!]2,[A-Za-z]*$/.test(path)) return [];
  const labels = [...flags].flatMap((flag) => labelOfFlag[flag] ?? []);
  if (!flags.includes("S")) labels.push("UNREAD");
  if (folder !== undefined) labels.push(labelOfFolder[folder.toLowerCase()] ?? folder);
  return [...new Set(labels)].sort();
};

const labelOfFlag: Readonly<Record<string, string>> = { D: "DRAFT", F: "STARRED", T: "TRASH" };

const labelOfFolder: Readonly<Record<string, string>> = {
  drafts: "DRAFT",
  junk: "SPAM",
  sent: "SENT",
  spam: "SPAM",
  trash: "TRASH",
};

import type { Mailbox } from "../mail/message.ts";
import { kinWordOf } from "./kinship.ts";
import { isCommonWord, isGivenName, parsePersonName } from "./names.ts";
import { keysOfName } from "./people.ts";
import type { Scene } from "./scene.ts";
import { fold, vocabularyWords } from "./vocabulary.ts";

/** People in From, To and Cc: a mention of each display name, the address as key and attribute. Desks, lists and machines are nobody. */
export const findParticipants = (scene: Scene): void => {
  describeForwarded(scene);
  const header = scene.zones.find(({ kind }) => kind === "header");
  if (!header) return;
  const { from, to, cc } = scene.message;
  for (const [label, mailboxes] of [
    ["From", from],
    ["To", to],
    ["Cc", cc],
  ] as const) {
    const block = scene.content.slice(header.startChar, header.endChar);
    const line = new RegExp(`^${label}: .*$`, "m").exec(block);
    if (!line) continue;
    let at = line.index;
    for (const mailbox of mailboxes) {
      if (!isPersonal(mailbox)) continue;
      const id = scene.referentOf(mailbox);
      const name = parsePersonName(mailbox.name ?? nameOfAddress(mailbox.address) ?? "");
      if (!id || !name) continue;
      const gathered = keysOfName(name);
      scene.updateReferent(id, { name: name.full, keys: gathered });
      const written = mailbox.name ?? mailbox.address ?? "";
      const start = block.indexOf(written, at);
      if (!written || start < 0 || start > line.index + line[0].length) continue;
      at = start + written.length;
      if (mailbox.name) {
        const span = { startChar: header.startChar + start, endChar: header.startChar + at };
        if (scene.addFind("person", id, span, true)) scene.addMention(id, span, 0.98);
      }
      const address = mailbox.address;
      const addressAt = address ? fold(block).indexOf(address, start) : -1;
      if (!address || addressAt < 0 || fold(block).length !== block.length) continue;
      const span = { startChar: header.startChar + addressAt, endChar: header.startChar + addressAt + address.length };
      scene.addAttribute(id, "email", address, span, 0.98);
    }
  }
};

/** Authors and addressees of forwarded messages; "To: Mom" is kin of whoever wrote it. */
const describeForwarded = (scene: Scene): void => {
  for (const zone of scene.zones) {
    if (zone.kind !== "forwarded" || !zone.author) continue;
    const author = scene.referentOf(zone.author);
    for (const mailbox of [zone.author, ...zone.addressees]) {
      const id = scene.referentOf(mailbox);
      const kin = mailbox.address ? undefined : kinWordOf(mailbox.name ?? "");
      const name = parsePersonName(mailbox.name ?? "");
      if (!id || !name || scene.getReferent(id).keys.firstName) continue;
      if (kin && author) scene.updateReferent(id, { keys: { kin: { of: author, ...kin } } });
      else if (isPersonal(mailbox)) scene.updateReferent(id, { name: name.full, keys: keysOfName(name) });
    }
  }
};

/** Whether a mailbox is one person's, by its name and address: "Ana Ruiz", not "Ruiz Wealth Support" or no-reply@. */
export const isPersonal = ({ name, address }: Mailbox): boolean => {
  const [local = ""] = (address ?? "").split("@");
  const localWords = local.split(/[._+-]|\d+/).filter(Boolean);
  if (localWords.some((word) => deskWords.has(word)) || /^(?:no|do)-?not?-?reply|^noreply/.test(local)) return false;
  if (!name || name.includes("@")) return nameOfAddress(address) !== null;
  const words = name.split(/[\s,]+/).filter(Boolean);
  if (words.some((word) => deskWords.has(fold(word).replace(/[^a-z]/g, "")))) return false;
  if (words.some(isGivenName)) return true;
  return words.length <= 4 && words.every((word) => /^\p{L}/u.test(word)) && !words.every(isCommonWord);
};

/** "ana.ruiz@…" gives "Ana Ruiz"; a lone listed given name gives itself; anything else nothing. */
const nameOfAddress = (address: string | null): string | null => {
  const parts = (address?.split("@")[0] ?? "").replace(/\d+$/, "").split(/[._]/).filter(Boolean);
  const [first = ""] = parts;
  if (parts.length > 3 || !isGivenName(first)) return null;
  return parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join(" ");
};

const deskWords = vocabularyWords("desk-words.txt");

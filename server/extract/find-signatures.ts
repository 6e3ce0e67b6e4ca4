import type { Span } from "../lib/span.ts";
import type { Zone } from "../mail/message.ts";
import { kindOfInstitutionName } from "./institution-names.ts";
import { addInstitution } from "./institution-referents.ts";
import { isAmbiguousName, isCredential, isGivenName, type PersonName, parsePersonName } from "./names.ts";
import { findPersonByName, keysOfName } from "./people.ts";
import { phonePattern } from "./phones.ts";
import type { ReferentKeys } from "./reading.ts";
import { isProfessionalTitle, isTitle } from "./roles.ts";
import type { Scene } from "./scene.ts";

/** Signature blocks: the writer's name, title, firm or employer, credentials and telephone. */
export const findSignatures = (scene: Scene): void => {
  for (const zone of scene.zones) if (zone.kind === "signature") readSignature(scene, zone);
};

const readSignature = (scene: Scene, zone: Zone): void => {
  let owner = scene.authorOf(zone);
  let title: Span | null = null;
  let organization: (Span & { kind: string }) | null = null;
  const credentials: string[] = [];
  for (const part of partsOf(scene.content, zone)) {
    const text = scene.content.slice(part.startChar, part.endChar);
    const phone = phonePattern().exec(text);
    if (phone && owner) {
      const startChar = part.startChar + phone.index;
      if (!/\bfax\b|^f[.:]?\s/i.test(text)) {
        scene.addAttribute(owner, "phone", phone[0], { startChar, endChar: startChar + phone[0].length }, 0.9);
      }
      continue;
    }
    const name = nameOfLine(scene, text, owner);
    if (name) {
      const known = findPersonByName(scene, name, part.startChar) ?? owner;
      if (!known) continue;
      owner = known;
      credentials.push(...name.credentials);
      adoptName(scene, owner, name);
      const length = /[,|]/.exec(text)?.index ?? text.length;
      const span = { startChar: part.startChar, endChar: part.startChar + text.slice(0, length).trimEnd().length };
      if (scene.addFind("person", owner, span, true)) scene.addMention(owner, span, 0.95);
      continue;
    }
    const kind = kindOfInstitutionName(text);
    if (!organization && kind) organization = { ...part, kind };
    else if (!title && isTitle(text)) title = part;
  }
  if (!owner) return;
  describeOwner(scene, owner, title, organization, credentials);
};

/** A title or credential of the trade makes a professional; any other title with an organization makes someone who works there. */
const describeOwner = (
  scene: Scene,
  owner: string,
  title: Span | null,
  organization: (Span & { kind: string }) | null,
  credentials: readonly string[],
): void => {
  const role = title ? scene.content.slice(title.startChar, title.endChar) : null;
  const isPractitioner = credentials.some((word) => !isOfOtherTrade(word));
  const isProfessional =
    isPractitioner ||
    organization?.kind === "firm" ||
    (role !== null && isProfessionalTitle(role) && (organization === null || isFinancial(organization.kind)));
  const name = organization ? scene.content.slice(organization.startChar, organization.endChar) : null;
  const keys: ReferentKeys = {
    ...(role ? { role } : isPractitioner && credentials[0] ? { role: credentials.join(", ") } : {}),
    ...(isProfessional && name ? { firm: name } : {}),
    ...(isProfessional ? { leaning: "professional" } : {}),
  };
  scene.updateReferent(owner, { keys });
  if (isProfessional && organization && name && !/^(?:custodian|bank|insurer|lender)$/.test(organization.kind)) {
    addInstitution(scene, organization, "firm", 0.9);
  }
  if (isProfessional && title && role) scene.addAttribute(owner, "role", role, title, 0.9);
  if (isProfessional && organization && name) scene.addAttribute(owner, "firm", name, organization, 0.9);
};

/** What doctors, nurses, scholars and engineers put behind their names says nothing of this trade. */
const otherTrades = new Set(
  "md do phd mba rn bsn dnp aprn np pac pa dds dmd dvm dpm dpt rph pharmd facs faap facp facc mph msw lcsw psyd edd pe aia".split(
    " ",
  ),
);
const isOfOtherTrade = (credential: string): boolean =>
  otherTrades.has(credential.toLowerCase().replace(/[^a-z]/g, ""));

const isFinancial = (kind: string): boolean => /^(?:custodian|bank|insurer|lender|firm)$/.test(kind);

/** A shorter name known from the header becomes the fuller one of the signature. */
const adoptName = (scene: Scene, owner: string, name: PersonName): void => {
  const { keys, name: old } = scene.getReferent(owner);
  if (!name.first || !name.surname) return;
  scene.updateReferent(owner, {
    name: name.full.length > old.length ? name.full : old,
    keys: { ...keysOfName(name), ...(keys.honorific ? { honorific: keys.honorific } : {}) },
  });
};

const nameOfLine = (scene: Scene, text: string, owner: string | null): PersonName | null => {
  if (/[@:\d]/.test(text) || text.length > 60) return null;
  const name = parsePersonName(text);
  if (!name) return null;
  const words = name.full.split(" ");
  if (words.length > 4 || !words.every((word) => /^\p{Lu}/u.test(word) || /^\p{Ll}{1,3}$/u.test(word))) return null;
  if (text.includes(",") && name.credentials.length === 0) return null;
  const known = owner ? scene.getReferent(owner) : null;
  if (known?.keys.surname && name.surname && name.surname === known.keys.surname) return name;
  if (kindOfInstitutionName(text) || isTitle(text)) return null;
  if (known?.keys.firstName && name.first === known.keys.firstName) return name;
  // "Helena" alone under a surgeon's name is where she works; "Nell" under her husband's address is who writes.
  if (known?.keys.firstName && name.first && !name.surname && isAmbiguousName(name.first)) return null;
  return name.first && isGivenName(name.first) ? name : null;
};

/** The lines of a signature, cut at "|", "•", " - " and at the comma between a title and a firm. */
const partsOf = (content: string, zone: Zone): Span[] => {
  const parts: Span[] = [];
  const line = /[^\n|•·]+/g;
  const text = content.slice(zone.startChar, zone.endChar);
  for (let match = line.exec(text); match; match = line.exec(text)) {
    const pieces = splitTitleAndFirm(match[0]);
    let at = match.index;
    for (const piece of pieces) {
      const start = text.indexOf(piece, at);
      const trimmed = piece.trim().replace(/^[-–—,\s]+/, "");
      if (trimmed) {
        const startChar = zone.startChar + start + piece.indexOf(trimmed);
        parts.push({ startChar, endChar: startChar + trimmed.length });
      }
      at = start + piece.length;
    }
  }
  return parts;
};

const splitTitleAndFirm = (line: string): string[] => {
  const cut = /,\s+|\s+(?:at|–|—|-)\s+/.exec(line);
  if (!cut) return [line];
  const [head, tail] = [line.slice(0, cut.index), line.slice(cut.index + cut[0].length)];
  if (
    tail
      .split(/[\s,]+/)
      .every((word) => !word || isCredential(word) || /^(?:inc|llc|ltd|p\.?c|pllc|llp|jr|sr)\.?$/i.test(word))
  )
    return [line];
  return isTitle(head) || kindOfInstitutionName(tail) ? [head, tail] : [line];
};

import { isFirmAddress } from "./addresses.ts";
import type { Directory } from "./directory.ts";
import { parsePersonName } from "./names.ts";
import type { FirmContext, MessageReading } from "./resolution.ts";

/** A mail to more outsiders than this is a circular: it says nothing of who belongs together. */
const outsidersMax = 8;
/** An internal list of more families than this (a rota, a fee run) does not make them one. */
const familiesAskedMax = 8;

/**
 * The keys that tie a message to others of its block, and the names it looks up in the directory:
 * `thread:` and `addr:` tie all that hold them; `of:` and `is:` say whose family and who takes part, `family:` and `who:` ask for them
 * where no client takes part (internal mail, a custodian's); `name:` ties nothing. `findComponent` reads them.
 */
export function linkingKeys(firm: FirmContext, directory: Directory, message: MessageReading): string[] {
  const named = message.reading.referents.filter((referent) => referent.type === "Person" && !referent.keys.address);
  const lookedUp = named.flatMap(({ keys }) =>
    namePartsOf(keys.fullName ?? [keys.firstName, keys.surname].join(" "), keys.surname),
  );
  const keys = new Set(lookedUp.map((part) => `name:${part}`));
  const boxes = [...message.from, ...message.to, ...message.cc].flatMap(({ address, name }) =>
    address ? [{ address, name }] : [],
  );
  const outsiders = new Set(boxes.map(({ address }) => address).filter((address) => !isFirmAddress(firm, address)));
  const sender = message.from[0]?.address;
  if (outsiders.size > outsidersMax) return [...keys];
  if (sender && directory.entries.get(sender)?.kind === "automatic") {
    // A custodian's notice is of the client it names in full; nothing else of a machine's mail says whom it concerns.
    return [...keys, ...askedFor(message).filter((key) => key.startsWith("who:"))];
  }
  keys.add(`thread:${message.threadKey}`);
  const clients = boxes.filter(({ address }) => isClientSide(directory, address));
  for (const { address, name } of clients) {
    keys.add(`addr:${address}`);
    const { given, surname } = parsePersonName(name ?? "");
    if (surname) keys.add(`of:${surname}`);
    if (given && surname) keys.add(`is:${given} ${surname}`);
  }
  if (clients.length === 0) for (const key of askedFor(message)) keys.add(key);
  // An index row holds less than a third of a page; names and thread ids that long are noise.
  return [...keys].filter((key) => key.length <= 600);
}

function isClientSide(directory: Directory, address: string): boolean {
  const kind = directory.entries.get(address)?.kind ?? "unknown";
  return kind === "client" || kind === "unknown";
}

function askedFor(message: MessageReading): string[] {
  const { referents } = message.reading;
  const families = referents.flatMap(({ type, keys }) => (type === "Household" && keys.surname ? [keys.surname] : []));
  const persons = referents.flatMap(({ type, keys }) =>
    type === "Person" && !keys.address && keys.leaning !== "professional" ? [keys] : [],
  );
  const full = persons.flatMap((keys) => (keys.fullName ? [parsePersonName(keys.fullName)] : []));
  const surnames = [...families, ...persons.flatMap((keys) => (keys.surname ? [keys.surname] : []))];
  const asked = new Set([
    ...full.flatMap(({ given, surname }) => (given && surname ? [`who:${given} ${surname}`] : [])),
    // "the Marsh-Okoyes" are the home of a Marsh and an Okoye.
    ...surnames
      .flatMap((surname) => [surname, ...surname.split(/\s*[-/]\s*/)])
      .flatMap((surname) => parsePersonName(`x ${surname}`).surname ?? [])
      .map((surname) => `family:${surname}`),
  ]);
  return new Set(surnames).size > familiesAskedMax ? [] : [...asked];
}

function namePartsOf(name: string, surname: string | undefined): string[] {
  const { given, surname: last } = parsePersonName(name.trim());
  const alone = surname ? parsePersonName(`x ${surname}`).surname : null;
  return [given, last, alone].filter((part) => part !== null);
}

/** The keys whose holders a key ties its own holder to. */
export function tiedKeys(key: string): string[] {
  const name = key.slice(key.indexOf(":") + 1);
  switch (key.slice(0, key.indexOf(":"))) {
    case "thread":
    case "addr":
    case "merge":
      return [key];
    case "family":
      return [`of:${name}`];
    case "of":
      return [`family:${name}`];
    case "who":
      return [`is:${name}`];
    case "is":
      return [`who:${name}`];
    default:
      return [];
  }
}

import type { ReadMessage } from "../documents/prepare-message.ts";
import { engine, readMessage } from "../extract/read-message.ts";
import { defaultOntologyId } from "../ontology/ontologies.ts";
import { findZones, zonerVersion } from "./find-zones.ts";
import type { ParsedMessage } from "./message.ts";

/** A way to read messages, and what of it a stored reading names. */
export type Reader = {
  readonly ontologyId: string;
  readonly engine: string;
  readonly engineVersion: string;
  readonly zonerVersion: string;
  readonly read: typeof readParsedMessage;
};

export const builtInReader = (): Reader => ({
  ontologyId: defaultOntologyId,
  engine: engine.name,
  engineVersion: engine.version,
  zonerVersion,
  read: readParsedMessage,
});

/** What the built-in engine reads in a message, with all that depends on: zones first, then the words of whoever wrote them. Pure. */
export function readParsedMessage(
  message: ParsedMessage,
): Pick<ReadMessage, "zones" | "zonerVersion" | "ontologyId" | "reading"> {
  const zones = findZones(message);
  const content = legible(message.content);
  const legibleZones = zones
    .filter(({ startChar }) => startChar < content.length)
    .map((zone) => ({ ...zone, endChar: Math.min(zone.endChar, content.length) }));
  const reading = readMessage({ message: { ...message, content }, zones: legibleZones });
  return { zones, zonerVersion, ontologyId: defaultOntologyId, reading };
}

/**
 * The part of a message that somebody can have written, every offset as it was: not what comes after a long book's worth of
 * text, and blanks for unbroken runs of hundreds of letters (encoded data, tracking links), in which no words are. One such
 * message must not hold up an import.
 */
function legible(content: string): string {
  return content.slice(0, legibleCharsMax).replace(unbrokenRun, (run) => " ".repeat(run.length));
}

const legibleCharsMax = 200_000;
const unbrokenRun = /[!-~]{300,}/g;

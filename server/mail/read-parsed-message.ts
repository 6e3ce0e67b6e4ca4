import type { ReadMessage } from "../documents/prepare-message.ts";
import { readMessage } from "../extract/read-message.ts";
import { defaultOntologyId } from "../ontology/ontologies.ts";
import { findZones, zonerVersion } from "./find-zones.ts";
import type { ParsedMessage } from "./message.ts";

/** What the built-in engine reads in a message, with all that depends on: zones first, then the words of whoever wrote them. Pure. */
export function readParsedMessage(
  message: ParsedMessage,
): Pick<ReadMessage, "zones" | "zonerVersion" | "ontologyId" | "reading"> {
  const zones = findZones(message);
  return { zones, zonerVersion, ontologyId: defaultOntologyId, reading: readMessage({ message, zones }) };
}

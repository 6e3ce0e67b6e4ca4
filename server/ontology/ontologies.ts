import { readFileSync } from "node:fs";
import type { Input } from "../../contract/catalogue.ts";
import { BeepError } from "../errors.ts";
import { type Ontology, parseOntology } from "./parse-ontology.ts";

type RegisteredOntology = Ontology & {
  readonly ontologyId: string;
  readonly isEnabled: boolean;
  readonly turtle: string;
};

/** The one every reading names until organizations choose. */
export const defaultOntologyId = "wealth-management/v1";

/** Ids are for ever: a stored extraction names the ontology it was read by. A new version is a new line. */
const registry = [{ ontologyId: defaultOntologyId, file: "wealth-management.ttl", isEnabled: true }] as const;

/** The ontology of that id. An unknown or a disabled one is UnknownOntologyError, never another instead. */
export const getOntology = (
  ontologyId: string,
  among: readonly RegisteredOntology[] = ontologies,
): RegisteredOntology => {
  const enabled = among.filter((ontology) => ontology.isEnabled);
  const found = enabled.find((ontology) => ontology.ontologyId === ontologyId);
  if (found !== undefined) return found;
  const available = enabled.map((ontology) => ontology.ontologyId);
  throw new BeepError("UnknownOntologyError", `There is no such ontology. There are: ${available.join(", ")}.`, {
    ontologyId,
    available,
  });
};

/** All of them, or the one asked for. */
export const listOntologies = ({
  ontologyId,
}: Input<"Ontologies.List">): { readonly ontologies: readonly RegisteredOntology[] } => ({
  ontologies: ontologyId === undefined ? ontologies : [getOntology(ontologyId)],
});

const load = ({ file, ...entry }: (typeof registry)[number]): RegisteredOntology => {
  const turtle = readFileSync(new URL(`../../ontology/${file}`, import.meta.url), "utf8");
  return { ...entry, ...parseOntology(turtle), turtle };
};

// When the program starts: an ontology that does not parse must not be found out by the first reading.
const ontologies: readonly RegisteredOntology[] = registry.map(load);

import { DataFactory, Parser, Store, type Term } from "n3";

/** A property with the classes it goes from and to; an attribute's range is `xsd:string`. */
export type OntologyProperty = {
  readonly name: string;
  readonly kind: "relation" | "attribute";
  readonly domain: readonly string[];
  readonly range: readonly string[];
};

export type Ontology = {
  readonly classes: readonly string[];
  readonly properties: readonly OntologyProperty[];
};

/** Named classes and properties of an OWL ontology in Turtle, in the order of the text. Throws on text that is not Turtle. */
export const parseOntology = (turtle: string): Ontology => {
  const store = new Store(new Parser().parse(turtle));
  const ofType = (type: string) =>
    store.getSubjects(rdf("type"), owl(type), null).filter((subject) => subject.termType === "NamedNode");
  const property = (kind: OntologyProperty["kind"]) => (subject: Term) => ({
    name: localName(subject),
    kind,
    domain: classesAt(store, subject, "domain"),
    range: classesAt(store, subject, "range"),
  });
  return {
    classes: ofType("Class").map(localName),
    properties: [
      ...ofType("ObjectProperty").map(property("relation")),
      ...ofType("DatatypeProperty").map(property("attribute")),
    ],
  };
};

/** One class, or the members of an owl:unionOf. */
const classesAt = (store: Store, subject: Term, end: "domain" | "range"): readonly string[] => {
  const lists = store.extractLists();
  return store.getObjects(subject, rdfs(end), null).flatMap((object) => {
    const [union] = store.getObjects(object, owl("unionOf"), null);
    return union === undefined
      ? [localName(object)]
      : (lists[union.value] ?? []).map(({ value }) => localName(namedNode(value)));
  });
};

const { namedNode } = DataFactory;
const rdf = (name: string) => namedNode(`http://www.w3.org/1999/02/22-rdf-syntax-ns#${name}`);
const rdfs = (name: string) => namedNode(`http://www.w3.org/2000/01/rdf-schema#${name}`);
const owl = (name: string) => namedNode(`http://www.w3.org/2002/07/owl#${name}`);

const localName = ({ value }: Term): string => /[^:/#]+$/.exec(value)?.[0] ?? value;

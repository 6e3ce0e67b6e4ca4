import { DataFactory, type Quad, type Quad_Object, type Quad_Subject, Writer } from "n3";
import type { ScoringGraph } from "./export-graph.ts";

const { namedNode, literal, quad, blankNode } = DataFactory;

const prefixes = {
  "": "urn:beep:ontology:wealth-management:v1:",
  beep: "urn:beep:ontology:provenance:v1:",
  dcterms: "http://purl.org/dc/terms/",
  oa: "http://www.w3.org/ns/oa#",
  prov: "http://www.w3.org/ns/prov#",
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  xsd: "http://www.w3.org/2001/XMLSchema#",
} as const;
const iri = (prefix: keyof typeof prefixes, name: string) => namedNode(prefixes[prefix] + name);
const ofId = (id: string) => namedNode(`urn:uuid:${id}`);
const ofReading = (versionId: string) => namedNode(`urn:beep:reading:${versionId}`);
const ofSpan = ({ documentVersionId, startChar, endChar }: Span) =>
  namedNode(`urn:beep:span:${documentVersionId}:${startChar}-${endChar}`);
const software = namedNode("urn:beep:software");

type Span = ScoringGraph["entities"][number]["mentions"][number];
type Fact = {
  readonly id: string;
  readonly validFrom: string | null;
  readonly supersededBy: string | null;
  readonly evidence: readonly Span[];
};

/**
 * An exported graph as text/turtle with PROV-O, piece by piece. What holds stands as plain triples of the ontology; every fact,
 * superseded ones too, is also an rdf:Statement that was derived from the spans it rests on. Contents are not repeated, only quoted.
 */
export function* turtleOf(graph: ScoringGraph): Generator<string> {
  let written = "";
  const sink = {
    write: (text: string, _encoding: string, done?: () => void) => {
      written += text;
      done?.();
    },
    end: (done?: () => void) => done?.(),
  };
  const writer = new Writer(sink, { prefixes, end: false });
  for (const quads of piecesOf(graph)) {
    writer.addQuads(quads);
    yield written;
    written = "";
  }
  writer.end();
  yield written;
}

function* piecesOf(graph: ScoringGraph): Generator<Quad[]> {
  yield [quad(software, iri("rdf", "type"), iri("prov", "SoftwareAgent")), label(software, "Beep")];
  for (const { id, versionId, sourceId } of graph.documents) yield describeDocument(id, versionId, sourceId);
  const seen = new Set<string>();
  const spansOf = (spans: readonly Span[]): Quad[] =>
    spans.flatMap((span) => {
      const { value } = ofSpan(span);
      if (seen.has(value)) return [];
      seen.add(value);
      return describeSpan(span);
    });
  for (const entity of graph.entities) {
    const it = ofId(entity.id);
    yield [
      quad(it, iri("rdf", "type"), iri("", entity.type)),
      quad(it, iri("rdf", "type"), iri("prov", "Entity")),
      label(it, entity.name),
      quad(it, iri("beep", "confidence"), decimal(entity.confidence)),
      ...derived(it, entity.mentions),
      ...spansOf(entity.mentions),
    ];
  }
  for (const fact of graph.attributeFacts) {
    const statement = state(fact, ofId(fact.entityId), fact.name, literal(fact.value));
    const whose = quad(ofId(fact.id), iri("beep", "statedBy"), literal(fact.statedBy));
    yield [...statement, whose, ...spansOf(fact.evidence)];
  }
  for (const fact of graph.relations) {
    const statement = state(fact, ofId(fact.from), fact.type, ofId(fact.to));
    const sure = quad(ofId(fact.id), iri("beep", "confidence"), decimal(fact.confidence));
    yield [...statement, sure, ...spansOf(fact.evidence)];
  }
  for (const flag of graph.flags) {
    yield [...spansOf([flag]), quad(ofSpan(flag), iri("beep", "flaggedAs"), literal(flag.category))];
  }
}

/** A version is what was read; the document is what it is a version of. */
function describeDocument(documentId: string, versionId: string, sourceId: string): Quad[] {
  const [version, reading] = [ofId(versionId), ofReading(versionId)];
  return [
    quad(version, iri("rdf", "type"), iri("prov", "Entity")),
    quad(version, iri("prov", "specializationOf"), ofId(documentId)),
    quad(version, iri("dcterms", "identifier"), literal(sourceId)),
    quad(reading, iri("rdf", "type"), iri("prov", "Activity")),
    quad(reading, iri("prov", "used"), version),
    quad(reading, iri("prov", "wasAssociatedWith"), software),
  ];
}

function describeSpan(span: Span): Quad[] {
  const it = ofSpan(span);
  const version = ofId(span.documentVersionId);
  const [position, words] = [blankNode(), blankNode()];
  return [
    quad(it, iri("rdf", "type"), iri("prov", "Entity")),
    quad(it, iri("rdf", "type"), iri("oa", "SpecificResource")),
    quad(it, iri("prov", "wasQuotedFrom"), version),
    quad(it, iri("prov", "wasGeneratedBy"), ofReading(span.documentVersionId)),
    quad(it, iri("oa", "hasSource"), version),
    quad(it, iri("oa", "hasSelector"), position),
    quad(position, iri("rdf", "type"), iri("oa", "TextPositionSelector")),
    quad(position, iri("oa", "start"), integer(span.startChar)),
    quad(position, iri("oa", "end"), integer(span.endChar)),
    quad(it, iri("oa", "hasSelector"), words),
    quad(words, iri("rdf", "type"), iri("oa", "TextQuoteSelector")),
    quad(words, iri("oa", "exact"), literal(span.text)),
  ];
}

/** The fact as a statement with its sources, and as a plain triple while nothing supersedes it. */
function state(fact: Fact, subject: Quad_Subject, property: string, object: Quad_Object): Quad[] {
  const it = ofId(fact.id);
  const predicate = iri("", property);
  const { supersededBy, validFrom } = fact;
  return [
    ...(supersededBy === null ? [quad(subject, predicate, object)] : []),
    quad(it, iri("rdf", "type"), iri("rdf", "Statement")),
    quad(it, iri("rdf", "type"), iri("prov", "Entity")),
    quad(it, iri("rdf", "subject"), subject),
    quad(it, iri("rdf", "predicate"), predicate),
    quad(it, iri("rdf", "object"), object),
    ...(validFrom === null ? [] : [quad(it, iri("beep", "validFrom"), literal(validFrom))]),
    ...(supersededBy === null ? [] : [quad(ofId(supersededBy), iri("prov", "wasRevisionOf"), it)]),
    ...derived(it, fact.evidence),
  ];
}

const derived = (subject: Quad_Subject, spans: readonly Span[]): Quad[] => [
  quad(subject, iri("prov", "wasAttributedTo"), software),
  ...spans.map((span) => quad(subject, iri("prov", "wasDerivedFrom"), ofSpan(span))),
];
const label = (subject: Quad_Subject, text: string): Quad => quad(subject, iri("rdfs", "label"), literal(text));
const integer = (value: number) => literal(String(value), iri("xsd", "nonNegativeInteger"));
const decimal = (value: number) => literal(value.toFixed(4), iri("xsd", "decimal"));

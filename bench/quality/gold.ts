import type { ScoringGraph } from "../../server/graph/export-graph.ts";
import type { Span } from "../../server/lib/span.ts";
import type { AnnotatedMailbox, Quote } from "./annotated-mailbox.ts";
import { annotatedIdOf } from "./raw-message.ts";

export type GraphEntity = ScoringGraph["entities"][number];
/** A span of a message, by the message's id in its annotations. */
export type Place = Span & { readonly message: string };

/** The annotations laid over the graph's documents: where each quote stands, and which finds stand there too. */
export type Gold = {
  readonly mailbox: AnnotatedMailbox;
  readonly graph: ScoringGraph;
  placesOf(entity: GraphEntity): readonly Place[];
  placeOf(span: Span & { readonly documentId: string }): Place;
  /** Whether the place is where the quote stands. */
  isAt(quote: Quote, place: Place): boolean;
};

export function layOut(mailbox: AnnotatedMailbox, graph: ScoringGraph): Gold {
  const messageOf = new Map(graph.documents.map((d) => [d.id, annotatedIdOf(d.sourceId) ?? ""]));
  const contents = new Map(graph.documents.map((d) => [messageOf.get(d.id), d.content]));
  const placeOf: Gold["placeOf"] = ({ documentId, startChar, endChar }) => ({
    message: messageOf.get(documentId) ?? "",
    startChar,
    endChar,
  });
  const spans = new Map<string, readonly Span[]>();
  const spansOf = ({ message, quote }: Quote): readonly Span[] => {
    const key = `${message} ${quote}`;
    const known = spans.get(key) ?? occurrencesOf(contents.get(message) ?? "", quote);
    spans.set(key, known);
    return known;
  };
  const places = new Map(graph.entities.map((entity) => [entity, entity.mentions.map(placeOf)]));
  return {
    mailbox,
    graph,
    placeOf,
    placesOf: (entity) => places.get(entity) ?? [],
    isAt: (quote, place) => quote.message === place.message && spansOf(quote).some((span) => hits(span, place)),
  };
}

/** Two spans are of the same words when they share half of the shorter one, and the find is not much longer than the quote. */
function hits(quote: Span, find: Span): boolean {
  const shared = Math.min(quote.endChar, find.endChar) - Math.max(quote.startChar, find.startChar);
  const [quoted, found] = [lengthOf(quote), lengthOf(find)];
  return shared > 0 && shared * 2 >= Math.min(quoted, found) && found <= Math.max(3 * quoted, quoted + 60);
}

const lengthOf = ({ startChar, endChar }: Span): number => endChar - startChar;

function occurrencesOf(text: string, quote: string): Span[] {
  const found: Span[] = [];
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1))
    found.push({ startChar: at, endChar: at + quote.length });
  return found;
}

import { readFileSync } from "node:fs";
import { DataFactory, Parser, Store } from "n3";
import { describe, expect, it } from "vitest";
import type { ScoringGraph } from "./export-graph.ts";
import { turtleOf } from "./graph-turtle.ts";

const { namedNode } = DataFactory;
const content = 'Ada said: "our IRA \\ 4471"\n😀 is open.';
const span = (text: string) => {
  const startChar = content.indexOf(text);
  return { documentId: "d1", documentVersionId: "v1", startChar, endChar: startChar + text.length, text };
};
const graph: ScoringGraph = {
  documents: [{ id: "d1", sourceId: "<a@b.example>", versionId: "v1", content }],
  entities: [
    { id: "ada", type: "Client", name: 'Ada "Addie" Lind', attributes: {}, confidence: 0.9, mentions: [span("Ada")] },
    { id: "ira", type: "Account", name: "IRA\n4471", attributes: {}, confidence: 0.8, mentions: [span("IRA \\ 4471")] },
  ],
  attributeFacts: [
    {
      id: "old",
      entityId: "ira",
      name: "amount",
      value: "1",
      statedBy: "client",
      validFrom: "2026-01",
      supersededBy: "new",
      evidence: [span("4471")],
    },
    {
      id: "new",
      entityId: "ira",
      name: "amount",
      value: "2",
      statedBy: "firm",
      validFrom: null,
      supersededBy: null,
      evidence: [span("😀 is open")],
    },
  ],
  relations: [
    {
      id: "owns",
      type: "ownsAccount",
      from: "ada",
      to: "ira",
      confidence: 0.7,
      validFrom: null,
      supersededBy: null,
      evidence: [span("our IRA \\ 4471")],
    },
  ],
  flags: [{ ...span("is open"), category: "guarantee" }],
};

const wm = "urn:beep:ontology:wealth-management:v1:";
const prov = "http://www.w3.org/ns/prov#";
const oa = "http://www.w3.org/ns/oa#";
const read = () => new Store(new Parser({ format: "text/turtle" }).parse([...turtleOf(graph)].join("")));
const one = (store: Store, subject: string, predicate: string): string[] =>
  store.getObjects(namedNode(subject), namedNode(predicate), null).map((object) => object.value);

describe("turtleOf", () => {
  it("writes turtle that parses back to what holds now, with names as they are", () => {
    const store = read();
    expect(one(store, "urn:uuid:ada", `${wm}ownsAccount`)).toEqual(["urn:uuid:ira"]);
    expect(one(store, "urn:uuid:ada", "http://www.w3.org/2000/01/rdf-schema#label")).toEqual(['Ada "Addie" Lind']);
    expect(one(store, "urn:uuid:ira", `${wm}amount`)).toEqual(["2"]);
  });

  it("derives everything from spans whose offsets give the quoted words in the version", () => {
    const store = read();
    for (const id of ["ada", "ira", "old", "new", "owns"]) {
      const spans = one(store, `urn:uuid:${id}`, `${prov}wasDerivedFrom`);
      expect(spans.length, id).toBeGreaterThan(0);
      for (const it of spans) {
        expect(one(store, it, `${prov}wasQuotedFrom`)).toEqual(["urn:uuid:v1"]);
        const selectors = store.getObjects(namedNode(it), namedNode(`${oa}hasSelector`), null);
        const at = (name: string) =>
          selectors.flatMap((s) => store.getObjects(s, namedNode(oa + name), null))[0]?.value;
        expect(content.slice(Number(at("start")), Number(at("end")))).toBe(at("exact"));
      }
    }
  });

  it("keeps what was superseded as a statement that another revises", () => {
    const store = read();
    expect(one(store, "urn:uuid:new", `${prov}wasRevisionOf`)).toEqual(["urn:uuid:old"]);
    expect(one(store, "urn:uuid:old", "http://www.w3.org/1999/02/22-rdf-syntax-ns#object")).toEqual(["1"]);
  });

  it("uses no property of its own that the ontology of provenance does not declare", () => {
    const own = "urn:beep:ontology:provenance:v1:";
    const declared = new Store(
      new Parser().parse(readFileSync(new URL("../../ontology/provenance.ttl", import.meta.url), "utf8")),
    );
    const used = read()
      .getPredicates(null, null, null)
      .filter((p) => p.value.startsWith(own));
    expect(used.length).toBeGreaterThan(2);
    for (const property of used) expect(declared.getQuads(property, null, null, null).length).toBeGreaterThan(0);
  });
});

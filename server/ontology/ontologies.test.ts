import { expect, test } from "vitest";
import { BeepError } from "../errors.ts";
import { entityTypes, relationTypes } from "../extract/reading.ts";
import { defaultOntologyId, getOntology, listOntologies } from "./ontologies.ts";

const ontology = getOntology(defaultOntologyId);

test("the ontology has exactly the entity and relation types that reading and resolving know", () => {
  expect([...ontology.classes].sort()).toEqual([...entityTypes].sort());
  const relations = ontology.properties.filter((property) => property.kind === "relation").map(({ name }) => name);
  expect(relations.sort()).toEqual([...relationTypes].sort());
});

test("every property goes from known classes, and a relation to known classes", () => {
  for (const { name, kind, domain, range } of ontology.properties) {
    expect(domain.length, name).toBeGreaterThan(0);
    expect(range.length, name).toBeGreaterThan(0);
    for (const end of kind === "relation" ? [...domain, ...range] : domain)
      expect(ontology.classes, name).toContain(end);
  }
});

test("unions name all their classes", () => {
  const property = ontology.properties.find(({ name }) => name === "assignedTo");
  expect(property).toMatchObject({ domain: ["ActionItem"], range: ["Professional", "Client"] });
});

test("an unknown or a disabled id is an error that lists the others, never another ontology", () => {
  const refusal = (run: () => unknown) => {
    try {
      run();
    } catch (error) {
      return error instanceof BeepError ? { tag: error.tag, ...error.fields } : error;
    }
    return "answered";
  };
  const expected = { tag: "UnknownOntologyError", ontologyId: "art/v9", available: [defaultOntologyId] };
  expect(refusal(() => getOntology("art/v9"))).toEqual(expected);
  expect(refusal(() => listOntologies({ ontologyId: "art/v9" }))).toEqual(expected);
  const disabled = [ontology, { ...ontology, ontologyId: "art/v9", isEnabled: false }];
  expect(refusal(() => getOntology("art/v9", disabled))).toEqual(expected);
});

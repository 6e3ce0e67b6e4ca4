import { expect, test } from "vitest";
import { generateAnnotatedMailbox } from "./generate-annotated-mailbox.ts";
import { families } from "./generate-families.ts";

const plan = { families: 12, seed: 5 };

test("the same seed generates the same mailbox, another seed another", () => {
  expect(generateAnnotatedMailbox(plan)).toEqual(generateAnnotatedMailbox(plan));
  expect(generateAnnotatedMailbox({ ...plan, seed: 6 })).not.toEqual(generateAnnotatedMailbox(plan));
});

test("every quote stands in its message, and every fact joins things that are there", () => {
  const { messages, entities, relations } = generateAnnotatedMailbox(plan);
  const textOf = new Map(messages.map((m) => [m.id, [m.from, ...m.to, m.subject, m.text].join("\n")]));
  const quotes = [...entities.flatMap(({ mentions }) => mentions), ...relations.flatMap(({ evidence }) => evidence)];
  expect(quotes.length).toBeGreaterThan(500);
  expect(quotes.filter(({ message, quote }) => !textOf.get(message)?.includes(quote))).toEqual([]);
  const ids = new Set(entities.map(({ id }) => id));
  expect(relations.filter(({ from, to }) => !ids.has(from) || !ids.has(to))).toEqual([]);
});

test("families resemble one another in surname, in whole name, in a son's name and in numbers", () => {
  const [own, surname, namesake, father] = families(plan);
  expect(surname?.surname).toBe(own?.surname);
  expect(surname?.head.name).not.toBe(own?.head.name);
  expect(namesake?.head.name).toBe(surname?.head.name);
  expect(namesake?.head.from).not.toBe(surname?.head.from);
  expect(Number(namesake?.ira) - Number(surname?.ira)).toBe(1);
  expect(father?.son?.name).toBe(`${father?.head.name} Jr.`);
});

import { expect, test } from "vitest";
import { z } from "zod";
import { mailText } from "../../contract/shapes.ts";
import { disclose } from "./disclose.ts";

const ssn = "My social security number is 219-09-9999, keep it safe.";
const masked = ssn.replace("219-09-9999", "•".repeat(11));

test("mail text is masked wherever a schema holds it, and keeps its length", () => {
  const schema = z.object({
    list: z.array(z.object({ text: mailText })),
    maybe: mailText.nullable(),
    absent: mailText.optional(),
    byKey: z.record(z.string(), mailText),
    either: z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("a"), words: mailText }),
      z.object({ kind: z.literal("b"), words: z.string() }),
    ]),
  });
  const value = { list: [{ text: ssn }], maybe: ssn, byKey: { one: ssn }, either: { kind: "a", words: ssn } };
  expect(disclose(schema, value)).toEqual({
    list: [{ text: masked }],
    maybe: masked,
    byKey: { one: masked },
    either: { kind: "a", words: masked },
  });
  expect(masked).toHaveLength(ssn.length);
});

test("what is not mail text stays as it is", () => {
  expect(disclose(z.object({ note: z.string(), n: z.number() }), { note: ssn, n: 1 })).toEqual({ note: ssn, n: 1 });
});

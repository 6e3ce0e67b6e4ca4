import type { z } from "zod";
import type { MailTextMark } from "../../contract/shapes.ts";
import { maskPersonalData } from "../compliance/redact/mask.ts";

/**
 * The value with every field that its schema marks as mail text masked, one `•` for each hidden unit, so that offsets hold.
 * A last line of defence: features mask whole contents before they slice, where the words around a number are still there.
 */
export const disclose = (schema: z.ZodType, value: unknown): unknown => {
  const definition = (schema as unknown as { readonly def: Definition }).def;
  if (value === null || value === undefined) return value;
  switch (definition.type) {
    case "string":
      return typeof value === "string" && isMailText(schema) ? maskPersonalData(value).text : value;
    case "object":
      return mapRecord(value, (field, key) => {
        const fieldSchema = definition.shape?.[key];
        return fieldSchema === undefined ? field : disclose(fieldSchema, field);
      });
    case "array":
      return Array.isArray(value) ? value.map((item) => disclose(definition.element as z.ZodType, item)) : value;
    case "record":
      return mapRecord(value, (field) => disclose(definition.valueType as z.ZodType, field));
    case "union":
      return discloseUnion(definition.options ?? [], value);
    case "optional":
    case "nullable":
    case "default":
      return disclose(definition.innerType as z.ZodType, value);
    default:
      return value;
  }
};

/** The parts of zod's definitions that can hold a string. */
type Definition = {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly options?: readonly z.ZodType[];
};

const isMailText = (schema: z.ZodType): boolean => (schema.meta() as MailTextMark | undefined)?.mailText === true;

const mapRecord = (value: unknown, change: (field: unknown, key: string) => unknown): unknown =>
  typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, field]) => [key, change(field, key)]))
    : value;

// Masking changes no shape, so the option that admits the value is the one to mask it by.
const discloseUnion = (options: readonly z.ZodType[], value: unknown): unknown => {
  const option = options.find((candidate) => candidate.safeParse(value).success);
  return option === undefined ? value : disclose(option, value);
};

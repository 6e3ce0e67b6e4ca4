import { z } from "zod";
import type { Operation } from "../../contract/operation.ts";
import { BeepError } from "../errors.ts";

/** The input as its schema reads it; ValidationError names each path and rule, never the value. */
export const parseInput = (operation: Operation, input: unknown): unknown => {
  const parsed = operation.input.safeParse(input);
  if (parsed.success && !holdsNul(parsed.data)) return parsed.data;
  if (parsed.success) {
    const message = "no text may hold the character U+0000";
    throw new BeepError("ValidationError", `The input of ${operation.name} is not right: ${message}.`, {
      issues: [{ path: "", message }],
    });
  }
  const issues = parsed.error.issues.map((issue) => ({
    path: issue.path.join("."),
    message: ruleOf(operation, issue),
  }));
  const list = issues.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`)).join("; ");
  throw new BeepError("ValidationError", `The input of ${operation.name} is not right. ${list}`, { issues });
};

/** The answer as its schema knows it. One that does not fit is a defect of ours: InternalError. */
export const parseOutput = (operation: Operation, output: unknown): unknown => {
  const parsed = operation.output.safeParse(output);
  if (parsed.success) return parsed.data;
  throw new BeepError("InternalError", `The output of ${operation.name} does not fit its schema.`);
};

// No column of text takes it, and no name, question or path holds it.
const holdsNul = (value: unknown): boolean =>
  typeof value === "string"
    ? value.includes("\0")
    : typeof value === "object" && value !== null && Object.values(value).some(holdsNul);

// zod's words quote no value, but they name unknown fields, which a caller may have made of anything.
const ruleOf = ({ input }: Operation, issue: z.core.$ZodIssue): string =>
  issue.code === "unrecognized_keys"
    ? `unknown field; there are: ${fieldsOf(input).join(", ") || "none"}`
    : issue.message;

const fieldsOf = (schema: z.ZodType): readonly string[] =>
  schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];

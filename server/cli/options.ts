import type { Option } from "./command.ts";

/** Options that several commands share, described once. */
export const orgOption = {
  org: { type: "string", value: "SLUG", required: true, help: "The organization." },
} as const satisfies Record<string, Option>;

export const dataOption = {
  data: {
    type: "string",
    value: "DIR",
    help: "Directory of the embedded database; wins over DATABASE_URL. Default: ./.beep.",
  },
} as const satisfies Record<string, Option>;

export const formatOption = {
  format: { type: "string", choices: ["text", "json"], default: "text", help: "How the result is printed." },
} as const satisfies Record<string, Option>;

export const asOfOption = {
  "as-of": { type: "string", value: "DATE", help: "Use mail up to this date (YYYY-MM-DD), and take it for today." },
} as const satisfies Record<string, Option>;

export const pageOptions = {
  limit: { type: "string", value: "N", help: "At most so many (1 to 200)." },
  cursor: { type: "string", value: "CURSOR", help: "Go on from where the page before ended." },
} as const satisfies Record<string, Option>;

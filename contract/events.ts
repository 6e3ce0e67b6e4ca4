import { z } from "zod";
import { defineOperation } from "./operation.ts";
import { id } from "./shapes.ts";

/** Asking `operation` about `id` would be answered otherwise than before. An organization's id stands for all that it answers. */
const hint = z.object({ operation: z.string(), id });

export const eventsList = defineOperation({
  name: "Events.List",
  summary:
    "What changed since a cursor, as names of operations and ids; GET /v1/events streams the same. A hint may come more than once.",
  role: "viewer",
  kind: "read",
  tx: "one",
  /** Without a cursor there is nothing but the cursor of now. */
  input: z.strictObject({ cursor: z.string().max(200).optional() }),
  output: z.object({
    hints: z.array(hint),
    /** Too much changed to be named, or too long ago: whatever is shown should be asked for anew. */
    isReset: z.boolean(),
    cursor: z.string(),
  }),
  errors: [],
  touched: () => ({ ids: [] }),
  mcp: false,
  composer: false,
});

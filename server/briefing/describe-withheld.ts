import { withheldWords } from "../../contract/withheld-words.ts";
import type { Briefing } from "./briefing.ts";

/** "Withheld: 2 that would have repeated a promise of return; 1 that belonged to another household."; null when nothing was. */
export function describeWithheld(withheld: Briefing["withheld"]): string | null {
  const parts = withheld.map(({ reason, count }) => `${count} that ${withheldWords[reason]}`);
  return parts.length === 0 ? null : `Withheld: ${parts.join("; ")}.`;
}

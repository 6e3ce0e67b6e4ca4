import type { Gold } from "./gold.ts";
import { type Score, scoreOf } from "./score.ts";

export function scoreFlags(gold: Gold, report: (error: string) => void): Score {
  const { flags } = gold.graph;
  const used = new Set<(typeof flags)[number]>();
  for (const annotated of gold.mailbox.complianceFlags) {
    const hit = flags.find(
      (flag) => !used.has(flag) && flag.category === annotated.category && gold.isAt(annotated, gold.placeOf(flag)),
    );
    if (hit) used.add(hit);
    else report(`missed flag ${annotated.category} ${JSON.stringify(annotated.quote)} in ${annotated.message}`);
  }
  for (const flag of flags)
    if (!used.has(flag))
      report(`spurious flag ${flag.category} ${JSON.stringify(flag.text)} in ${gold.placeOf(flag).message}`);
  return scoreOf(used.size, flags.length, gold.mailbox.complianceFlags.length);
}

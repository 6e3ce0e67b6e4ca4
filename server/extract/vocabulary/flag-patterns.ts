import type { FlagCategory } from "../reading.ts";
import { complaint } from "./flags/complaint.ts";
import { confidentialInfo } from "./flags/confidential-info.ts";
import { exaggeration } from "./flags/exaggeration.ts";
import { guarantee } from "./flags/guarantee.ts";
import { legalAdvice } from "./flags/legal-advice.ts";
import { offChannel } from "./flags/off-channel.ts";
import { performanceProjection } from "./flags/performance-projection.ts";
import { taxAdvice } from "./flags/tax-advice.ts";
import { unbalanced } from "./flags/unbalanced.ts";
import { vulnerableClient } from "./flags/vulnerable-client.ts";

/**
 * What each category of flag sounds like. A clause is flagged when one of `says` matches it and none of `unless` does.
 * Gaps are bounded and stay inside a sentence, so every pattern is linear in the text. `speaker` limits a category to
 * those whose words can be advice.
 */
export type FlagPatterns = {
  readonly category: FlagCategory;
  readonly says: readonly string[];
  readonly unless: readonly string[];
  readonly speaker?: "adviser" | "client" | "any";
};

export const flagPatterns: readonly FlagPatterns[] = [
  guarantee,
  exaggeration,
  unbalanced,
  taxAdvice,
  legalAdvice,
  performanceProjection,
  offChannel,
  confidentialInfo,
  complaint,
  vulnerableClient,
];

/** How much of what was expected was found (recall) and of what was found was expected (precision). */
export type Score = {
  readonly right: number;
  readonly found: number;
  readonly expected: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
};

export function scoreOf(right: number, found: number, expected: number): Score {
  const precision = found > 0 ? right / found : expected > 0 ? 0 : 1;
  const recall = expected > 0 ? right / expected : 1;
  const f1 = precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0;
  return { right, found, expected, precision, recall, f1 };
}

/** A share of cases; of none, all. */
export const shareOf = (right: number, all: number): number => (all > 0 ? right / all : 1);

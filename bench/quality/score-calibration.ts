import type { Alignment } from "./align-entities.ts";
import type { Gold } from "./gold.ts";
import { shareOf } from "./score.ts";
import { relationKeys } from "./score-relations.ts";

export type CalibrationBand = {
  readonly from: number;
  readonly count: number;
  readonly meanConfidence: number;
  readonly right: number;
};
export type Calibration = {
  readonly bands: readonly CalibrationBand[];
  /** Mean distance between what the confidence promises and what is right, weighed by how many. */
  readonly expectedError: number;
};

/** Of entities and current relations of about the same confidence, the share that is annotated. */
export function scoreCalibration(gold: Gold, { annotatedOf }: Alignment): Calibration {
  const keyOf = relationKeys(gold.mailbox);
  const annotated = new Set(gold.mailbox.relations.map((r) => keyOf(r.type, r.from, r.to)));
  const cases = [
    ...gold.graph.entities.map(({ id, confidence }) => ({ confidence, isRight: annotatedOf.has(id) })),
    ...gold.graph.relations
      .filter(({ supersededBy }) => supersededBy === null)
      .map(({ type, from, to, confidence }) => ({
        confidence,
        isRight: annotated.has(keyOf(type, annotatedOf.get(from)?.id ?? "?", annotatedOf.get(to)?.id ?? "?")),
      })),
  ];
  const bands = [...Map.groupBy(cases, ({ confidence }) => Math.min(9, Math.floor(confidence * 10)) / 10)]
    .sort(([a], [b]) => a - b)
    .map(([from, its]) => ({
      from,
      count: its.length,
      meanConfidence: its.reduce((sum, { confidence }) => sum + confidence, 0) / its.length,
      right: shareOf(its.filter(({ isRight }) => isRight).length, its.length),
    }));
  const distance = bands.reduce(
    (sum, { count, meanConfidence, right }) => sum + count * Math.abs(meanConfidence - right),
    0,
  );
  return { bands, expectedError: cases.length > 0 ? distance / cases.length : 0 };
}

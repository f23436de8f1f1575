import type { DoneEvent } from "../../run/run-event.ts";

/** What trials can be compared by, as the fields of the `done` event of a training are called. */
export const measureNames = [
  "heldOut.loss",
  "heldOut.accuracy",
  "heldOut.bitsPerCharacter",
  "train.loss",
  "train.accuracy",
] as const;

export type MeasureName = (typeof measureNames)[number];

export type TrialMeasures = Readonly<Partial<Record<MeasureName, number>>>;

/** The measures of a training that is done. */
export function measuresIn({ heldOut, train }: Pick<DoneEvent, "heldOut" | "train">): TrialMeasures {
  const { loss, accuracy, bitsPerCharacter } = heldOut;
  return {
    "heldOut.loss": loss,
    "heldOut.accuracy": accuracy,
    ...(bitsPerCharacter === undefined ? {} : { "heldOut.bitsPerCharacter": bitsPerCharacter }),
    "train.loss": train.loss,
    "train.accuracy": train.accuracy,
  };
}

/** Whether a higher value is better. */
export function isBetterHigher(measure: MeasureName): boolean {
  return measure.endsWith("accuracy");
}

/** Sorts values of `measure` from the best to the worst. NaN and missing values come last. */
export function byMeasure(measure: MeasureName): (a: number | undefined, b: number | undefined) => number {
  const sign = isBetterHigher(measure) ? -1 : 1;
  const rank = (value: number | undefined) =>
    value === undefined || Number.isNaN(value) ? Number.POSITIVE_INFINITY : sign * value;
  return (a, b) => {
    const [first, second] = [rank(a), rank(b)];
    return first === second ? 0 : first - second;
  };
}

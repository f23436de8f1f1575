import type { Measures } from "./run-event.ts";

/** The loss and the accuracy of an evaluation or a step. */
export function measuresOf({
  loss,
  metrics,
}: {
  readonly loss: number;
  readonly metrics: Readonly<Record<string, number>>;
}): Measures {
  return { loss, accuracy: metrics.accuracy ?? Number.NaN };
}

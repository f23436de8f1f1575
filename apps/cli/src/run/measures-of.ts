import type { HeldOut, HeldOutMeasures, Measures, SourceMeasures } from "./run-event.ts";

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

/** The measures on held-out data as the fields of an event. */
export function measuresOn({ measures, sources }: HeldOut): {
  readonly heldOut: HeldOutMeasures;
  readonly sources?: readonly SourceMeasures[];
} {
  return { heldOut: measures, ...(sources === undefined ? {} : { sources }) };
}

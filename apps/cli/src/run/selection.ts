import { type InferOutput, nullable, number, strictObject } from "valibot";

/** The evaluations of a run so far. The checkpoint stores it, so that a resumed run selects the same weights. */
export const selectionSchema = strictObject({
  /** The lowest held-out loss, and the step after which it was found; null before the first evaluation. */
  best: nullable(strictObject({ step: number(), loss: number() })),
  /** The number of evaluations since then. */
  since: number(),
  /** The step of the last evaluation; 0 before the first. */
  at: number(),
});

export type Selection = Readonly<InferOutput<typeof selectionSchema>>;

/** The selection before the first evaluation. */
export const noSelection: Selection = { best: null, since: 0, at: 0 };

/** `selection` after an evaluation that found `loss` at `step`. NaN is never the best. */
export function selectBest(selection: Selection, step: number, loss: number): Selection {
  if (loss < (selection.best?.loss ?? Number.POSITIVE_INFINITY))
    return { best: { step, loss }, since: 0, at: step };
  return { ...selection, since: selection.since + 1, at: step };
}

/** Whether to stop early: the last `patience` evaluations found no lower loss. */
export function isExhausted({ since }: Selection, patience: number | null): boolean {
  return patience !== null && since >= patience;
}

/** The best evaluation of a run so far. The checkpoint stores it, so that a resumed run selects the same weights. */
export type Selection = {
  /** The lowest held-out loss, and the step after which it was found; null before the first evaluation. */
  readonly best: { readonly step: number; readonly loss: number } | null;
  /** The number of evaluations since then. */
  readonly since: number;
};

/** The selection before the first evaluation. */
export const noSelection: Selection = { best: null, since: 0 };

/** `selection` after an evaluation that found `loss` at `step`. NaN is never the best. */
export function selectBest(selection: Selection, step: number, loss: number): Selection {
  if (loss < (selection.best?.loss ?? Number.POSITIVE_INFINITY)) return { best: { step, loss }, since: 0 };
  return { ...selection, since: selection.since + 1 };
}

/** Whether to stop early: the last `patience` evaluations found no lower loss. */
export function isExhausted({ since }: Selection, patience: number | null): boolean {
  return patience !== null && since >= patience;
}

/** What a run's evaluations have found so far. It is kept in the checkpoint, so that a resumed run chooses as it would have. */
export type Selection = {
  /** The lowest held-out loss, and the step after which it was found; null before the first evaluation. */
  readonly best: { readonly step: number; readonly loss: number } | null;
  /** Evaluations since then. */
  readonly since: number;
};

/** The selection of a run that was never evaluated. */
export const noSelection: Selection = { best: null, since: 0 };

/** `selection` after an evaluation that found `loss` at `step`. A loss that is not a number is never the best. */
export function selectBest(selection: Selection, step: number, loss: number): Selection {
  if (loss < (selection.best?.loss ?? Number.POSITIVE_INFINITY)) return { best: { step, loss }, since: 0 };
  return { ...selection, since: selection.since + 1 };
}

/** Whether it is time to stop early: `patience` evaluations in a row found nothing better. */
export function isExhausted({ since }: Selection, patience: number | null): boolean {
  return patience !== null && since >= patience;
}

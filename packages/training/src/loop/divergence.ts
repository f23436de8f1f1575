import { TenetError } from "@tenetjs/core";

/** The error for training that diverged: its loss or gradient is NaN or infinite. Its code is `DIVERGED`. */
export type DivergenceError = TenetError & { readonly divergence: Divergence };

export type Divergence = {
  /** The step whose loss or gradient was not finite, counted from 1. */
  readonly step: number;
  readonly loss: number;
  /** The gradient norm of that step, before clipping. */
  readonly gradientNorm: number;
  /** The loss of the last step whose loss and gradient were finite; undefined if the first step of the run diverged. */
  readonly lastFinite: number | undefined;
};

/** The error that says at which step training diverged, and what to try. */
export function diverged(divergence: Divergence): DivergenceError {
  const { step, loss, gradientNorm, lastFinite } = divergence;
  const found = `a loss of ${inBrief(loss)} with a gradient norm of ${inBrief(gradientNorm)}`;
  const next =
    lastFinite === undefined
      ? "This was the first step of the run: check the initialisation and the inputs for NaN or very large values."
      : `The last finite loss was ${inBrief(lastFinite)}. Try a lower learning rate, stronger clipping, or another seed.`;
  const message = `train: expected a finite loss and gradient, got ${found} at step ${step}. ${next}`;
  return Object.assign(new TenetError("DIVERGED", message), { divergence });
}

function inBrief(value: number): string {
  return String(Number(value.toPrecision(6)));
}

import { TenetError } from "@tenetjs/core";

/** Training went out of bounds: its loss or gradient is NaN or infinite. Its code is `DIVERGED`. */
export type DivergenceError = TenetError & { readonly divergence: Divergence };

export type Divergence = {
  /** The step whose loss or gradient was not finite, counted from 1. */
  readonly step: number;
  readonly loss: number;
  /** That step's gradient norm, before clipping. */
  readonly gradientNorm: number;
  /** The last loss that was finite, with its gradient; undefined when the run's first step was not. */
  readonly lastFinite: number | undefined;
};

/** The error that says where training went out of bounds, and what to try. */
export function diverged(divergence: Divergence): DivergenceError {
  const { step, loss, gradientNorm, lastFinite } = divergence;
  const found = `a loss of ${inBrief(loss)} with a gradient norm of ${inBrief(gradientNorm)}`;
  const next =
    lastFinite === undefined
      ? "This was the run's first step: look at the initialisation and the inputs (NaN or very large values)."
      : `The loss before was ${inBrief(lastFinite)}. Try a lower learning rate, a smaller clip, or another seed.`;
  const message = `train: expected a finite loss and gradient, got ${found} at step ${step}. ${next}`;
  return Object.assign(new TenetError("DIVERGED", message), { divergence });
}

function inBrief(value: number): string {
  return String(Number(value.toPrecision(6)));
}

import { TenetError } from "@tenetjs/core";

/** Training went out of bounds: its loss is NaN or infinite. Its code is `DIVERGED`. */
export type DivergenceError = TenetError & { readonly divergence: Divergence };

export type Divergence = {
  /** The step whose loss was not finite, counted from 1. */
  readonly step: number;
  readonly loss: number;
  /** That step's gradient norm, before clipping. */
  readonly gradientNorm: number;
  /** The last loss that was finite; undefined when the first step's was not. */
  readonly lastFinite: number | undefined;
};

/** The error that says where training went out of bounds, and what to try. */
export function diverged(divergence: Divergence): DivergenceError {
  const { step, loss, gradientNorm, lastFinite } = divergence;
  const before =
    lastFinite === undefined
      ? "It was so from the first step: look at the initialisation and the inputs (NaN or very large values)."
      : `The last finite loss was ${lastFinite.toPrecision(6)}. Try a lower learning rate, a smaller clip, or another seed.`;
  const message = `train: expected a finite loss, got ${loss} at step ${step} (gradient norm ${gradientNorm.toPrecision(3)}). ${before}`;
  return Object.assign(new TenetError("DIVERGED", message), { divergence });
}

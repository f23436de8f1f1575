import { cast, div, mean, mul, type Scalar, sum, type Tensor } from "@tensorflow/tfjs-core";

/** The fraction of `hits` of unmasked steps that are true, over all outputs if they have that axis; NaN if all steps are masked. */
export function shareOfHits(hits: Tensor, mask: Tensor | undefined): Scalar {
  const found = cast(hits, "float32");
  // Counts first and divides once, so that the result is exactly 1 if all are hits.
  if (mask === undefined) return div<Scalar>(sum(found), hits.size);
  const counted = cast(mask, "float32");
  const ofStep = hits.rank === 3 ? mean(found, 2) : found;
  return div<Scalar>(sum(mul(ofStep, counted)), sum(counted));
}

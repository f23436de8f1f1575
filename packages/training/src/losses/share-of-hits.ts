import { cast, div, mul, type Scalar, sum, type Tensor } from "@tensorflow/tfjs-core";

/** The fraction of unmasked steps where `hits` is true; NaN if all steps are masked. */
export function shareOfHits(hits: Tensor, mask: Tensor | undefined): Scalar {
  const found = cast(hits, "float32");
  // Counts first and divides once, so that the result is exactly 1 if all are hits.
  if (mask === undefined) return div<Scalar>(sum(found), hits.size);
  const counted = cast(mask, "float32");
  return div<Scalar>(sum(mul(found, counted)), sum(counted));
}

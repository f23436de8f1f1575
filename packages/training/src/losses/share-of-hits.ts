import { cast, div, mul, type Scalar, sum, type Tensor } from "@tensorflow/tfjs-core";

/** The share of counted steps that are a hit, where `hits` is true; NaN when no step counts. */
export function shareOfHits(hits: Tensor, mask: Tensor | undefined): Scalar {
  const found = cast(hits, "float32");
  // Counted first and divided once, so that all right is 1, not nearly 1.
  if (mask === undefined) return div<Scalar>(sum(found), hits.size);
  const counted = cast(mask, "float32");
  return div<Scalar>(sum(mul(found, counted)), sum(counted));
}

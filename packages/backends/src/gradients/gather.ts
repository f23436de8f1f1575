import { problem } from "@tenetjs/core/internals";
import {
  expandDims,
  GatherV2,
  type GatherV2Attrs,
  type GradConfig,
  gather,
  greaterEqual,
  maximum,
  reshape,
  type Tensor,
  type Tensor1D,
  transpose,
  UnsortedSegmentSum,
  unsortedSegmentSum,
  util,
  where,
  zeros,
  zerosLike,
} from "@tensorflow/tfjs-core";
import { gradient } from "./gradient.ts";

/** Gradients of the lookup of slices by index, and of its adjoint, the sum of slices by index. */
export const gatherGradients: readonly GradConfig[] = [
  gradient<GatherV2Attrs>(
    GatherV2,
    { inputsToSave: ["x", "indices"] },
    (dy, [x, indices], { axis, batchDims }) => ({
      x: () => {
        if (batchDims !== 0) {
          throw new RangeError(
            problem(
              "gather's gradient",
              "batchDims of 0",
              batchDims,
              "Gather each batch element separately.",
            ),
          );
        }
        return scatter(dy, indices, x.shape, util.parseAxisParam(axis, x.shape)[0] as number);
      },
      indices: () => zeros(indices.shape),
    }),
  ),
  gradient(UnsortedSegmentSum, { inputsToSave: ["segmentIds"] }, (dy, [segmentIds]) => ({
    x: () => gatherOrZero(dy, segmentIds as Tensor1D),
    segmentIds: () => zeros(segmentIds.shape),
  })),
];

/** A tensor of `shape` in which each slice of `dy` is added to the slice that it was gathered from. */
function scatter(dy: Tensor, indices: Tensor, shape: number[], axis: number): Tensor {
  const count = shape[axis] as number;
  const ids = reshape(indices, [indices.size]) as Tensor1D;
  // Joins the gathered axes of `dy` into one in the place of `axis`, then moves it to the front.
  const slices = reshape(dy, [...shape.slice(0, axis), indices.size, ...shape.slice(axis + 1)]);
  if (axis === 0) return unsortedSegmentSum(slices, ids, count);
  const front = [axis, ...[...shape.keys()].filter((other) => other !== axis)];
  const back = front.map((_, index) => front.indexOf(index));
  return transpose(unsortedSegmentSum(transpose(slices, front), ids, count), back);
}

/** Slices of `x` by index. A negative index gives zeros, since the sum dropped its slice. */
function gatherOrZero(x: Tensor, indices: Tensor1D): Tensor {
  const gathered = gather(x, maximum<Tensor1D>(indices, zerosLike(indices)));
  let kept: Tensor = greaterEqual(indices, 0);
  while (kept.rank < gathered.rank) kept = expandDims(kept, kept.rank);
  return where(kept, gathered, zerosLike(gathered));
}

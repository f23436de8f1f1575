import { type KernelFunc, type TensorInfo, type UnsortedSegmentSumAttrs, util } from "@tensorflow/tfjs-core";
import { asWasmBackend } from "../private-fields.ts";

/**
 * The kernel `UnsortedSegmentSum`, which tfjs lacks on WASM: adds row i of `x` to row `segmentIds[i]` of the sum and drops rows
 * whose id is out of range. It is the gradient of `gather`, and so of every embedding.
 */
export const unsortedSegmentSum: KernelFunc = ({ inputs, attrs, backend }) => {
  const { x, segmentIds } = inputs as { x: TensorInfo; segmentIds: TensorInfo };
  const { numSegments } = attrs as unknown as UnsortedSegmentSumAttrs;
  const wasm = asWasmBackend(backend);
  const sum = wasm.makeOutput([numSegments, ...x.shape.slice(segmentIds.shape.length)], x.dtype);
  const ids = wasm.typedArrayFromHeap(segmentIds);
  const rows = wasm.typedArrayFromHeap(x);
  const sums = wasm.typedArrayFromHeap(sum).fill(0);
  const width = util.sizeFromShape(x.shape.slice(segmentIds.shape.length));
  ids.forEach((id, row) => {
    if (id < 0 || id >= numSegments) return;
    for (let from = row * width, to = id * width; from < (row + 1) * width; from += 1, to += 1) {
      sums[to] = (sums[to] as number) + (rows[from] as number);
    }
  });
  return sum;
};

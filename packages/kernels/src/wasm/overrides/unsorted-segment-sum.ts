import type { TensorInfo, UnsortedSegmentSumAttrs } from "@tensorflow/tfjs-core";
import { kernel, sizeOf } from "../kernel.ts";

/**
 * The kernel `UnsortedSegmentSum`, which tfjs lacks on WASM: adds row i of `x` to row `segmentIds[i]` of the sum and drops rows whose
 * id is out of range. It is the gradient of `gather`, and so of every embedding.
 */
export const unsortedSegmentSum = kernel<{ x: TensorInfo; segmentIds: TensorInfo }, UnsortedSegmentSumAttrs>(
  ({ kernels, inputs: { x, segmentIds }, attributes: { numSegments } }) => {
    const inner = x.shape.slice(segmentIds.shape.length);
    const sums = kernels.output([numSegments, ...inner], x.dtype);
    kernels.view(sums).fill(0);
    const { scatterAddRows, scatterAddIntegerRows } = kernels.exports;
    const scatterAdd = x.dtype === "int32" ? scatterAddIntegerRows : scatterAddRows;
    const [rows, ids, into] = [x, segmentIds, sums].map(kernels.address) as [number, number, number];
    scatterAdd(sizeOf(segmentIds.shape), sizeOf(inner), numSegments, rows, ids, into);
    return sums;
  },
);

import type { KernelFunc, SumAttrs, TensorInfo } from "@tensorflow/tfjs-core";
import { leadingSum } from "../../leading-sum.ts";
import { kernelsOf } from "../module/kernels.ts";

/**
 * The kernel `Sum`. It sums floats over their leading axes, as in the gradient of every bias, row by row; tfjs's transposes first. Other
 * sums use `original`.
 */
export function sumOfRows(original: KernelFunc): KernelFunc {
  return (call) => {
    const { x } = call.inputs as { x: TensorInfo };
    const sum = leadingSum(x, call.attrs as unknown as SumAttrs);
    if (sum === undefined) return original(call);
    const kernels = kernelsOf(call.backend as object);
    const sums = kernels.output(sum.shape, "float32");
    kernels.exports.sumRows(sum.rows, sum.columns, kernels.address(x), kernels.address(sums));
    return sums;
  };
}

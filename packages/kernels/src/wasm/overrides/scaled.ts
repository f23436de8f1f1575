import { identity } from "@tenetjs/backends/internals";
import { backend_util, type KernelFunc, type TensorInfo } from "@tensorflow/tfjs-core";
import { sizeOf } from "../kernel.ts";
import { kernelsOf } from "../module/kernels.ts";

/**
 * The kernel `Multiply`. It multiplies floats by a single number in SIMD, as the gradient of a loss is by that of what comes after it; if the number
 * is 1, it shares memory. tfjs's looks up both operands of each value. Other products use `original`.
 */
export function scaled(original: KernelFunc): KernelFunc {
  return (call) => {
    const { a, b } = call.inputs as { a: TensorInfo; b: TensorInfo };
    const [x, factor] = sizeOf(b.shape) === 1 ? [a, b] : [b, a];
    const shape = backend_util.assertAndGetBroadcastShape([...a.shape], [...b.shape]);
    const isScaled = sizeOf(factor.shape) === 1 && x.dtype === "float32" && factor.dtype === "float32";
    if (!isScaled || shape.length !== x.shape.length) return original(call);
    const kernels = kernelsOf(call.backend as object);
    const by = kernels.view(factor)[0] as number;
    if (by === 1) return identity({ ...call, inputs: { x } });
    const result = kernels.output(shape, "float32");
    kernels.exports.scale(sizeOf(shape), by, kernels.address(x), kernels.address(result));
    return result;
  };
}

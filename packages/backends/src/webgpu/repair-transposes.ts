import type { TensorInfo } from "@tensorflow/tfjs-core";
import type { WebGpuBackend, WebGpuProgram } from "../private-fields.ts";

/**
 * Makes `backend` transpose whole numbers and truth values. tfjs 4.22.0 writes them with the function for floats,
 * which current compilers of WGSL refuse, or lets them pass through floats, which round above 2^24.
 *
 * Done where programs are run rather than in the kernel `Transpose`, since other kernels (sums, say) transpose as well.
 */
export function repairTransposes(backend: WebGpuBackend): void {
  const run = backend.runWebGPUProgram.bind(backend);
  // The buffer's type, which the tensor's may differ from: a comparison cast to float32 still lies there as i32.
  const isWhole = (input?: TensorInfo) =>
    input !== undefined && backend.tensorMap.get(input.dataId).dtype !== "float32";
  backend.runWebGPUProgram = (program, inputs, ...rest) => {
    const broken = program.shaderKey.startsWith("transpose") && isWhole(inputs[0]);
    return run(broken ? withWholeNumbers(program) : program, inputs, ...rest);
  };
}

function withWholeNumbers(program: WebGpuProgram): WebGpuProgram {
  const code = program
    .getUserCode()
    .replaceAll("setOutputAtIndex(", "setOutputAtIndexI32(")
    .replaceAll("array<f32", "array<i32")
    .replaceAll("f32(A[", "i32(A[");
  return { ...program, getUserCode: () => code };
}

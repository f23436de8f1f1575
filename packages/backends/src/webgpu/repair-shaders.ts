import type { TensorInfo } from "@tensorflow/tfjs-core";
import type { WebGpuBackend } from "../private-fields.ts";

/**
 * Makes `backend` run repaired versions of those of tfjs 4.22.0's shaders that current compilers of WGSL refuse, or that
 * compute something else than tfjs's other backends do.
 *
 * Done where programs are run rather than in kernels, since several kernels run the same program: sums transpose as well.
 */
export function repairShaders(backend: WebGpuBackend): void {
  const run = backend.runWebGPUProgram.bind(backend);
  // The buffer's type, which the tensor's may differ from: a comparison cast to float32 still lies there as i32.
  const isWhole = (input: TensorInfo) => backend.tensorMap.get(input.dataId).dtype !== "float32";
  backend.runWebGPUProgram = (program, inputs, ...rest) => {
    const repair = repairs.find(({ of }) => program.shaderKey.startsWith(of));
    if (repair === undefined) return run(program, inputs, ...rest);
    const code = repair.repaired(program.getUserCode(), inputs.some(isWhole));
    return run(code === undefined ? program : { ...program, getUserCode: () => code }, inputs, ...rest);
  };
}

type Repair = {
  /** How the keys of its shaders begin. */
  readonly of: string;
  /** The code as it should be; undefined where it is right as it is. `whole`: an input is of whole numbers or truth values. */
  repaired(code: string, whole: boolean): string | undefined;
};

const repairs: readonly Repair[] = [
  {
    // Whole numbers were written with the function for floats, which is an error, or passed through floats, which round above 2^24.
    of: "transpose",
    repaired: (code, whole) =>
      whole
        ? code
            .replaceAll("setOutputAtIndex(", "setOutputAtIndexI32(")
            .replaceAll("array<f32", "array<i32")
            .replaceAll("f32(A[", "i32(A[")
        : undefined,
  },
  {
    // WGSL does not say what becomes of NaN in exp and log, nor of log(0): on some cards finite numbers, which hide that a loss is NaN.
    of: "unary_",
    repaired: (code) => {
      if (!/\b(exp|log)\(/.test(code)) return undefined;
      const log = /return log\((1\.0 \+ )?a\)/.exec(code);
      const zero = log?.[1] === undefined ? "0.0" : "-1.0";
      const ends = log === null ? "" : endsOfLog(zero);
      return code.replace("-> f32 {", (start) => `${start} if (isnan(a)) { return a; } ${ends}`);
    },
  },
  {
    of: "softmax",
    repaired: (code) =>
      code.replace(
        "threadSum += subExp;",
        "let shifted = getLogits(row, col) - rowMaxShared; threadSum += select(subExp, shifted, isnan(shifted));",
      ),
  },
  {
    // Of equal values, threads that share a row took any, where the first is meant.
    of: "argMinMax_",
    repaired: (code) =>
      code.replace(
        /if \(candidate [<>] bestValue\) \{(?=\s+bestValue = candidate;\s+xBestValues)/,
        (better) =>
          `let other = xBestIndices[localId.x + interval];
          if (${better.slice(4, -3)} || (candidate == bestValue && other < xBestIndices[localId.x])) {`,
      ),
  },
  {
    // Sums of whole numbers added the bits of floats, and ids beyond the last segment counted for another.
    of: "unsortedSegmentSum",
    repaired: (code) =>
      code
        .replace("bitcast<i32>(value)", "i32(value)")
        .replace("segmentId >= 0", "segmentId >= 0 && segmentId < uniforms.numSegments"),
  },
];

function endsOfLog(zero: string): string {
  return `if (a == ${zero}) { return -uniforms.INFINITY; } if (a < ${zero}) { return uniforms.NAN; }`;
}

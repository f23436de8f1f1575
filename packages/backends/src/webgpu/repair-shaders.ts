import { wgslWave } from "@tenetjs/core/internals";
import type { TensorInfo } from "@tensorflow/tfjs-core";
import type { WebGpuBackend } from "../private-fields.ts";

/**
 * Makes `backend` run repaired versions of the tfjs 4.22.0 shaders that current WGSL compilers reject, or that compute other
 * values than tfjs's other backends.
 *
 * The repair happens where programs run rather than in kernels, because several kernels share a program: sums also transpose.
 */
export function repairShaders(backend: WebGpuBackend): void {
  const run = backend.runWebGPUProgram.bind(backend);
  // The buffer's dtype may differ from the tensor's: a comparison cast to float32 is still stored as i32.
  const holdsIntegers = (input: TensorInfo) => backend.tensorMap.get(input.dataId).dtype !== "float32";
  backend.runWebGPUProgram = (program, inputs, ...rest) => {
    const possible = repairs.filter(({ of }) => program.shaderKey.startsWith(of));
    if (possible.length === 0) return run(program, inputs, ...rest);
    const integers = inputs.some(holdsIntegers);
    const given = program.getUserCode();
    const code = possible.reduce<string | undefined>(
      (found, { repaired }) => found ?? repaired(given, integers),
      undefined,
    );
    return run(code === undefined ? program : { ...program, getUserCode: () => code }, inputs, ...rest);
  };
}

type Repair = {
  /** The prefix of the keys of its shaders. */
  readonly of: string;
  /** The repaired code, or undefined if the code is correct. `integers`: an input holds integers or booleans. */
  repaired(code: string, integers: boolean): string | undefined;
};

const repairs: readonly Repair[] = [
  {
    // tfjs writes integers with the function for floats, which is an error, or passes them through floats, which round above 2^24.
    of: "transpose",
    repaired: (code, integers) =>
      integers
        ? code
            .replaceAll("setOutputAtIndex(", "setOutputAtIndexI32(")
            .replaceAll("array<f32", "array<i32")
            .replaceAll("f32(A[", "i32(A[")
        : undefined,
  },
  {
    // WGSL's sin and cos may be off by 2^-11, a thousand times what the other backends are.
    of: "unary_",
    repaired: (code) => {
      const found = /return (sin|cos)\(a\);/.exec(code);
      if (found === null) return undefined;
      return `${wgslWave}${code.replace(found[0], `return wave(a, ${found[1] === "sin" ? 0 : 1});`)}`;
    },
  },
  {
    // WGSL leaves exp and log of NaN, and log(0), undefined. Some GPUs return finite numbers, which hide that a loss is NaN.
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
    // Among equal values the first should win, but threads that share a row take any of them.
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
    // tfjs adds the bits of floats to sums of integers, and adds rows with an id beyond the last segment to another segment.
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

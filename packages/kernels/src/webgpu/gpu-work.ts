import { TenetError } from "@tenetjs/core";
import { checkInteger, phrase, problem } from "@tenetjs/core/internals";
import { backend, type TensorInfo } from "@tensorflow/tfjs-core";
import type { Gpu } from "./device/gpu.ts";
import { gpuOf } from "./device/gpu-of.ts";
import type { Shader } from "./device/shader.ts";
import { groupsFor, spread } from "./threads.ts";
import { tiledProduct, tiling } from "./tiled-product.ts";

/** Options of {@link gpuWork}. */
export type GpuWorkOptions = {
  /** A product of square matrices, by the shader that the kernels use for all large products, or a copy of float32 values. */
  readonly kind: "product" | "copy";
  /** The rows of each square matrix, or the number of values to copy, which has to be a multiple of 4. */
  readonly size: number;
  /** How often one call of `run` repeats the work. Default 1. */
  readonly times?: number;
};

/** A known amount of work on a GPU. */
export type GpuWork = {
  /** Does the work, and resolves when the GPU has finished it. Rejects if the result is wrong. */
  run(): Promise<void>;
  /** Frees its buffers. */
  dispose(): void;
};

/**
 * Work that measures the limits of the GPU under tfjs's current WebGPU backend. A product does 2 `size`^3 operations, and a copy
 * moves 8 `size` bytes, so the time of `run` gives the arithmetic throughput and the memory bandwidth. `run` checks the last number
 * of each result, so that a GPU that does nothing does not count as a fast one.
 *
 * @throws {TypeError} if tfjs runs on another backend. @throws {RangeError} if a size is invalid.
 * @throws {TenetError} `LIMIT_EXCEEDED` if a buffer of that size exceeds a limit of the device.
 */
export function gpuWork({ kind, size, times = 1 }: GpuWorkOptions): GpuWork {
  const unit = kind === "copy" ? 4 : 1;
  checkInteger("gpuWork", kind === "copy" ? "size / 4" : "size", size / unit, 1);
  checkInteger("gpuWork", "times", times, 1);
  const tfjs = backend();
  const gpu = gpuOf(tfjs);
  const count = kind === "product" ? size * size : size;
  checkBuffer(gpu, 4 * count);
  const numbers = (first: number) => {
    const out = gpu.output([count], "float32");
    gpu.dispatch(numbersShader, {
      buffers: { out },
      scalars: { count, first },
      groups: [groupsFor(gpu, count)],
    });
    return out;
  };
  const out = gpu.output([count], "float32");
  const { operands, dispatch, last, tolerance } =
    kind === "product"
      ? product(gpu, size, { a: numbers(0), b: numbers(count), out })
      : copy(gpu, size, { x: numbers(0), out });

  return {
    async run() {
      for (let time = 0; time < times; time += 1) dispatch();
      const probe = gpu.output([1], "float32");
      try {
        gpu.copy({ tensor: out, at: count - 1 }, { tensor: probe }, 1);
        const [found] = (await tfjs.read(probe.dataId)) as Float32Array;
        if (Math.abs((found as number) - last) <= tolerance) return;
        throw new Error(problem("gpuWork", `${last} as the last number of a ${kind}`, found));
      } finally {
        gpu.dispose(probe);
      }
    },
    dispose() {
      for (const tensor of [...operands, out]) gpu.dispose(tensor);
    },
  };
}

type Work = {
  readonly operands: readonly TensorInfo[];
  dispatch(): void;
  /** The expected last number of the result, and its tolerance. */
  readonly last: number;
  readonly tolerance: number;
};

function product(
  gpu: Gpu,
  size: number,
  { a, b, out }: Readonly<Record<"a" | "b" | "out", TensorInfo>>,
): Work {
  const { tile, groups } = tiling(size, size);
  const shader = tiledProduct<"a" | "b" | "out", never>(
    {
      label: "product of squares",
      buffers: { a: "read f32", b: "read f32", out: "write f32" },
      scalars: {},
      left: "a[m * scalars.k + k]",
      leftAlong: "k",
      right: "b[k * scalars.n + n]",
      rightAlong: "n",
      store: "out[m * scalars.n + n] = value;",
    },
    tile,
  );
  let last = 0;
  for (let k = 0; k < size; k += 1)
    last += numberAt((size - 1) * size + k) * numberAt(size * size + k * size + size - 1);
  return {
    operands: [a, b],
    dispatch: () =>
      gpu.dispatch(shader, { buffers: { a, b, out }, scalars: { m: size, n: size, k: size }, groups }),
    last,
    // The error of sums of float32 numbers between -1/2 and 1/2 is far smaller, and the sums are of the order of sqrt(size).
    tolerance: 0.01,
  };
}

function copy(gpu: Gpu, size: number, { x, out }: Readonly<Record<"x" | "out", TensorInfo>>): Work {
  const count = size / 4;
  const groups = [groupsFor(gpu, count)] as const;
  return {
    operands: [x],
    dispatch: () => gpu.dispatch(copyShader, { buffers: { x, out }, scalars: { count }, groups }),
    last: numberAt(size - 1),
    tolerance: 0,
  };
}

const copyShader: Shader<"x" | "out", "count"> = {
  label: "copy",
  buffers: { x: "read vec4<f32>", out: "write vec4<f32>" },
  scalars: { count: "u32" },
  code: `${spread.main} {
  ${spread.stride}
  for (var i = at.x; i < scalars.count; i += stride) { out[i] = x[i]; }
}`,
};

/** Knuth's multiplicative hash. It gives numbers without a pattern, since a GPU may take less time or power for equal numbers. */
const multiplier = 2654435761;

const numbersShader: Shader<"out", "count" | "first"> = {
  label: "numbers",
  buffers: { out: "write f32" },
  scalars: { count: "u32", first: "u32" },
  code: `${spread.main} {
  ${spread.stride}
  for (var i = at.x; i < scalars.count; i += stride) {
    out[i] = f32(((scalars.first + i) * ${multiplier}u) >> 8u) / 16777216f - 0.5f;
  }
}`,
};

/** The shader's number at `index`: exact, and between -1/2 and 1/2. */
function numberAt(index: number): number {
  return (Math.imul(index, multiplier) >>> 8) / 2 ** 24 - 0.5;
}

function checkBuffer({ device: { limits } }: Gpu, bytes: number): void {
  const most = Math.min(limits.maxBufferSize, limits.maxStorageBufferBindingSize);
  if (bytes <= most) return;
  throw new TenetError(
    "LIMIT_EXCEEDED",
    problem(
      "gpuWork",
      `a buffer of at most ${most} bytes`,
      phrase(`one of ${bytes} bytes`),
      "Use a smaller size.",
    ),
  );
}

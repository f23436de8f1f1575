import { TenetError } from "@tenetjs/core";
import { checkInteger, phrase, problem } from "@tenetjs/core/internals";
import { backend, type TensorInfo } from "@tensorflow/tfjs-core";
import type { Gpu } from "./device/gpu.ts";
import { gpuOf } from "./device/gpu-of.ts";
import type { Shader } from "./device/shader.ts";
import { groupsFor, spread } from "./threads.ts";
import { tiledProduct, tiling } from "./tiled-product.ts";

/** What {@link cardWork} does. */
export type CardWorkOptions = {
  /** A product of squares of `size`, by the shader that the kernels have for all large products; or a copy of `size` values. */
  readonly kind: "product" | "copy";
  /** Float32 values along an edge of the squares, or in all; a copy's is a multiple of 4. */
  readonly size: number;
  /** How often it is done by one call of `run`. Default 1. */
  readonly times?: number;
};

/** Work on a graphics card whose amount is known. */
export type CardWork = {
  /** Does the work, and resolves when the card is done with it. Rejects when the result is not what it has to be. */
  run(): Promise<void>;
  /** Frees what it works on. */
  dispose(): void;
};

/**
 * Work that measures what the card under tfjs's WebGPU backend, which has to be current, can do at most: by the time that `run` takes,
 * the operations of a product, 2 `size`^3, give a rate of arithmetic, and the bytes of a copy, 8 `size`, one of memory. The last number
 * of each result is held to what it has to be, so that a card which does nothing is not taken for a fast one.
 *
 * @throws {TypeError} when tfjs is on another backend. @throws {RangeError} when a size is none.
 * @throws {TenetError} `LIMIT_EXCEEDED` when a buffer of that size is beyond what the card can have.
 */
export function cardWork({ kind, size, times = 1 }: CardWorkOptions): CardWork {
  const unit = kind === "copy" ? 4 : 1;
  checkInteger("cardWork", kind === "copy" ? "size / 4" : "size", size / unit, 1);
  checkInteger("cardWork", "times", times, 1);
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
        throw new Error(problem("cardWork", `${last} as the last number of a ${kind}`, found));
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
  /** What the last number of the result has to be, and how far off it may be. */
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
    // Sums of float32 numbers between -1/2 and 1/2 are far closer, and their own size is that of a root of `size`.
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

/** Knuth's multiplicative hash: numbers without a pattern, for a card may take less time or power over those that are all alike. */
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

/** What that shader gives for `index`: from -1/2 up to 1/2, and exact. */
function numberAt(index: number): number {
  return (Math.imul(index, multiplier) >>> 8) / 2 ** 24 - 0.5;
}

function checkBuffer({ device: { limits } }: Gpu, bytes: number): void {
  const most = Math.min(limits.maxBufferSize, limits.maxStorageBufferBindingSize);
  if (bytes <= most) return;
  throw new TenetError(
    "LIMIT_EXCEEDED",
    problem(
      "cardWork",
      `a buffer of at most ${most} bytes`,
      phrase(`one of ${bytes}`),
      "Use a smaller size.",
    ),
  );
}

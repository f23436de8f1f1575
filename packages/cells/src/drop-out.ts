import { integer, type Rng } from "@tenetjs/core";
import { threefry } from "@tenetjs/core/internals";
import { type Differentiable, differentiable, fusedKernel } from "@tenetjs/core/tensors/internals";
import { mul, type Tensor, tensor } from "@tensorflow/tfjs-core";

/** The name of the kernel that computes {@link dropOut}: the input `x`, float32, and the attributes {@link DropoutAttributes}. */
export const dropoutKernel = "TenetDropout";

/**
 * Which values are dropped. Value i of a tensor in row-major order takes 16 random bits: in each run of 16 values, lane i % 4 belongs to a counter
 * of its own, 4 floor(i / 16) + i % 4, whose two words have the bits of the values i, i + 4, i + 8 and i + 12 of that lane, the low half first. It is
 * dropped if they are less than `below`. So four lanes of SIMD, or threads of a GPU, draw the same bits as a loop.
 */
export type DropoutAttributes = {
  readonly key0: number;
  readonly key1: number;
  /** The rate, in 2^-16: an integer from 0 to 65535. */
  readonly below: number;
};

/**
 * `x` with each value set to 0 with probability `rate`, and the others divided by the probability of keeping one. The rate is rounded to a multiple
 * of 2^-16. Draws two numbers from `rng`.
 */
export function dropOut<T extends Tensor>(x: T, rate: number, rng: Rng): T {
  const word = () => integer(rng, 2 ** 32) | 0;
  const below = Math.min(Math.round(rate * steps), steps - 1);
  return dropped(x, { key0: word(), key1: word(), below }) as T;
}

function dropped(x: Tensor, attributes: DropoutAttributes): Tensor {
  const forward = (x: Tensor): Differentiable => {
    const fused = fusedKernel(dropoutKernel);
    if (fused !== undefined) {
      const [value] = fused({ x }, attributes);
      // Drawing the bits again takes less than keeping them would.
      return { value: value!, saved: [], gradient: (dy) => [dropped(dy, attributes)] };
    }
    const mask = tensor(factors(x.size, attributes), x.shape);
    return { value: mul(x, mask), saved: [mask], gradient: (dy, [mask]) => [mul(dy, mask!)] };
  };
  return differentiable(forward, x);
}

/** What the values that are kept are multiplied by. */
export function dropoutScale({ below }: DropoutAttributes): number {
  return steps / (steps - below);
}

/** The number of rates. */
const steps = 2 ** 16;

/** The factor of each of `size` values: 0 or the scale. */
function factors(size: number, attributes: DropoutAttributes): Float32Array {
  const { key0, key1, below } = attributes;
  const scale = dropoutScale(attributes);
  const found = new Float32Array(size);
  for (let first = 0; first < size; first += 16) {
    for (let lane = 0; lane < 4; lane += 1) {
      const words = threefry([key0, key1], [first / 4 + lane, 0]);
      const halves = words.flatMap((word) => [word & 0xffff, word >>> 16]);
      for (const [index, half] of halves.entries()) {
        const at = first + 4 * index + lane;
        if (at < size && half >= below) found[at] = scale;
      }
    }
  }
  return found;
}

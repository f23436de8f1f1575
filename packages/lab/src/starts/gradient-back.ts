import { uniformByHiddenSize } from "@tenetjs/cells";
import { integer, normal, type Rng, seed, split } from "@tenetjs/core";

export type GradientBackOptions = {
  /** W_h, `[size, size]`, row by row. */
  readonly weights: ArrayLike<number>;
  readonly size: number;
  /** The number of steps back. */
  readonly steps: number;
  readonly activation: "tanh" | "linear";
  readonly seed: number;
};

/** The number of sequences that are averaged. */
const rows = 8;
const digits = 10;

/**
 * The norm of dL/dh, n steps before the last for each n from 0 to `steps`, relative to that at the last step: the mean over random sequences of digits, in
 * a plain RNN that has not been trained, h_t = f(x_t W_x + h_(t-1) W_h). At the last step the gradient is a random unit vector.
 */
export function gradientBack({
  weights,
  size,
  steps,
  activation,
  seed: number,
}: GradientBackOptions): number[] {
  const rng = seed(number);
  const inputWeights = uniformByHiddenSize()(split(rng, "inputs"), digits, size);
  const sums = new Array<number>(steps + 1).fill(0);
  for (let row = 0; row < rows; row += 1) {
    const slopes = slopesOf(split(rng, row), inputWeights, weights, size, steps, activation);
    let gradient = unitVector(split(split(rng, row), "gradient"), size);
    for (let back = 0; back <= steps; back += 1) {
      sums[back] = (sums[back] as number) + Math.hypot(...gradient) / rows;
      const slope = slopes[steps - back] as Float64Array;
      gradient = timesTransposed(
        gradient.map((value, unit) => value * (slope[unit] as number)),
        weights,
      );
    }
  }
  return sums;
}

/** f'(a) for each step and unit, while an RNN reads random digits. */
function slopesOf(
  rng: Rng,
  inputWeights: Float32Array,
  weights: ArrayLike<number>,
  size: number,
  steps: number,
  activation: "tanh" | "linear",
): Float64Array[] {
  let state = new Float64Array(size);
  return Array.from({ length: steps + 1 }, () => {
    if (activation === "linear") return new Float64Array(size).fill(1);
    const digit = integer(rng, digits);
    const next = new Float64Array(size);
    for (let unit = 0; unit < size; unit += 1) {
      let sum = inputWeights[digit * size + unit] as number;
      for (let other = 0; other < size; other += 1)
        sum += (state[other] as number) * (weights[other * size + unit] as number);
      next[unit] = Math.tanh(sum);
    }
    state = next;
    return next.map((value) => 1 - value * value);
  });
}

/** The vector times the transpose of a square matrix. */
function timesTransposed(vector: Float64Array, matrix: ArrayLike<number>): Float64Array<ArrayBuffer> {
  const size = vector.length;
  return Float64Array.from({ length: size }, (_, row) => {
    let sum = 0;
    for (let column = 0; column < size; column += 1)
      sum += (vector[column] as number) * (matrix[row * size + column] as number);
    return sum;
  });
}

function unitVector(rng: Rng, size: number): Float64Array<ArrayBuffer> {
  const drawn = Float64Array.from({ length: size }, () => normal(rng));
  const norm = Math.hypot(...drawn);
  return drawn.map((value) => value / norm);
}

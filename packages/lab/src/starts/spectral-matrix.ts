import { type Initialiser, identity, normalWeights, orthogonal } from "@tenetjs/cells";
import { seed } from "@tenetjs/core";

/** The matrices that can be scaled, and how a form calls them. */
export const matrixKinds = {
  orthogonal: "orthogonal",
  gaussian: "Gaussian",
  identity: "the identity",
} as const;

export type MatrixKind = keyof typeof matrixKinds;

const initialisers: Readonly<Record<MatrixKind, Initialiser>> = {
  orthogonal: orthogonal(),
  gaussian: normalWeights(1),
  identity: identity(),
};

/** A `[size, size]` matrix of a kind, drawn from a seed and scaled to a spectral radius. */
export function spectralMatrix(kind: MatrixKind, radius: number, size: number, number: number): Float32Array {
  const drawn = initialisers[kind](seed(number), size, size);
  const factor = radius / spectralRadius(drawn, size);
  return drawn.map((value) => factor * value);
}

/**
 * The largest absolute eigenvalue of a `[size, size]` matrix, by Gelfand's formula: ||A^k||^(1/k), with k = 2^24 by squaring. Power iteration would not
 * converge, since the largest eigenvalues are often a complex pair.
 */
export function spectralRadius(matrix: ArrayLike<number>, size: number): number {
  let power = Float64Array.from(matrix);
  /** The logarithm of what `power` was divided by, to the power of 1/k. */
  let exponent = 0;
  let share = 1;
  for (let doubling = 0; doubling < 24; doubling += 1) {
    const norm = Math.hypot(...power);
    if (norm === 0) return 0;
    exponent += share * Math.log(norm);
    power = squared(
      power.map((value) => value / norm),
      size,
    );
    share /= 2;
  }
  return Math.exp(exponent);
}

function squared(matrix: Float64Array, size: number): Float64Array<ArrayBuffer> {
  const product = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1)
    for (let inner = 0; inner < size; inner += 1) {
      const factor = matrix[row * size + inner] as number;
      for (let column = 0; column < size; column += 1)
        product[row * size + column] =
          (product[row * size + column] as number) + factor * (matrix[inner * size + column] as number);
    }
  return product;
}

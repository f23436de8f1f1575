import { normal, type Rng, uniform } from "@tenetjs/core";
import { checkPositive } from "@tenetjs/core/internals";

/** Returns the initial values of one gate's `[rows, columns]` block of a weight matrix, row-major. */
export type Initialiser = (rng: Rng, rows: number, columns: number) => Float32Array;

/** Weights from N(0, `deviation`^2). */
export function normalWeights(deviation: number): Initialiser {
  checkPositive("normalWeights", "deviation", deviation);
  return (rng, rows, columns) => fill(rows * columns, () => normal(rng, 0, deviation));
}

/** Weights from U(-a, a) with a = sqrt(6 / (rows + columns)) (Glorot and Bengio, 2010, eq. 16). */
export function xavier(): Initialiser {
  return (rng, rows, columns) => {
    const bound = Math.sqrt(6 / (rows + columns));
    return fill(rows * columns, () => uniform(rng, -bound, bound));
  };
}

/** Weights from N(0, 2 / rows) (He et al., 2015, eq. 10). */
export function he(): Initialiser {
  return (rng, rows, columns) => {
    const deviation = Math.sqrt(2 / rows);
    return fill(rows * columns, () => normal(rng, 0, deviation));
  };
}

/** Weights from U(-a, a) with a = 1 / sqrt(columns), PyTorch's default for recurrent layers: `columns` is the hidden size. */
export function uniformByHiddenSize(): Initialiser {
  return (rng, rows, columns) => {
    const bound = 1 / Math.sqrt(columns);
    return fill(rows * columns, () => uniform(rng, -bound, bound));
  };
}

/** `scale` times the identity matrix (Le, Jaitly and Hinton, 2015). A block that is not square is zero outside its diagonal. */
export function identity(scale = 1): Initialiser {
  return (_, rows, columns) => {
    const values = new Float32Array(rows * columns);
    for (let i = 0; i < Math.min(rows, columns); i += 1) values[i * columns + i] = scale;
    return values;
  };
}

/**
 * `gain` times a random matrix with orthonormal rows or columns, whichever are fewer (Saxe et al., 2014). It is drawn uniformly from
 * all such matrices, by applying modified Gram-Schmidt twice to a normal sample.
 */
export function orthogonal(gain = 1): Initialiser {
  checkPositive("orthogonal", "gain", gain);
  return (rng, rows, columns) => {
    const count = Math.min(rows, columns);
    const length = Math.max(rows, columns);
    const basis: Float64Array[] = [];
    while (basis.length < count) {
      const vector = Float64Array.from({ length }, () => normal(rng));
      for (let pass = 0; pass < 2; pass += 1) for (const other of basis) removeComponent(vector, other);
      if (normalise(vector)) basis.push(vector);
    }
    const values = new Float32Array(rows * columns);
    basis.forEach((vector, i) => {
      vector.forEach((value, j) => {
        values[rows <= columns ? i * columns + j : j * columns + i] = gain * value;
      });
    });
    return values;
  };
}

function fill(length: number, draw: () => number): Float32Array {
  return Float32Array.from({ length }, draw);
}

function removeComponent(vector: Float64Array, unit: Float64Array): void {
  let dot = 0;
  for (let i = 0; i < vector.length; i += 1) dot += (vector[i] as number) * (unit[i] as number);
  for (let i = 0; i < vector.length; i += 1) vector[i] = (vector[i] as number) - dot * (unit[i] as number);
}

/** Scales `vector` to length 1, and returns whether it was long enough for that. */
function normalise(vector: Float64Array): boolean {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  if (length < 1e-6) return false;
  for (let i = 0; i < vector.length; i += 1) vector[i] = (vector[i] as number) / length;
  return true;
}

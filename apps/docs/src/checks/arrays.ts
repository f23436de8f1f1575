import { normal, type Rng } from "@tenetjs/core";

export type Vector = readonly number[];

/** Rows. */
export type Matrix = readonly Vector[];

/** Standard normal numbers times `scale`. */
export function randomVector(rng: Rng, size: number, scale = 1): number[] {
  return Array.from({ length: size }, () => normal(rng, 0, scale));
}

export function randomMatrix(rng: Rng, rows: number, columns: number, scale = 1): number[][] {
  return Array.from({ length: rows }, () => randomVector(rng, columns, scale));
}

/** v M, of a row vector. */
export function times(v: Vector, m: Matrix): number[] {
  return (m[0] ?? []).map((_, column) => v.reduce((sum, value, row) => sum + value * at(m, row, column), 0));
}

export function transposed(m: Matrix): number[][] {
  return (m[0] ?? []).map((_, column) => m.map((_, row) => at(m, row, column)));
}

export function plus(a: Vector, b: Vector): number[] {
  return a.map((value, index) => value + (b[index] as number));
}

export function at(m: Matrix, row: number, column: number): number {
  return m[row]?.[column] as number;
}

/** A copy of a matrix in which `change` is added to one number. */
export function nudged(m: Matrix, row: number, column: number, change: number): number[][] {
  return m.map((values, r) => values.map((value, c) => (r === row && c === column ? value + change : value)));
}

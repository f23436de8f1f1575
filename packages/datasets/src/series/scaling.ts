import type { SeriesRows } from "./series-rows.ts";

/** A column is scaled to (value - mean) / deviation. */
export type Scaling = { readonly mean: number; readonly deviation: number };

/** The scaling of each column to mean 0 and deviation 1 over `rows`. A constant column has the deviation 1. */
export function standardScaling(rows: SeriesRows, columns: number): Scaling[] {
  return Array.from({ length: columns }, (_, column) => {
    const mean = rows.reduce((sum, row) => sum + (row[column] as number), 0) / rows.length;
    const squares = rows.reduce((sum, row) => sum + ((row[column] as number) - mean) ** 2, 0);
    return { mean, deviation: Math.sqrt(squares / rows.length) || 1 };
  });
}

/** The scaling that leaves each column as it is. */
export function noScaling(columns: number): Scaling[] {
  return Array.from({ length: columns }, () => ({ mean: 0, deviation: 1 }));
}

/** Numbers by a formula beside the same numbers found in another way. */
export type Check = {
  /** What the formula gives, such as "ŷ − y". */
  readonly formula: string;
  /** How the other numbers were found, such as "finite difference". */
  readonly other: string;
  readonly rows: readonly CheckRow[];
};

export type CheckRow = { readonly label: string; readonly formula: number; readonly other: number };

/** The largest difference between the two columns, as a fraction of the largest number. */
export function largestDifference({ rows }: Check): number {
  const largest = Math.max(...rows.map(({ formula }) => Math.abs(formula)));
  return Math.max(...rows.map(({ formula, other }) => Math.abs(formula - other))) / largest;
}

/** A matrix `[rows, columns]` of integers from -127 to 127, each of which stands for itself times the scale of its column. */
export type Int8Matrix = { readonly integers: Int8Array; readonly scales: Float32Array };

/** Where a matrix stands in `values`. */
export type MatrixPlace = {
  readonly rows: number;
  readonly columns: number;
  /** Values from one row to the next as stored. Default: as many as a stored row has. */
  readonly stride?: number;
  /** Whether it is stored as `[columns, rows]`. Default: false. */
  readonly transposed?: boolean;
};

/** The matrix with its values rounded to multiples of a 127th of the largest of their column. */
export function int8Matrix(
  values: Float32Array,
  { rows, columns, transposed = false, stride = transposed ? rows : columns }: MatrixPlace,
): Int8Matrix {
  const [ofRow, ofColumn] = transposed ? [1, stride] : [stride, 1];
  const scales = new Float32Array(columns);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const size = Math.abs(values[row * ofRow + column * ofColumn] as number);
      // Keeps NaN.
      scales[column] = Math.max(size, scales[column] as number);
    }
  }
  for (let column = 0; column < columns; column += 1)
    scales[column] = (scales[column] as number) / largestInteger;
  const integers = new Int8Array(rows * columns);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const value = values[row * ofRow + column * ofColumn] as number;
      const scale = scales[column] as number;
      // The nearest integer, and of two the one that is further from 0, so that w and -w are rounded alike. An Int8Array drops the fraction.
      const half = value < 0 ? -0.5 : 0.5;
      if (scale > 0) integers[row * columns + column] = Math.fround(Math.fround(value / scale) + half);
    }
  }
  return { integers, scales };
}

/** The values that an {@link Int8Matrix} stands for, `[rows, columns]`. */
export function valuesOf({ integers, scales }: Int8Matrix): Float32Array {
  const columns = scales.length;
  return Float32Array.from(integers, (integer, index) => integer * (scales[index % columns] as number));
}

const largestInteger = 127;

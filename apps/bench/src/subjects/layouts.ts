import type { Matrix } from "../cases/workload.ts";

/** `matrix` with its blocks of `width` columns in `order` (counted from 0), to convert between libraries' orders of gates. */
export function pickBlocks({ data, shape }: Matrix, width: number, order: readonly number[]): Matrix {
  const columns = shape.at(-1) as number;
  const rows = data.length / columns;
  const picked = new Float32Array(rows * order.length * width);
  for (let row = 0; row < rows; row += 1) {
    order.forEach((block, place) => {
      const from = row * columns + block * width;
      picked.set(data.subarray(from, from + width), (row * order.length + place) * width);
    });
  }
  return { data: picked, shape: [...shape.slice(0, -1), order.length * width] };
}

/** `matrix`, `[rows, columns]`, as `[columns, rows]`. */
export function transposed({ data, shape: [rows = 0, columns = 0] }: Matrix): Matrix {
  const values = new Float32Array(data.length);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      values[column * rows + row] = data[row * columns + column] as number;
    }
  }
  return { data: values, shape: [columns, rows] };
}

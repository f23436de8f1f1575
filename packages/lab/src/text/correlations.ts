/** Pearson's correlation of each column of `table`, `[rows, columns]`, with `values`, over the rows from `first` to `end`. NaN where one of them is constant. */
export function correlations(
  table: Float32Array,
  columns: number,
  values: Float32Array,
  [first, end]: readonly [number, number],
): Float64Array {
  const count = end - first;
  const sums = new Float64Array(columns);
  const squares = new Float64Array(columns);
  const products = new Float64Array(columns);
  let [sum, square] = [0, 0];
  for (let row = first; row < end; row += 1) {
    const value = values[row] as number;
    sum += value;
    square += value * value;
    for (let column = 0; column < columns; column += 1) {
      const other = table[row * columns + column] as number;
      sums[column] = (sums[column] as number) + other;
      squares[column] = (squares[column] as number) + other * other;
      products[column] = (products[column] as number) + other * value;
    }
  }
  const spread = Math.sqrt(Math.max(0, count * square - sum * sum));
  return Float64Array.from({ length: columns }, (_, column) => {
    const own = sums[column] as number;
    const ownSpread = Math.sqrt(Math.max(0, count * (squares[column] as number) - own * own));
    return (count * (products[column] as number) - own * sum) / (spread * ownSpread);
  });
}

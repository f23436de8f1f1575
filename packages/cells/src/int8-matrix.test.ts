import fc from "fast-check";
import { expect, test } from "vitest";
import { int8Matrix, valuesOf } from "./int8-matrix.ts";

const matrices = fc
  .record({
    rows: fc.integer({ min: 1, max: 9 }),
    columns: fc.integer({ min: 1, max: 9 }),
    transposed: fc.boolean(),
  })
  .chain((place) =>
    fc.record({
      place: fc.constant(place),
      values: fc.float32Array({
        noNaN: true,
        min: -1000,
        max: 1000,
        minLength: place.rows * place.columns,
        maxLength: place.rows * place.columns,
      }),
    }),
  );

test("a value is rounded by at most half of a 127th of the largest of its column", () => {
  fc.assert(
    fc.property(matrices, ({ place, values }) => {
      const { rows, columns, transposed } = place;
      const rounded = valuesOf(int8Matrix(values, place));
      for (let column = 0; column < columns; column += 1) {
        const own = Array.from({ length: rows }, (_, row) => {
          return values[transposed ? column * rows + row : row * columns + column]!;
        });
        const most = Math.max(...own.map(Math.abs));
        // Half a step, and the rounding of scale and product in float32, which denormals have more of.
        const bound = (most / 254) * (1 + 1e-5) + 128 * 2 ** -149;
        for (const [row, value] of own.entries())
          expect(Math.abs(rounded[row * columns + column]! - value)).toBeLessThanOrEqual(bound);
      }
    }),
  );
});

test("rounded values are rounded to themselves", () => {
  fc.assert(
    fc.property(matrices, ({ place, values }) => {
      // Of denormals, a 127th has no digits left.
      fc.pre(values.every((value) => value === 0 || Math.abs(value) > 1e-30));
      const first = int8Matrix(values, place);
      const again = int8Matrix(valuesOf(first), { rows: place.rows, columns: place.columns });
      expect(again.integers).toEqual(first.integers);
      for (const [column, scale] of again.scales.entries())
        expect(scale / first.scales[column]! || 1).toBeCloseTo(1, 5);
    }),
  );
});

test("a stride passes over what stands between the rows", () => {
  const values = Float32Array.of(1, -2, 99, 0.5, 1, 99);
  const { integers, scales } = int8Matrix(values, { rows: 2, columns: 2, stride: 3 });
  expect([...integers]).toEqual([127, -127, 64, 64]);
  expect([...scales]).toEqual([Math.fround(1 / 127), Math.fround(2 / 127)]);
});

test("a column of zeros stays one, and NaN and infinity do not become numbers", () => {
  const values = Float32Array.of(0, Number.NaN, Number.POSITIVE_INFINITY, 0, 1, 1);
  const [zero, nan, infinite] = int8Matrix(values, { rows: 2, columns: 3 }).scales;
  expect([zero, nan, infinite]).toEqual([0, Number.NaN, Number.POSITIVE_INFINITY]);
});
